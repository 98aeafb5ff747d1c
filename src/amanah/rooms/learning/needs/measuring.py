"""The number that learning gives to whoever watches whether people know what their work needs."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from amanah.engines import measures
from amanah.engines.measures import Counted, Source
from amanah.foundation.organisation.models import Unit
from amanah.rooms.learning.needs import declare, queries


def offer() -> None:
    """Called once, when the part is installed."""
    title, says = _("Kewajiban belajar terpenuhi"), _("Kewajiban belajar yang tidak terlambat, dari semua yang tidak dibebaskan.")
    measures.register(Source("learning.covered", title, says, measures.UP, covered))


def covered(unit: Unit, since: date, until: date) -> Counted | None:  # noqa: ARG001 - it tells how things stand on a day
    """Of what the people of the unit had to learn on the last day, how much was not late."""
    counts = queries.over([unit], until).counts().values()
    late = sum(row[start + state] for row in counts for start in range(0, len(row), len(declare.STATES)) for state in declare.LATE)
    exempt = sum(row[start + declare.EXEMPT] for row in counts for start in range(0, len(row), len(declare.STATES)))
    owed = sum(sum(row) for row in counts) - exempt
    return Counted(owed - late, owed)
