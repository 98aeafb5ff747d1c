"""Filing what somebody else said: sealed for the same people and closed to the same subjects as if they had written it themselves."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from amanah.engines.reports.regimes import Regime
from amanah.engines.reports.services.filing import Filing, concerns, file_report, file_unanswered
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import receipts

GIVEN, NOT_WANTED, WITHHELD = "given", "not_wanted", "withheld"
"""What became of the receipt: shown for the person, wanted by nobody, or kept from hands that the report concerns."""

CAME_BY: Final = "came_by"
"""Where what staff are told about the report says by which way it came."""


@dataclass(frozen=True)
class Coming:
    """How a report came that staff typed in: by which way, on which day in the person's words, and whether they want a receipt."""

    way: str
    day: str
    wants_receipt: bool


@dataclass(frozen=True)
class TypedIn:
    """What the typist is told: the receipt to hand over, or None and nothing else."""

    receipt: receipts.Receipt | None = field(repr=False)


def told(viewer: Viewer, tags: frozenset[bytes], coming: Coming) -> dict[str, str]:
    """What staff alone are told: how the report came, whose hands typed it, and what became of the receipt.

    Whom the report concerns gets no receipt: it would open the reporter's mailbox to them.
    """
    fate = WITHHELD if concerns(viewer.account, tags) else GIVEN if coming.wants_receipt else NOT_WANTED
    return {CAME_BY: coming.way, "came_on": coming.day, "typed_by": viewer.actor, "receipt": fate}


def file_typed(regime: Regime, filing: Filing, coming: Coming, *, viewer: Viewer, alongside: Callable[[], None] | None = None) -> TypedIn:
    """Accept a report that this person typed in for somebody else. `alongside` runs in the transaction. Raises as `file_report`."""
    known = replace(filing, told=told(viewer, filing.tags, coming))
    if known.told["receipt"] != GIVEN:
        file_unanswered(regime, known, actor=viewer.actor, alongside=alongside)
        return TypedIn(None)
    return TypedIn(file_report(regime, known, alongside=(lambda _receipt: alongside()) if alongside else None))
