"""What the room of personal data contributes to the house."""

from django.utils.translation import gettext_lazy as _

from amanah.rooms.personal_data.roles import KEEPERS, OFFICER, STEWARD
from amanah.rooms.personal_data.workflow import BREACH, REQUEST
from amanah.ui.rooms import NavItem, Room

ROOM = Room(
    slug="personal_data",
    title=_("Data pribadi"),
    nav=(
        NavItem(_("Kegiatan pemrosesan"), "personal_data_desk:register", "list", KEEPERS),
        NavItem(_("Kegagalan pelindungan"), "personal_data_desk:breaches", "warning", (OFFICER.key,)),
        NavItem(_("Permohonan subjek data"), "personal_data_desk:requests", "user", (OFFICER.key,)),
    ),
    roles=(OFFICER, STEWARD),
    case_kinds=(BREACH, REQUEST),
    provisions=(*{clock.provision: None for kind in (BREACH, REQUEST) for clock in kind.clocks}, "personal_data.register_review_after"),
    order=60,
)
