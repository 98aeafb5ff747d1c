"""The page of what somebody has to learn, and what other parts put onto it without the page importing any of them.

A part names itself once, in its app's `ready`. What builds a section is named by its path: the public program loads no screen.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string

from amanah.foundation.access.viewer import Viewer

Build = Callable[[Viewer], Mapping[str, Any] | None]


@dataclass(frozen=True)
class Section:
    """A section as it is shown to somebody."""

    name: str
    template: str
    context: Mapping[str, Any]


_sections: dict[str, tuple[int, str, str]] = {}


def register(name: str, build: str, template: str, *, order: int = 50) -> None:
    """Put a section onto everybody's page: the path of what answers its context (None for nobody), and its template."""
    _sections[name] = (order, build, template)


def shown(viewer: Viewer) -> list[Section]:
    """The sections of this viewer, in their order."""
    found = []
    for name, (_order, path, template) in sorted(_sections.items(), key=lambda one: (one[1][0], one[0])):
        build: Build = import_string(path)
        context = build(viewer)
        if context is not None:
            found.append(Section(name, template, context))
    return found
