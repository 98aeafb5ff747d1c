"""A person's notices, each one asked again whether it may still be shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.notices import codes
from amanah.foundation.notices.models import Notice
from amanah.foundation.threads import visibility

PAGE = 50
COUNTED = 200
"""The number of unread notices is counted up to here; nobody acts differently on more."""


@dataclass(frozen=True)
class Told:
    """One notice in words."""

    id: int
    text: str
    url: str
    day: date
    read: bool
    urgent: bool


@dataclass(frozen=True)
class Page:
    """Some notices, newest first; `after` continues the list, None at its end."""

    notices: list[Told]
    after: int | None


def unread(viewer: Viewer) -> int:
    """How many notices wait for the viewer, up to COUNTED."""
    rows = Notice.objects.filter(account=viewer.account, read_on__isnull=True).order_by("-pk").values_list("ref", flat=True)[:COUNTED]
    refs = list(rows)
    shown = visibility.visible_refs(viewer, set(refs))
    return sum(ref in shown for ref in refs)


def listing(viewer: Viewer, *, after: int | None = None, size: int = PAGE) -> Page:
    """The viewer's notices, newest first."""
    rows = Notice.objects.filter(account=viewer.account).order_by("-pk")
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows[: size + 1])
    return Page(told(viewer, found[:size]), found[size - 1].pk if len(found) > size else None)


def told(viewer: Viewer, rows: Iterable[Notice]) -> list[Told]:
    """Those of `rows` that may be shown, in words."""
    rows = list(rows)
    shown = visibility.visible_refs(viewer, {row.ref for row in rows})
    return [_in_words(row) for row in rows if row.ref in shown]


def _in_words(row: Notice) -> Told:
    declared = codes.code(row.code)
    return Told(row.pk, str(declared.text) % row.params, row.url, row.day, row.read_on is not None, declared.urgent)
