"""What internal audits tell a review of the system: which there were, what they found, what could be better."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines import contributions
from amanah.engines.contributions import Told
from amanah.engines.engagements import declare, queries
from amanah.engines.engagements.addresses import of_engagement, of_finding
from amanah.engines.engagements.models import Engagement, Finding
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below
from amanah.foundation.threads import visibility
from amanah.rooms.antibribery.audits.kind import GRADES, KEY

MOST = 20
OBSERVATION = "observation"


def offer() -> None:
    """Called once, when the part is installed."""
    contributions.register(contributions.AUDITS, "audits", gettext_lazy("Audit internal"), audits, order=10)
    contributions.register(contributions.IMPROVEMENT, "observations", gettext_lazy("Observasi audit internal"), observations, order=10)


def audits(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:
    """The audits of the period, what those that were reported found, by grade, and how it was followed up: three queries."""
    found = _audits(viewer, unit).filter(starts_on__lte=until, ends_on__gte=since)
    held = list(found.order_by("starts_on", "pk")[:MOST])
    if not held:
        return
    reported = [one for one in held if one.state in declare.REPORTED]
    yield Told(_("Audit pada masa ini"), _("%(reported)d dari %(all)d sudah dilaporkan") % {"reported": len(reported), "all": len(held)})
    rows = list(Finding.objects.filter(engagement__in=reported, withdrawn_on__isnull=True).select_related("engagement"))
    graded = Counter(one.grade for one in rows)
    for grade in GRADES:
        if graded[grade.key]:
            yield Told(_("Temuan: %(grade)s") % {"grade": grade.title}, str(graded[grade.key]))
    stands = queries.follow_up(rows)
    if stands:
        n = queries.counted(stands.values())
        yield Told(_("Temuan yang harus ditindaklanjuti"), _("%(done)d dari %(all)d selesai") % {"done": n["done"], "all": len(stands)})
    for one in reported:
        yield Told(one.title, one.conclusion, of_engagement(one.number), one.reported_on)


def observations(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:
    """What auditors suggested without finding anything against it: one query."""
    of_them = _audits(viewer, unit).filter(state__in=sorted(declare.REPORTED), reported_on__range=(since, until))
    found = Finding.objects.filter(engagement__in=of_them.values("pk"), grade=OBSERVATION, withdrawn_on__isnull=True)
    for one in found.order_by("found_on", "pk")[:MOST]:
        yield Told(one.title, one.condition, of_finding(one.number), one.found_on)


def _audits(viewer: Viewer, unit: Unit) -> QuerySet[Engagement]:
    """Those of the unit that the viewer may know of and nobody is kept from."""
    found = queries.visible(viewer).filter(below(unit.path, "unit__path"), kind=KEY)
    return found.filter(Q(source="") | visibility.open_to_all("source"))
