"""The numbers that documents give to whoever watches whether they are read and looked at again."""

from datetime import date

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from amanah.engines import measures
from amanah.engines.documents import declare
from amanah.engines.documents.models import Document, Reading
from amanah.engines.measures import Counted, Source
from amanah.foundation.organisation.models import Holding, Unit, below, held_on


def offer() -> None:
    """Called once, when the engine is installed."""
    title, says = _("Dokumen dibaca tepat waktu"), _("Tanda baca sebelum tenggat, dari semua yang jatuh tempo pada masanya.")
    measures.register(Source("documents.read", title, says, measures.UP, read))
    title, says = _("Dokumen yang lewat tinjauan"), _("Dokumen berlaku yang hari tinjauannya lewat, dari semua yang berlaku.")
    measures.register(Source("documents.review_overdue", title, says, measures.DOWN, overdue))


def read(unit: Unit, since: date, until: date) -> Counted | None:
    """Of the readings that people of the unit owed within the period, how many were done by their day."""
    people = Holding.objects.filter(held_on(until), below(unit.path, "post__unit__path")).values("person")
    owed = Reading.objects.filter(due_on__range=(since, until), person__in=people)
    found = owed.aggregate(all=Count("pk"), kept=Count("pk", filter=Q(read_on__lte=F("due_on"))))
    return Counted(found["kept"], found["all"])


def overdue(unit: Unit, since: date, until: date) -> Counted | None:  # noqa: ARG001 - it tells how things stand on a day
    """Of the unit's documents in force, how many should have been looked at again."""
    standing = Document.objects.filter(below(unit.path, "unit__path"), withdrawn_on__isnull=True, current__state=declare.IN_FORCE)
    found = standing.aggregate(all=Count("pk"), late=Count("pk", filter=Q(review_on__lt=until)))
    return Counted(found["late"], found["all"])
