"""What actions tell on other rooms' pages: how many were given, done and left over in a period."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines import contributions
from amanah.engines.actions.models import Action
from amanah.engines.contributions import Told
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below
from amanah.foundation.threads import visibility


def offer() -> None:
    """Called once, when the engine is installed."""
    contributions.register(contributions.ACTIONS, "actions", gettext_lazy("Tindak lanjut"), actions)


def actions(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:  # noqa: ARG001 - the same for everybody who may ask
    """Counts over the unit and what is below it. Many read them, so what arose from a matter kept from somebody is never among them."""
    found = Action.objects.filter(below(unit.path, "unit__path"), visibility.open_to_all("source"), opened_on__lte=until)
    closed = Q(state="verified", closed_on__range=(since, until))
    owed = Q(closed_on__isnull=True) | Q(closed_on__gt=until)
    n = found.aggregate(
        given=Count("pk", filter=Q(opened_on__gte=since)),
        done=Count("pk", filter=closed),
        in_time=Count("pk", filter=closed & Q(closed_on__lte=F("due_on"))),
        owed=Count("pk", filter=owed),
        late=Count("pk", filter=owed & Q(due_on__lt=until)),
    )
    if not n["given"] and not n["done"] and not n["owed"]:
        return
    yield Told(_("Diberikan pada masa ini"), str(n["given"]))
    yield Told(_("Selesai dan diverifikasi pada masa ini"), _("%(done)d, %(in_time)d di antaranya tepat waktu") % n)
    yield Told(_("Masih terbuka pada akhir masa"), _("%(owed)d, %(late)d di antaranya melewati tenggat") % n)
