"""The pages that every scope has of itself."""

from django.utils.translation import gettext_lazy as _

from amanah.rooms.antibribery import declare, glimpses
from amanah.rooms.antibribery.models import Scope


def offer() -> None:
    """Called once, when the room is installed."""
    glimpses.add_tab("antibribery:scope", _("Ringkasan"), 110)
    glimpses.add_tab("antibribery:context", _("Konteks"), 210)
    glimpses.add_tab("antibribery:changes", _("Perubahan"), 320)
    glimpses.add_tab("antibribery:culture", _("Budaya"), 230, _asked)
    glimpses.add_tab("antibribery:interests", _("Konflik kepentingan"), 240, _asked)
    glimpses.add_tab("antibribery:reports", _("Laporan FKAP"), 530)
    glimpses.add_tab("antibribery:history", _("Riwayat"), 190)


def _asked(scope: Scope) -> bool:
    """What the 2025 edition asks of its own."""
    return declare.EDITION_2025 in scope.edition_keys
