"""What nonconformities tell a review of the system: how many there were, what became of them, and whether what was done worked."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines import contributions
from amanah.engines.actions.models import Action
from amanah.engines.contributions import Told
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below
from amanah.foundation.threads import visibility
from amanah.rooms.antibribery.nonconformities import declare
from amanah.rooms.antibribery.nonconformities.models import Nonconformity
from amanah.rooms.antibribery.nonconformities.queries.visible import visible

LIST = "/desk/smap/nonconformities/"


def offer() -> None:
    """Called once, when the part is installed."""
    contributions.register(contributions.NONCONFORMITIES, "nonconformities", gettext_lazy("Ketidaksesuaian"), nonconformities)


def nonconformities(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:
    """Counts of the period, over what nobody is kept from: three queries."""
    found = visible(viewer).filter(below(unit.path, "scope__unit__path"), visibility.open_to_all("source"), opened_on__lte=until)
    fresh, owed = Q(opened_on__gte=since), Q(closed_on__isnull=True) | Q(closed_on__gt=until)
    closed = Q(closed_on__range=(since, until))
    n = found.aggregate(
        every=Count("pk"),
        fresh=Count("pk", filter=fresh),
        major=Count("pk", filter=fresh & Q(grade="major")),
        repeated=Count("pk", filter=fresh & Q(repeats__isnull=False)),
        closed=Count("pk", filter=closed),
        first=Count("pk", filter=closed & Q(rounds=0)),
        owed=Count("pk", filter=owed),
        checking=Count("pk", filter=owed & Q(state="checking")),
    )
    if not n["every"]:
        return
    yield Told(_("Dicatat pada masa ini"), _("%(fresh)d, %(major)d di antaranya mayor") % n, LIST)
    yield Told(_("Mengulang yang sudah pernah ada"), _("%(repeated)d dari %(fresh)d") % n, f"{LIST}?repeated=yes")
    yield Told(_("Ditutup karena tindakannya efektif"), _("%(closed)d, %(first)d di antaranya pada putaran pertama") % n)
    yield Told(
        _("Belum selesai pada akhir masa"),
        _("%(owed)d, %(checking)d di antaranya menunggu pemeriksaan keefektifan") % n,
        f"{LIST}?state=owed",
    )
    yield from _by_origin(found.filter(fresh))
    yield from _actions(found, since, until)


def _by_origin(found: "QuerySet[Nonconformity]") -> Iterable[Told]:
    for sort, n in found.order_by("sort").values_list("sort").annotate(n=Count("pk")):
        yield Told(_("Asal: %(origin)s") % {"origin": declare.SORTS[sort]}, str(n), f"{LIST}?sort={sort}")


def _actions(found: "QuerySet[Nonconformity]", since: date, until: date) -> Iterable[Told]:
    corrective = Action.objects.filter(source__in=found.order_by().values("ref"), opened_on__lte=until)
    done = Q(state="verified", closed_on__lte=until)
    n = corrective.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=since)).aggregate(
        every=Count("pk"), done=Count("pk", filter=done), late=Count("pk", filter=~done & Q(due_on__lt=until))
    )
    if n["every"]:
        yield Told(_("Tindakan perbaikan"), _("%(done)d dari %(every)d selesai; %(late)d melewati tenggat") % n)
