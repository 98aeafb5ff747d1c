"""What commitments tell on other rooms' pages of a culture of integrity: how many units signed this year's, and how many did not."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines import contributions
from amanah.engines.contributions import Told
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below
from amanah.rooms.campaigns.commitments import addresses, declare
from amanah.rooms.campaigns.commitments.models import Commitment


def offer() -> None:
    """Called once, when the part is installed."""
    contributions.register(contributions.CULTURE, "commitments", gettext_lazy("Komitmen unit"), commitments, order=15)


def commitments(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:  # noqa: ARG001 - the same for everybody who may ask
    """For each year how many of the units that were asked signed before a witness: one query. Never why one did not."""
    found = Commitment.objects.filter(below(unit.path, "unit__path"), asked_on__range=(since, until))
    witnessed, declined = Count("pk", filter=Q(state=declare.WITNESSED)), Count("pk", filter=Q(state=declare.DECLINED))
    for row in found.order_by().values("year").annotate(asked=Count("pk"), witnessed=witnessed, declined=declined).order_by("-year"):
        text = _("%(witnessed)d dari %(asked)d unit menandatangani di depan saksi; %(declined)d menolak") % row
        yield Told(_("Komitmen unit %(year)s") % {"year": row["year"]}, text, addresses.LIST)
