"""Asking for due diligence, giving it to somebody, classing it, and closing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db import transaction

from amanah import rulebook
from amanah.engines.risks import queries as risks
from amanah.engines.risks.declare import BRIBERY
from amanah.engines.risks.models import Risk
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.organisation.models import Person, Post, Unit
from amanah.foundation.threads import services as threads
from amanah.foundation.threads import visibility
from amanah.kernel import clock
from amanah.rooms.antibribery.due_diligence import declare, naming
from amanah.rooms.antibribery.due_diligence.declare import Side
from amanah.rooms.antibribery.due_diligence.models import KEY, NUMBER, TITLE, WORDS, Decision, Diligence, Step
from amanah.rooms.antibribery.due_diligence.queries.visible import may_ask
from amanah.rooms.antibribery.due_diligence.refusals import Refused
from amanah.rooms.antibribery.due_diligence.services import screening
from amanah.rooms.antibribery.due_diligence.services.reopening import reopen_for
from amanah.rooms.antibribery.due_diligence.services.screening import Against
from amanah.rooms.antibribery.due_diligence.services.stepping import (
    PREFIX,
    free_of,
    hold,
    known,
    move,
    need,
    numbered,
    stop_clocks,
    worded,
    write_step,
)
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.queries.visible import may_keep


@dataclass(frozen=True)
class Subject:
    """Whom or what due diligence is asked about, and how much of a risk of bribery that bears, with the reason.

    `form` is for associates; `post` and `person` for posts; `engaged` whether the relationship or undertaking exists already.
    `exposure` is "<sort>/<key>" where the engine of risks classes such things.
    """

    sort: str
    name: str
    unit: Unit
    about: str
    risk_class: str
    class_reason: str
    form: str = ""
    registration: str = ""
    post: Post | None = None
    person: Person | None = None
    engaged: bool = False
    exposure: str = ""
    risk: Risk | None = None


@dataclass(frozen=True)
class Earlier:
    """What an older list says was decided: outcome, day, and by whom in its words."""

    outcome: str
    day: date
    by: str
    words: str = ""


def key_of(subject: Subject) -> str:
    """One for the same associate, undertaking or person at a post."""
    if subject.sort == declare.POST and subject.person is not None and subject.post is not None:
        return f"{subject.post.pk}/{subject.person.pk}"
    number = naming.digits(subject.registration)
    return number or naming.fold(subject.name)[:KEY]


@transaction.atomic
def ask(
    scope: Scope,
    subject: Subject,
    *,
    viewer: Viewer,
    examiner: Person | None = None,
    source: str = "",
    against: Sequence[Against] | None = None,
) -> Diligence:
    """Ask for due diligence; its names are compared with every list at once.

    Args:
        scope: an active scope that the viewer keeps or leads, or in which they head a unit.
        subject: whom or what it is about.
        viewer: who asks for it, and so does not decide.
        examiner: who carries it out; where nobody is named, the function names somebody later.
        source: the record it arose from, which the viewer must be able to see.
        against: the lists in use, where somebody holds them ready.

    Raises:
        Refused: "scope", "unit", "code", "name", "form", "person", "post", "words", "reason", "twice", "source", "risk", "about_them",
            "interest" or "unknown_person".
    """
    if source and not visibility.may_see(viewer, source):
        raise Refused("source")
    one = _made(scope, subject, viewer, source)
    if source:
        threads.link(one.ref, "arose_from", source, actor=viewer.actor)
    clocks.start(one.ref, declare.EXAMINE, declare.EXAMINE_WITHIN, clock.today(), viewer.actor)
    facts = {"number": one.number, "scope": scope.ref, "unit": str(one.unit_id), "sort": one.sort, "class": one.risk_class}
    write_step(one, "opened", viewer.account, source="", text=f"{one.name}\n{one.about}", facts={**facts, "source": source})
    if examiner is not None:
        _give(one, examiner, viewer.account)
    screening.screen(one, viewer.account, against=against)
    return one


@transaction.atomic
def carry(
    scope: Scope, subject: Subject, *, viewer: Viewer, earlier: Earlier | None = None, against: Sequence[Against] | None = None
) -> Diligence:
    """Take over what an older list says, as who keeps the scope; a decision of that list stands until it expires by today's rules.

    Raises Refused as `ask`, "side" for who does not keep the scope, and "future" for a decision that is not taken yet.
    """
    if not may_keep(viewer, scope.unit):
        raise Refused("side")
    if earlier is None:
        return ask(scope, subject, viewer=viewer, against=against)
    if earlier.day > clock.today():
        raise Refused("future")
    one = _made(scope, subject, viewer, "")
    one.state, one.outcome, one.decided_on, one.asked_on = (
        declare.DECIDED,
        known(earlier.outcome, declare.OUTCOMES),
        earlier.day,
        earlier.day,
    )
    one.since, one.valid_until = earlier.day, rulebook.due(declare.VALID[one.risk_class], earlier.day).date
    said = earlier.words.strip() or str(declare.OUTCOMES[one.outcome])
    Decision.objects.create(
        diligence=one,
        round=1,
        outcome=one.outcome,
        reason=said[:WORDS],
        conditions=said[:WORDS] if one.outcome == declare.CONDITIONS else "",
        carried=(earlier.by.strip() or "–")[:TITLE],
        decider=viewer.account,
        day=earlier.day,
        valid_until=one.valid_until,
    )
    clocks.start(one.ref, declare.REVET, declare.VALID[one.risk_class], earlier.day, viewer.actor)
    facts = {"number": one.number, "scope": scope.ref, "unit": str(one.unit_id), "sort": one.sort, "class": one.risk_class}
    write_step(one, "carried", viewer.account, source="", text=f"{one.name}\n{one.about}\n{said}", facts=facts)
    if screening.screen(one, viewer.account, against=against):
        reopen_for(one, declare.HIT, viewer.account, "")
    return one


@transaction.atomic
def assign(one: Diligence, examiner: Person, *, viewer: Viewer) -> Step:
    """Say who carries it out.

    Raises:
        Refused: "not_found", "side", "state", "unchanged", "about_them" or "interest".
    """
    need(hold(one, viewer), Side.KEEPER)
    if one.examiner_id == examiner.pk:
        raise Refused("unchanged")
    return _give(one, examiner, viewer.account)


@transaction.atomic
def reclass(one: Diligence, risk_class: str, reason: str, *, viewer: Viewer) -> Step:
    """Give it another class of risk of bribery, and so other depth and expiry from the next decision on.

    Raises:
        Refused: "not_found", "side", "state", "code", "reason" or "unchanged".
    """
    need(hold(one, viewer), Side.KEEPER)
    if one.state == declare.CLOSED:
        raise Refused("state")
    if one.risk_class == known(risk_class, BRIBERY):
        raise Refused("unchanged")
    one.risk_class, one.class_reason = risk_class, worded(reason, "reason")[:WORDS]
    return write_step(one, "classed", viewer.account, text=one.class_reason, facts={"class": risk_class})


@transaction.atomic
def close(one: Diligence, why: str, *, viewer: Viewer) -> Step:
    """It is no longer needed: the relationship ended, or never began. What was decided stays to be read.

    Raises:
        Refused: "not_found", "side", "state" or "reason".
    """
    need(hold(one, viewer), Side.KEEPER)
    source = move(one, "close")
    stop_clocks(one, viewer.actor)
    one.closed_on = clock.today()
    return write_step(one, "close", viewer.account, source=source, text=worded(why, "reason")[:WORDS])


def _give(one: Diligence, examiner: Person, account: Account) -> Step:
    free_of(one, examiner.pk)
    source = move(one, "assign")
    one.examiner = examiner
    return write_step(one, "assign", account, source=source, text=examiner.name, facts={"examiner": str(examiner.pk)})


def _made(scope: Scope, subject: Subject, viewer: Viewer, source: str) -> Diligence:
    """A file of this subject, saved and not told of yet."""
    if viewer.person is None or scope.state != "active" or not may_ask(viewer, scope):
        raise Refused("scope")
    if not scope.unit.contains(subject.unit):
        raise Refused("unit")
    _fits(subject, viewer)
    one_id, today, key = uuid4(), clock.today(), key_of(subject)
    if not key or Diligence.objects.filter(scope=scope, sort=subject.sort, key=key).exists():
        raise Refused("twice" if key else "name")
    one = Diligence(
        id=one_id,
        ref=f"diligence:{one_id}",
        scope=scope,
        unit=subject.unit,
        sort=subject.sort,
        form=subject.form if subject.sort == declare.ASSOCIATE else "",
        key=key,
        name=worded(subject.name, "name")[:TITLE],
        registration=subject.registration.strip()[:NUMBER],
        about=worded(subject.about)[:WORDS],
        post=subject.post,
        person=subject.person,
        engaged=subject.engaged,
        risk_class=known(subject.risk_class, BRIBERY),
        class_reason=worded(subject.class_reason, "reason")[:WORDS],
        exposure=subject.exposure,
        risk=subject.risk,
        source=source,
        requester=viewer.account,
        since=today,
        asked_on=today,
    )
    numbered(one, PREFIX, lambda number: Diligence.objects.filter(number=number).exists())
    return one


def _fits(subject: Subject, viewer: Viewer) -> None:
    known(subject.sort, declare.SORTS)
    if subject.sort == declare.ASSOCIATE and subject.form not in declare.FORMS:
        raise Refused("form")
    if subject.sort == declare.POST:
        if subject.person is None:
            raise Refused("person")
        if subject.post is None or not subject.unit.contains(subject.post.unit):
            raise Refused("post")
        if subject.person == viewer.person:
            raise Refused("about_them")
    elif subject.post is not None:
        raise Refused("post")
    if subject.risk is not None and not risks.visible(viewer).filter(pk=subject.risk.pk).exists():
        raise Refused("risk")
