"""Proofs beside the record that they show, for another room's page: `{% include "proofs/_uses.html" with panel=panel %}`."""

from collections.abc import Sequence
from dataclasses import dataclass

from amanah.engines.proofs import addresses, owners, queries
from amanah.engines.proofs.freshness import Freshness
from amanah.engines.proofs.owners import Purpose
from amanah.engines.proofs.queries import Shown
from amanah.foundation.access.viewer import Viewer


@dataclass(frozen=True)
class Line:
    """One proof and how it stands to the record's period."""

    shown: Shown
    fresh: Freshness


@dataclass(frozen=True)
class Panel:
    """What `proofs/_uses.html` shows. `back` is where detaching leads back to; `attach_url` is empty where nothing may be changed."""

    lines: tuple[Line, ...]
    may_change: bool
    attach_url: str
    back: str


def panel(viewer: Viewer, purpose: Purpose, back: str) -> Panel:
    """The proofs of one record that the viewer may know of, as they may see and change them: one query besides the record's own."""
    return panels(viewer, [purpose], back)[purpose.ref]


def panels(viewer: Viewer, purposes: Sequence[Purpose], back: str) -> dict[str, Panel]:
    """The same for many records of one page, with one query for all proofs; whether each may be changed is asked of its owner."""
    shown = queries.of(viewer, [purpose.ref for purpose in purposes])
    return {purpose.ref: _panel(viewer, purpose, shown.get(purpose.ref, []), back) for purpose in purposes}


def _panel(viewer: Viewer, purpose: Purpose, shown: Sequence[Shown], back: str) -> Panel:
    may_change = owners.may_attach(viewer, purpose.ref)
    lines = tuple(Line(one, one.freshness(purpose.period_from, purpose.period_to)) for one in shown)
    return Panel(lines, may_change, addresses.attaching(purpose.ref, back) if may_change else "", back)
