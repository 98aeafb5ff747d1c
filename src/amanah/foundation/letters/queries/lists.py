"""The register of letters: those of matters that the viewer may see, filtered and paged."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.letters import kinds, matters
from amanah.foundation.letters.models import Letter
from amanah.foundation.threads import visibility

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE = 50
MOST = 10_000
"""The most rows one list or export looks through."""


@dataclass(frozen=True)
class Filters:
    """What the register is narrowed to; an empty value narrows nothing."""

    state: str = ""
    kind: str = ""
    year: str = ""
    number: str = ""


@dataclass(frozen=True)
class Row:
    """One line of the register; what a letter says stands in none."""

    letter: Letter
    kind: "StrOrPromise"
    matter: str
    url: str


@dataclass(frozen=True)
class Page:
    """Some letters, newest first; `after` is the number of the next page, "" at its end."""

    rows: list[Row]
    after: str


def visible(viewer: Viewer, letters: Iterable[Letter]) -> list[Letter]:
    """Those whose matter the viewer may know of."""
    found = list(letters)
    seen = visibility.visible_refs(viewer, {letter.ref for letter in found})
    return [letter for letter in found if letter.ref in seen]


def find(viewer: Viewer, letter_id: UUID) -> Letter | None:
    """The letter if the viewer may know of it; None otherwise, without telling which."""
    letters = visible(viewer, Letter.objects.filter(pk=letter_id).select_related("template", "scheme", "drafter__person"))
    return letters[0] if letters else None


def of_matter(ref: str) -> list[Letter]:
    """The letters about one matter, newest first; whether the asker may know of the matter is the caller's to decide."""
    return list(Letter.objects.filter(ref=ref))


def listing(viewer: Viewer, filters: Filters, *, after: str = "", size: int = PAGE) -> Page:
    """The letters that the viewer may know of. Raises ValueError when `after` is not what an earlier page gave."""
    start = int(after or 0)
    found = visible(viewer, _narrowed(filters)[:MOST])
    shown = found[start : start + size]
    titles = matters.titles({letter.ref for letter in shown})
    return Page([_row(letter, titles[letter.ref]) for letter in shown], str(start + size) if len(found) > start + size else "")


def _narrowed(filters: Filters) -> QuerySet[Letter]:
    letters = Letter.objects.order_by("-drafted_on", "-pk")
    if filters.state:
        letters = letters.filter(state=filters.state)
    if filters.kind:
        letters = letters.filter(kind=filters.kind)
    if filters.year:
        letters = letters.filter(dated__year=int(filters.year))
    if filters.number:
        letters = letters.filter(number__icontains=filters.number)
    return letters


def _row(letter: Letter, matter: str) -> Row:
    return Row(letter, kinds.kind(letter.kind).title, matter, f"/desk/letters/{letter.pk}/")
