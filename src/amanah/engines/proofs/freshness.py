"""Whether a proof speaks for the period that it is shown for: a matter of days alone."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext_lazy as _

from amanah.kernel import clock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Freshness(StrEnum):
    """How a proof stands to a period.

    FRESH and OPEN speak for it: what the proof shows held on at least one day of the period; OPEN also has no last day yet. STALE held
    only before the period, TOO_EARLY only after it. WITHDRAWN shows nothing, whatever its days.
    """

    FRESH = "fresh"
    OPEN = "open"
    STALE = "stale"
    TOO_EARLY = "too_early"
    WITHDRAWN = "withdrawn"

    @property
    def speaks(self) -> bool:
        """Whether it counts as evidence for the period."""
        return self in {Freshness.FRESH, Freshness.OPEN}

    @property
    def word(self) -> "StrOrPromise":
        """In a word, for beside a proof."""
        return WORDS[self]

    @property
    def tone(self) -> str:
        """The tone of a state that says so; the word always stands beside it."""
        return TONES[self]


WORDS: dict[Freshness, "StrOrPromise"] = {
    Freshness.FRESH: _("Sesuai periode"),
    Freshness.OPEN: _("Masih berlaku"),
    Freshness.STALE: _("Sudah lewat masanya"),
    Freshness.TOO_EARLY: _("Belum berlaku pada periode itu"),
    Freshness.WITHDRAWN: _("Ditarik"),
}
TONES = {
    Freshness.FRESH: "success",
    Freshness.OPEN: "success",
    Freshness.STALE: "danger",
    Freshness.TOO_EARLY: "warning",
    Freshness.WITHDRAWN: "danger",
}


class Effective(Protocol):
    """Whatever has effective days: `effective_from` and `ends_on` are the first and the last of them; no last one means: until replaced."""

    effective_from: date
    ends_on: date | None
    withdrawn_on: date | None


def freshness(proof: Effective, period_from: date | None = None, period_to: date | None = None) -> Freshness:
    """How the proof stands to the period between these days, both of which belong to it; without them, to today.

    A period that lacks one of its days is open on that side.
    """
    if proof.withdrawn_on is not None:
        return Freshness.WITHDRAWN
    if period_from is None and period_to is None:
        period_from = period_to = clock.today()
    if period_to is not None and proof.effective_from > period_to:
        return Freshness.TOO_EARLY
    if period_from is not None and proof.ends_on is not None and proof.ends_on < period_from:
        return Freshness.STALE
    return Freshness.OPEN if proof.ends_on is None else Freshness.FRESH
