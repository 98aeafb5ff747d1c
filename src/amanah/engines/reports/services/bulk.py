"""Taking in many reports at once that nobody has a receipt for: each sealed and kept exactly as if it had come alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from amanah.engines.cases.events import ref_of
from amanah.engines.cases.models import Case
from amanah.engines.cases.services.bulk import Draft, Ended, open_many
from amanah.engines.reports.opened import work_ref
from amanah.engines.reports.regimes import Regime
from amanah.engines.reports.services.filing import Filing, NoRecipient, readers
from amanah.foundation.organisation.models import Unit
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.services.records import SealedRecord
from amanah.kernel import canonical, clock


@dataclass(frozen=True)
class Task:
    """What is sealed of one report: plain data, so that another process can do it."""

    case_id: UUID
    report: bytes = field(repr=False)
    told: bytes = field(repr=False)
    holders: Mapping[str, bytes]


Sealed = tuple[SealedRecord, SealedRecord]
Sealer = Callable[[list[Task]], Iterable[Sealed]]


def seal(task: Task) -> Sealed:
    """Seal both records of one report. Touches no database."""
    return (
        vault.seal_record(ref_of(task.case_id), {"report": task.report}, task.holders),
        vault.seal_record(work_ref(task.case_id), {"opened": task.told}, task.holders),
    )


def seal_all(tasks: list[Task]) -> Iterator[Sealed]:
    """Seal them one after the other, in this process."""
    return map(seal, tasks)


def tasks(regime: Regime, filings: Iterable[Filing]) -> list[Task]:
    """What there is to seal of these reports, and for whom; whoever is asked for often is looked up once.

    Raises:
        NoRecipient: nobody who may read one of them holds a key.
        ValueError: a report with files, which come one by one.
    """
    known: dict[tuple[str, frozenset[bytes], Unit | None], dict[str, bytes]] = {}
    standing = keys.standing_holders()
    found = []
    for filing in filings:
        if filing.uploads:
            raise ValueError("reports with files are filed one by one")
        way = (filing.report.route, filing.tags, filing.unit)
        if way not in known:
            known[way] = readers(regime, filing.report.route, filing.tags, filing.unit)
        if not known[way]:
            raise NoRecipient
        told = canonical.encode({"form": "work/1", **filing.told})
        found.append(Task(filing.case_id, filing.report.to_bytes(), told, {**known[way], **standing}))
    return found


def file_many(
    regime: Regime,
    filings: Iterable[Filing],
    *,
    actor: str,
    days: Mapping[UUID, date] | None = None,
    sealed: Iterable[Sealed] | None = None,
    alongside: Callable[[], None] | None = None,
    ended: Mapping[UUID, Ended] | None = None,
    announced: bool = False,
) -> list[Case]:
    """Accept these reports in one transaction, all of them or none, as `file_unanswered` does one.

    `days` says on which day each was received, by case; today for those not named. `sealed` is what `seal` made of their `tasks`, in
    their order, where somebody else did that already. What `alongside` does stands or falls with them. `ended` and `announced` as in
    `open_many`.

    Raises:
        NoRecipient, ValueError: as `tasks`; nothing was stored.
        Refused, DatabaseError: nothing was stored.
    """
    every = list(filings)
    pairs = list(seal_all(tasks(regime, every)) if sealed is None else sealed)
    today = clock.today()
    drafts = [
        Draft(
            filing.case_id,
            filing.report.route,
            filing.report.topic,
            filing.tags,
            (days or {}).get(filing.case_id, today),
            filing.unit,
            {"sealed": report.digest, "work": work.digest, **filing.facts},
        )
        for filing, (report, work) in zip(every, pairs, strict=True)
    ]
    with transaction.atomic():
        vault.store_many(record for pair in pairs for record in pair)
        if alongside is not None:
            alongside()
        return open_many(regime.kind, drafts, actor=actor, ended=ended, announced=announced)
