"""What staff do with a report. Every text is sealed before it is kept; every verb is one transaction.

Each verb takes an `Opened` case: the case, whoever opened it, and its content key, which only a holder of a wrap can have.
"""

from collections.abc import Mapping

from django.db import transaction

from amanah.engines.cases import queries as case_queries
from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case, Entry, Proposal
from amanah.engines.cases.papers import seal_entry
from amanah.engines.reports import regimes, subjects
from amanah.engines.reports.channels import ASK, CLOSING, FEEDBACK, READ_BY_REPORTER, TO_REPORTER
from amanah.engines.reports.opened import Opened, work_ref
from amanah.engines.reports.report import Message
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.quorum import queries as quorums
from amanah.foundation.vault.quorum import services as quorum
from amanah.kernel import canonical


def ask(opened: Opened, text: str, *, wait: bool) -> Entry:
    """Write to the reporter. With `wait` the case waits until they answer or a handler resumes it."""
    with transaction.atomic():
        entry = write_entry(opened, TO_REPORTER, "message", Message(text).to_bytes())
        if wait:
            cases.move(opened.case, ASK, viewer=opened.viewer)
        return entry


def give_feedback(opened: Opened, text: str) -> Entry:
    """Tell the reporter what has been and will be done; this is what stops the feedback clock."""
    return write_entry(opened, FEEDBACK, "message", Message(text).to_bytes())


def write_note(opened: Opened, text: str) -> Entry:
    """Keep a note among the handlers."""
    return write_entry(opened, "note", "note", text.encode())


def send_closing(opened: Opened, text: str) -> Entry:
    """Send the closing letter. Raises Refused("state") while the case is open."""
    if opened.case.closed_on is None:
        raise cases.Refused("state")
    return write_entry(opened, CLOSING, "closing", Message(text).to_bytes())


def add_evidence(opened: Opened, upload: SealedUpload, origin: str) -> Entry:
    """Keep a file that a handler obtained, with where it came from."""
    with transaction.atomic():
        evidence.attach(opened.case.ref, upload, actor=opened.viewer.actor)
        vault.add_field(work_ref(opened.case.pk), f"file/{upload.file_id}", upload.to_bytes(), opened.work_key)
        return write_entry(opened, "evidence", "evidence", canonical.encode({"file": str(upload.file_id), "origin": origin}))


def propose(opened: Opened, move: str, *, outcome: str, reason: str) -> Proposal:
    """Propose an outcome, an archiving or a reopening with its sealed reason; a second person decides.

    Raises:
        Refused: as the case engine's `propose`, and "guard" for an outcome that contradicts what was found.
    """
    unfit = regimes.of(opened.case).unfit(opened.case, move, outcome)
    if unfit is not None:
        raise cases.Refused("guard", unfit)
    with transaction.atomic():
        entry = write_entry(opened, "outcome", "outcome", reason.encode())
        return cases.propose(opened.case, move, viewer=opened.viewer, outcome=outcome, reason_field=entry.field)


def decide(opened: Opened, move: str, *, outcome: str, reason: str) -> None:
    """Make a move that one person may make alone, with its sealed reason. Refused as `propose`."""
    unfit = regimes.of(opened.case).unfit(opened.case, move, outcome)
    if unfit is not None:
        raise cases.Refused("guard", unfit)
    with transaction.atomic():
        entry = write_entry(opened, "outcome", "outcome", reason.encode())
        cases.move(opened.case, move, viewer=opened.viewer, outcome=outcome, reason_field=entry.field)


def approve(proposal: Proposal, *, viewer: Viewer) -> None:
    """Be the second pair of eyes."""
    cases.approve(proposal, viewer=viewer)


def reject(opened: Opened, proposal: Proposal, reason: str) -> None:
    """Turn a proposal down, with a sealed reason."""
    with transaction.atomic():
        entry = write_entry(opened, "outcome", "outcome", reason.encode())
        cases.reject(proposal, viewer=opened.viewer, verdict_field=entry.field)


def assign(opened: Opened, account: Account) -> None:
    """Give the case to somebody, and its key to theirs.

    Raises:
        Refused: as the engine's `assign`, and "unfit" while that person has no key yet.
    """
    holders = keys.public_keys([account])
    if not holders:
        raise cases.Refused("unfit")
    # Of a report whose key is shared nobody gives the whole: whoever works on it asks the holders to open it.
    given = {} if quorums.in_force(opened.case.ref) else opened.records
    with transaction.atomic():
        for record, key in given.items():
            for holder, public in holders.items():
                vault.hand_over(record, key, holder, public, actor=opened.viewer.actor)
        cases.assign(opened.case, account, viewer=opened.viewer)


def recuse(case: Case, *, viewer: Viewer) -> None:
    """Step back for good: the case is hidden from this person, and their key to it is taken away."""
    with transaction.atomic():
        take_keys(case, viewer.actor, actor=viewer.actor)
        cases.recuse(case, viewer=viewer)


def name_subjects(opened: Opened, names: tuple[str, ...]) -> tuple[str, ...]:
    """Shut out the people and units that these names mean, and take away the keys of whoever is thereby shut out.

    Answers the names that still match nobody.
    """
    found = subjects.find(involved=names, excluded=(), unit=None)
    if found.tags:
        with transaction.atomic():
            cases.tag_subject(opened.case, found.tags, viewer=opened.viewer)
            take_keys_of_excluded(opened.case, actor=opened.viewer.actor)
    return found.unmatched


def hand_keys(opened: Opened, receiving: Mapping[str, bytes]) -> None:
    """Wrap both records for everybody of `receiving` (holder → public key) who has no key yet, in the caller's transaction."""
    for record, key in opened.records.items():
        holders = keys.holders(record)
        for holder, public in receiving.items():
            if holder not in holders:
                vault.hand_over(record, key, holder, public, actor=opened.viewer.actor)


def take_keys_of_excluded(case: Case, *, actor: str) -> None:
    """Drop the wraps of everybody who may not see the case any more, in the caller's transaction."""
    holders = {holder.removeprefix("account:") for holder in keys.holders(case.ref) if holder.startswith("account:")}
    shared = quorums.in_force(case.ref)
    holders |= {str(share.account_id) for share in quorums.shares(shared)} if shared else set()
    for account in Account.objects.filter(pk__in=holders):
        viewer = Viewer.of(account)
        if not case_queries.may_see(viewer, case.pk):
            take_keys(case, viewer.actor, actor=actor)


def take_keys(case: Case, holder: str, *, actor: str) -> None:
    """Take both records' keys from a holder, and a share of them, in the caller's transaction."""
    quorum.drop_share(case.ref, holder, actor=actor)
    for record in (case.ref, work_ref(case.pk)):
        vault.drop_holder(record, holder, actor=actor)


def write_entry(opened: Opened, channel: str, prefix: str, data: bytes) -> Entry:
    """Seal one entry under the number it will get; where somebody else took that number meanwhile, under the next.

    Channels that the mailbox opens go into the record shared with the reporter, all others into what staff keep to themselves.
    """
    shared = channel in READ_BY_REPORTER
    record, key = (opened.case.ref, opened.key) if shared else (work_ref(opened.case.pk), opened.work_key)
    return seal_entry(opened.case, record, key, data, channel=channel, prefix=prefix, author=opened.viewer)
