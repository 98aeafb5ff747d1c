"""What due diligence tells elsewhere: lines on a scope's page, and a section of a review."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Count, Q
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
from amanah.rooms.antibribery.glimpses import Glimpse
from amanah.rooms.antibribery.models import Scope


def offer() -> None:
    """Called once, when the part is installed."""
    glimpses.peek_with("due_diligence", peek)
    contributions.register(contributions.DUE_DILIGENCE, "due_diligence", gettext_lazy("Uji tuntas"), told, order=10)


def _valid(today: date) -> Q:
    """A decision that lets it go on stands and has not run out; one against it stands for good."""
    stands = Q(state__in=[declare.DECIDED, declare.CLOSED]) & ~Q(outcome="")
    return stands & (Q(valid_until__gte=today) | Q(outcome=declare.REFUSE))


def peek(some: Sequence[Scope]) -> Mapping[UUID, Sequence[Glimpse]]:
    """How many files with more than low risk hold, in each scope: one query. Counts only, whoever looks."""
    more = Q(risk_class="more_than_low")
    running = Diligence.objects.filter(scope__in=some).exclude(state=declare.CLOSED).values("scope_id").order_by()
    counted = running.annotate(every=Count("pk"), more=Count("pk", filter=more), valid=Count("pk", filter=more & _valid(clock.today())))
    found = {row["scope_id"]: row for row in counted}
    made: dict[UUID, list[Glimpse]] = {}
    for scope in some:
        row = found.get(scope.pk)
        url = f"{reverse('due_diligence:list')}?scope={scope.number}"
        if row is None:
            made[scope.pk] = [Glimpse(_("Uji tuntas"), _("belum ada"), "neutral", url)]
            continue
        text = _("%(valid)d dari %(all)d berisiko di atas rendah masih berlaku") % {"valid": row["valid"], "all": row["more"]}
        tone = "success" if row["valid"] == row["more"] else "warning"
        made[scope.pk] = [Glimpse(_("Uji tuntas"), text, tone, url)]
    return made


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
