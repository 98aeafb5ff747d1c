"""What prevention contributes. The room of illegal levies takes NAV into its own; where it is not installed, ROOM stands alone."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.roles import Role
from amanah.ui.rooms import NavItem, Room

MANAGER = Role(
    "illegal_levies.prevention",
    _("Pengelola pencegahan pungli"),
    _("Menilai titik rawan layanan di unitnya, menetapkan rencana pengendalian, dan meninjaunya setiap kuartal. Tidak membuka laporan."),
    sensitive=False,
)
NAV = (
    NavItem(_("Peta rawan pungli"), "levy_prevention:map", "chart", (MANAGER.key,)),
    NavItem(_("Cakupan papan biaya"), "levy_prevention:coverage", "list", (MANAGER.key,)),
)
ROOM = Room(slug="illegal_levies", title=_("Pungutan liar"), nav=NAV, roles=(MANAGER,), order=25)
