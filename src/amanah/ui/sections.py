"""The public integrity page is put together from parts that do not know each other: each room hands in its section.

What builds a section is named by its path and loaded when the page is shown, so that no program loads what it does not serve. A section
is for everybody: it is built without knowing who asks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.utils.module_loading import import_string

Build: TypeAlias = Callable[[], Mapping[str, Any] | None]


@dataclass(frozen=True)
class Section:
    """One part of the page.

    Args:
        name: a name of its own, once in the house.
        build: the path of what answers what its template is given; None where there is nothing to say yet.
        template: the section itself, its heading included.
        order: smaller ones come first.
    """

    name: str
    build: str
    template: str
    order: int


@dataclass(frozen=True)
class Built:
    """A section with what it says now."""

    name: str
    template: str
    context: Mapping[str, Any]


_sections: dict[str, Section] = {}


def register(name: str, build: str, template: str, *, order: int = 50) -> None:
    """Put a section onto the public integrity page; naming it again replaces it."""
    _sections[name] = Section(name, build, template, order)


def built() -> list[Built]:
    """The sections that have something to say, in their order."""
    found = []
    for section in sorted(_sections.values(), key=lambda one: (one.order, one.name)):
        build: Build = import_string(section.build)
        context = build()
        if context is not None:
            found.append(Built(section.name, section.template, context))
    return found
