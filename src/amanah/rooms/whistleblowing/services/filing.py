"""Taking in a report: everything is derived and sealed first, then one short transaction makes it true.

Nothing finer than the day is stored, and nothing of what was said in clear but topic and route.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from django.utils.functional import Promise

from amanah.engines.cases import services as cases
from amanah.engines.cases.declare import REPORTER
from amanah.engines.cases.events import ref_of
from amanah.engines.reports import subjects
from amanah.engines.reports.opened import work_ref
from amanah.engines.reports.report import CONFIDENTIAL, OPEN, Identity, Report, names
from amanah.engines.reports.services import filing as reports
from amanah.engines.reports.services.filing import Alongside, Drawn, NoRecipient, accepted, receivers, with_receipt
from amanah.engines.reports.subjects import Subjects
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.quorum import queries as quorums
from amanah.foundation.vault.quorum import services as quorum
from amanah.foundation.vault.quorum.models import MOST
from amanah.foundation.vault.services.mailboxes import HOLDER as MAILBOX
from amanah.kernel import canonical, clock, receipts
from amanah.rooms.whistleblowing.outside_recipients import queries as outside
from amanah.rooms.whistleblowing.outside_recipients.models import OutsideMatter
from amanah.rooms.whistleblowing.questionnaires import answers as questionnaires
from amanah.rooms.whistleblowing.workflow import COORDINATOR, CUSTODIAN, GRAVEST, OUTSIDE_ROUTE, SHARED_ROUTE, WHISTLEBLOWING

ROUTES = tuple(route for route in WHISTLEBLOWING.routes if route != OUTSIDE_ROUTE)
"""Those inside the institution; outside, every appointed recipient is a choice of its own, called by its ref ("outside:<id>")."""
PAST = f"{OUTSIDE_ROUTE}:"
RECEIVERS = (*(receiver for _title, receiver in WHISTLEBLOWING.routes.values()), COORDINATOR, CUSTODIAN)
NOBODY = Identity("", "", "")
TWO = 2
"""Besides who asks, so many people open an identity envelope on the shared route."""


@dataclass(frozen=True)
class Filing(reports.Filing):
    """One report on its way in, with what goes into the identity envelope, and the ref of the appointed recipient who alone reads it."""

    identity: Identity = NOBODY
    outside: str = ""

    @property
    def choice(self) -> str:
        """The reporter's choice of who reads it."""
        return self.outside or self.report.route


def subjects_of(answers: Mapping[str, str]) -> Subjects:
    """Who is shut out by these answers of the form."""
    return subjects.find(
        involved=names(answers.get("who", "")),
        excluded=names(answers.get("exclude", "")),
        unit=subjects.unit_of(answers.get("unit", "")),
    )


def from_answers(case_id: UUID, answers: Mapping[str, str], uploads: Iterable[SealedUpload] = ()) -> Filing:
    """The report that these answers of the form make."""
    found = subjects_of(answers)
    unit = subjects.unit_of(answers.get("unit", ""))
    above = organisation.path_names([unit])[unit.pk] if unit else []
    mode = answers["mode"]
    identity = Identity(answers.get("name", ""), answers.get("contact", ""), answers.get("note", ""))
    uploads = tuple(uploads)
    past = answers["route"] if answers["route"].startswith(PAST) else ""
    report = Report(
        topic=answers["topic"],
        route=answers["route"].partition(":")[0],
        mode=mode,
        answers={key: answers.get(key, "") for key in ("what", "who", "when", "where", "how", "known", "amount")},
        unit=str(unit.pk) if unit else "",
        unit_name=" › ".join([*above, unit.name]) if unit else "",
        place=answers.get("place", ""),
        involved=names(answers.get("who", "")),
        excluded=names(answers.get("exclude", "")),
        unmatched=found.unmatched,
        files=tuple(upload.file_id for upload in uploads),
        identity=identity if mode == OPEN else None,
        questionnaire=answers.get("questionnaire", ""),
        extra=questionnaires.decode(answers.get("extra", "")),
    )
    envelope = identity if mode == CONFIDENTIAL else NOBODY
    return Filing(case_id, report, found.tags, uploads, identity=envelope, outside=past)


