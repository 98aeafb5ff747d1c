"""What this part adds to a scope's pages."""

from collections.abc import Iterable, Sequence

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.antibribery import glimpses
from amanah.rooms.antibribery.glimpses import Counted, Glimpse, Rows
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.objectives import addresses, declare
from amanah.rooms.antibribery.objectives.models import Measure, Objective, Policy, Reading

POLICY, OBJECTIVE, MEASURE = "policy", "objective", "measure"
RUNNING, WAITING = "running", "waiting"


def offer() -> None:
    """Called once, when the part is installed."""
    glimpses.count_with("objectives", ask, tell)
    glimpses.add_tab("smap_objectives:policy", gettext_lazy("Kebijakan"), 220)
    glimpses.add_tab("smap_objectives:scope", gettext_lazy("Sasaran SMAP"), 310)
    glimpses.add_tab("smap_objectives:plan", gettext_lazy("Pemantauan kinerja"), 510)


def ask(_viewer: Viewer, some: Sequence[Scope]) -> Rows:
    """Whether there is a policy; objectives by where they are on their way; measures by the colour of their latest reading."""
    today = clock.today()
    yield glimpses.tally(Policy.objects.filter(scope__in=some, until__isnull=True, document__withdrawn_on__isnull=True), what=POLICY)
    over = Q(due_on__lt=today) | Q(dropped_on__isnull=False)
    stands = Case(
        When(~Q(outcome=""), then=F("outcome")), When(over, then=Value(WAITING)), default=Value(RUNNING), output_field=CharField()
    )
    yield glimpses.tally(Objective.objects.filter(scope__in=some), what=OBJECTIVE, text=stands)
    read = Reading.objects.filter(measure__scope__in=some, measure__ended_on__isnull=True, period_to=F("measure__read_to"))
    later = Reading.objects.filter(measure=OuterRef("measure"), period_to=OuterRef("period_to"), seq__gt=OuterRef("seq"))
    yield glimpses.tally(read.exclude(Exists(later)), scope="measure__scope_id", what=MEASURE, text=F("colour"))
    yield glimpses.tally(Measure.objects.filter(scope__in=some, ended_on__isnull=True, read_to__isnull=True), what=MEASURE)


def tell(scope: Scope, rows: Sequence[Counted]) -> Iterable[Glimpse]:
    """Three lines: policy, objectives, what is watched."""
    if not any(one.what == POLICY for one in rows):
        yield Glimpse(_("Kebijakan anti penyuapan"), _("belum ada kebijakan"), "danger", addresses.of_policy(scope.number))
    yield _objectives(scope, {one.text: one.n for one in rows if one.what == OBJECTIVE})
    yield _measures(scope, {one.text: one.n for one in rows if one.what == MEASURE})


def _objectives(scope: Scope, counts: dict[str, int]) -> Glimpse:
    url = addresses.of_objectives(scope.number)
    if not counts:
        return Glimpse(_("Sasaran SMAP"), _("belum ada sasaran"), "warning", url)
    waiting = counts.get(WAITING, 0)
    parts = [ngettext("%(n)d berjalan", "%(n)d berjalan", counts.get(RUNNING, 0)) % {"n": counts.get(RUNNING, 0)}]
    if waiting:
        parts.append(ngettext("%(n)d menunggu evaluasi", "%(n)d menunggu evaluasi", waiting) % {"n": waiting})
    ended = (declare.REACHED, declare.MISSED)
    parts += [f"{counts[state]} {str(declare.STATES[state]).lower()}" for state in ended if counts.get(state)]
    return Glimpse(_("Sasaran SMAP"), ", ".join(parts), "warning" if waiting else "info", url)


def _measures(scope: Scope, counts: dict[str, int]) -> Glimpse:
    url = addresses.of_plan(scope.number)
    if not counts:
        return Glimpse(_("Pemantauan kinerja"), _("belum ada ukuran"), "warning", url)
    words = [f"{counts[key]} {title}" for key, title in declare.COLOURS.items() if counts.get(key)]
    if counts.get(""):
        words.append(ngettext("%(n)d belum pernah dibaca", "%(n)d belum pernah dibaca", counts[""]) % {"n": counts[""]})
    tone = "danger" if counts.get(declare.RED) else "warning" if counts.get(declare.AMBER) else "success"
    return Glimpse(_("Pemantauan kinerja"), ", ".join(words), tone, url)
