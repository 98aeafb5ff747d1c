"""The roles over risks; everybody else comes to a risk by heading its unit, or by owning or reviewing it."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.roles import Role

MANAGER = Role(
    "risk_manager",
    _("Pengelola risiko"),
    _("Menyusun register risiko unitnya dan unit di bawahnya, memimpin lokakarya, dan menetapkan nilai."),
    sensitive=False,
)
READER = Role("risk_reader", _("Pembaca register risiko"), _("Membaca register risiko unitnya dan unit di bawahnya."), sensitive=False)
TESTER = Role(
    "control_tester",
    _("Penguji pengendalian"),
    _("Membaca register risiko unitnya dan menguji pengendalian yang bukan tanggung jawabnya."),
    sensitive=False,
)
EVERY = (MANAGER, READER, TESTER)
