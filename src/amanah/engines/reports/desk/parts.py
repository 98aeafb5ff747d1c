"""What the page of a report is made of, and how rooms add to it: tabs, panels of the summary, next acts, texts to write.

A room's desk registers its own when the desk's addresses are loaded, so that the public program never loads it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpRequest

from amanah.engines.cases.models import Case
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.queries.reading import Content
from amanah.foundation.access.viewer import Viewer


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
class Writing:
    """One kind of text that staff write about a case: its form, what keeps it, what is said then, and the tab one comes back to.

    `title` heads the form where it has no field "text" to be called by. `keep(opened, form)` takes the valid form. Refusals of the case
    engine are shown; everything typed stays where the form is wrong.
    """

    key: str
    form: type[Form]
    keep: Callable[[Opened, Any], Any]
    done: Any
    tab: str
    title: Any = ""


@dataclass(frozen=True)
class Panel:
    """One block on the summary; `build(page)` gives the `part` that its template shows, or None for nothing.

    With an `order` below nought it stands before what was reported: for what must be done first.
    """

    key: str
    template: str
    build: Callable[[Page], dict[str, Any] | None]
    order: int


class Parts:
    """What the pages of one kind of case consist of, beside what every kind has."""

    def __init__(self) -> None:
        self.tabs: dict[str, Tab] = {}
        self.panels: dict[str, Panel] = {}
        self.acts: dict[str, Callable[[Page], list[Act]]] = {}
        self.hidden: set[str] = set()
        self.writings: dict[str, Writing] = {}

    def add_tab(self, tab: Tab) -> None:
        """Offer a tab; once per key. The same key as a common tab's takes its place."""
        self.tabs[tab.key] = tab

    def hide(self, key: str) -> None:
        """Leave out a common tab that this kind has something better for."""
        self.hidden.add(key)

    def add_panel(self, panel: Panel) -> None:
        """Show a block on the summary; once per key."""
        self.panels[panel.key] = panel

    def add_acts(self, key: str, build: Callable[[Page], list[Act]]) -> None:
        """Offer next acts beside every tab; once per key."""
        self.acts[key] = build

    def add_writing(self, writing: Writing) -> None:
        """Take one more kind of text; once per key."""
        self.writings[writing.key] = writing


COMMON = Parts()
_of_kind: dict[str, Parts] = {}


def of(kind: str) -> Parts:
    """The parts of one kind of case, to add to."""
    return _of_kind.setdefault(kind, Parts())


def offered(kind: str) -> dict[str, Tab]:
    """The tabs that cases of this kind have, whoever looks."""
    own = of(kind)
    return {key: tab for key, tab in COMMON.tabs.items() if key not in own.hidden} | own.tabs


def tabs(page: Page) -> list[Tab]:
    """The tabs of this case for this person, in their order."""
    return [tab for tab in sorted(offered(page.case.kind).values(), key=lambda tab: tab.order) if tab.shown(page)]


def panels(page: Page, *, first: bool) -> list[tuple[str, dict[str, Any]]]:
    """(template, part) of every block that has something to say, before what was reported or after it."""
    ordered = sorted((COMMON.panels | of(page.case.kind).panels).values(), key=lambda panel: panel.order)
    return [(panel.template, part) for panel in ordered if (panel.order < 0) == first and (part := panel.build(page)) is not None]


def acts(page: Page) -> list[Act]:
    """What the parts offer to do next."""
    return [act for build in (COMMON.acts | of(page.case.kind).acts).values() for act in build(page)]


def writing(case: Case, key: str) -> Writing | None:
    """How a text of this kind is taken on this kind of case; None for none."""
    return (COMMON.writings | of(case.kind).writings).get(key)
