"""Carrying it out: answers kept at once, beneficial owners, findings, and whether somebody of a list is the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Sum

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person
from amanah.kernel import canonical, clock
from amanah.rooms.antibribery.due_diligence import declare, questionnaire
from amanah.rooms.antibribery.due_diligence.declare import Side
from amanah.rooms.antibribery.due_diligence.models import TITLE, WORDS, Answer, Diligence, Finding, Hit, Owner, Step
from amanah.rooms.antibribery.due_diligence.queries.answering import answers_of, unanswered
from amanah.rooms.antibribery.due_diligence.refusals import Refused
from amanah.rooms.antibribery.due_diligence.services import screening
from amanah.rooms.antibribery.due_diligence.services.reopening import reopen_for
from amanah.rooms.antibribery.due_diligence.services.stepping import during, free_of, hold, known, move, need, worded, write_step

_CARRIES = (Side.EXAMINER, Side.KEEPER)
WHOLE = 100


@dataclass(frozen=True)
class Holder:
    """A beneficial owner as somebody names them; `seen` says in which document or register, `share` is in percent."""

    name: str
    control: str
    sure: str
    share: int | None = None
    seen: str = ""
    official: bool = False
    person: Person | None = None


@dataclass(frozen=True)
class Adverse:
    """Something found, where and of which day, how much it weighs and why."""

    source: str
    day: date
    text: str
    weight: str
    why: str


@transaction.atomic
def answer(one: Diligence, section: str, said: Mapping[str, tuple[str, str]], *, viewer: Viewer) -> int:
    """Keep the answers of one page, each with a note; empty ones are left open. Answers how many were kept.

    What nobody asks after these answers is kept too, in case an answer changes back; it counts for nothing meanwhile.

    Raises:
        Refused: "not_found", "side", "state", "about_them", "interest", "unknown_person" or "code".
    """
    _carrying(one, viewer)
    during(one, declare.EXAMINING)
    book = questionnaire.questionnaire().by_key
    before = {row.question: row for row in one.answers.all()}
    kept = []
    for key, words in said.items():
        question = book.get(key)
        value, note = (text.strip()[:WORDS] for text in words)
        if question is None or question.section != section or not question.fits(one.sort, one.form, deep=one.deep):
            raise Refused("code")
        if not value:
            continue
        if not question.takes(value):
            raise Refused("code")
        row = before.get(key) or Answer(diligence=one, question=key)
        if (row.value, row.note, row.round) != (value, note, one.round):
            row.value, row.note, row.round, row.day, row.actor = value, note, one.round, clock.today(), viewer.account
            row.save()
            kept.append(key)
    if kept:
        said_of = [[key, *said[key]] for key in kept]
        write_step(one, "answered", viewer.account, text=section, facts={"keys": kept, "answers": canonical.digest(said_of).hex()})
    return len(kept)


@transaction.atomic
def name_owner(one: Diligence, holder: Holder, *, viewer: Viewer) -> Owner:
    """Write down a beneficial owner; the name is compared with the lists at once, and a file that was decided is opened again.

    Raises:
        Refused: "not_found", "side", "state", "code", "name", "words", "share", "about_them", "interest" or "unknown_person".
    """
    _carrying(one, viewer)
    during(one, declare.ASKED, declare.EXAMINING, declare.DECIDED)
    if one.sort != declare.ASSOCIATE:
        raise Refused("code")
    taken = one.owners.filter(until__isnull=True).aggregate(total=Sum("share"))["total"] or 0
    if holder.share is not None and taken + holder.share > WHOLE:
        raise Refused("share")
    if holder.person is not None and holder.person.pk in {viewer.account.person_id, one.examiner_id}:
        raise Refused("about_them")
    owner = Owner.objects.create(
        diligence=one,
        name=worded(holder.name, "name")[:TITLE],
        share=holder.share,
        control=worded(holder.control)[:TITLE],
        sure=known(holder.sure, declare.SURE),
        seen=holder.seen.strip()[:TITLE],
        official=holder.official,
        person=holder.person,
        since=clock.today(),
    )
    if one.state == declare.DECIDED:
        reopen_for(one, declare.OWNER, viewer.account, owner.name)
    write_step(one, "owner", viewer.account, text=f"{owner.name}\n{owner.control}", facts={"owner": owner.pk, "sure": owner.sure})
    screening.screen(one, viewer.account, only=owner)
    return owner


@transaction.atomic
def end_owner(owner: Owner, why: str, *, viewer: Viewer) -> Step:
    """Somebody is an owner no longer; a file that was decided is opened again.

    Raises:
        Refused: "not_found", "side", "state", "unchanged", "reason", "about_them", "interest" or "unknown_person".
    """
    one = owner.diligence
    _carrying(one, viewer)
    during(one, declare.ASKED, declare.EXAMINING, declare.DECIDED)
    owner.refresh_from_db()
    if owner.until is not None:
        raise Refused("unchanged")
    owner.until = clock.today()
    owner.save()
    if one.state == declare.DECIDED:
        reopen_for(one, declare.OWNER, viewer.account, owner.name)
    text = f"{owner.name}\n{worded(why, 'reason')}"[:WORDS]
    return write_step(one, "owner_ended", viewer.account, text=text, facts={"owner": owner.pk})


@transaction.atomic
def find(one: Diligence, adverse: Adverse, *, viewer: Viewer) -> Finding:
    """Write down something adverse with its source, and how much it weighs.

    Raises:
        Refused: "not_found", "side", "state", "words", "code", "reason", "future", "about_them", "interest" or "unknown_person".
    """
    _carrying(one, viewer)
    during(one, declare.EXAMINING)
    if adverse.day > clock.today():
        raise Refused("future")
    finding = Finding.objects.create(
        diligence=one,
        round=one.round,
        source=worded(adverse.source)[:TITLE],
        found_on=adverse.day,
        text=worded(adverse.text)[:WORDS],
        weight=known(adverse.weight, declare.WEIGHTS),
        why=worded(adverse.why, "reason")[:WORDS],
        judged_by=viewer.account,
        judged_on=clock.today(),
    )
    text = f"{finding.source}\n{finding.text}\n{finding.why}"
    write_step(one, "finding", viewer.account, text=text, facts={"finding": finding.pk, "weight": finding.weight})
    return finding


@transaction.atomic
def weigh(finding: Finding, weight: str, why: str, *, viewer: Viewer) -> Step:
    """Judge anew how much a finding weighs; the earlier judgement stays in the history.

    Raises:
        Refused: "not_found", "side", "state", "code", "reason", "unchanged", "about_them", "interest" or "unknown_person".
    """
    one = finding.diligence
    _carrying(one, viewer)
    during(one, declare.EXAMINING)
    finding.refresh_from_db()
    if finding.weight == known(weight, declare.WEIGHTS):
        raise Refused("unchanged")
    finding.weight, finding.why = weight, worded(why, "reason")[:WORDS]
    finding.judged_by, finding.judged_on = viewer.account, clock.today()
    finding.save()
    text = f"{finding.source}: {declare.WEIGHTS[weight]}\n{finding.why}"
    return write_step(one, "weighed", viewer.account, text=text, facts={"finding": finding.pk, "weight": weight})


@transaction.atomic
def judge_hit(hit: Hit, why: str, *, same: bool, viewer: Viewer) -> Step:
    """A person says whether somebody of a list is the same, and why.

    Raises:
        Refused: "not_found", "side", "state", "reason", "about_them", "interest" or "unknown_person".
    """
    one = hit.diligence
    _carrying(one, viewer)
    during(one, declare.ASKED, declare.EXAMINING)
    hit.refresh_from_db()
    hit.state = declare.SAME if same else declare.DIFFERENT
    hit.why, hit.judged_by, hit.judged_on = worded(why, "reason")[:WORDS], viewer.account, clock.today()
    hit.save()
    text = f"{hit.name} · {hit.entry.name}: {declare.HITS[hit.state]}\n{hit.why}"
    return write_step(one, "judged", viewer.account, text=text, facts={"hit": hit.pk, "said": hit.state})


@transaction.atomic
def submit(one: Diligence, advice: str, words: str, *, viewer: Viewer) -> Step:
    """Lay it before whoever decides, with a recommendation.

    Raises:
        Refused: "not_found", "side", "state", "code", "words", "unanswered", "hits", "owners", "about_them", "interest" or
            "unknown_person".
    """
    _carrying(one, viewer)
    during(one, declare.EXAMINING)
    if unanswered(one):
        raise Refused("unanswered")
    if one.hits.filter(state=declare.WAITING).exists():
        raise Refused("hits")
    said = answers_of(one)
    if said.get("owners_known") == questionnaire.YES and not one.owners.filter(until__isnull=True).exists():
        raise Refused("owners")
    one.advice = known(advice, {key: title for key, title in declare.OUTCOMES.items() if key != declare.SPARE})
    one.advice_words = worded(words)[:WORDS]
    source = move(one, "submit")
    text = f"{declare.OUTCOMES[one.advice]}\n{one.advice_words}"
    return write_step(one, "submit", viewer.account, source=source, text=text, facts={"advice": one.advice})


def _carrying(one: Diligence, viewer: Viewer) -> None:
    need(hold(one, viewer), *_CARRIES)
    free_of(one, viewer.account.person_id)