@dataclass(frozen=True)
class Sealed:
    """A report in the form in which it is stored, wherever it was sealed. `splits` are the keys that exist in shares only."""

    case_id: UUID
    choice: str
    topic: str
    tags: frozenset[bytes]
    report: vault.SealedRecord
    work: vault.SealedRecord
    envelope: vault.SealedRecord
    mailbox: vault.PreparedMailbox
    splits: tuple[quorum.PreparedQuorum, ...]

    def store(self, beside: Callable[[], None]) -> None:
        """Open the case, in the caller's transaction. `beside` stores what else belongs to it, before the case stands in the ledger."""
        vault.store(self.report)
        vault.store(self.work)
        vault.store(self.envelope)
        vault.store_mailbox(self.mailbox, self.report.record)
        for split in self.splits:
            quorum.store(split)
        beside()
        past = self.choice if self.choice.startswith(PAST) else ""
        cases.open_case(
            WHISTLEBLOWING,
            case_id=self.case_id,
            route=self.choice.partition(":")[0],
            topic=self.topic,
            tags=self.tags,
            actor=REPORTER,
            facts={"sealed": self.report.digest, "work": self.work.digest, "envelope": self.envelope.digest}
            | ({"outside": past} if past else {})
            | ({"split": [split.facts for split in self.splits]} if self.splits else {}),
        )
        if past:
            OutsideMatter.objects.create(case_id=self.case_id, recipient_id=past.removeprefix(PAST), day=clock.today())


def file_report(filing: Filing, *, alongside: Alongside | None = None, drawn: Drawn | None = None) -> receipts.Receipt:
    """Accept a report and give the reporter's receipt; when this returns, the report is durable.

    `alongside` and `drawn` as in the engine's `file_report`; so are the errors, and NoRecipient("custodian") where nobody may keep the
    identity envelope.
    """
    readers = recipients(filing.tags)
    if not readers.open(filing.choice):
        raise NoRecipient("route")
    if filing.identity and not readers.keep_envelopes(filing.choice):
        raise NoRecipient("custodian")

    def store(receipt: receipts.Receipt, mailbox: vault.PreparedMailbox) -> None:
        _file_once(filing, readers, (receipt, mailbox), alongside)

    return with_receipt(store, drawn)


def _file_once(filing: Filing, readers: "Recipients", drawn: Drawn, alongside: Alongside | None) -> None:
    receipt, mailbox = drawn
    ref, identity_ref = ref_of(filing.case_id), f"identity:{uuid4()}"
    for_report, for_envelope = readers.sealed_for(filing.choice)
    holders, split = _prepared(for_report, ref)
    custodians, envelope_split = _prepared(for_envelope, identity_ref)
    report = replace(filing.report, identity_ref=identity_ref)
    fields = {"report": report.to_bytes(), **{f"file/{upload.file_id}": upload.to_bytes() for upload in filing.uploads}}
    sealed = Sealed(
        filing.case_id,
        filing.choice,
        report.topic,
        filing.tags,
        vault.seal_record(ref, fields, {**holders, MAILBOX: mailbox.public_key}),
        vault.seal_record(work_ref(filing.case_id), {"opened": canonical.encode({"form": "work/1", **filing.told})}, holders),
        vault.seal_record(identity_ref, {"identity": filing.identity.to_bytes()}, custodians),
        mailbox,
        tuple(one for one in (split, envelope_split) if one is not None),
    )

    def beside() -> None:
        if alongside is not None:
            alongside(receipt)
        for upload in filing.uploads:
            evidence.attach(ref, upload, actor=REPORTER)

    accepted(filing.case_id, lambda: sealed.store(beside))


def _prepared(plan: "SealedFor", matter: str) -> tuple[dict[str, bytes], quorum.PreparedQuorum | None]:
    """Holder → public key of everybody for whom a record of `matter` is sealed, with the key in shares where it has one."""
    together = plan.together
    if together is None:
        return dict(plan.alone), None
    split = quorum.prepare(matter, together.holders, together.threshold, besides_asker=together.besides_asker)
    return {split.holder: split.public_key, **plan.alone}, split


def title_of(choice: str, *, offline: bool = False) -> Promise | str:
    """How the receiver of this choice is called; empty for none. `offline` asks the database nothing."""
    if choice.startswith(PAST):
        recipient = None if offline else outside.receiving().get(choice)
        return recipient.name if recipient else ""
    return WHISTLEBLOWING.routes[choice][0] if choice in WHISTLEBLOWING.routes else ""


