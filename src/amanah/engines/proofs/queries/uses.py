"""What proofs are used for: of many records in one query, and of one proof with its history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from amanah.engines.proofs import addresses, owners
from amanah.engines.proofs.freshness import Freshness, freshness
from amanah.engines.proofs.models import Proof, Use
from amanah.engines.proofs.owners import Purpose
from amanah.engines.proofs.queries.visible import related, visible
from amanah.foundation.access.viewer import Viewer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Shown:
    """One proof beside the record that it is used for."""

    use: Use
    proof: Proof

    @property
    def url(self) -> str:
        """Where the proof's page is."""
        return addresses.of_proof(self.proof.number)

    def freshness(self, period_from: date | None = None, period_to: date | None = None) -> Freshness:
        """How it stands to the record's period; without days, to today."""
        return freshness(self.proof, period_from, period_to)


@dataclass(frozen=True)
class Dates:
    """The days of a proof that is used, and nothing else of it; see `freshness`."""

    effective_from: date
    ends_on: date | None
    withdrawn_on: date | None
    replaced: bool


@dataclass(frozen=True)
class Shows:
    """One thing that a proof shows or showed, since when and until when, and whether it speaks for the period of it."""

    use: Use
    purpose: Purpose
    fresh: Freshness

    @property
    def title(self) -> "StrOrPromise":
        """What it is."""
        return self.purpose.title


def of(viewer: Viewer, refs: Iterable[str]) -> dict[str, list[Shown]]:
    """The proofs that these records use now, those the viewer may see, by record and in the order in which they were attached: one query.

    Whether the viewer may know of the records is the caller's to decide. A withdrawn proof is among them until it is detached: ask
    `freshness` whether it counts.
    """
    found: dict[str, list[Shown]] = {}
    uses = Use.objects.filter(ref__in=list(refs), ended_on__isnull=True, proof__in=visible(viewer).values("pk"))
    for use in uses.select_related("proof__unit", "proof__replaced_by").defer("proof__file_key", "proof__replaced_by__file_key"):
        found.setdefault(use.ref, []).append(Shown(use, use.proof))
    return found


def dates_of(refs: Iterable[str]) -> dict[str, list[Dates]]:
    """The days of every proof that these records use now, whoever may see it: for checks and figures, never for showing. One query."""
    found: dict[str, list[Dates]] = {}
    columns = ("ref", "proof__effective_from", "proof__ends_on", "proof__withdrawn_on", "proof__replaced_by_id")
    for ref, begins, ends, withdrawn, replaced in (
        Use.objects.filter(ref__in=list(refs), ended_on__isnull=True).order_by("pk").values_list(*columns)
    ):
        found.setdefault(ref, []).append(Dates(begins, ends, withdrawn, replaced is not None))
    return found


def shows(viewer: Viewer, proof: Proof) -> list[Shows]:
    """What the proof is and was used for, present uses first; records that the viewer may not know of are left out."""
    if not visible(viewer).filter(pk=proof.pk).exists():
        return []
    uses = list(proof.uses.select_related("actor__person", "ended_by__person").order_by("pk"))
    known = owners.described(viewer, {use.ref for use in uses})
    told = [
        Shows(use, known[use.ref], freshness(proof, known[use.ref].period_from, known[use.ref].period_to))
        for use in uses
        if use.ref in known
    ]
    return sorted(told, key=lambda one: one.use.ended_on is not None)


def versions(viewer: Viewer, proof: Proof) -> list[Proof]:
    """The proof with all that it replaced and all that replaced it, newest first; those that the viewer may see."""
    chain = [proof]
    while (newer := _one(viewer, pk=chain[0].replaced_by_id)) is not None:
        chain.insert(0, newer)
    while (older := _one(viewer, replaced_by_id=chain[-1].pk)) is not None:
        chain.append(older)
    return chain


def _one(viewer: Viewer, **condition: UUID | None) -> Proof | None:
    return related(visible(viewer)).filter(**condition).first() if all(condition.values()) else None
