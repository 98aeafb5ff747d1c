"""What the page of a report is made of, and how the room's own parts add to it: tabs, panels of the summary, next acts.

A part (investigation, protection, referral …) is an app below this room. Its desk registers here when the desk's addresses are loaded,
so that the public program never loads it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from amanah.engines.cases.models import Case
from amanah.foundation.access.viewer import Viewer
from amanah.rooms.whistleblowing.queries.reading import Content


@dataclass(frozen=True)
class Page:
    """What a tab is built from. `content` is None while nothing sealed can be opened."""

    request: HttpRequest
    viewer: Viewer
    case: Case
    content: Content | None


@dataclass(frozen=True)
class Act:
    """A next act on the right of the page: a form to post, or a page to go to."""

    key: str
    title: Any
    variant: str
    url: str = ""


def _always(_page: Page) -> bool:
    return True


@dataclass(frozen=True)
class Tab:
    """One tab: its address is `key`; `build(page)` gives what its template shows; `shown(page)` whether it is offered at all."""

    key: str
    title: Any
    build: Callable[[Page], dict[str, Any]]
    template: str
    order: int
    shown: Callable[[Page], bool] = _always


@dataclass(frozen=True)
class Panel:
    """One block on the summary; `build(page)` gives the `part` that its template shows, or None for nothing."""

    key: str
    template: str
    build: Callable[[Page], dict[str, Any] | None]
    order: int


TABS: dict[str, Tab] = {}
PANELS: dict[str, Panel] = {}
ACTS: dict[str, Callable[[Page], list[Act]]] = {}


def add_tab(tab: Tab) -> None:
    """Offer a tab; once per key."""
    TABS[tab.key] = tab


def add_panel(panel: Panel) -> None:
    """Show a block on the summary; once per key."""
    PANELS[panel.key] = panel


def add_acts(key: str, build: Callable[[Page], list[Act]]) -> None:
    """Offer next acts beside every tab; once per key."""
    ACTS[key] = build


def tabs(page: Page) -> list[Tab]:
    """The tabs of this case for this person, in their order."""
    return [tab for tab in sorted(TABS.values(), key=lambda tab: tab.order) if tab.shown(page)]


def panels(page: Page) -> list[tuple[str, dict[str, Any]]]:
    """(template, part) of every block that has something to say."""
    ordered = sorted(PANELS.values(), key=lambda panel: panel.order)
    return [(panel.template, part) for panel in ordered if (part := panel.build(page)) is not None]


def acts(page: Page) -> list[Act]:
    """What the parts offer to do next."""
    return [act for build in ACTS.values() for act in build(page)]
