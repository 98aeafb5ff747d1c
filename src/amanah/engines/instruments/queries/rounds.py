"""A sheet beside those of other rounds and years of the same unit, and what changed in between."""

from dataclasses import dataclass

from amanah.engines.instruments.comparing import Comparison, compare
from amanah.engines.instruments.declare import Column
from amanah.engines.instruments.models import Answer, Result, Sheet
from amanah.engines.instruments.queries.results import results
from amanah.engines.instruments.queries.sheet import columns, values
from amanah.engines.instruments.queries.visible import visible
from amanah.engines.instruments.scoring import score
from amanah.foundation.access.viewer import Viewer


@dataclass(frozen=True)
class Round:
    """One sheet of a unit's history with what each column earns; `edition` differs where the instrument was changed in between."""

    sheet: Sheet
    results: dict[str, Result]

    @property
    def edition(self) -> str:
        """The edition of the instrument that it was answered and scored in."""
        return self.sheet.edition.edition


@dataclass(frozen=True)
class Since:
    """What changed since the last round: the comparison, and the answers that were carried forward and not looked at yet."""

    previous: Sheet
    comparison: Comparison
    untouched: tuple[str, ...]


def history(viewer: Viewer, sheet: Sheet) -> list[Round]:
    """Every sheet of the unit with this instrument that the viewer may see, oldest first: two queries."""
    found = visible(viewer).filter(unit=sheet.unit_id, instrument=sheet.instrument).order_by("period_to", "round")
    sheets = list(found.select_related("edition", "unit"))
    earned = results(sheets)
    return [Round(one, earned.get(one.pk, {})) for one in sheets]


def since_last(viewer: Viewer, sheet: Sheet, column: str = Column.SELF) -> Since | None:
    """One column beside the same of the round before, each scored in its own edition; None for a first round or who may not see both."""
    chain = [pk for pk in (sheet.pk, sheet.previous_id) if pk is not None]
    seen = {one.pk: one for one in visible(viewer).filter(pk__in=chain).select_related("edition", "unit")}
    if sheet.previous_id is None or len(seen) != len(chain):
        return None
    then, now = columns(seen[sheet.previous_id]), columns(seen[sheet.pk])
    comparison = compare(
        score(seen[sheet.previous_id].definition, values(then[column])), score(seen[sheet.pk].definition, values(now[column]))
    )
    untouched = tuple(key for key, one in now[column].items() if one.carried)
    return Since(seen[sheet.previous_id], comparison, untouched)


def between(viewer: Viewer, sheet: Sheet, first: str = Column.SELF, second: str = Column.INTERNAL) -> Comparison | None:
    """One column beside another of the same sheet; None for who may not see it."""
    if not visible(viewer).filter(pk=sheet.pk).exists():
        return None
    said = columns(sheet)
    return compare(score(sheet.definition, values(said[first])), score(sheet.definition, values(said[second])))


def left_behind(sheet: Sheet) -> list[str]:
    """The questions of the last round that this one no longer asks, or no longer takes the answer of."""
    if sheet.previous_id is None:
        return []
    earlier = Answer.objects.filter(sheet=sheet.previous_id, column=Column.SELF, worth__isnull=False)
    opened = sheet.steps.filter(act="opened").first()
    return sorted(set(earlier.values_list("question", flat=True)) - set(opened.answers if opened else ()))
