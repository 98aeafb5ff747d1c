"""What is recorded of a certification. Each verb is one transaction with one step and one entry of the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Max

from amanah import rulebook
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.certification import declare
from amanah.rooms.antibribery.certification.models import TITLE, Certification, Finding, Step, Visit
from amanah.rooms.antibribery.certification.refusals import Refused
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.queries import sides_of, visible
from amanah.rooms.antibribery.services.stepping import numbered

PREFIX = "SF"


@dataclass(frozen=True)
class Terms:
    """Who certifies, by which accreditation and contract, and what the contract grants for corrections, in calendar days."""

    body: str
    accreditation: str = ""
    contract: str = ""
    man_days: Decimal | None = None
    major_days: int | None = None
    minor_days: int | None = None


@dataclass(frozen=True)
class Days:
    """What a move may bring: the days of an audit, and the number and days of a certificate. Without `valid_to` the rulebook says it."""

    held_from: date | None = None
    held_to: date | None = None
    certificate: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@transaction.atomic
def open_certification(scope: Scope, edition: str, terms: Terms, *, viewer: Viewer) -> Certification:
    """Begin to prepare a certification; a scope has one at a time.

    Raises:
        Refused: "not_found", "side", "state", "edition", "body" or "running".
    """
    _hold_scope(scope, viewer)
    if edition not in scope.edition_keys:
        raise Refused("edition")
    if scope.certifications.exclude(state__in=declare.ENDED).exists():
        raise Refused("running")
    certification_id = uuid4()
    made = Certification(
        id=certification_id, ref=f"certification:{certification_id}", scope=scope, edition=edition, opened_on=clock.today()
    )
    _take(made, terms)
    numbered(made, PREFIX)
    _step(made, declare.OPENED, "", made.body, viewer, facts={"number": made.number, "scope": scope.ref, "edition": edition})
    return made


@transaction.atomic
def change_terms(certification: Certification, terms: Terms, reason: str, *, viewer: Viewer) -> None:
    """Put body and contract right; deadlines that run already stay as they are.

    Raises:
        Refused: "not_found", "side", "state", "body" or "words".
    """
    _hold(certification, viewer)
    if certification.state in declare.ENDED:
        raise Refused("state")
    _take(certification, terms)
    _step(certification, declare.CHANGED, certification.state, _worded(reason), viewer)


@transaction.atomic
def move(certification: Certification, key: str, note: str, *, viewer: Viewer, days: Days | None = None) -> None:
    """Record what the body did, as the table allows.

    Raises:
        Refused: "not_found", "side", "state", "unsettled", "settled", "certificate", "days", "not_over" or "over".
    """
    _hold(certification, viewer)
    days = days or Days()
    made = declare.MOVES.get(key)
    if made is None or certification.state not in made.sources:
        raise Refused("state")
    waiting = [finding for finding in certification.findings.all() if finding.waits]
    if made.settled and waiting:
        raise Refused("unsettled")
    if made.unsettled and not waiting:
        raise Refused("settled")
    today, source = clock.today(), certification.state
    if key == "expire" and not (certification.valid_to is not None and certification.valid_to < today):
        raise Refused("not_over")
    if key == "restore" and certification.valid_to is not None and rulebook.due(declare.RESTORED, certification.valid_to).date < today:
        raise Refused("over")
    if made.visit:
        _visit(certification, made.visit, days)
    if key in declare.CERTIFYING:
        _certify(certification, days)
    certification.state = made.target or certification.resumes
    certification.resumes = source if key == "suspend" else ""
    certification.suspended_on = today if key == "suspend" else None
    facts = {"valid_to": certification.valid_to} if certification.valid_to is not None else {}
    _step(certification, key, source, note.strip(), viewer, facts=facts)


@transaction.atomic
def plan(certification: Certification, kind: str, day: date, *, viewer: Viewer) -> Visit:
    """Write down for which day an audit is planned; one that was planned before is moved.

    Raises:
        Refused: "not_found", "side", "state" or "code".
    """
    _hold(certification, viewer)
    if certification.state in declare.ENDED:
        raise Refused("state")
    if kind not in declare.VISITS:
        raise Refused("code")
    visit = certification.visits.filter(kind=kind, held_from__isnull=True).first() or Visit(certification=certification, kind=kind)
    visit.planned_on = day
    visit.save()
    _step(certification, declare.PLANNED, certification.state, str(declare.VISITS[kind]), viewer, facts={"visit": kind, "planned": day})
    return visit


@transaction.atomic
def find(certification: Certification, grade: str, clause: str, text: str, found_on: date, *, viewer: Viewer) -> Finding:
    """Write down what the body found. A nonconformity is due as the contract says; a major one never later than the rulebook does.

    Raises:
        Refused: "not_found", "side", "state", "code", "words" or "days".
    """
    _hold(certification, viewer)
    if certification.state in declare.ENDED | {"preparation", "application", "contract"}:
        raise Refused("state")
    if grade not in declare.GRADES:
        raise Refused("code")
    if found_on > clock.today():
        raise Refused("days")
    made = Finding.objects.create(
        certification=certification,
        grade=grade,
        clause=clause.strip()[:40],
        text=_worded(text),
        found_on=found_on,
        due_on=due_of(certification, grade, found_on),
    )
    facts = {"finding": made.pk, "grade": grade, "due": made.due_on or ""}
    _step(certification, declare.FOUND, certification.state, made.text, viewer, facts=facts)
    return made


@transaction.atomic
def correct(finding: Finding, correction: str, *, viewer: Viewer) -> None:
    """Say how a finding was corrected; sent again, the newer words stand.

    Raises:
        Refused: "not_found", "side", "state" or "words".
    """
    certification = finding.certification
    _hold(certification, viewer)
    finding.refresh_from_db()
    if finding.accepted_on is not None:
        raise Refused("state")
    finding.correction, finding.corrected_on = _worded(correction), clock.today()
    finding.save()
    _step(certification, declare.CORRECTED, certification.state, finding.correction, viewer, facts={"finding": finding.pk})


@transaction.atomic
def accept(finding: Finding, letter: str, *, viewer: Viewer) -> None:
    """Record that the body accepted the correction, and by which letter.

    Raises:
        Refused: "not_found", "side", "state" or "words".
    """
    certification = finding.certification
    _hold(certification, viewer)
    finding.refresh_from_db()
    if finding.accepted_on is not None or finding.corrected_on is None:
        raise Refused("state")
    finding.accepted_on, finding.accepted_by_letter = clock.today(), _worded(letter)[:TITLE]
    finding.save()
    _step(certification, declare.ACCEPTED, certification.state, finding.accepted_by_letter, viewer, facts={"finding": finding.pk})


def due_of(certification: Certification, grade: str, found_on: date) -> date | None:
    """When the correction of a finding of this grade is due; None for what is no nonconformity."""
    if grade not in declare.NONCONFORMITIES:
        return None
    latest = rulebook.due(declare.MAJOR_WITHIN, found_on).date
    granted = certification.major_days if grade == declare.MAJOR else certification.minor_days
    if granted is None:
        # Without a contract's word: the rule for major ones, and as long for minor ones as until the next audit.
        return latest if grade == declare.MAJOR else rulebook.due(declare.SURVEIL, found_on).date
    by_contract = found_on + timedelta(days=granted)
    return min(by_contract, latest) if grade == declare.MAJOR else by_contract


def _certify(certification: Certification, days: Days) -> None:
    valid_from = days.valid_from
    if not days.certificate.strip() or valid_from is None:
        raise Refused("certificate")
    valid_to = days.valid_to or rulebook.due(declare.VALID, valid_from).date
    if valid_to <= valid_from or valid_to <= clock.today() or valid_from > clock.today():
        raise Refused("days")
    certification.certificate, certification.valid_from, certification.valid_to = days.certificate.strip()[:TITLE], valid_from, valid_to


def _visit(certification: Certification, kind: str, days: Days) -> None:
    held_from = days.held_from or clock.today()
    held_to = days.held_to or held_from
    if held_to < held_from or held_from > clock.today():
        raise Refused("days")
    visit = certification.visits.filter(kind=kind, held_from__isnull=True).first()
    visit = visit or Visit(certification=certification, kind=kind, planned_on=held_from)
    visit.held_from, visit.held_to = held_from, held_to
    visit.save()


def _take(certification: Certification, terms: Terms) -> None:
    if not terms.body.strip():
        raise Refused("body")
    certification.body, certification.accreditation = terms.body.strip()[:TITLE], terms.accreditation.strip()[:TITLE]
    certification.contract, certification.man_days = terms.contract.strip()[:TITLE], terms.man_days
    certification.major_days, certification.minor_days = terms.major_days, terms.minor_days


def _hold_scope(scope: Scope, viewer: Viewer) -> None:
    if not visible(viewer).filter(pk=scope.pk).exists():
        raise Refused("not_found")
    scope.refresh_from_db(from_queryset=Scope.objects.select_for_update(of=("self",)).select_related("unit"))
    if not sides_of(viewer, scope).keeps:
        raise Refused("side")
    if scope.state != scopes.ACTIVE:
        raise Refused("state")


def _hold(certification: Certification, viewer: Viewer) -> None:
    _hold_scope(certification.scope, viewer)
    scope = certification.scope
    certification.refresh_from_db(from_queryset=Certification.objects.select_for_update(of=("self",)))
    certification.scope = scope


def _worded(text: str) -> str:
    if not text.strip():
        raise Refused("words")
    return text.strip()


def _step(
    certification: Certification, act: str, source: str, text: str, viewer: Viewer, *, facts: Mapping[str, Any] | None = None
) -> None:
    certification.save()
    seq = (certification.steps.aggregate(last=Max("seq"))["last"] or 0) + 1
    target, today = certification.state, clock.today()
    Step.objects.create(
        certification=certification, seq=seq, act=act, source=source, target=target, text=text, day=today, actor=viewer.account
    )
    entry = {"seq": seq, "act": act, "state": target, "words": canonical.digest([text]).hex(), "day": today}
    ledger.append(f"certification.{act}", certification.ref, {**(facts or {}), **entry}, actor=viewer.actor)
