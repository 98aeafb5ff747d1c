"""What scopes tell a review of the system: what changed around them and in them, and what they have to work with."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines import contributions
from amanah.engines.contributions import Told
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below
from amanah.rooms.antibribery import addresses, declare
from amanah.rooms.antibribery.models import Change, Climate, Item
from amanah.rooms.antibribery.queries.visible import membership, visible

MOST = 20


def offer() -> None:
    """Called once, when the room is installed."""
    contributions.register(contributions.CHANGES, "context", gettext_lazy("Isu internal dan eksternal"), issues, order=10)
    contributions.register(contributions.CHANGES, "changes", gettext_lazy("Perubahan sistem yang direncanakan"), changes, order=20)
    contributions.register(contributions.RESOURCES, "function", gettext_lazy("FKAP dan orangnya"), resources)


def issues(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:
    """Issues that came or went in the period, how many stand at its end, and decisions about climate change: three queries."""
    scopes = visible(viewer).filter(below(unit.path, "unit__path")).values("pk")
    items = Item.objects.filter(scope__in=scopes, sort__in=[declare.INTERNAL, declare.EXTERNAL])
    standing = items.filter(since__lte=until).filter(Q(until__isnull=True) | Q(until__gt=until)).count()
    period = (since, until)
    found = list(items.filter(Q(since__range=period) | Q(until__range=period)).select_related("scope").order_by("since", "pk")[:MOST])
    if standing:
        yield Told(_("Isu yang tercatat pada akhir masa"), str(standing))
    for item in found:
        gone = item.until is not None and item.until <= until
        text = _("berakhir") if gone else item.words or _("baru")
        yield Told(item.title, text, addresses.of_scope(item.scope.number), item.until if gone else item.since)
    for one in Climate.objects.filter(scope__in=scopes, day__range=period).select_related("scope").order_by("day", "pk")[:MOST]:
        title = _("Perubahan iklim dinilai penting") if one.relevant else _("Perubahan iklim dinilai tidak penting")
        yield Told(title, one.reason, addresses.of_scope(one.scope.number), one.day)


def changes(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:
    """Planned changes that were decided or finished in the period, or wait: one query."""
    found = Change.objects.filter(scope__in=visible(viewer).filter(below(unit.path, "unit__path")).values("pk"))
    told = Q(decided_on__range=(since, until)) | Q(done_on__range=(since, until)) | Q(state=declare.PROPOSED, proposed_on__lte=until)
    for one in found.filter(told).select_related("scope").order_by("proposed_on", "pk")[:MOST]:
        state = str(declare.CHANGE_STATES[one.state])
        text = f"{state}. {one.outcome}" if one.outcome else state
        yield Told(one.title, text, addresses.of_change(one.scope.number, one.number), one.done_on or one.decided_on or one.proposed_on)


def resources(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:  # noqa: ARG001 - it tells how things stand
    """How many scopes there are, how many people they reach, and who carries the function: two queries."""
    scopes = visible(viewer).filter(below(unit.path, "unit__path"), state=declare.ACTIVE)
    n = scopes.aggregate(scopes=Count("pk"), people=Sum("headcount"))
    if not n["scopes"]:
        return
    members = membership(until).filter(appointment__scope__in=scopes.values("pk"))
    carried = members.aggregate(people=Count("person", distinct=True), scopes=Count("appointment__scope", distinct=True))
    yield Told(_("Anggota FKAP"), str(carried["people"]))
    yield Told(_("Ruang lingkup dengan FKAP yang ditetapkan"), _("%(n)d dari %(all)d") % {"n": carried["scopes"], "all": n["scopes"]})
    if n["people"] and carried["people"]:
        each = round(n["people"] / carried["people"])
        text = _("%(people)d, atau %(each)d untuk setiap anggota FKAP") % {"people": n["people"], "each": each}
        yield Told(_("Orang dalam ruang lingkup"), text)
