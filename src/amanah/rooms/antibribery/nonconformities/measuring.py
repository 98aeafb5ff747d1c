"""The number that nonconformities give to whoever watches them."""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from amanah.engines import measures
from amanah.engines.measures import Counted, Source
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.organisation.models import Unit, below
from amanah.foundation.threads import visibility
from amanah.rooms.antibribery.nonconformities import declare
from amanah.rooms.antibribery.nonconformities.models import Nonconformity


def offer() -> None:
    """Called once, when the part is installed."""
    title, says = _("Ketidaksesuaian yang lewat tenggat"), _("Ketidaksesuaian terbuka yang tenggatnya lewat, dari semua yang terbuka.")
    measures.register(Source("nonconformities.overdue", title, says, measures.DOWN, overdue))


def overdue(unit: Unit, since: date, until: date) -> Counted | None:  # noqa: ARG001 - it tells how things stand on a day
    """Of those open on the last day, how many had a clock that ran out before. Those from a matter kept from somebody are not counted."""
    then = Q(closed_on__isnull=True) | Q(closed_on__gt=until)
    owed = Nonconformity.objects.filter(then, below(unit.path, "unit__path"), visibility.open_to_all("source"), opened_on__lte=until)
    missed = Deadline.objects.filter(ref=OuterRef("ref"), name__in=sorted(declare.CLOCKS), due_on__lt=until)
    late = owed.filter(Exists(missed.filter(Q(stopped_on__isnull=True) | Q(stopped_on__gt=until))))
    return Counted(late.count(), owed.count())
