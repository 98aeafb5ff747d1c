"""What the campaigns room contributes to the house."""

from django.utils.translation import gettext_lazy as _

from amanah.rooms.campaigns.declare import ANSWER_WITHIN, REMIND_BEFORE
from amanah.rooms.campaigns.roles import MANAGER
from amanah.ui.rooms import NavItem, Room

ROOM = Room(
    slug="campaigns",
    title=_("Kampanye integritas"),
    nav=(
        NavItem(_("Kampanye"), "campaigns:list", "message"),
        NavItem(_("Teladan pimpinan"), "campaigns:leadership", "user"),
        NavItem(_("Gagasan"), "campaigns:ideas", "inbox"),
        NavItem(_("Denyut"), "pulse:list", "chart"),
        NavItem(_("Komitmen unit"), "commitments:list", "check-circle"),
    ),
    roles=(MANAGER,),
    provisions=(ANSWER_WITHIN, REMIND_BEFORE),
    order=55,
)
