"""What the register tells a review of a system: how many risks of bribery and its kin there are, how grave, and which weigh most."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines import contributions
from amanah.engines.contributions import Told
from amanah.engines.risks.addresses import of_risk
from amanah.engines.risks.declare import KINDS
from amanah.engines.risks.models import Assessment, Risk
from amanah.engines.risks.queries import visible
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below
from amanah.foundation.threads import visibility

ABOUT = ("bribery", "corruption", "conflict_of_interest", "fraud")
"""The kinds that a system against bribery speaks of; the whole register has its own pages."""
HEAVIEST = 5


def offer() -> None:
    """Called once, when the engine is installed."""
    contributions.register(contributions.RISKS, "risks", gettext_lazy("Register risiko"), risks)


def risks(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:
    """Counts over every risk that nobody is kept from, and the heaviest of those that the viewer may know of by name: four queries."""
    found = Risk.objects.filter(below(unit.path, "unit__path"), visibility.open_to_all("source"), kind__in=ABOUT, opened_on__lte=until)
    standing = Q(state="active")
    n = found.aggregate(
        every=Count("pk", filter=standing),
        above=Count("pk", filter=standing & Q(within_appetite=False)),
        more=Count("pk", filter=standing & Q(bribery_class="more_than_low")),
        fresh=Count("pk", filter=standing & Q(opened_on__gte=since)),
        closed=Count("pk", filter=Q(closed_on__range=(since, until))),
        **{kind: Count("pk", filter=standing & Q(kind=kind)) for kind in ABOUT},
    )
    if not n["every"] and not n["closed"]:
        return
    yield Told(_("Risiko yang berlaku"), _("%(every)d; %(fresh)d baru dan %(closed)d ditutup pada masa ini") % n)
    yield Told(_("Di atas selera risiko"), _("%(above)d dari %(every)d") % n)
    yield Told(_("Risiko suap di atas batas rendah"), _("%(more)d dari %(every)d") % n)
    kinds = ", ".join(f"{KINDS[kind]}: {n[kind]}" for kind in ABOUT if n[kind])
    if kinds:
        yield Told(_("Menurut jenis"), kinds)
    assessed = Assessment.objects.filter(risk__in=found.filter(standing).order_by().values("pk"), day__range=(since, until))
    text = _("%(n)d dari %(all)d") % {"n": assessed.values("risk").distinct().count(), "all": n["every"]}
    yield Told(_("Dinilai ulang pada masa ini"), text)
    mine = visible(viewer).filter(pk__in=found.filter(standing).order_by().values("pk")).select_related("unit")
    for one in mine.order_by("-score", "pk")[:HEAVIEST]:
        yield Told(one.title, _("skor %(score)d; %(unit)s") % {"score": one.score, "unit": one.unit}, of_risk(one.number))
