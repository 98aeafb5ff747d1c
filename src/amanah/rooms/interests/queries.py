"""What may be read of interests: one's own, those one decides on, and for the register's officers all but their own."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from amanah import rulebook
from amanah.engines.cases.models import Assignment, Case, Entry, Recusal
from amanah.engines.cases.queries import together
from amanah.engines.cases.queries.visible import aside_from
from amanah.engines.cases.scope import reach
from amanah.foundation.access import exclusion
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.models import Holding, Person, Unit, below, held_on
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.services import bulk
from amanah.kernel import clock, numbers
from amanah.kernel.paper import Paper
from amanah.kernel.sealing import KeyPair
from amanah.rooms.interests import register
from amanah.rooms.interests.models import Interest, InterestTag, What, YearlyStatement
from amanah.rooms.interests.opened import Opened
from amanah.rooms.interests.papers import WORDS, Words
from amanah.rooms.interests.workflow import INTEREST, OFFICER

YEARLY = "interests.yearly_within"


@dataclass(frozen=True)
class Sheet:
    """One opened paper: which entry it is, who wrote it and when."""

    entry: Entry
    who: str
    paper: Paper


@dataclass(frozen=True)
class Content:
    """Everything sealed of an interest, opened once for one page."""

    opened: Opened
    fields: Mapping[str, bytes] = field(repr=False)
    sheets: tuple[Sheet, ...]

    @property
    def words(self) -> Words:
        """What was declared."""
        return Words.from_bytes(self.fields[WORDS])

    @property
    def ending(self) -> Paper | None:
        """Why it ended, for one that was never a case."""
        return Paper.from_bytes(self.fields["ending/1"]) if self.opened.interest.case_id is None and "ending/1" in self.fields else None


def mine(viewer: Viewer) -> QuerySet[Interest]:
    """What the viewer declared, the newest first."""
    person_id = viewer.account.person_id if viewer.account.may_sign_in() else None
    own = Interest.objects.none() if person_id is None else Interest.objects.filter(person_id=person_id)
    return own.select_related("case").order_by("-declared_on", "-pk")


def entrusted(viewer: Viewer) -> QuerySet[Interest]:
    """What others declared and the viewer may know of: as the superior it went to, by appointment, or as an officer of the register.

    Never what they declared themself, what names them, what they stepped back from, or what an interest of their own touches.
    """
    if not viewer.account.may_sign_in():
        return Interest.objects.none()
    given = Assignment.objects.filter(account=viewer.account, until__isnull=True).values("case_id")
    found = Interest.objects.all()
    if not is_officer(viewer):
        found = found.filter(Q(superior=viewer.account, case__isnull=True) | Q(case_id__in=given))
    recused = Recusal.objects.filter(account=viewer.account).values("case_id")
    found = found.exclude(case_id__in=recused, case__isnull=False)
    if viewer.aside:
        found = found.exclude(case__in=Case.objects.filter(aside_from(viewer.aside)))
    if viewer.account.person_id is not None:
        found = found.exclude(person_id=viewer.account.person_id).exclude(pk__in=naming(viewer.account.person_id))
    return found.select_related("case", "person", "unit", "superior__person").order_by("-declared_on", "-pk")


def in_sight_of(viewers: Iterable[Viewer], refs: Collection[str]) -> dict[UUID, set[str]]:
    """By account, which of these interests each of the viewers declared or was entrusted with.

    It says what `mine` and `entrusted` say of one viewer, in as many queries for many as for two.
    """
    interests = list(Interest.objects.filter(ref__in=refs) if len(refs) <= together.MANY else Interest.objects.all())
    cases = together.of_kinds([INTEREST.key], {one.case_id for one in interests if one.case_id is not None})
    named: dict[bytes, set[UUID]] = {}
    for tag, interest_id in InterestTag.objects.filter(what=What.PERSON).values_list("tag", "interest_id"):
        named.setdefault(bytes(tag), set()).add(interest_id)
    asked = [one for one in interests if one.ref in refs]
    return {viewer.account.pk: _in_sight(viewer, asked, cases, named) for viewer in viewers}


def _in_sight(viewer: Viewer, interests: Iterable[Interest], cases: together.Together, named: Mapping[bytes, Collection[UUID]]) -> set[str]:
    account = viewer.account
    if not account.may_sign_in():
        return set()
    about: Collection[UUID] = named.get(exclusion.person_tag(account.person_id), ()) if account.person_id is not None else ()
    shut = cases.set_aside(viewer).union(cases.given_up(viewer))
    handled, officer = cases.handled(viewer), is_officer(viewer)
    own = {one.ref for one in interests if account.person_id is not None and one.person_id == account.person_id}
    return own | {
        one.ref
        for one in interests
        if one.pk not in about
        and one.case_id not in shut
        and (officer or one.case_id in handled or (one.case_id is None and one.superior_id == account.pk))
    }


def naming(person_id: UUID) -> QuerySet[InterestTag, UUID]:
    """The interests that are about this very person."""
    tag = exclusion.person_tag(person_id)
    return InterestTag.objects.filter(what=What.PERSON, tag=tag).values_list("interest_id", flat=True)


def is_officer(viewer: Viewer) -> bool:
    """Whether the viewer keeps the register; held over the whole institution, because sealed cases know no unit."""
    return reach(viewer, INTEREST, OFFICER) is None


def find(viewer: Viewer, number: str) -> Interest | None:
    """The interest of that number if the viewer may know of it; None otherwise, without telling which."""
    tidy = numbers.tidy(number)
    return mine(viewer).filter(number=tidy).first() or entrusted(viewer).filter(number=tidy).first()


def decides(viewer: Viewer, interest: Interest) -> bool:
    """Whether the viewer is the one who decides on it now."""
    if interest.case_id is None or interest.person_id == viewer.account.person_id:
        return False
    return Assignment.objects.filter(case_id=interest.case_id, account=viewer.account, until__isnull=True).exists()


def open_interest(viewer: Viewer, interest: Interest, key_pair: KeyPair) -> Opened | None:
    """The interest with its content key, or None where it is not wrapped for this person's key."""
    found = bulk.content_keys([interest.ref], viewer.actor, key_pair)
    return Opened(interest, viewer, found[interest.ref]) if interest.ref in found else None


