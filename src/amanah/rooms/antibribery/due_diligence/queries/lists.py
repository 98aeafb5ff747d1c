"""Lists of files and of decisions that controls do not suffice, and what waits for a person among them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from amanah import rulebook
from amanah.engines import keyset
from amanah.engines.keyset import Page
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.work import Line
from amanah.kernel import clock, numbers
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.due_diligence import addresses, declare
from amanah.rooms.antibribery.due_diligence.declare import Side
from amanah.rooms.antibribery.due_diligence.models import Diligence, Inadequacy
from amanah.rooms.antibribery.due_diligence.queries.visible import inadequacies, sides_of, visible

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE = 50
LARGEST = 500
LINES = 50
AHEAD = timedelta(days=30)  # not a rule: when a list begins to show it


@dataclass(frozen=True)
class Filters:
    """What the list of files is narrowed to; an empty value narrows nothing.

    Args:
        state: a state's key, or "open" for everything that waits for an act.
        outcome: that of the last decision.
        sort: associate, undertaking or post.
        risk_class: "low" or "more_than_low".
        needs: "expired" for decisions that hold no longer, "soon" for those that run out within the month, "hits" for likenesses that
            nobody judged.
        scope: part of a scope's title or its number.
        text: words of the name, part of a number, or an identity number.
    """

    state: str = ""
    outcome: str = ""
    sort: str = ""
    risk_class: str = ""
    needs: str = ""
    scope: str = ""
    text: str = ""


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    one: Diligence
    hits: int

    @property
    def url(self) -> str:
        """Where its page is."""
        return addresses.of_diligence(self.one.number)

    @property
    def outcome(self) -> "StrOrPromise":
        """The last decision in words; "" for none."""
        return declare.OUTCOMES.get(self.one.outcome, "")

    @property
    def outcome_tone(self) -> str:
        """The tone of that."""
        return declare.OUTCOME_TONES[self.one.outcome]

    @property
    def sort(self) -> "StrOrPromise":
        """What sort of subject it is about."""
        return declare.SORTS[self.one.sort]

    @property
    def risk(self) -> "StrOrPromise":
        """Its class of risk in words."""
        return declare.SHORT[self.one.risk_class]


def listing(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Row]:
    """The files that the viewer may know of, the latest first. Raises ValueError when `after` is not what an earlier page gave."""
    filters = filters or Filters()
    rows = _narrowed(visible(viewer), filters).select_related("scope", "unit", "examiner")
    found, further = keyset.page(rows.annotate(waiting=_waiting()), "asked_on", after=after, size=min(size, LARGEST))
    return Page([Row(one, getattr(one, "waiting", 0)) for one in found], further)


def _waiting() -> Count:
    return Count("hits", filter=Q(hits__state=declare.WAITING), distinct=True)


def _narrowed(rows: QuerySet[Diligence], filters: Filters) -> QuerySet[Diligence]:
    plain = {"outcome": filters.outcome, "sort": filters.sort, "risk_class": filters.risk_class}
    rows = rows.filter(**{name: value for name, value in plain.items() if value})
    if filters.state:
        rows = rows.filter(state__in=sorted(declare.OPEN)) if filters.state == "open" else rows.filter(state=filters.state)
    today = clock.today()
    if filters.needs == "expired":
        rows = rows.filter(state=declare.DECIDED, valid_until__lt=today)
    elif filters.needs == "soon":
        rows = rows.filter(state=declare.DECIDED, valid_until__range=(today, today + AHEAD))
    elif filters.needs == "hits":
        rows = rows.filter(hits__state=declare.WAITING).distinct()
    if filters.scope:
        rows = rows.filter(Q(scope__title__icontains=filters.scope) | Q(scope__number=numbers.tidy(filters.scope)))
    if filters.text:
        told = Q(name__icontains=filters.text) | Q(number__contains=numbers.tidy(filters.text)) | Q(registration__contains=filters.text)
        rows = rows.filter(told)
    return rows


@dataclass(frozen=True)
class Gap:
    """One decision that controls do not suffice, as its list shows it."""

    one: Inadequacy

    @property
    def url(self) -> str:
        """Where its page is."""
        return addresses.of_inadequacy(self.one.number)

    @property
    def measure(self) -> "StrOrPromise":
        """What is done, in words."""
        return declare.MEASURES[self.one.measure]

    @property
    def state(self) -> "StrOrPromise":
        """How it stands, in words."""
        return declare.INADEQUACY_STATES[self.one.state]

    @property
    def tone(self) -> str:
        """The tone of that."""
        return declare.INADEQUACY_TONES[self.one.state]


@dataclass(frozen=True)
class GapFilters:
    """What their list is narrowed to; an empty value narrows nothing."""

    state: str = ""
    measure: str = ""
    text: str = ""


def gaps(viewer: Viewer, filters: GapFilters | None = None, *, after: str = "", size: int = PAGE) -> Page[Gap]:
    """Those of the files that the viewer may know of, the latest first. Raises ValueError as `listing`."""
    filters = filters or GapFilters()
    rows = inadequacies(viewer)
    plain = {"state": filters.state, "measure": filters.measure}
    rows = rows.filter(**{name: value for name, value in plain.items() if value})
    if filters.text:
        rows = rows.filter(Q(diligence__name__icontains=filters.text) | Q(number__contains=numbers.tidy(filters.text)))
    related = rows.select_related("diligence__scope", "diligence__unit", "decider__person", "risk")
    found, further = keyset.page(related, "proposed_on", after=after, size=min(size, LARGEST))
    return Page([Gap(one) for one in found], further)


def lines(viewer: Viewer) -> list[Line]:
    """What one has to carry out, to decide, to give to somebody or to do again; and proposals to decide: two queries."""
    person = viewer.person
    if person is None or not viewer.account.may_sign_in():
        return []
    return [*_files(viewer), *_gaps(viewer)]


def _files(viewer: Viewer) -> list[Line]:
    today = clock.today()
    mine = Q(state=declare.EXAMINING, examiner_id=viewer.account.person_id)
    keeping = Q(state__in=[declare.ASKED, declare.SUBMITTED]) | Q(state=declare.DECIDED, valid_until__lte=today + AHEAD)
    rows = visible(viewer).filter(mine | keeping, scope__state=scopes.ACTIVE).select_related("scope__unit", "unit").order_by("since", "pk")
    made = []
    for one in rows[:LINES]:
        act = _act(viewer, one)
        if act:
            due = one.valid_until if one.state == declare.DECIDED else _examined_by(one.since)
            made.append(Line(one.number, addresses.of_diligence(one.number), one.name, act, str(one.unit), due))
    return made


def _act(viewer: Viewer, one: Diligence) -> str:
    if one.state == declare.EXAMINING:
        return _("Selesaikan pemeriksaannya")
    sides = sides_of(viewer, one)
    if one.state == declare.SUBMITTED:
        mine = one.requester_id == viewer.account.pk or one.examiner_id == viewer.account.person_id
        return _("Putuskan") if sides & {Side.KEEPER, Side.LEADER} and not mine else ""
    if Side.KEEPER not in sides:
        return ""
    return _("Tetapkan pemeriksanya") if one.state == declare.ASKED else _("Lakukan uji tuntas ulang")


def _gaps(viewer: Viewer) -> list[Line]:
    waiting = inadequacies(viewer).filter(state=declare.PROPOSED).exclude(proposer=viewer.account)
    waiting = waiting.exclude(diligence__requester=viewer.account)
    rows = waiting.select_related("diligence__scope__unit", "diligence__unit").order_by("effective_on", "pk")
    made = []
    for one in rows[:LINES]:
        sides = sides_of(viewer, one.diligence)
        if sides & {Side.KEEPER, Side.LEADER} and Side.EXAMINER not in sides:
            url = addresses.of_inadequacy(one.number)
            made.append(
                Line(
                    one.number,
                    url,
                    one.diligence.name,
                    _("Putuskan ketidakcukupan pengendalian"),
                    str(one.diligence.unit),
                    one.effective_on,
                )
            )
    return made


def _examined_by(since: date) -> date:
    return rulebook.due(declare.EXAMINE_WITHIN, since).date
