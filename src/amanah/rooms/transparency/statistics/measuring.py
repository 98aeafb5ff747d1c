"""The number that published figures give to whoever watches how soon reporters are answered."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from amanah.engines import measures
from amanah.engines.measures import Counted, Source
from amanah.foundation.organisation.models import Unit
from amanah.rooms.transparency.statistics import queries


def offer() -> None:
    """Called once, when the part is installed."""
    title = _("Laporan dijawab tepat waktu")
    says = _("Pernyataan diterima yang tepat waktu, dari semua yang diumumkan pada masanya; seluruh instansi.")
    measures.register(Source("concerns.answered", title, says, measures.UP, answered, whole=True))


def answered(unit: Unit, since: date, until: date) -> Counted | None:  # noqa: ARG001 - what is published speaks of the whole institution
    """Of the acknowledgements in what was published within the period, how many were in time; None where one was not shown."""
    told = [queries.told(one) for one in queries.releases() if since <= one.published_on <= until]
    shown = [(one.in_time, one.answered) for one in told if one.in_time is not None and one.answered is not None]
    if not told or len(shown) != len(told):
        return None
    return Counted(sum(kept for kept, _all in shown), sum(every for _kept, every in shown))
