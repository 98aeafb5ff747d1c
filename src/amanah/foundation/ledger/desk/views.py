"""The log as staff see it. A plain view: who may open it is for the configuration to say, which also knows every kind of record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amanah.foundation.ledger import queries
from amanah.kernel import clock

PAGE = 50
MaySee = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list. Of a record that the viewer may not see, only what anybody could count is told."""

    index: int
    day: Any
    kind: str
    ref: str
    facts: tuple[tuple[str, str], ...]
    actor: str
    leaf: str
    erased: bool


def _nothing(_ref: str) -> bool:
    return False


@require_safe
def entries(request: HttpRequest, may_see: MaySee = _nothing) -> HttpResponse:
    """The newest entries, page by page, and the state of the checkpoints.

    `may_see(ref)` says whose reference and facts this person may read. Of every other entry the page shows index, day, family of
    the kind and leaf hash, so that the log tells nobody what happens to a case that is closed to them; filtering by such a
    reference finds nothing, as filtering by an unknown one does.
    """
    ref = request.GET.get("ref", "").strip()
    before = _whole(request.GET.get("before"))
    rows = [] if ref and not may_see(ref) else queries.latest(PAGE + 1, before=before, ref=ref)
    lines = [_line(row, may_see) for row in rows[:PAGE]]
    latest = queries.latest_checkpoint()
    return render(
        request,
        "ledger/desk.html",
        {
            "lines": lines,
            "ref": ref,
            "first_page": before is None,
            "next_before": lines[-1].index if len(rows) > PAGE else None,
            "size": queries.size(),
            "checkpoint": latest,
            "age": (clock.today() - latest.day).days if latest else None,
        },
    )


def _line(entry: queries.LedgerEntry, may_see: MaySee) -> Line:
    seen = may_see(entry.ref)
    facts = tuple((name, str(value)) for name, value in (entry.facts or {}).items()) if seen else ()
    return Line(
        index=entry.index,
        day=entry.day,
        kind=entry.kind if seen else entry.kind.partition(".")[0],
        ref=entry.ref if seen else "",
        facts=facts,
        actor=(entry.actor or "") if seen else "",
        leaf=entry.leaf_hash.hex(),
        erased=entry.erased,
    )


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None  # noqa: PLR2004 - fits a big integer
