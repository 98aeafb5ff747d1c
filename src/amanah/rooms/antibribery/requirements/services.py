"""Everything that changes answers to requirements. Each verb is one transaction with its entry in the ledger last."""

from dataclasses import dataclass

from django.db import transaction

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Person
from amanah.kernel import canonical, clock
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.queries import function_of, may_keep, sides_of, visible
from amanah.rooms.antibribery.requirements import catalogue, declare
from amanah.rooms.antibribery.requirements.models import LONGEST, Answer, Licensed, Step
from amanah.rooms.antibribery.requirements.refusals import Refused
from amanah.rooms.antibribery.roles import FUNCTION


@dataclass(frozen=True)
class Said:
    """What is said of a requirement: a state, how it is met, why it does not apply, and who answers for it."""

    state: str
    how: str = ""
    reason: str = ""
    owner: Person | None = None


@transaction.atomic
def answer(scope: Scope, edition: str, question: str, said: Said, *, viewer: Viewer) -> Answer:
    """Say how the scope meets a requirement. What is equal in the other edition and answered there is answered there again.

    A verification ends with the answer that it was about.

    Raises:
        Refused: "not_found", "side", "state", "code", "how" or "reason".
    """
    _hold(scope, viewer)
    if edition not in scope.edition_keys or catalogue.find(edition, question) is None:
        raise Refused("not_found")
    found = _row(scope, edition, question)
    keeps = sides_of(viewer, scope).keeps
    owns = found is not None and found.owner_id is not None and found.owner_id == viewer.account.person_id
    if not keeps and not (owns and said.owner == (found.owner if found else None)):
        raise Refused("side")
    if said.state not in declare.STATES:
        raise Refused("code")
    if said.state in {declare.MET, declare.PARTLY} and not said.how.strip():
        raise Refused("how")
    if said.state == declare.NOT_APPLICABLE and not said.reason.strip():
        raise Refused("reason")
    if found is None:
        found = Answer(
            scope=scope,
            instrument=declare.INSTRUMENTS[edition],
            question=question,
            ref=catalogue.ref_of(scope, edition, question),
        )
    found.state, found.how, found.owner = said.state, said.how.strip(), said.owner
    found.reason = said.reason.strip() if said.state == declare.NOT_APPLICABLE else ""
    found.changed_on, found.changed_by = clock.today(), viewer.account
    found.verified_by = found.verified_on = None
    _step(found, "answered", f"{found.how}\n{found.reason}".strip(), viewer)
    return found


@transaction.atomic
def verify(found: Answer, *, holds: bool, note: str, viewer: Viewer) -> None:
    """Say after looking that the answer holds, or send it back. Never whoever owns or wrote it; FKAP never its own clauses.

    Raises:
        Refused: "not_found", "unknown_person", "own", "function", "side", "state" or "words".
    """
    scope = found.scope
    _hold(scope, viewer)
    found.refresh_from_db(from_queryset=Answer.objects.select_for_update(of=("self",)).select_related("changed_by"))
    person = viewer.person
    if person is None:
        raise Refused("unknown_person")
    refusal = why_not_verifier(found, viewer)
    if refusal:
        raise Refused(refusal)
    if found.state not in declare.CLAIMED:
        raise Refused("state")
    if not note.strip():
        raise Refused("words")
    if holds:
        found.verified_by, found.verified_on = person, clock.today()
    else:
        found.verified_by = found.verified_on = None
        found.state, found.reason = declare.PARTLY, ""
    _step(found, "verified" if holds else "returned", note.strip(), viewer)


def why_not_verifier(found: Answer, viewer: Viewer) -> str:
    """The code of what keeps the viewer from checking this answer, "" where nothing does."""
    person_id, scope = viewer.account.person_id, found.scope
    sides = sides_of(viewer, scope)
    if person_id is None or not (sides.audits or sides.keeps):
        return "side"
    if person_id in {found.owner_id, found.changed_by.person_id}:
        return "own"
    clause = catalogue.find(_edition_of(found), found.question)
    about_function = clause is not None and catalogue.of_the_function(clause[1].key)
    if about_function and (person_id in function_of(scope) or may_keep(viewer, scope.unit)):
        return "function"
    return ""


@transaction.atomic
def keep_text(edition: str, clause: str, text: str, *, viewer: Viewer) -> None:
    """Keep what the institution's own licensed copy says in a clause; nothing takes it away.

    Raises:
        Refused: "not_found" or "side".
    """
    found = catalogue.instrument(edition) if edition in declare.INSTRUMENTS else None
    if found is None or clause not in found.every_part:
        raise Refused("not_found")
    if not viewer.has(FUNCTION.key):
        raise Refused("side")
    kept = text.strip()[:LONGEST]
    if kept:
        Licensed.objects.update_or_create(
            instrument=found.id, clause=clause, defaults={"text": kept, "day": clock.today(), "actor": viewer.account}
        )
    else:
        Licensed.objects.filter(instrument=found.id, clause=clause).delete()
    facts = {"words": canonical.digest([kept]).hex(), "day": clock.today()}
    ledger.append("licensed.kept", f"licensed:{found.id}/{clause}", facts, actor=viewer.actor)


def _row(scope: Scope, edition: str, question: str) -> Answer | None:
    """The row in which this requirement is answered: its own, or that of its twin."""
    rows = Answer.objects.select_for_update(of=("self",)).filter(scope=scope)
    own = rows.filter(instrument=declare.INSTRUMENTS[edition], question=question).first()
    twin = catalogue.twin(edition, question)
    if own is not None or not twin:
        return own
    return rows.filter(instrument=declare.INSTRUMENTS[declare.OTHER[edition]], question=twin).first()


def _hold(scope: Scope, viewer: Viewer) -> None:
    if not visible(viewer).filter(pk=scope.pk).exists():
        raise Refused("not_found")
    scope.refresh_from_db(from_queryset=Scope.objects.select_for_update(of=("self",)).select_related("unit"))
    if scope.state != scopes.ACTIVE:
        raise Refused("state")


def _edition_of(found: Answer) -> str:
    return next(edition for edition, name in declare.INSTRUMENTS.items() if name == found.instrument)


def _step(found: Answer, act: str, text: str, viewer: Viewer) -> None:
    found.seq += 1
    found.save()
    Step.objects.create(answer=found, seq=found.seq, act=act, state=found.state, text=text, day=clock.today(), actor=viewer.account)
    facts = {
        "seq": found.seq,
        "state": found.state,
        "owner": str(found.owner_id or ""),
        "words": canonical.digest([text]).hex(),
        "day": clock.today(),
    }
    ledger.append(f"requirement.{act}", found.ref, facts, actor=viewer.actor)
