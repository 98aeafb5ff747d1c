"""Who hears of what. Notices name a case by its number and say what kind of thing happened, never what is in it.

What reporters do is told on the beat: the public program cannot read who works here, and a notice at the moment of filing would
say when that was. What staff do is told at once.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases import addresses
from amanah.engines.cases.declare import REPORTER
from amanah.engines.cases.events import ApprovalAsked, ApprovalDecided, CaseAssigned, CaseUnassigned
from amanah.engines.cases.models import Case, Entry, Proposal
from amanah.engines.cases.queries.offers import holders
from amanah.engines.cases.queries.rows import handlers_of
from amanah.foundation.access.models import Account
from amanah.foundation.clocks.events import DeadlineMissed, DeadlineMoved, DeadlineNear
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.foundation.organisation.events import HoldingChanged

OPENED = register(NoticeCode("cases.opened", _("Perkara baru %(number)s menunggu penanganan.")))
MESSAGE = register(NoticeCode("cases.message", _("Pelapor menulis pada perkara %(number)s.")))
ASSIGNED = register(NoticeCode("cases.assigned", _("Perkara %(number)s ditugaskan kepada Anda.")))
HANDLER_WANTED = register(NoticeCode("cases.handler_wanted", _("Perkara %(number)s memerlukan penanggung jawab baru."), urgent=True))
APPROVAL = register(NoticeCode("cases.approval", _("Usulan pada perkara %(number)s menunggu persetujuan Anda.")))
APPROVED = register(NoticeCode("cases.approved", _("Usulan Anda pada perkara %(number)s disetujui.")))
REJECTED = register(NoticeCode("cases.rejected", _("Usulan Anda pada perkara %(number)s tidak disetujui.")))
NEAR = register(NoticeCode("cases.near", _("Tenggat perkara %(number)s jatuh pada %(due)s.")))
MISSED = register(NoticeCode("cases.missed", _("Tenggat perkara %(number)s, %(due)s, sudah lewat."), urgent=True))
ESCALATED = register(NoticeCode("cases.escalated", _("Tenggat perkara %(number)s, %(due)s, sudah lewat dan belum ditangani."), urgent=True))

BATCH = 200


def announce() -> int:
    """Tell the desk what reporters brought since the last beat; telling twice is not possible. Answers how many things were told."""
    told = 0
    while cases := list(Case.objects.filter(announced=False).order_by("pk")[:BATCH]):
        for case in cases:
            if case.state == case.declared.first.key:
                _tell(_receivers(case), OPENED, case)
                told += 1
        Case.objects.filter(pk__in=[case.pk for case in cases]).update(announced=True)
    while entries := list(Entry.objects.filter(announced=False).select_related("case").order_by("pk")[:BATCH]):
        for entry in entries:
            if entry.author == REPORTER and entry.read_on is None:
                _tell(_handlers(entry.case), MESSAGE, entry.case)
                told += 1
        Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(announced=True)
    return told


def assigned(event: CaseAssigned) -> None:
    """Who was given a case hears of it, unless they took it themselves."""
    account = Account.objects.get(pk=event.account_id)
    if event.actor != f"account:{account.pk}":
        _tell([account], ASSIGNED, _case(event.case_id))


def unassigned(event: CaseUnassigned) -> None:
    """Whoever hands out cases hears of one that nobody handles any more."""
    case = _case(event.case_id)
    if case.closed_on is None and not handlers_of([case.pk]):
        _tell(_receivers(case), HANDLER_WANTED, case, without=event.actor)


def approval_asked(event: ApprovalAsked) -> None:
    """Everyone who could be the second pair of eyes hears of a proposal."""
    case = _case(event.case_id)
    _tell(holders(case, case.declared.move(event.move).may_approve), APPROVAL, case, without=event.actor)


def approval_decided(event: ApprovalDecided) -> None:
    """Whoever proposed hears the verdict."""
    proposal = Proposal.objects.select_related("case", "proposer").get(pk=event.proposal_id)
    if event.verdict in {Proposal.Verdict.APPROVED, Proposal.Verdict.REJECTED}:
        code = APPROVED if event.verdict == Proposal.Verdict.APPROVED else REJECTED
        _tell([proposal.proposer], code, proposal.case)


def near(event: DeadlineNear) -> None:
    """The handlers hear of a deadline that comes near."""
    case = Case.objects.filter(ref=event.ref).first()
    if case is not None:
        _tell(_handlers(case), NEAR, case, due=event.due_on)


def missed(event: DeadlineMissed) -> None:
    """The handlers hear of a missed deadline on its first day, and with each escalation those who oversee the kind."""
    case = Case.objects.filter(ref=event.ref).first()
    if case is None:
        return
    _tell(_handlers(case), MISSED, case, due=event.due_on)
    if event.escalation:
        _tell(holders(case, case.declared.overseers), ESCALATED, case, due=event.due_on)


def moved(event: DeadlineMoved) -> None:
    """Keep the note of what is due next in line when a new calendar moves dates. Runs inside the transaction that moved them."""
    from amanah.engines.cases.services import refresh_due  # late: services publish what this module hears

    case = Case.objects.filter(ref=event.ref).first()
    if case is not None:
        refresh_due(case)


def holding_changed(event: HoldingChanged) -> None:
    """Someone who took up a post may have become a subject's superior."""
    from amanah.engines.cases.services import recheck_exclusions  # late: services publish what this module hears

    recheck_exclusions(event.person_id)


def _case(case_id: UUID) -> Case:
    return Case.objects.get(pk=case_id)


def _receivers(case: Case) -> list[Account]:
    return holders(case, case.declared.may_assign(case.route))


def _handlers(case: Case) -> list[Account]:
    return handlers_of([case.pk]).get(case.pk) or _receivers(case)


def _tell(accounts: Iterable[Account], code: NoticeCode, case: Case, *, due: date | None = None, without: str = "") -> None:
    params = {"number": case.number} | ({"due": due.isoformat()} if due else {})
    for account in accounts:
        if f"account:{account.pk}" != without:
            notices.notify(account, code.key, case.ref, params=params, url=addresses.through_desk(case.number))
