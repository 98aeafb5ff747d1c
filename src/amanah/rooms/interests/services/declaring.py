"""Declaring an interest, and saying once a year that the register is complete."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from amanah.engines.cases import services as cases
from amanah.engines.cases import superiors
from amanah.engines.cases.declare import SYSTEM
from amanah.engines.cases.models import Case
from amanah.engines.cases.superiors import Superior
from amanah.foundation.access import exclusion
from amanah.foundation.access.models import Account, Grant, stands_on
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.models import Person, Unit
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.kernel import clock, events, numbers
from amanah.rooms.interests import queries
from amanah.rooms.interests.events import InterestDeclared
from amanah.rooms.interests.models import Interest, InterestTag, Interim, Kind, NamedCase, YearlyStatement
from amanah.rooms.interests.papers import WORDS, Words, record_of
from amanah.rooms.interests.register import About
from amanah.rooms.interests.workflow import INTEREST, OFFICER

REGISTERED = "KP"
"""What the numbers of interests begin with that need no decision."""
DRAWS = 8


class NoReceiver(Exception):  # noqa: N818 - it is an answer, not an error of the program
    """Nobody who may receive this declaration holds a key; nothing was stored."""


class NoPerson(Exception):  # noqa: N818 - it is an answer, not an error of the program
    """The account belongs to nobody who works here; nothing was stored."""


@dataclass(frozen=True)
class Draft:
    """What somebody wants to declare. `tied` where it touches one decision that they are to take part in."""

    kind: str
    source: str
    tied: bool
    words: Words
    about: About


def declare(draft: Draft, *, viewer: Viewer) -> Interest:
    """Seal a declaration and hand it to the superior. From this moment nobody can choose this person for what it is about.

    Actual interests, and those tied to a decision, become a case that the superior decides within its clock; the decision passes to the
    superior at once, until they name a substitute. While the interest stands, cases of this house that are named or that match are
    taken from the person and out of their sight.

    Raises:
        NoPerson: the account has no person behind it.
        NoReceiver: neither a superior nor an officer of the register who may act holds a key.
    """
    person = viewer.person
    if person is None:
        raise NoPerson
    draft = _about_others(draft, person)
    tags = _tags(draft, person)
    return _keep(draft, person, viewer.account, next(iter(superiors.able(person, tags)), None), viewer=viewer)


def begin(draft: Draft, person: Person, *, viewer: Viewer) -> Interest:
    """Weigh an actual interest that somebody did not declare, as their superior: law asks superiors to act on their own as well.

    It stands from this moment as if it had been declared, the superior who began it decides, and the person reads what is held against
    their part in the matter and answers.

    Raises:
        Refused: "role" for who is not the person's superior or may not act as such, "guard" for a person without an account.
        NoReceiver: nobody who may receive it holds a key.
    """
    draft = replace(_about_others(draft, person), kind=Kind.ACTUAL)
    above = next((one for one in superiors.able(person, _tags(draft, person)) if one.account.pk == viewer.account.pk), None)
    if above is None:
        raise cases.Refused("role")
    account = Account.objects.filter(person=person).order_by("pk").first()
    if account is None:
        raise cases.Refused("guard", _("Orang ini belum mempunyai akun, sehingga tidak dapat menjawab."))
    return _keep(draft, person, account, above, viewer=viewer)


def _about_others(draft: Draft, person: Person) -> Draft:
    """Whose interest it is is no third party to it."""
    others = tuple(one for one in draft.about.people if one.pk != person.pk)
    return replace(draft, about=replace(draft.about, people=others))


def _tags(draft: Draft, person: Person) -> set[bytes]:
    return {exclusion.person_tag(person.pk), *exclusion.tags_for_subjects(draft.about.people, [])}


def _keep(draft: Draft, person: Person, account: Account, above: Superior | None, *, viewer: Viewer) -> Interest:
    tags = _tags(draft, person)
    readers = [*officers(tags), *([above.account] if above else [])]
    if not readers:
        raise NoReceiver
    interest_id = uuid4()
    holders = {**keys.public_keys({account, *readers}), **keys.standing_holders()}
    sealed = vault.seal_record(record_of(interest_id), {WORDS: draft.words.to_bytes()}, holders)
    named = list(Case.objects.filter(number__in=[numbers.tidy(number) for number in draft.about.numbers]))
    with transaction.atomic():
        vault.store(sealed)
        case = None
        if draft.kind == Kind.ACTUAL or draft.tied:
            case = _open(draft, interest_id, tags=tags, above=above, viewer=viewer, digest=sealed.digest)
        interest = _numbered(
            Interest(
                id=interest_id,
                ref=record_of(interest_id),
                number=case.number if case else "",
                case=case,
                person=person,
                account=account,
                unit=unit_of(person),
                kind=draft.kind,
                source=draft.source,
                tied=draft.tied,
                begun_by=None if viewer.account == account else viewer.account,
                superior=above.account if above else None,
                declared_on=clock.today(),
            )
        )
        about = replace(draft.about, records=tuple(one.ref for one in named))
        InterestTag.objects.bulk_create(InterestTag(interest=interest, what=what, tag=tag) for what, tag in sorted(about.tags))
        NamedCase.objects.bulk_create(NamedCase(interest=interest, case=one) for one in named)
        if draft.tied and above is not None:
            Interim.objects.create(interest=interest, person=above.holding.person, since=clock.today())
        cases.recheck_exclusions(person.pk)
        events.publish(InterestDeclared(interest_id, viewer.actor))
        facts = {
            "number": interest.number,
            "kind": draft.kind,
            "source": draft.source,
            "tied": draft.tied,
            "tags": len(draft.about.tags),
            "person": str(person.pk),
            "superior": str(above.account.pk) if above else "",
            "sealed": sealed.digest,
            "day": interest.declared_on,
        }
        ledger.append("interest.declared" if interest.begun_by is None else "interest.begun", interest.ref, facts, actor=viewer.actor)
    return interest


@transaction.atomic
def state_yearly(year: int, *, viewer: Viewer) -> YearlyStatement:
    """Say that the register holds everything that this person has to declare for `year`. Saying it again changes nothing.

    Raises:
        NoPerson: the account has no person behind it.
    """
    if viewer.person is None:
        raise NoPerson
    before = queries.statement(viewer, year)
    if before is not None:
        return before
    made = YearlyStatement.objects.create(
        person=viewer.person,
        account=viewer.account,
        unit=unit_of(viewer.person),
        year=year,
        standing=queries.standing_of(viewer.person),
        day=clock.today(),
    )
    facts = {"year": year, "standing": made.standing, "day": made.day}
    ledger.append("interest.stated", f"statement:{made.pk}", facts, actor=viewer.actor)
    return made


def unit_of(person: Person) -> Unit | None:
    """Where somebody works: the deepest unit in which they hold a post today."""
    units = organisation.units_of(person)
    return max(units, key=lambda unit: unit.depth) if units else None


def officers(tags: Iterable[bytes]) -> list[Account]:
    """Everybody who keeps the register for the institution, has a key, and is not concerned."""
    grants = Grant.objects.filter(stands_on(clock.today()), role=OFFICER, unit__parent__isnull=True).select_related("account")
    known = frozenset(tags)
    return [account for account in {grant.account for grant in grants} if superiors.fit(account, known)]


def _open(draft: Draft, case_id: UUID, *, tags: Iterable[bytes], above: Superior | None, viewer: Viewer, digest: str) -> Case:
    case = cases.open_case(
        INTEREST,
        case_id=case_id,
        route=next(iter(INTEREST.routes)),
        topic=draft.source,
        tags=tags,
        actor=viewer.actor,
        facts={"sealed": digest},
    )
    if above is not None:
        cases.assign(case, above.account, viewer=SYSTEM)
        cases.move(case, "appoint", viewer=SYSTEM)
    return case


def _numbered(interest: Interest) -> Interest:
    if interest.case is not None:
        interest.save(force_insert=True)
        return interest
    for _draw in range(DRAWS):
        interest.number = numbers.draw(REGISTERED, interest.declared_on)
        try:
            with transaction.atomic():
                interest.save(force_insert=True)
        except IntegrityError:
            if not Interest.objects.filter(number=interest.number).exists():
                raise
        else:
            return interest
    raise RuntimeError(f"no free number after {DRAWS} draws; the space of {REGISTERED} numbers is nearly full")
