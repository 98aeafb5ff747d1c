"""Where a search in memory looks in what only this room seals."""

from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.queries.reading import search_also
from amanah.kernel.paper import Paper
from amanah.rooms.gratification.workflow import ANALYSIS, DECISION, FORWARDING, GOODS


def declare() -> None:
    """Called once, when the room is installed."""
    for prefix in (ANALYSIS, FORWARDING, DECISION, GOODS):
        search_also(prefix, _("Berkas UPG"), _words)


def _words(data: bytes) -> str:
    paper = Paper.from_bytes(data)
    return "\n".join((paper.text, *paper.facts.values()))