def content(opened: Opened) -> Content:
    """Everything sealed of it. Raises CannotOpen when something was changed or exchanged."""
    fields = vault.open_fields(opened.interest.ref, opened.key)
    entries = list(opened.interest.case.entries.all()) if opened.interest.case else []
    ids = {entry.author.removeprefix("account:") for entry in entries if entry.author.startswith("account:")}
    names = {f"account:{account.pk}": str(account) for account in Account.objects.filter(pk__in=ids).select_related("person")}
    names["reporter"] = str(opened.interest.person)
    sheets = [Sheet(entry, names.get(entry.author, ""), Paper.from_bytes(fields[entry.field])) for entry in entries]
    return Content(opened, fields, tuple(sheets))


def who_can_open(interest: Interest) -> str:
    """The people who hold a key to it, by name."""
    ids = {holder.removeprefix("account:") for holder in keys.holders(interest.ref) if holder.startswith("account:")}
    return ", ".join(sorted(str(account) for account in Account.objects.filter(pk__in=ids).select_related("person")))


def yearly_due(year: int) -> rulebook.DueDate:
    """The last day on which the statement for a year is in time."""
    return rulebook.due(YEARLY, date(year - 1, 12, 31))


def statement(viewer: Viewer, year: int) -> YearlyStatement | None:
    """The viewer's own statement for that year."""
    person = viewer.person
    return YearlyStatement.objects.filter(person=person, year=year).first() if person else None


def standing_of(person: Person) -> int:
    """How many interests of this person stand in the register."""
    return register.standing(Interest.objects.filter(person=person)).count()


def staff_below(units: list[Unit], on: date | None = None) -> QuerySet[Person]:
    """Everybody who holds a post at or below these units today; nobody for no units."""
    where = Q(pk__in=[])
    for unit in units:
        where |= below(unit.path, "post__unit__path")
    held = Holding.objects.filter(held_on(on or clock.today())).filter(where)
    return Person.objects.filter(pk__in=held.values("person_id")).order_by("name")


def own_people(viewer: Viewer) -> QuerySet[Person]:
    """The people at and below the units that the viewer heads, without themself."""
    person = viewer.person
    if person is None or not viewer.account.may_sign_in():
        return Person.objects.none()
    return staff_below(organisation.headed_by(person)).exclude(pk=person.pk)


def stated(year: int) -> QuerySet[YearlyStatement, UUID]:
    """The people who made their statement for that year."""
    return YearlyStatement.objects.filter(year=year).values_list("person_id", flat=True)
