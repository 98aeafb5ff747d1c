"""The meeting and after: who came, what was said and decided, and the chair's approval of minutes that somebody else wrote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from amanah.engines.actions import services as actions
from amanah.engines.actions.models import TITLE as ACTION_TITLE
from amanah.foundation.access.four_eyes import same_person
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person, Unit
from amanah.kernel import clock
from amanah.rooms.antibribery.reviews import declare
from amanah.rooms.antibribery.reviews.models import WORDS, Decision, Minute, Paper, Review, Step
from amanah.rooms.antibribery.reviews.queries.outcome import outcomes
from amanah.rooms.antibribery.reviews.queries.pack import thawed
from amanah.rooms.antibribery.reviews.refusals import Refused
from amanah.rooms.antibribery.reviews.services.stepping import hold, keep, known, put_down, worded, write_step


@dataclass(frozen=True)
class Resolved:
    """One decision: on which input, what it is about, who carries it out by when, and who looks at it afterwards."""

    ask: str
    sort: str
    text: str
    unit: Unit
    verifier: Person
    owner: Person | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class Judged:
    """Whether the system suits, suffices and works, in codes of `declare.VERDICTS` ("" while it is open), and why."""

    suitable: str = ""
    adequate: str = ""
    effective: str = ""
    conclusion: str = ""


@transaction.atomic
def meet(review: Review, held_on: date, present: Sequence[Person], *, viewer: Viewer) -> Step:
    """Say that it was held, and who came: the chair and somebody else at least. Whoever came unasked is written down too.

    Raises:
        Refused: "not_found", "side", "state", "held_on" or "absent".
    """
    keep(review, viewer, declare.FROZEN)
    if not review.papers.get(sort=declare.PACK).day <= held_on <= clock.today():
        raise Refused("held_on")
    came = {one.pk for one in present}
    if review.chair_id not in came or len(came) == 1:
        raise Refused("absent")
    asked = {one.person_id: one for one in review.invitees.all()}
    for one in asked.values():
        one.present = one.person_id in came
        one.save(update_fields=["present"])
    for person in present:
        if person.pk not in asked and person.pk != review.chair_id:
            review.invitees.create(person=person, present=True)
    review.held_on, review.state = held_on, declare.HELD
    return write_step(review, "held", viewer, facts={"held_on": held_on, "present": sorted(str(pk) for pk in came)})


@transaction.atomic
def minute(review: Review, said: Mapping[str, tuple[str, str]], judged: Judged, *, viewer: Viewer) -> Step:
    """Write down what was said on inputs and concluded, and the judgement of the whole; as often as needed before they are submitted.

    Raises:
        Refused: "not_found", "side", "state", "submitted", "chair" or "code".
    """
    _write(review, viewer)
    asked = {one.key for one in inputs(review)}
    for key, (words, concluded) in said.items():
        if key not in asked:
            raise Refused("code")
        row = Minute.objects.filter(review=review, ask=key).first() or Minute(review=review, ask=key)
        if (row.said, row.concluded) != (words.strip(), concluded.strip()):
            row.said, row.concluded, row.author = words.strip()[:WORDS], concluded.strip()[:WORDS], viewer.account
            row.save()
    for name in declare.JUDGED:
        value = getattr(judged, name)
        setattr(review, name, known(value, declare.VERDICTS) if value else "")
    review.conclusion = judged.conclusion.strip()[:WORDS]
    return write_step(review, "minuted", viewer, facts={"inputs": sorted(said)})


@transaction.atomic
def decide(review: Review, resolved: Resolved, *, viewer: Viewer) -> Decision:
    """Write down a decision and give it to whoever carries it out.

    Raises:
        Refused: "not_found", "side", "state", "submitted", "chair", "code", "unit" or "words".
        amanah.engines.actions.refusals.Refused: as `open_action`.
    """
    _write(review, viewer)
    if resolved.ask not in {one.key for one in inputs(review)}:
        raise Refused("code")
    if not review.scope.unit.contains(resolved.unit):
        raise Refused("unit")
    sort, text = known(resolved.sort, declare.SORTS), worded(resolved.text)[:WORDS]
    action = actions.open_action(
        title=text[:ACTION_TITLE],
        description=text if len(text) > ACTION_TITLE else "",
        unit=resolved.unit,
        owner=resolved.owner,
        verifier=resolved.verifier,
        due_on=resolved.due_on,
        source=review.ref,
        viewer=viewer,
    )
    seq = (review.decisions.aggregate(last=Max("seq"))["last"] or 0) + 1
    made = Decision.objects.create(review=review, seq=seq, ask=resolved.ask, sort=sort, text=text, action=action.ref, day=clock.today())
    write_step(review, "decided", viewer, text=f"{action.number} {text}", facts={"action": action.ref, "sort": sort, "input": resolved.ask})
    return made


@transaction.atomic
def submit(review: Review, *, viewer: Viewer) -> Step:
    """Hand the minutes to the chair; from now on nobody changes them unless the chair sends them back.

    Raises:
        Refused: "not_found", "side", "state", "submitted", "chair" or "incomplete".
    """
    _write(review, viewer)
    concluded = set(review.minutes.exclude(concluded="").values_list("ask", flat=True))
    judged = all(getattr(review, name) for name in declare.JUDGED) and review.conclusion
    if not judged or {one.key for one in inputs(review)} - concluded:
        raise Refused("incomplete")
    review.submitted_on = clock.today()
    return write_step(review, "submitted", viewer)


@transaction.atomic
def send_back(review: Review, reason: str, *, viewer: Viewer) -> Step:
    """The chair wants something put otherwise.

    Raises:
        Refused: "not_found", "side", "state", "not_submitted" or "words".
    """
    _chair(review, viewer)
    review.submitted_on = None
    return write_step(review, "returned", viewer, text=worded(reason))


@transaction.atomic
def approve(review: Review, *, viewer: Viewer) -> Paper:
    """The chair approves minutes that others wrote. They are kept as canonical bytes and never change again.

    Raises:
        Refused: "not_found", "side", "state", "not_submitted" or "second".
    """
    _chair(review, viewer)
    authors = [one.author for one in review.minutes.select_related("author")]
    if any(same_person(author, viewer.account) for author in [*authors, review.planner]):
        raise Refused("second")
    review.state, review.approver, review.approved_on = declare.APPROVED, viewer.account, clock.today()
    sha256 = put_down(review, declare.MINUTES, _content(review), viewer)
    write_step(review, "approved", viewer, facts={"content": sha256})
    return review.papers.get(sort=declare.MINUTES)


@transaction.atomic
def close(review: Review, *, viewer: Viewer) -> Step:
    """Everything that was decided is done, or was taken back by a decision of its own.

    Raises:
        Refused: "not_found", "side", "state" or "open_actions".
    """
    keep(review, viewer, declare.APPROVED)
    if not all(one.closed for one in outcomes([review])):
        raise Refused("open_actions")
    review.state, review.closed_on = declare.CLOSED, clock.today()
    return write_step(review, "closed", viewer)


def inputs(review: Review) -> list[Any]:
    """What was frozen, in the language of the house."""
    return thawed(review.papers.get(sort=declare.PACK).read["id"])


def _write(review: Review, viewer: Viewer) -> None:
    keep(review, viewer, declare.HELD)
    if review.submitted_on is not None:
        raise Refused("submitted")
    if viewer.account.person_id is None:
        raise Refused("unknown_person")
    if viewer.account.person_id == review.chair_id:
        raise Refused("chair")


def _chair(review: Review, viewer: Viewer) -> None:
    if not hold(review, viewer).chairs:
        raise Refused("side")
    if review.state != declare.HELD:
        raise Refused("state")
    if review.submitted_on is None:
        raise Refused("not_submitted")


def _content(review: Review) -> dict[str, Any]:
    """The minutes as they are kept."""
    people = review.invitees.select_related("person")
    return {
        "review": review.number,
        "held_on": review.held_on,
        "pack": review.papers.get(sort=declare.PACK).sha256,
        "chair": review.chair.name,
        "present": [one.person.name for one in people if one.present],
        "absent": [one.person.name for one in people if not one.present],
        "minutes": {one.ask: [one.said, one.concluded] for one in review.minutes.all()},
        "judged": {name: getattr(review, name) for name in declare.JUDGED},
        "conclusion": review.conclusion,
        "decisions": [
            {
                "seq": one.decision.seq,
                "input": one.decision.ask,
                "sort": one.decision.sort,
                "text": one.decision.text,
                "action": one.action.number,
                "owner": one.owner,
                "due_on": one.action.due_on,
            }
            for one in outcomes([review])
        ],
        "approved_on": clock.today(),
    }
