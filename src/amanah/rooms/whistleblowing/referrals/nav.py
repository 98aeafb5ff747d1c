"""What this part adds to the rail."""

from django.utils.translation import gettext_lazy as _

from amanah.rooms.whistleblowing.workflow import ANTIBRIBERY, COORDINATOR, INSPECTORATE, INVESTIGATOR
from amanah.ui.rooms import NavItem

NAV = (
    NavItem(_("Pelimpahan"), "whistleblowing_desk:referrals", "external", (COORDINATOR, INSPECTORATE, ANTIBRIBERY, INVESTIGATOR)),
    NavItem(_("Perkara diterima"), "whistleblowing_desk:received", "inbox", (COORDINATOR, INSPECTORATE, ANTIBRIBERY)),
)
