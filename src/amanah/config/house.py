"""The desk's own screens, which belong to no room: what the navigation shows for foundation and engines.

To add a line, append a NavItem to the part where a person would look for it. Items whose address the running program does
not have are left out, so intake never sees them.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.desk import contents
from amanah.engines.reports.desk.searching import find_inside
from amanah.foundation.notices import queries as notices
from amanah.foundation.vault.desk.session import state as vault_state
from amanah.ui.context import provide
from amanah.ui.rooms import NavItem, Room, register_room, widgets

# Everybody's own page stands first, without a heading.
MINE = Room(
    slug="mine",
    title="",
    order=0,
    nav=(
        NavItem(_("Pekerjaan saya"), "cases:work", "inbox"),
        NavItem(_("Semua perkara"), "cases:list", "list"),
        NavItem(_("Tindak lanjut"), "actions:list", "check-circle"),
        NavItem(_("Persuratan"), "letters:list", "mail"),
        NavItem(_("Statistik"), "cases:statistics", "chart"),
    ),
)

# What keeps the house in order: rarely opened, so it stands last.
HOUSEKEEPING = Room(
    slug="housekeeping",
    title=_("Tata kelola"),
    order=90,
    nav=(
        NavItem(_("Organisasi"), "organisation:units", "building", ("organisation.administrator",)),
        NavItem(_("Akun dan peran"), "access:accounts", "users", ("access.administrator",)),
        NavItem(_("Layanan dan biaya resmi"), "services_desk:list", "list", ("public_services.editor", "public_services.approver")),
        NavItem(_("Naskah dinas"), "letters:office", "file", ("letters.administrator",)),
        NavItem(_("Kunci saya"), "vault:home", "key"),
        NavItem(_("Kunci pemulihan"), "vault:recovery", "shield", ("vault.recovery_officer",)),
        NavItem(_("Retensi arsip"), "retention:home", "folder", ("retention.officer", "retention.approver")),
        NavItem(_("Buku besar"), "ledger:desk", "ledger", ("access.administrator",)),
    ),
)


def _unread(request: Any) -> int:
    return notices.unread(request.viewer)


def _widgets(request: Any) -> Any:
    return widgets(request.viewer)


def open_house() -> None:
    """Install the parts above and what the frame shows on every page. Called by the desk's URLconf: intake never loads them."""
    for part in (MINE, HOUSEKEEPING):
        register_room(part)
    provide("unread", _unread)
    provide("widgets", _widgets)
    provide("vault_state", vault_state)
    contents.register(find_inside)
