"""Who does the work: only people who are independent of what is looked at, or whom two others let in with open eyes."""

from django.db import transaction

from amanah.engines.engagements import independence
from amanah.engines.engagements.declare import BEFORE_REPORT, PARTS, Part, Side
from amanah.engines.engagements.models import WORDS, Engagement, Member, Waiver
from amanah.engines.engagements.refusals import Refused
from amanah.engines.engagements.services.stepping import check_independent, hold, known, need, need_state, worded, write_step
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person
from amanah.kernel import canonical, clock


@transaction.atomic
def join(engagement: Engagement, person: Person, part: str, *, viewer: Viewer) -> Member:
    """Put somebody into the team.

    Raises:
        Refused: "not_found", "side", "state", "code", "auditor", "member", "one_lead", "excluded", or NotIndependent with the reasons.
    """
    _prepare(engagement, person, part, viewer)
    check_independent(person, engagement)
    return _seat(engagement, person, part, viewer)


@transaction.atomic
def leave(member: Member, why: str, *, viewer: Viewer) -> None:
    """Take somebody out of the team; what they wrote stays theirs.

    Raises:
        Refused: "not_found", "side", "state" or "words".
    """
    engagement = member.engagement
    need(hold(engagement, viewer), {Side.PLANNER})
    need_state(engagement, BEFORE_REPORT)
    member.refresh_from_db(from_queryset=Member.objects.select_for_update(of=("self",)))
    if member.until is not None:
        raise Refused("state")
    member.until, member.left_why = clock.today(), worded(why)[:WORDS]
    member.save(update_fields=["until", "left_why"])
    write_step(engagement, "left", viewer, about=member.person.name, text=member.left_why, facts={"person": str(member.person_id)})


@transaction.atomic
def ask_waiver(engagement: Engagement, person: Person, part: str, reason: str, *, viewer: Viewer) -> Waiver:
    """Propose that somebody joins although they are not independent, because nobody else can. Nothing holds until a second person decides.

    Raises:
        Refused: as `join`; "independent" where nothing stands in the way, "excluded" for what nobody may waive, "words".
    """
    _prepare(engagement, person, part, viewer)
    if independence.barred(person, engagement):
        raise Refused("excluded")
    if not independence.unwaived(person, engagement):
        raise Refused("independent")
    asker = viewer.person
    if asker is None or asker.pk == person.pk:
        raise Refused("same_person")
    if Waiver.objects.filter(engagement=engagement, person=person, verdict="asked").exists():
        raise Refused("member")
    waiver = Waiver.objects.create(
        engagement=engagement,
        person=person,
        part=part,
        grounds=list(independence.as_kept([person], engagement)[person.pk]),
        reason=worded(reason)[:WORDS],
        asked_by=asker,
        asked_on=clock.today(),
    )
    write_step(engagement, "waiver_asked", viewer, about=person.name, text=waiver.reason, inner=True, facts=_facts(waiver))
    return waiver


@transaction.atomic
def grant_waiver(waiver: Waiver, answer: str, *, viewer: Viewer) -> Member:
    """Let them in for the reasons that were read; the report will say so.

    Raises:
        Refused: "not_found", "side", "state", "decided", "same_person", "words", "excluded", or NotIndependent when reasons came since.
    """
    engagement = _decide(waiver, "granted", answer, viewer)
    _fits(engagement, waiver.person, waiver.part)
    check_independent(waiver.person, engagement)
    write_step(engagement, "waiver_granted", viewer, about=waiver.person.name, text=waiver.answer, inner=True, facts=_facts(waiver))
    return _seat(engagement, waiver.person, waiver.part, viewer)


@transaction.atomic
def refuse_waiver(waiver: Waiver, answer: str, *, viewer: Viewer) -> None:
    """Do not let them in.

    Raises:
        Refused: "not_found", "side", "state", "decided", "same_person" or "words".
    """
    engagement = _decide(waiver, "refused", answer, viewer)
    write_step(engagement, "waiver_refused", viewer, about=waiver.person.name, text=waiver.answer, inner=True, facts=_facts(waiver))


def is_auditor(person: Person, engagement: Engagement) -> bool:
    """Whether an account of theirs that may sign in holds a role of auditors over the engagement's unit."""
    roles = engagement.declared.auditors
    accounts = Account.objects.filter(person=person).select_related("person")
    return any(Viewer.of(account).has(role, engagement.unit) for account in accounts if account.may_sign_in() for role in roles)


def _prepare(engagement: Engagement, person: Person, part: str, viewer: Viewer) -> None:
    need(hold(engagement, viewer), {Side.PLANNER})
    need_state(engagement, BEFORE_REPORT)
    _fits(engagement, person, part)


def _fits(engagement: Engagement, person: Person, part: str) -> None:
    known(part, PARTS)
    if not is_auditor(person, engagement):
        raise Refused("auditor")
    team = engagement.team.filter(until__isnull=True)
    if team.filter(person=person).exists():
        raise Refused("member")
    if part == Part.LEAD and team.filter(part=Part.LEAD).exists():
        raise Refused("one_lead")


def _seat(engagement: Engagement, person: Person, part: str, viewer: Viewer) -> Member:
    member = Member.objects.create(engagement=engagement, person=person, part=part, since=clock.today())
    write_step(engagement, "joined", viewer, about=person.name, facts={"person": str(person.pk), "part": part})
    return member


def _decide(waiver: Waiver, verdict: str, answer: str, viewer: Viewer) -> Engagement:
    engagement = waiver.engagement
    need(hold(engagement, viewer), {Side.PLANNER})
    need_state(engagement, BEFORE_REPORT)
    waiver.refresh_from_db(from_queryset=Waiver.objects.select_for_update(of=("self",)).select_related("person"))
    waiver.engagement = engagement
    if waiver.verdict != "asked":
        raise Refused("decided")
    person = viewer.person
    if person is None or person.pk in {waiver.asked_by_id, waiver.person_id}:
        raise Refused("same_person")
    waiver.verdict, waiver.decided_by, waiver.decided_on, waiver.answer = verdict, person, clock.today(), worded(answer)[:WORDS]
    waiver.save()
    return engagement


def _facts(waiver: Waiver) -> dict[str, object]:
    return {"waiver": waiver.pk, "person": str(waiver.person_id), "grounds": canonical.digest(waiver.grounds).hex()}
