"""What one room tells on the page of another, without either knowing the other: a topic, and whoever has something to say on it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CULTURE: Final = "culture"
"""What was done for a culture against bribery: acts of leaders, campaigns, what was measured."""
CONCERNS: Final = "concerns"
"""Counts of concerns raised, as they were published and frozen; never content."""
INTERESTS: Final = "interests"
"""How conflicts of interest are declared and decided."""
STATEMENTS: Final = "statements"
"""How many made the statements of interest that everybody owes: counts, where INTERESTS tells also where they are made."""
ACTIONS: Final = "actions"
"""What was ordered to be done, by when, and what became of it."""
CHANGES: Final = "changes"
"""What changed or is about to: issues, parties and their wishes, planned changes of a system."""
NONCONFORMITIES: Final = "nonconformities"
"""What was found not to conform, and whether what was done about it worked."""
MEASURES: Final = "measures"
"""What is watched and measured, and what came of it."""
OBJECTIVES: Final = "objectives"
"""What a policy set out to reach, and how far it has come."""
AUDITS: Final = "audits"
"""What was audited and what was found."""
RISKS: Final = "risks"
"""The nature and the extent of the risks."""
TREATMENTS: Final = "treatments"
"""Whether what is done against the risks works."""
DUE_DILIGENCE: Final = "due_diligence"
"""Whom one deals with, and what was looked into before."""
APPROVALS: Final = "approvals"
"""What had to be approved before it was given or decided."""
LEARNING: Final = "learning"
"""Who learned what they need for their work."""
IMPROVEMENT: Final = "improvement"
"""What could be done better, as observed, suggested or asked for."""
RESOURCES: Final = "resources"
"""People, means and time for a system to work."""
CERTIFICATION: Final = "certification"
"""Where a certification stands."""


@dataclass(frozen=True)
class Told:
    """One line: what it is, what is said of it, and where to read more (an address of the desk, "" where there is none)."""

    title: "StrOrPromise"
    text: "StrOrPromise"
    url: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Section:
    """What one part of the house has to say on a topic."""

    title: "StrOrPromise"
    lines: tuple[Told, ...]


Provider: TypeAlias = Callable[[Viewer, Unit, date, date], Iterable[Told]]
"""What there is to say to this viewer of a unit and what is below it, from one day to another, already narrowed to what they may see."""

_providers: dict[tuple[str, str], tuple[int, "StrOrPromise", Provider]] = {}


def register(topic: str, key: str, title: "StrOrPromise", provider: Provider, *, order: int = 50) -> None:
    """Say something on a topic under a key of one's own; registered again, the later one counts."""
    _providers[topic, key] = (order, title, provider)


def told(topic: str, viewer: Viewer, unit: Unit, since: date, until: date) -> list[Section]:
    """Everything that is said on a topic, in order; parts with nothing to say are left out."""
    asked = sorted((order, key, title, provider) for (about, key), (order, title, provider) in _providers.items() if about == topic)
    sections = (Section(title, tuple(provider(viewer, unit, since, until))) for _order, _key, title, provider in asked)
    return [section for section in sections if section.lines]
