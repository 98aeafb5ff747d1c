"""What the published figures tell on other rooms' pages: counts as they were frozen, never anything else."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from amanah.engines.contributions import Told
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit
from amanah.rooms.transparency.statistics import queries


def concerns(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:  # noqa: ARG001 - everybody may read them
    """The releases whose whole period lies within these days; they speak of the whole institution."""
    for release in queries.releases():
        if since <= release.first and release.last <= until:
            published = queries.told(release)
            shown = _("tidak ditampilkan, jumlahnya kecil") if published.received is None else str(published.received)
            yield Told(_("Diterima %(period)s, seluruh instansi") % {"period": published.period}, shown, day=release.published_on)
