"""What staff do with a report. Every text is sealed before it is kept; every verb is one transaction.

Each verb takes an `Opened` case: the case, whoever opened it, and its content key, which only a holder of a wrap can have.
"""

from django.db import transaction

from amanah.engines.cases import queries as case_queries
from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case, Entry, Proposal
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.kernel import canonical
from amanah.rooms.whistleblowing import subjects
from amanah.rooms.whistleblowing.opened import Opened, work_ref
from amanah.rooms.whistleblowing.report import Message
from amanah.rooms.whistleblowing.triage import Sheet
from amanah.rooms.whistleblowing.workflow import CLOSING, FEEDBACK, READ_BY_REPORTER, TO_REPORTER

TRIES = 5
"""How often an entry is sealed anew when colleagues write at the same moment."""


def acknowledge(case: Case, *, viewer: Viewer) -> None:
    """Tell the reporter that the report is being read. Needs no key: it says nothing about the content."""
    cases.move(case, "acknowledge", viewer=viewer)


def write_triage(opened: Opened, sheet: Sheet) -> Entry:
    """Keep a triage sheet; an earlier one stays readable."""
    return _write(opened, "triage", "triage", sheet.to_bytes())


def ask(opened: Opened, text: str, *, wait: bool) -> Entry:
    """Write to the reporter. With `wait` the triage pauses until they answer or a handler resumes it."""
    with transaction.atomic():
        entry = _write(opened, TO_REPORTER, "message", Message(text).to_bytes())
        if wait:
            cases.move(opened.case, "request_information", viewer=opened.viewer)
        return entry


def give_feedback(opened: Opened, text: str) -> Entry:
    """Tell the reporter what has been and will be done; this is what stops the feedback clock."""
    return _write(opened, FEEDBACK, "message", Message(text).to_bytes())


def write_note(opened: Opened, text: str) -> Entry:
    """Keep a note among the handlers."""
    return _write(opened, "note", "note", text.encode())


def write_plan(opened: Opened, text: str) -> Entry:
    """Keep a plan of the inquiry; the latest is the one in force."""
    return _write(opened, "plan", "plan", text.encode())


def send_closing(opened: Opened, text: str) -> Entry:
    """Send the closing letter. Raises Refused("state") while the case is open."""
    if opened.case.closed_on is None:
        raise cases.Refused("state")
    return _write(opened, CLOSING, "closing", Message(text).to_bytes())


def add_evidence(opened: Opened, upload: SealedUpload, origin: str) -> Entry:
    """Keep a file that a handler obtained, with where it came from."""
    with transaction.atomic():
        evidence.attach(opened.case.ref, upload, actor=opened.viewer.actor)
        vault.add_field(work_ref(opened.case.pk), f"file/{upload.file_id}", upload.to_bytes(), opened.work_key)
        return _write(opened, "evidence", "evidence", canonical.encode({"file": str(upload.file_id), "origin": origin}))


def propose(opened: Opened, move: str, *, outcome: str, reason: str) -> Proposal:
    """Propose an outcome, an archiving or a reopening with its sealed reason; a second person decides."""
    with transaction.atomic():
        entry = _write(opened, "outcome", "outcome", reason.encode())
        return cases.propose(opened.case, move, viewer=opened.viewer, outcome=outcome, reason_field=entry.field)


def approve(proposal: Proposal, *, viewer: Viewer) -> None:
    """Be the second pair of eyes."""
    cases.approve(proposal, viewer=viewer)


def reject(opened: Opened, proposal: Proposal, reason: str) -> None:
    """Turn a proposal down, with a sealed reason."""
    with transaction.atomic():
        entry = _write(opened, "outcome", "outcome", reason.encode())
        cases.reject(proposal, viewer=opened.viewer, verdict_field=entry.field)


def assign(opened: Opened, account: Account) -> None:
    """Give the case to somebody, and its key to theirs.

    Raises:
        Refused: as the engine's `assign`, and "unfit" while that person has no key yet.
    """
    holders = keys.public_keys([account])
    if not holders:
        raise cases.Refused("unfit")
    with transaction.atomic():
        for record, key in opened.records.items():
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


def take_keys_of_excluded(case: Case, *, actor: str) -> None:
    """Drop the wraps of everybody who may not see the case any more, in the caller's transaction."""
    holders = {holder.removeprefix("account:") for holder in keys.holders(case.ref) if holder.startswith("account:")}
    for account in Account.objects.filter(pk__in=holders):
        viewer = Viewer.of(account)
        if not case_queries.may_see(viewer, case.pk):
            take_keys(case, viewer.actor, actor=actor)


def take_keys(case: Case, holder: str, *, actor: str) -> None:
    """Take both records' keys from a holder, in the caller's transaction."""
    for record in (case.ref, work_ref(case.pk)):
        vault.drop_holder(record, holder, actor=actor)


def _write(opened: Opened, channel: str, prefix: str, data: bytes) -> Entry:
    """Seal one entry under the number it will get; where somebody else took that number meanwhile, under the next."""
    shared = channel in READ_BY_REPORTER
    record, key = (opened.case.ref, opened.key) if shared else (work_ref(opened.case.pk), opened.work_key)
    for remaining in reversed(range(TRIES)):
        seq = case_queries.next_entry(opened.case)
        field = f"{prefix}/{seq}"
        try:
            with transaction.atomic():
                vault.add_field(record, field, data, key)
                return cases.add_entry(opened.case, channel, field, author=opened.viewer, seq=seq)
        except cases.Refused as refusal:
            if refusal.code != "conflict" or not remaining:
                raise
    raise AssertionError
