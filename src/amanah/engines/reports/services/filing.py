"""Taking in a report: everything is derived and sealed first, then one short transaction makes it true.

Nothing finer than the day is stored, and nothing of what was said in clear but topic and route.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from amanah.engines.cases import services as cases
from amanah.engines.cases.declare import REPORTER
from amanah.engines.cases.events import ref_of
from amanah.engines.cases.models import Case
from amanah.engines.reports.opened import work_ref
from amanah.engines.reports.regimes import Regime
from amanah.engines.reports.report import Report
from amanah.foundation.access import exclusion
from amanah.foundation.access.models import Account, Grant, stands_on
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.organisation.models import Unit
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.errors import LocatorTaken
from amanah.foundation.vault.services.mailboxes import HOLDER as MAILBOX
from amanah.foundation.vault.services.staff import holder_of
from amanah.kernel import canonical, clock, receipts

_TRIES = 3

Drawn = tuple[receipts.Receipt, vault.PreparedMailbox]
Alongside = Callable[[receipts.Receipt], None]


class NoRecipient(Exception):  # noqa: N818 - it is an answer, not an error of the program
    """Nobody may receive this: `missing` is "route" (the report itself) or "custodian" (the identity envelope)."""

    def __init__(self, missing: str = "route") -> None:
        self.missing = missing
        super().__init__(missing)


class AlreadyFiled(Exception):  # noqa: N818 - it is an answer, not an error of the program
    """A report of this id was accepted before."""


@dataclass(frozen=True)
class Filing:
    """One report on its way in. `case_id` is random and made when the reporter began to write.

    Args:
        tags: keyed tags of the people and units it is about.
        told: what staff alone are told about how it came; sealed.
        unit: where it belongs, for kinds whose unit stands in clear.
        facts: more for the ledger entry; never content.
        days: those of the kind's days that are known, for clocks that count from them; they stand in clear.
    """

    case_id: UUID
    report: Report
    tags: frozenset[bytes] = frozenset()
    uploads: tuple[SealedUpload, ...] = ()
    told: Mapping[str, Any] = field(default_factory=dict)
    unit: Unit | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)


def file_report(regime: Regime, filing: Filing, *, alongside: Alongside | None = None, drawn: Drawn | None = None) -> receipts.Receipt:
    """Accept a report and give the reporter's receipt; when this returns, the report is durable.

    `alongside` is called with the receipt inside the transaction, so that what it writes stands or falls with the report. `drawn` is
    a receipt with its mailbox already derived; without it, one is drawn here.

    Raises:
        NoRecipient: nobody who may read it holds a key; nothing was stored.
        AlreadyFiled: the same `case_id` came before.
        Busy: too many derivations are waiting; nothing was stored.
        DatabaseError, OSError: nothing was stored.
    """
    holders = _holders(regime, filing)

    def store(receipt: receipts.Receipt, mailbox: vault.PreparedMailbox) -> None:
        _store(regime, filing, holders, mailbox, (lambda: alongside(receipt)) if alongside else None, actor=REPORTER)

    return with_receipt(store, drawn)


def file_unanswered(regime: Regime, filing: Filing, *, actor: str, alongside: Callable[[], None] | None = None) -> Case:
    """Accept what somebody typed in or handed over and nobody has a receipt for. Raises as `file_report`, but never Busy."""
    _store(regime, filing, _holders(regime, filing), None, alongside, actor=actor)
    return Case.objects.get(pk=filing.case_id)


def with_receipt(store: Callable[[receipts.Receipt, vault.PreparedMailbox], None], drawn: Drawn | None = None) -> receipts.Receipt:
    """Draw a receipt and store what goes with it; another one where its public part was drawn before."""
    for remaining in reversed(range(_TRIES)):
        try:
            drawn = drawn or draw()
            store(*drawn)
        except LocatorTaken:
            drawn = None
            if not remaining:
                raise
        else:
            return drawn[0]
    raise AssertionError("the last try returns or raises")


def draw() -> Drawn:
    """A new receipt with its mailbox. Raises Busy."""
    receipt = vault.new_receipt()
    return receipt, vault.prepare_mailbox(receipt)


def receivers(roles: Collection[str], tags: frozenset[bytes], unit: Unit | None = None) -> dict[str, dict[str, bytes]]:
    """Role → holder → public key of everybody who holds one of the roles, has a key, and is neither a subject nor answers for one.

    A role counts over the whole institution, and where `unit` is given also over that unit or one above it. Whoever has held a role
    longest comes first.
    """
    today = clock.today()
    reach = Q(unit__parent__isnull=True) | (Q(unit__in=unit.path_ids) if unit is not None else Q(pk__in=[]))
    grants = Grant.objects.filter(reach, stands_on(today), role__in=list(roles)).select_related("account").order_by("since", "pk")
    held = [(grant.role, grant.account) for grant in grants if grant.account.may_sign_in(today)]
    public = keys.public_keys({account for _, account in held})
    shut_out = {account for account in {account for _, account in held} if concerns(account, tags)}
    by_role: dict[str, dict[str, bytes]] = {}
    for role, account in held:
        holder = holder_of(account)
        if holder in public and account not in shut_out:
            by_role.setdefault(role, {})[holder] = public[holder]
    return by_role


def readers(regime: Regime, route: str, tags: frozenset[bytes], unit: Unit | None = None) -> dict[str, bytes]:
    """Holder → public key of everybody who reads what comes by this route; empty where its own receivers are all shut out."""
    own = regime.kind.routes[route][1]
    found = receivers({own, *regime.kind.overseers}, tags, unit)
    if not found.get(own):
        return {}
    return {holder: key for some in found.values() for holder, key in some.items()}


def concerns(account: Account, tags: frozenset[bytes]) -> bool:
    """Whether this account belongs to, or answers for, somebody whom the tags name."""
    return bool(tags) and account.person_id is not None and not tags.isdisjoint(exclusion.tags_of_viewer(account.person_id))


def accepted(case_id: UUID, store: Callable[[], None]) -> None:
    """Store a report in one transaction. Of two sendings of one draft, whoever came second must never hear that it was not accepted.

    Raises:
        AlreadyFiled: this report came before.
    """
    try:
        with transaction.atomic():
            store()
    except (IntegrityError, cases.Refused):
        if Case.objects.filter(pk=case_id).exists():
            raise AlreadyFiled from None
        raise


def _holders(regime: Regime, filing: Filing) -> dict[str, bytes]:
    found = readers(regime, filing.report.route, filing.tags, filing.unit)
    if not found:
        raise NoRecipient
    return {**found, **keys.standing_holders()}


def _store(
    regime: Regime,
    filing: Filing,
    holders: Mapping[str, bytes],
    mailbox: vault.PreparedMailbox | None,
    alongside: Callable[[], None] | None,
    *,
    actor: str,
) -> None:
    ref = ref_of(filing.case_id)
    fields = {"report": filing.report.to_bytes(), **{f"file/{upload.file_id}": upload.to_bytes() for upload in filing.uploads}}
    sealed = vault.seal_record(ref, fields, {**holders, **({MAILBOX: mailbox.public_key} if mailbox else {})})
    work = vault.seal_record(work_ref(filing.case_id), {"opened": canonical.encode({"form": "work/1", **filing.told})}, dict(holders))

    def store() -> None:
        vault.store(sealed)
        vault.store(work)
        if mailbox is not None:
            vault.store_mailbox(mailbox, ref)
        if alongside is not None:
            alongside()
        for upload in filing.uploads:
            evidence.attach(ref, upload, actor=actor)
        cases.open_case(
            regime.kind,
            case_id=filing.case_id,
            route=filing.report.route,
            topic=filing.report.topic,
            tags=filing.tags,
            actor=actor,
            unit=filing.unit,
            days=filing.days,
            facts={"sealed": sealed.digest, "work": work.digest, **filing.facts},
        )

    accepted(filing.case_id, store)
