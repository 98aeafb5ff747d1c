"""The number that due diligence gives to whoever watches whether it is up to date."""

from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from amanah.engines import measures
from amanah.engines.measures import Counted, Source
from amanah.foundation.organisation.models import Unit, below
from amanah.foundation.threads import visibility
from amanah.rooms.antibribery.due_diligence import declare
from amanah.rooms.antibribery.due_diligence.models import Diligence


def offer() -> None:
    """Called once, when the part is installed."""
    title = _("Uji tuntas yang masih berlaku")
    says = _("Rekan dan kegiatan berisiko di atas rendah yang uji tuntasnya berlaku, dari semua yang belum ditutup.")
    measures.register(Source("due_diligence.valid", title, says, measures.UP, valid))


def valid(unit: Unit, since: date, until: date) -> Counted | None:  # noqa: ARG001 - it tells how things stand on a day
    """Of the files with more than low risk that were open on the last day, how many had a decision that held then.

    Files about the holder of a post are kept from that person and not counted, nor is what arose from a matter kept from somebody.
    """
    then = Q(closed_on__isnull=True) | Q(closed_on__gt=until)
    files = Diligence.objects.filter(then, below(unit.path, "scope__unit__path"), visibility.open_to_all("source"), asked_on__lte=until)
    holds = Q(decided_on__lte=until) & (Q(valid_until__gte=until) | Q(outcome=declare.REFUSE))
    owed = files.filter(risk_class="more_than_low").exclude(sort="post")
    found = owed.aggregate(all=Count("pk"), held=Count("pk", filter=holds))
    return Counted(found["held"], found["all"])
