"""What the risk register contributes to the house. Its screens belong to the engine; the room says where they stand."""

from django.utils.translation import gettext_lazy as _

from amanah.engines.risks.declare import ANSWER_WITHIN, REVIEW_WITHIN
from amanah.engines.risks.roles import EVERY, MANAGER
from amanah.ui.rooms import NavItem, Room

ROOM = Room(
    slug="risk_register",
    title=_("Manajemen risiko"),
    nav=(
        NavItem(_("Register risiko"), "risks:register", "list"),
        NavItem(_("Peta risiko"), "risks:map", "chart"),
        NavItem(_("Pengendalian"), "controls:list", "shield"),
        NavItem(_("Indikator risiko"), "indicators:list", "alert"),
        NavItem(_("Lokakarya"), "workshops:list", "message"),
        NavItem(_("Rencana penanganan"), "treatment:list", "check-circle"),
        NavItem(_("Tinjauan register"), "reviews:list", "clock", tuple(role.key for role in EVERY)),
        NavItem(_("Pustaka skema"), "library:list", "folder", tuple(role.key for role in EVERY)),
        NavItem(_("Impor register"), "risks_import:import", "download", (MANAGER.key,)),
    ),
    provisions=(REVIEW_WITHIN, ANSWER_WITHIN),
    order=40,
)
