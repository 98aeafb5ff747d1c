"""What other parts know of a risk, put onto its pages without the desk importing any of them.

A part names itself once, in its app's `ready`: `register` puts a section onto a risk's page, `controls_from` tells the bow-tie and
the coverage which controls serve which risks. What a part gives out is narrowed by itself to what the viewer may know of. What builds a
section is named by its path and loaded when a page is shown: the public program loads no screen.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from django.utils.module_loading import import_string

from amanah.foundation.access.viewer import Viewer

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from amanah.engines.risks.models import Risk

    Build = Callable[[Viewer, Risk], Mapping[str, Any] | None]
    Controls = Callable[[Viewer, QuerySet[Risk]], Iterable["Serving"]]

Nature = Literal["preventive", "detective", "corrective"]
Verdict = Literal["effective", "partly", "ineffective", ""]


@dataclass(frozen=True)
class Panel:
    """A section of a risk's page.

    Args:
        name: a name of its own, once in the house.
        build: the path of what answers what its template is given beside `risk`; None where this viewer gets no such section.
        template: the section itself, its card or heading included.
        order: smaller ones come first.
        side: it stands among the facts on the right rather than in the story.
    """

    name: str
    build: str
    template: str
    order: int = 50
    side: bool = False


@dataclass(frozen=True)
class Shown:
    """A section as it is shown to somebody."""

    name: str
    template: str
    context: Mapping[str, Any]


@dataclass(frozen=True)
class Serving:
    """One control as it serves one risk; with a cause or a consequence where it stands against just that one.

    Args:
        risk: the risk's key.
        number: the control's number.
        title: the control in words.
        url: its page, "" where there is none for this viewer.
        nature: when it works.
        verdict: what its last tests said; "" where it was never tested.
        tested_on: the day of the last test.
        stale: its next test is overdue, so that the verdict no longer counts as current.
        cause: the key of the cause it stands against.
        consequence: the key of the consequence it softens.
        key: a control without which the others do not hold.
    """

    risk: UUID
    number: str
    title: str
    url: str
    nature: Nature
    verdict: Verdict = ""
    tested_on: date | None = None
    stale: bool = False
    cause: int | None = None
    consequence: int | None = None
    key: bool = False

    @property
    def proven(self) -> bool:
        """A current test found it effective."""
        return self.verdict == "effective" and not self.stale


_panels: dict[str, Panel] = {}
_controls: list["Controls"] = []


def register(name: str, build: str, template: str, *, order: int = 50, side: bool = False) -> None:
    """Put a section onto every risk's page; naming it again replaces it."""
    _panels[name] = Panel(name, build, template, order, side)


def controls_from(fetch: "Controls") -> None:
    """Say where controls come from: given risks that the viewer may see, the controls that serve them.

    `fetch` asks a fixed number of queries; the risks are a query set without order, fit for `risk__in=risks.values("pk")`.
    """
    if fetch not in _controls:
        _controls.append(fetch)


def shown(viewer: Viewer, risk: "Risk", *, side: bool) -> list[Shown]:
    """The sections that this viewer gets on the page of this risk, in their order."""
    ordered = sorted((panel for panel in _panels.values() if panel.side is side), key=lambda one: (one.order, one.name))
    built = [(panel, _built(panel, viewer, risk)) for panel in ordered]
    return [Shown(panel.name, panel.template, context) for panel, context in built if context is not None]


def _built(panel: Panel, viewer: Viewer, risk: "Risk") -> Mapping[str, Any] | None:
    build: Build = import_string(panel.build)
    return build(viewer, risk)


def controls(viewer: Viewer, risks: "QuerySet[Risk]") -> list[Serving]:
    """The controls that serve these risks, as far as any part knows of them."""
    risks = risks.order_by()
    return [serving for fetch in _controls for serving in fetch(viewer, risks)]
