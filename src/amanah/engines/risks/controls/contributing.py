"""What controls and treatment tell a review of a system: whether what is done against the risks was tested, and whether it works."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines import contributions
from amanah.engines.actions.models import Action
from amanah.engines.contributions import Told
from amanah.engines.risks.contributing import ABOUT
from amanah.engines.risks.controls.models import Control, Serves, Test
from amanah.engines.risks.models import Risk
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below
from amanah.foundation.threads import visibility


def offer() -> None:
    """Called once, when the part is installed."""
    contributions.register(contributions.TREATMENTS, "controls", gettext_lazy("Pengendalian dan perlakuan risiko"), treatments)


def treatments(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:  # noqa: ARG001 - the same for everybody who may ask
    """Counts over the controls that serve these risks, their tests, and what was ordered against the risks: five queries."""
    open_to_all = visibility.open_to_all("source")
    risks = Risk.objects.filter(below(unit.path, "unit__path"), open_to_all, kind__in=ABOUT, state="active", opened_on__lte=until)
    serves = Serves.objects.filter(control=OuterRef("pk"), until__isnull=True, risk__in=risks.order_by().values("pk"))
    controls = Control.objects.filter(Exists(serves), open_to_all, state="active")
    n = controls.aggregate(
        every=Count("pk"),
        fine=Count("pk", filter=Q(operating="effective")),
        failed=Count("pk", filter=Q(operating__in=["partly", "ineffective"])),
        untested=Count("pk", filter=Q(operating="")),
        late=Count("pk", filter=Q(next_test_on__lt=until)),
    )
    if n["every"]:
        text = _("%(fine)d dari %(every)d terbukti efektif; %(failed)d tidak atau sebagian; %(untested)d belum diuji") % n
        yield Told(_("Pengendalian atas risiko ini"), text)
        yield Told(_("Uji yang lewat waktunya"), _("%(late)d dari %(every)d") % n)
        tests = Test.objects.filter(control__in=controls.order_by().values("pk"), day__range=(since, until))
        t = tests.aggregate(every=Count("pk"), fine=Count("pk", filter=Q(verdict="effective")))
        yield Told(_("Uji pada masa ini"), _("%(every)d, %(fine)d di antaranya menunjukkan efektif") % t)
    ordered = Action.objects.filter(source__in=risks.order_by().values("ref"), opened_on__lte=until)
    ordered = ordered.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=since))
    done = Q(state="verified", closed_on__lte=until)
    a = ordered.aggregate(every=Count("pk"), done=Count("pk", filter=done), late=Count("pk", filter=~done & Q(due_on__lt=until)))
    if a["every"]:
        yield Told(_("Tindakan perlakuan risiko"), _("%(done)d dari %(every)d selesai; %(late)d melewati tenggat") % a)
