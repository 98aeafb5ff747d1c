"""The number that actions give to whoever watches how the house keeps its promises."""

from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from amanah.engines import measures
from amanah.engines.actions.models import Action
from amanah.engines.measures import Counted, Source
from amanah.foundation.organisation.models import Unit, below
from amanah.foundation.threads import visibility


def offer() -> None:
    """Called once, when the engine is installed."""
    title, says = _("Tindak lanjut yang lewat tenggat"), _("Tindak lanjut terbuka yang tenggatnya lewat, dari semua yang terbuka.")
    measures.register(Source("actions.overdue", title, says, measures.DOWN, overdue))


def overdue(unit: Unit, since: date, until: date) -> Counted | None:  # noqa: ARG001 - it tells how things stand on a day
    """Of those open on the last day, how many were overdue. What arose from a matter that is kept from somebody is not counted."""
    owed = Action.objects.filter(below(unit.path, "unit__path"), opened_on__lte=until).filter(
        Q(closed_on__isnull=True) | Q(closed_on__gt=until)
    )
    found = owed.filter(visibility.open_to_all("source")).aggregate(all=Count("pk"), late=Count("pk", filter=Q(due_on__lt=until)))
    return Counted(found["late"], found["all"])
