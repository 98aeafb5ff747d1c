"""A person's notices, each one asked again whether it may still be shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.dateformat import format as date_format

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.notices import codes
from amanah.foundation.notices.models import Notice
from amanah.foundation.threads import visibility
from amanah.kernel import clock

PAGE = 50
PORTION = 500
"""How many notices are looked at in one go for those that may still be shown."""
COUNTED = 200
"""The number of unread notices is counted up to here; nobody acts differently on more."""
_unread: dict[UUID, tuple[tuple[Any, ...], int]] = {}
"""The number that each account was shown last, with what it followed from."""


@dataclass(frozen=True)
class Told:
    """One notice in words."""

    key: UUID
    text: str
    url: str
    day: date
    read: bool
    urgent: bool


@dataclass(frozen=True)
class Page:
    """Some notices, newest first; `after` continues the list, None at its end."""

    notices: list[Told]
    after: UUID | None


def unread(viewer: Viewer) -> int:
    """How many notices wait for the viewer, up to COUNTED. Every page shows it, so that it is worked out anew only after a change."""
    rows = Notice.objects.filter(account=viewer.account, read_on__isnull=True).order_by("-pk").values_list("pk", "ref")[:PORTION]
    waiting = tuple(rows)
    # Who may know of what follows from what the ledger has an entry for, and from the day. It is asked first: what changes meanwhile
    # is noticed the next time.
    standing = (ledger.frontier(), clock.today(), hash(waiting)) if waiting else ()
    known = _unread.get(viewer.account.pk)
    if known is None or known[0] != standing:
        shown = visibility.visible_refs(viewer, {ref for _pk, ref in waiting})
        known = _unread[viewer.account.pk] = (standing, min(COUNTED, sum(ref in shown for _pk, ref in waiting)))
    return known[1]


def listing(viewer: Viewer, *, after: UUID | None = None, size: int = PAGE) -> Page:
    """The viewer's notices, newest first. Pages are full, however many notices may no longer be shown: a gap would tell of them."""
    rows = Notice.objects.filter(account=viewer.account).order_by("-pk")
    if after is not None:
        rows = rows.filter(pk__lt=rows.filter(key=after).order_by().values("pk"))
    found: list[Told] = []
    portion = list(rows[:PORTION])
    while portion and len(found) <= size:
        found += told(viewer, portion)
        portion = list(rows.filter(pk__lt=portion[-1].pk)[:PORTION]) if len(portion) == PORTION else []
    return Page(found[:size], found[size - 1].key if len(found) > size else None)


def told(viewer: Viewer, rows: Iterable[Notice]) -> list[Told]:
    """Those of `rows` that may be shown, in words."""
    rows = list(rows)
    shown = visibility.visible_refs(viewer, {row.ref for row in rows})
    return [_in_words(row) for row in rows if row.ref in shown]


def _in_words(row: Notice) -> Told:
    declared = codes.code(row.code)
    return Told(
        row.key,
        str(declared.text) % {name: _readable(value) for name, value in row.params.items()},
        row.url,
        row.day,
        row.read_on is not None,
        declared.urgent,
    )


def _readable(value: str) -> str:
    """A day in words; anything else as it is."""
    try:
        return date_format(date.fromisoformat(value), "j F Y")
    except ValueError:
        return value
