"""Reading courses: one's own way through them; for managers, who of the business associates was trained."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from amanah.engines import keyset
from amanah.engines.keyset import Page
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import below
from amanah.kernel import clock
from amanah.rooms.learning.quizzes.services.taking import Who, of
from amanah.rooms.learning.roles import MANAGER
from amanah.rooms.learning.taking.models import Enrolment, Invitation
from amanah.rooms.learning.taking.services.inviting import digest_of

PAGE, LARGEST = 50, 500
READERS = (MANAGER.key, "smap_auditor")
"""Who may read the list: managers of the inviting units, and the auditor of the anti-bribery management system."""


def current(who: Who, course: str) -> Enrolment | None:
    """The round that is open, else the one finished last."""
    mine = Enrolment.objects.filter(**of(who), course=course).select_related("record", "person", "outsider")
    return mine.filter(finished_on__isnull=True).first() or mine.order_by("-finished_on").first()


def finished(who: Who, course: str, day: date) -> Enrolment | None:
    """The round that was finished on that day, with its record."""
    return Enrolment.objects.filter(**of(who), course=course, finished_on=day).select_related("record").first()


def all_of(who: Who) -> dict[str, Enrolment]:
    """Course → the round that is open, else the one finished last; one query."""
    found: dict[str, Enrolment] = {}
    for one in Enrolment.objects.filter(**of(who)).select_related("record").prefetch_related("seen").order_by("begun_on", "pk"):
        if one.finished_on is None or one.course not in found or found[one.course].finished_on is not None:
            found[one.course] = one
    return found


def opened_by(token: str) -> Invitation | None:
    """The invitation whose link this is, while it opens."""
    today = clock.today()
    open_now = Invitation.objects.filter(digest=digest_of(token), revoked_on__isnull=True, expires_on__gte=today)
    return open_now.select_related("outsider").first()


@dataclass(frozen=True)
class Filters:
    """What the list of associates is narrowed to; an empty value narrows nothing."""

    course: str = ""
    state: str = ""
    text: str = ""


@dataclass(frozen=True)
class Row:
    """One invitation, and what came of it."""

    invitation: Invitation
    begun_on: date | None
    finished_on: date | None
    number: str

    @property
    def state(self) -> str:
        """trained, inside, revoked, expired or invited."""
        if self.finished_on is not None:
            return "trained"
        if self.invitation.revoked_on is not None:
            return "revoked"
        if self.invitation.expires_on < clock.today():
            return "expired"
        return "inside" if self.begun_on is not None else "invited"


def visible(viewer: Viewer) -> QuerySet[Invitation]:
    """The invitations of the units over which the viewer manages learning or audits."""
    condition = Q(pk__in=[])
    for role in READERS:
        for unit in viewer.units_with(role):
            condition |= below(unit.path, "unit__path")
    return Invitation.objects.filter(condition)


def associates(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Row]:
    """Who was invited, newest first, and what came of it.

    Raises:
        ValueError: when `after` is not what an earlier page gave.
    """
    filters = filters or Filters()
    rounds = Enrolment.objects.filter(outsider=OuterRef("outsider"), course=OuterRef("course")).order_by("-finished_on", "-begun_on")
    found = visible(viewer).annotate(
        begun=Subquery(rounds.values("begun_on")[:1]),
        finished=Subquery(rounds.filter(finished_on__isnull=False).values("finished_on")[:1]),
        record_number=Subquery(rounds.filter(finished_on__isnull=False).values("record__number")[:1]),
    )
    found = found.filter(_conditions(filters)).select_related("outsider", "unit")
    rows, further = keyset.page(found, "invited_on", after=after, size=min(size, LARGEST))
    return Page([Row(one, one.begun, one.finished, one.record_number or "") for one in rows], further)  # type: ignore[attr-defined]


def _conditions(filters: Filters) -> Q:
    today, condition = clock.today(), Q()
    if filters.course:
        condition &= Q(course=filters.course)
    if filters.text:
        condition &= Q(outsider__name__icontains=filters.text) | Q(outsider__organisation__icontains=filters.text)
    waiting = Q(finished__isnull=True, revoked_on__isnull=True)
    states = {
        "trained": Q(finished__isnull=False),
        "revoked": Q(finished__isnull=True, revoked_on__isnull=False),
        "expired": waiting & Q(expires_on__lt=today),
        "inside": waiting & Q(expires_on__gte=today, begun__isnull=False),
        "invited": waiting & Q(expires_on__gte=today, begun__isnull=True),
    }
    return condition & states.get(filters.state, Q())
