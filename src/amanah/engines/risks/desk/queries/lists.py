"""The register as a list: narrowed, the highest score first, and continued from where the last page ended."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from amanah.engines.keyset import Page
from amanah.engines.risks import addresses
from amanah.engines.risks.declare import KINDS, STAGES, STATES, TONES
from amanah.engines.risks.desk import matrices
from amanah.engines.risks.models import Risk
from amanah.engines.risks.pictures.heat import Level
from amanah.engines.risks.queries import visible
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below
from amanah.kernel import clock, numbers

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE = 50
LARGEST = 500
"""The largest page: what one export portion reads."""


@dataclass(frozen=True)
class Filters:
    """What the register is narrowed to; an empty value narrows nothing, except that closed risks are shown only where asked for.

    Args:
        kind: a kind's code.
        unit: a unit's code, which stands for everything below it, or words of its name.
        process: words of the business process.
        level: a level's key, of the score that stands now.
        state: a state's key, or "every".
        beyond: above the appetite.
        flagged: with a flag that nobody answered.
        graver: of more than low bribery risk.
        review: "overdue" for those whose review is.
        words: words of the event, or a number.
        stage: what the following speak of.
        likelihood: of that stage.
        impact: of that stage.
        edition: with which that stage was scored, by its digest.
    """

    kind: str = ""
    unit: str = ""
    process: str = ""
    level: str = ""
    state: str = ""
    beyond: bool = False
    flagged: bool = False
    graver: bool = False
    review: str = ""
    words: str = ""
    stage: str = ""
    likelihood: int | None = None
    impact: int | None = None
    edition: str = ""


@dataclass(frozen=True)
class Row:
    """One line of the register."""

    risk: Risk
    level: Level | None
    inherent: Level | None
    target: Level | None

    @property
    def url(self) -> str:
        """Where its page is."""
        return addresses.of_risk(self.risk.number)

    @property
    def kind(self) -> "StrOrPromise":
        """Its kind in words."""
        return KINDS[self.risk.kind]

    @property
    def state(self) -> "StrOrPromise":
        """Its state in words."""
        return STATES[self.risk.state]

    @property
    def tone(self) -> str:
        """How its state looks."""
        return TONES[self.risk.state]

    @property
    def score(self) -> int | None:
        """The score that stands now; None where nobody assessed it."""
        return self.risk.score or None

    @property
    def overdue(self) -> bool:
        """Its review should have been."""
        risk = self.risk
        return risk.state == "active" and risk.review_on is not None and risk.review_on < clock.today()


def narrowed(viewer: Viewer, filters: Filters) -> QuerySet[Risk]:
    """The viewer's risks of these filters, in no order."""
    return visible(viewer).filter(_conditions(filters)).order_by()


def listing(viewer: Viewer, filters: Filters, *, after: str = "", size: int = PAGE) -> Page[Row]:
    """A page of the register, the highest score first: one query, and one for each old edition that was not read before.

    Raises:
        ValueError: when `after` is not what an earlier page gave.
    """
    risks = narrowed(viewer, filters).select_related("unit", "owner")
    if after:
        score, last = _place(after)
        risks = risks.filter(score__lte=score).exclude(score=score, pk__gte=last)
    found = list(risks.order_by("-score", "-pk")[: min(size, LARGEST) + 1])
    more = len(found) > size
    found = found[:size]
    return Page([row(risk) for risk in found], f"{found[-1].score}.{found[-1].pk.hex}" if more else "")


def row(risk: Risk) -> Row:
    """A risk with its levels in words, as the edition of each calls them."""
    pairs = (
        (risk.edition_id, risk.level),
        (risk.inherent_edition_id, risk.inherent_level),
        (risk.target_edition_id, risk.target_level),
    )
    return Row(risk, *(matrices.level(matrices.of(edition), key) for edition, key in pairs))


def _place(after: str) -> tuple[int, UUID]:
    score, _, last = after.partition(".")
    return int(score), UUID(hex=last)


def _conditions(filters: Filters) -> Q:
    of_stage = f"{filters.stage}_" if filters.stage in STAGES else ""
    exact = {"kind": filters.kind, "level": filters.level, f"{of_stage}edition_id": filters.edition}
    condition = Q(**{column: value for column, value in exact.items() if value})
    if filters.state != "every":
        condition &= Q(state=filters.state) if filters.state else ~Q(state="closed")
    if filters.process:
        condition &= Q(process__icontains=filters.process)
    if filters.words:
        condition &= Q(title__icontains=filters.words) | Q(number=numbers.tidy(filters.words))
    if filters.beyond:
        condition &= Q(within_appetite=False)
    if filters.flagged:
        condition &= Q(flagged=True)
    if filters.graver:
        condition &= Q(bribery_class="more_than_low")
    if filters.review == "overdue":
        condition &= Q(state="active", review_on__lt=clock.today())
    if filters.stage in STAGES:
        field = {"likelihood": filters.likelihood, "impact": filters.impact, "edition_id": filters.edition}
        condition &= Q(**{f"{filters.stage}_{part}": value for part, value in field.items() if value})
    return condition & _unit(filters.unit)


def _unit(words: str) -> Q:
    if not words:
        return Q()
    exact = Unit.objects.filter(code__iexact=words).first()
    return below(exact.path, "unit__path") if exact is not None else Q(unit__name__icontains=words)
