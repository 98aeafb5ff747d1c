"""What prevention contributes; the room of illegal levies shows NAV among its own lines."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.roles import Role
from amanah.ui.rooms import NavItem

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
