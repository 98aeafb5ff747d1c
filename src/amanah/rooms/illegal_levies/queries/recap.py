"""The recap of a quarter: what came of everything that was received in it. Begins with what the viewer may see, and adds up."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet, Sum

from amanah import rulebook
from amanah.engines.cases.queries import visible
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.public_services import queries as catalogue
from amanah.kernel import clock
from amanah.rooms.illegal_levies.models import Coding, Referral, Repayment
from amanah.rooms.illegal_levies.workflow import DUPLICATE, ILLEGAL_LEVY, INSUFFICIENT, MODES, OUTSIDE, STAFF

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

UNTESTED = ("received", "testing", "awaiting")
MONTHS = 12


@dataclass(frozen=True)
class Quarter:
    """One period of the recap, as long as the rulebook says (three months): from its first to its last day."""

    first: date
    last: date
    year: int
    number: int

    @classmethod
    def of(cls, year: int, number: int) -> "Quarter":
        """The period of that number in a year. Raises ValueError where the year has no such period."""
        length = _length(date(year, 1, 1))
        if not 1 <= number <= MONTHS // length:
            raise ValueError(number)
        after = number * length
        end = date(year + after // MONTHS, after % MONTHS + 1, 1)
        return cls(date(year, (number - 1) * length + 1, 1), date.fromordinal(end.toordinal() - 1), year, number)

    @classmethod
    def around(cls, day: date) -> "Quarter":
        """The period a day lies in."""
        return cls.of(day.year, (day.month - 1) // _length(date(day.year, 1, 1)) + 1)

    @property
    def before(self) -> "Quarter":
        """The period before."""
        return Quarter.around(date.fromordinal(self.first.toordinal() - 1))


@dataclass(frozen=True)
class Counted:
    """How often something occurred."""

    code: str
    title: "StrOrPromise"
    count: int


@dataclass(frozen=True)
class Recap:
    """What came of the reports received in a period, as things stand now.

    `received` = `untested` + `duplicates` + `outside` + `insufficient` + `handled`; `handled` = everything in `fates` together.
    """

    quarter: Quarter
    received: int
    untested: int
    duplicates: int
    outside: int
    insufficient: int
    fates: tuple[Counted, ...]
    services: tuple[Counted, ...]
    modes: tuple[Counted, ...]
    referrals: int
    payers: int
    agreed: int
    returned: int

    @property
    def handled(self) -> int:
        """Reports that were this institution's to handle, new and complete enough."""
        return sum(fate.count for fate in self.fates)

    def fate(self, code: str) -> int:
        """How many of those handled stand there or ended so."""
        return next((fate.count for fate in self.fates if fate.code == code), 0)


def may_look(viewer: Viewer) -> bool:
    """Whether this person may make a recap."""
    return viewer.has_any(frozenset(STAFF))


def recap(viewer: Viewer, quarter: Quarter) -> Recap:
    """The recap of what this person may see; eight queries however many reports there are."""
    received = visible(viewer).filter(kind=ILLEGAL_LEVY.key, opened_on__gte=quarter.first, opened_on__lte=quarter.last)
    standing = Counter({(row["state"], row["outcome"]): row["n"] for row in _grouped(received, "state", "outcome")})
    ids = received.values("pk")
    handled = received.exclude(state__in=UNTESTED).exclude(state="archived")
    coded = Coding.objects.filter(case__in=handled.values("pk")).exclude(service="")
    money = Repayment.objects.filter(case__in=ids, state__in=[Repayment.State.APPROVED, Repayment.State.DONE])
    sums: dict[str, Any] = money.aggregate(payers=Sum("receipts"), agreed=Sum("amount"), returned=Sum("returned"))
    return Recap(
        quarter=quarter,
        received=sum(standing.values()),
        untested=sum(count for (state, _outcome), count in standing.items() if state in UNTESTED),
        duplicates=standing["archived", DUPLICATE],
        outside=standing["archived", OUTSIDE],
        insufficient=standing["archived", INSUFFICIENT],
        fates=tuple(_fates(standing)),
        services=tuple(_services(_grouped(coded, "service"))),
        modes=tuple(Counted(row["topic"], MODES.get(row["topic"], row["topic"]), row["n"]) for row in _grouped(handled, "topic")),
        referrals=Referral.objects.filter(case__in=received.filter(steps__move="refer").values("pk")).count(),
        payers=sums["payers"] or 0,
        agreed=sums["agreed"] or 0,
        returned=sums["returned"] or 0,
    )


def earliest(viewer: Viewer) -> date:
    """The day of the first report this person may see; today where there is none."""
    found = visible(viewer).filter(kind=ILLEGAL_LEVY.key).order_by("opened_on").values_list("opened_on", flat=True).first()
    return found or clock.today()


def _length(on: date) -> int:
    return int(rulebook.provision("illegal_levies.recap_every", on=on).length)


def _grouped(rows: QuerySet[Any], *by: str) -> Any:
    return rows.order_by().values(*by).annotate(n=Count("pk")).order_by("-n", *by)


def _fates(standing: Counter[tuple[str, str]]) -> Iterable[Counted]:
    for state in ILLEGAL_LEVY.states:
        if state.key not in {*UNTESTED, "archived", "concluded"}:
            yield Counted(state.key, state.title, sum(n for (key, _outcome), n in standing.items() if key == state.key))
    for code in ILLEGAL_LEVY.move("conclude").outcomes:
        yield Counted(code, ILLEGAL_LEVY.outcomes[code], standing["concluded", code])


def _services(rows: Iterable[Any]) -> Iterable[Counted]:
    rows = list(rows)
    names = {offer.service.code: offer.edition.name for offer in catalogue.offers(clock.today())} if rows else {}
    return [Counted(row["service"], names.get(row["service"], row["service"]), row["n"]) for row in rows]
