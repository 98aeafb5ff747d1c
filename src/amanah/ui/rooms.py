"""What a room contributes to the house, and the rooms that are installed.

A room states one `Room` in its room.py and hands it in from its AppConfig.ready. Everything the desk's frame shows
(navigation, widgets of the first page) comes from here, narrowed to what this person may do.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, slots=True)
class NavItem:
    """One line of the desk's rail.

    Shown to whoever holds any of `roles` (role keys, in any unit); without roles, to everybody who is signed in.
    `icon` is a name of ui.icons; `url_name` is reversed without arguments.
    """

    title: Any
    url_name: str
    icon: str = "folder"
    roles: frozenset[str] | tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Widget:
    """One panel of the first page: a template that an inclusion view fills. `build(viewer)` gives its context or None."""

    title: Any
    template: str
    build: Any
    roles: frozenset[str] | tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """What one room contributes. `order` places it on the rail: lower stands higher."""

    slug: str
    title: Any
    nav: tuple[NavItem, ...] = ()
    roles: tuple[Any, ...] = ()
    case_kinds: tuple[Any, ...] = ()
    widgets: tuple[Widget, ...] = ()
    provisions: tuple[str, ...] = ()
    order: int = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A navigation item as this person sees it now."""

    title: Any
    url: str
    icon: str
    current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A room's lines on the rail, folded away where it is long and this person is elsewhere."""

    slug: str
    title: Any
    lines: list[Line] = field(default_factory=list)
    short: bool = False

    @property
    def open(self) -> bool:
        """Whether its lines are shown without asking."""
        return self.short or any(line.current for line in self.lines)


_rooms: dict[str, Room] = {}
_DEPTH_OF_DESK = 2
"""Slashes in "/desk/"."""
_SHORT = 14
"""So many lines stand below one another on a laptop's screen without scrolling."""


def register_room(room: Room) -> None:
    """Install a room: its roles and case kinds become known to the foundation and the engine. Once per slug."""
    if _rooms.get(room.slug) is room:
        return
    if room.slug in _rooms:
        raise ImproperlyConfigured(f"two rooms call themselves {room.slug!r}")
    if room.roles:
        from amanah.foundation.access import roles  # late: apps must be loaded

        for role in room.roles:
            roles.register(role)
    if room.case_kinds:
        from amanah.engines.cases import registry  # late: apps must be loaded

        for kind in room.case_kinds:
            registry.register(kind)
    _rooms[room.slug] = room


def installed_rooms() -> list[Room]:
    """Every installed room, in the order of the rail."""
    return sorted(_rooms.values(), key=lambda room: (room.order, room.slug))


def _may(viewer: Any, roles: Iterable[str]) -> bool:
    wanted = tuple(roles)
    return not wanted or any(viewer.has(role) for role in wanted)


def _below(url: str) -> str:
    """What addresses below `url` begin with; the desk's own first page has none below it."""
    return url if url.count("/") > _DEPTH_OF_DESK else "\0"


def navigation(request: HttpRequest) -> list[Group]:
    """The rail for the person behind `request`: only lines whose role they hold and whose address exists.

    The line with the longest address that the current path begins with is marked as current.
    """
    viewer = getattr(request, "viewer", None)
    if viewer is None:
        return []
    from amanah.foundation.access import confinement  # late: apps must be loaded

    kept = confinement.bounds(viewer)
    found: list[tuple[Room, NavItem, str]] = []
    for room in installed_rooms():
        for item in room.nav:
            if not _may(viewer, item.roles):
                continue
            try:
                url = reverse(item.url_name)
            except NoReverseMatch:
                continue  # the other program's screen
            if kept is None or kept.admits(url):
                found.append((room, item, url))
    here = max((url for _room, _item, url in found if request.path == url or request.path.startswith(_below(url))), key=len, default="")
    groups: dict[str, Group] = {}
    for room, item, url in found:
        group = groups.setdefault(room.slug, Group(room.slug, room.title, short=len(found) <= _SHORT))
        group.lines.append(Line(item.title, url, item.icon, url == here))
    return list(groups.values())


def widgets(viewer: Any) -> list[tuple[Widget, dict[str, Any]]]:
    """The panels of the first page that this person may see, with their contexts; a widget with nothing to say is left out."""
    allowed = (widget for room in installed_rooms() for widget in room.widgets if _may(viewer, widget.roles))
    return [(widget, context) for widget in allowed if (context := widget.build(viewer)) is not None]
