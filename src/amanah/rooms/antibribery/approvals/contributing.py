"""What approvals tell a review: how much was given, who decided in whose place, and what associates promised."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines import contributions
from amanah.engines.contributions import Told
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below
from amanah.rooms.antibribery.approvals import declare
from amanah.rooms.antibribery.approvals.queries import visible
from amanah.rooms.antibribery.approvals.queries.standing import standing_is
from amanah.ui.templatetags.amanah_ui import number


def offer() -> None:
    """Called once, when the part is installed."""
    contributions.register(contributions.APPROVALS, "approvals", gettext_lazy("Persetujuan"), told)


def told(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:
    """Counts with what they are counted out of: three queries."""
    here = below(unit.path, "unit__path")
    asked = visible.requests(viewer).filter(here, asked_on__range=(since, until))
    given = asked.order_by().aggregate(
        every=Count("pk", distinct=True),
        late=Count("pk", filter=Q(late=True), distinct=True),
        rejected=Count("pk", filter=Q(state=declare.REJECTED), distinct=True),
        reported=Count("pk", filter=Q(state=declare.REPORTED), distinct=True),
        approved=Count("pk", filter=Q(state__in=[declare.APPROVED, declare.REPORTED]), distinct=True),
        worth=Sum("given_value"),
    )
    held = visible.delegations(viewer).filter(here, opened_on__lte=until, state=declare.ACTIVE).order_by()
    lapsed = standing_is("expired", until) | standing_is("unconfirmed", until)
    mandates = held.aggregate(
        every=Count("pk"), lapsed=Count("pk", filter=lapsed), instead=Count("pk", filter=standing_is("instead", until))
    )
    promised = visible.commitments(viewer).filter(here, opened_on__lte=until).order_by()
    promises = promised.aggregate(
        every=Count("pk"),
        given=Count("pk", filter=Q(state=declare.GIVEN) & (Q(expires_on__isnull=True) | Q(expires_on__gte=until))),
        refused=Count("pk", filter=Q(state=declare.REFUSED)),
    )
    if given["every"]:
        here_url = reverse("smap_approvals:register", args=[until.year])
        text = _("%(approved)d dari %(every)d disetujui, %(rejected)d ditolak, %(late)d diajukan atau diputuskan sesudah terjadi") % given
        yield Told(_("Pemberian yang dimintakan izin"), text, here_url)
        text = _("%(reported)d dari %(approved)d dilaporkan, senilai Rp%(worth)s") % {**given, "worth": number(given["worth"] or 0)}
        yield Told(_("Pemberian yang dilaporkan sesudahnya"), text, here_url)
    if mandates["every"]:
        text = _("%(lapsed)d dari %(every)d habis masa atau belum diperbarui, %(instead)d dialihkan karena konflik kepentingan") % mandates
        yield Told(_("Keputusan yang didelegasikan"), text, reverse("smap_approvals:delegations"))
    if promises["every"]:
        text = _("%(given)d dari %(every)d diberikan dan masih berlaku, %(refused)d ditolak") % promises
        yield Told(_("Komitmen rekan bisnis"), text, reverse("smap_approvals:commitments"))