def titles() -> dict[str, Promise | str]:
    """How the receiver of every choice that there is today is called: one query."""
    routes = {route: title_of(route) for route in WHISTLEBLOWING.routes}
    return routes | {choice: recipient.name for choice, recipient in outside.receiving().items()}


def shut_routes(answers: Mapping[str, str]) -> set[str]:
    """The routes on which nobody may read a report with these answers."""
    readers = recipients(subjects_of(answers).tags)
    return {route for route in ROUTES if not readers.open(route)}


def missing_recipient(route: str, mode: str, tags: frozenset[bytes]) -> str:
    """What `file_report` would refuse for: "route", "custodian" or "" for nothing."""
    readers = recipients(tags)
    if not readers.open(route):
        return "route"
    return "custodian" if mode == CONFIDENTIAL and not readers.keep_envelopes(route) else ""


@dataclass(frozen=True)
class Together:
    """Who each keep a share of a key that nobody has whole (holder → public key), and how many open with it."""

    holders: Mapping[str, bytes]
    threshold: int
    besides_asker: bool = False


@dataclass(frozen=True)
class SealedFor:
    """For whom one record is sealed: holder → public key of those who each open it alone, and those who open it together."""

    alone: Mapping[str, bytes]
    together: Together | None = None


@dataclass(frozen=True)
class Recipients:
    """Holder → public key of everybody who may read a report, by the role that lets them."""

    by_role: Mapping[str, Mapping[str, bytes]]
    threshold: int = 2
    most: int = 16
    outside: Mapping[str, bytes] = field(default_factory=dict)

    def open(self, route: str) -> bool:
        """Whether a report can be taken in on this route, or by this outside recipient."""
        if route.startswith(OUTSIDE_ROUTE):
            return route in self.outside
        return len(self.shared) >= self.threshold if route == SHARED_ROUTE else bool(self.on(route))

    def keep_envelopes(self, route: str) -> bool:
        """Whether somebody may keep the identity envelope of a report on this route; on the shared one two people at least."""
        if route.startswith(OUTSIDE_ROUTE):
            return route in self.outside
        return len(self.shared_custodians) >= TWO if route == SHARED_ROUTE else bool(self.custodians)

    @property
    def shared(self) -> dict[str, bytes]:
        """Who holds a share of what comes by the shared route, at most as many as the institution's rule says."""
        return dict(list(self.by_role.get(GRAVEST, {}).items())[: self.most])

    @property
    def shared_custodians(self) -> dict[str, bytes]:
        """Who holds a share of the identity envelope on the shared route."""
        return dict(list(self.custodians.items())[:MOST])

    def on(self, route: str) -> dict[str, bytes]:
        """Who each reads alone what comes by this route, the coordinators with them; nobody where its own receivers are all shut out.

        Nobody on the shared route: there `shared` holds shares, and no coordinator besides them.
        """
        if route == SHARED_ROUTE or route.startswith(OUTSIDE_ROUTE):
            return {}
        receivers = self.by_role.get(WHISTLEBLOWING.routes[route][1], {})
        return {**receivers, **self.by_role.get(COORDINATOR, {})} if receivers else {}

    def sealed_for(self, choice: str) -> tuple[SealedFor, SealedFor]:
        """For whom the report and its identity envelope are sealed; the recovery key opens all but what goes past the institution."""
        if choice in self.outside:
            alone = SealedFor({choice: self.outside[choice]})
            return alone, alone
        standing = keys.standing_holders()
        if choice != SHARED_ROUTE:
            return SealedFor({**self.on(choice), **standing}), SealedFor({**self.custodians, **standing})
        envelope = Together(self.shared_custodians, TWO, besides_asker=True) if self.keep_envelopes(choice) else None
        return SealedFor(standing, Together(self.shared, self.threshold)), SealedFor(standing, envelope)

    @property
    def custodians(self) -> dict[str, bytes]:
        """Who keeps the identity envelopes."""
        return dict(self.by_role.get(CUSTODIAN, {}))


def recipients(tags: frozenset[bytes]) -> Recipients:
    """Everybody who holds a role of this room over the institution, has a key, and is neither a subject nor answers for one."""
    by_role = receivers(RECEIVERS, tags)
    rule = quorums.rule()
    return Recipients(by_role, rule.threshold, rule.most, outside.public_keys())
