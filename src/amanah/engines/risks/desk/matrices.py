"""Criteria as pages and pictures need them, each risk with the edition that it was scored with."""

from functools import lru_cache

from django.utils.translation import get_language

from amanah.engines.risks.criteria import Criteria, in_force, parse
from amanah.engines.risks.models import Edition
from amanah.engines.risks.pictures.heat import Level, Matrix
from amanah.rulebook.rules import Text

KEPT = 64
"""How many old editions stay read; one never changes, so that it need not be read again."""


def of(sha256: str | None) -> Criteria:
    """The criteria of that digest, as they were; those in force today for None."""
    now = in_force()
    return now if sha256 is None or sha256 == now.sha256 else _read(sha256)


def said(text: Text) -> str:
    """A text of the criteria in the reader's language."""
    return text.get(get_language() or "id")


def levels(criteria: Criteria) -> list[Level]:
    """Its bands, the mildest first."""
    return [Level(band.key, said(band.title), band.rank, len(criteria.bands)) for band in criteria.bands]


def level(criteria: Criteria, key: str) -> Level | None:
    """The band of that key; None where it has none, as for a risk that nobody assessed."""
    return next((one for one in levels(criteria) if one.key == key), None)


def matrix(criteria: Criteria, kind: str = "") -> Matrix:
    """The table for a picture; with a kind of risk, also what lies within the appetite for it."""
    found = levels(criteria)
    return Matrix(
        likelihood=[said(step.title) for step in criteria.likelihood],
        impact=[said(step.title) for step in criteria.impact],
        scores=criteria.table,
        levels=[[found[criteria.band(score).rank - 1] for score in row] for row in criteria.table],
        within=[[criteria.within(kind, score) for score in row] for row in criteria.table] if kind else None,
    )


@lru_cache(maxsize=KEPT)
def _read(sha256: str) -> Criteria:
    return parse(Edition.objects.get(pk=sha256).content, sha256)
