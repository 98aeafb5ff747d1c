"""What certification tells a review of the system: where it stands, what is due, what the body found."""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines import contributions
from amanah.engines.contributions import Told
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below
from amanah.rooms.antibribery.certification import addresses, declare
from amanah.rooms.antibribery.certification.queries import deadlines, visible


def offer() -> None:
    """Called once, when the part is installed."""
    contributions.register(contributions.CERTIFICATION, "certification", gettext_lazy("Sertifikasi"), certification)


def certification(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:
    """Every certification of the unit that runs or ended in the period, its visits and findings, and what is due next: three queries."""
    found = visible(viewer).filter(below(unit.path, "scope__unit__path")).exclude(state__in=declare.ENDED)
    for one in found.select_related("scope").prefetch_related("visits", "findings").order_by("pk"):
        url = addresses.of_certification(one.scope.number, one.number)
        yield Told(one.scope.title, one.stands.title, url)
        visited = sum(1 for visit in one.visits.all() if visit.held_to and since <= visit.held_to <= until)
        if visited:
            yield Told(_("Kunjungan lembaga sertifikasi pada masa ini"), str(visited), url)
        findings = list(one.findings.all())
        if findings:
            n = {"open": sum(finding.waits for finding in findings), "all": len(findings)}
            yield Told(_("Temuan lembaga sertifikasi yang masih terbuka"), _("%(open)d dari %(all)d") % n, url)
        for due in deadlines(one)[:2]:
            yield Told(due.title, date_format(due.due_on, "j F Y"), url)
