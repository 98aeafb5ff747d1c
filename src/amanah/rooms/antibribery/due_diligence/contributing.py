"""What due diligence tells elsewhere: lines on a scope's page, and a section of a review."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines import contributions
from amanah.engines.contributions import Told
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below
from amanah.kernel import clock
from amanah.rooms.antibribery import glimpses
from amanah.rooms.antibribery.due_diligence import declare
from amanah.rooms.antibribery.due_diligence.models import Decision, Diligence
from amanah.rooms.antibribery.due_diligence.queries.visible import inadequacies, visible
from amanah.rooms.antibribery.glimpses import Counted, Glimpse, Rows
from amanah.rooms.antibribery.models import Scope


def offer() -> None:
    """Called once, when the part is installed."""
    glimpses.count_with("due_diligence", ask, tell)
    contributions.register(contributions.DUE_DILIGENCE, "due_diligence", gettext_lazy("Uji tuntas"), told, order=10)


def _valid(today: date) -> Q:
    """A decision that lets it go on stands and has not run out; one against it stands for good."""
    stands = Q(state__in=[declare.DECIDED, declare.CLOSED]) & ~Q(outcome="")
    return stands & (Q(valid_until__gte=today) | Q(outcome=declare.REFUSE))


def ask(_viewer: Viewer, some: Sequence[Scope]) -> Rows:
    """How many files there are in each scope, how many with more than low risk, and how many of those hold. Counts only, whoever looks."""
    running = Diligence.objects.filter(scope__in=some).exclude(state=declare.CLOSED)
    more = running.filter(risk_class="more_than_low")
    yield glimpses.tally(running, what="every")
    yield glimpses.tally(more, what="more")
    yield glimpses.tally(more.filter(_valid(clock.today())), what="valid")


def tell(scope: Scope, rows: Sequence[Counted]) -> Iterable[Glimpse]:
    """How many of the files with more than low risk hold."""
    url = f"{reverse('due_diligence:list')}?scope={scope.number}"
    counts = {one.what: one.n for one in rows}
    if not counts:
        yield Glimpse(_("Uji tuntas"), _("belum ada yang diuji"), "neutral", url)
        return
    valid, more = counts.get("valid", 0), counts.get("more", 0)
    text = _("%(valid)d dari %(all)d berisiko di atas rendah masih berlaku") % {"valid": valid, "all": more}
    yield Glimpse(_("Uji tuntas"), text, "success" if valid == more else "warning", url)


def told(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:
    """How much is valid on the last day of the period, what was decided in it, and where controls did not suffice: three queries."""
    url = reverse("due_diligence:list")
    files = visible(viewer).filter(below(unit.path, "scope__unit__path"), asked_on__lte=until)
    rows = list(
        files.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=since)).values_list("pk", "risk_class", "outcome", "valid_until", "state")
    )
    if not rows:
        return
    more = [row for row in rows if row[1] == "more_than_low" and row[4] != declare.CLOSED]
    valid = [row for row in more if row[2] and (row[2] == declare.REFUSE or (row[3] is not None and row[3] >= until))]
    text = _("%(valid)d dari %(all)d masih berlaku") % {"valid": len(valid), "all": len(more)}
    yield Told(_("Uji tuntas dengan risiko di atas rendah"), text, f"{url}?risk_class=more_than_low", until)
    decided = Counter(Decision.objects.filter(diligence__in=files, day__range=(since, until)).values_list("outcome", flat=True))
    words = [f"{title}: {decided[key]}" for key, title in declare.OUTCOMES.items() if decided[key]]
    yield Told(_("Diputuskan dalam masa ini"), "; ".join(words) or _("tidak ada"), url, until)
    waiting = sum(row[4] in declare.OPEN for row in rows)
    yield Told(_("Belum diputuskan"), _("%(n)d dari %(all)d") % {"n": waiting, "all": len(rows)}, f"{url}?state=open", until)
    gaps = Counter(inadequacies(viewer).filter(diligence__in=files, proposed_on__range=(since, until)).values_list("state", flat=True))
    said = [f"{title}: {gaps[key]}" for key, title in declare.INADEQUACY_STATES.items() if gaps[key]]
    yield Told(_("Ketidakcukupan pengendalian"), "; ".join(said) or _("tidak ada"), reverse("due_diligence:inadequacies"), until)
