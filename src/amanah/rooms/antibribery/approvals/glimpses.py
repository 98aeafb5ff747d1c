"""What this part adds to a scope's pages."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.antibribery import glimpses
from amanah.rooms.antibribery.approvals import declare
from amanah.rooms.antibribery.approvals.queries import visible
from amanah.rooms.antibribery.approvals.queries.standing import standing_is
from amanah.rooms.antibribery.glimpses import Counted, Glimpse, Rows
from amanah.rooms.antibribery.models import Scope

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

YEAR = timedelta(days=365)
EVERY, WAITING, AMISS = "every", "waiting", "amiss"


def offer() -> None:
    """Called once, when the part is installed."""
    glimpses.count_with("approvals", ask, tell)
    glimpses.add_tab("smap_approvals:controls", gettext_lazy("Pengendalian"), 330)


def ask(viewer: Viewer, some: Sequence[Scope]) -> Rows:
    """What is given, who decides, and what associates promised: how many, how many wait, how many are not as they should be."""
    today = clock.today()
    overdue = Q(state=declare.APPROVED, report_due__lt=today)
    lapsed = standing_is("expired") | standing_is("unconfirmed")
    ended = Q(state=declare.GIVEN, expires_on__lt=today)
    asked = visible.requests(viewer).filter(scope__in=some, asked_on__gte=today - YEAR)
    held = visible.delegations(viewer).filter(scope__in=some, state=declare.ACTIVE)
    promised = visible.commitments(viewer).filter(scope__in=some)
    yield from _three(asked, declare.APPROVAL, Q(state__in=declare.OPEN), Q(late=True) | overdue)
    yield from _three(held, declare.DELEGATION, standing_is("instead"), lapsed)
    yield from _three(promised, declare.COMMITMENT, Q(state=declare.WANTED), Q(state=declare.REFUSED) | ended)


def tell(scope: Scope, rows: Sequence[Counted]) -> Iterable[Glimpse]:
    """One line each about what there is."""
    found = {(one.what, one.text): one.n for one in rows}
    for what, (title, text, url) in _told(scope).items():
        counts = {name: found.get((what, name), 0) for name in (EVERY, WAITING, AMISS)}
        if counts[EVERY]:
            tone = "danger" if counts[AMISS] else "warning" if counts[WAITING] else "success"
            yield Glimpse(title, str(text) % counts, tone, url)


def _three(rows: "QuerySet[Any]", what: str, waiting: Q, amiss: Q) -> Rows:
    yield glimpses.tally(rows, what=what, text=EVERY)
    yield glimpses.tally(rows.filter(waiting), what=what, text=WAITING)
    yield glimpses.tally(rows.filter(amiss), what=what, text=AMISS)


def _told(scope: Scope) -> "Mapping[str, tuple[StrOrPromise, str, str]]":
    within = f"?scope={scope.number}"
    return {
        declare.APPROVAL: (
            _("Pemberian (8.7)"),
            _("%(every)d setahun: %(waiting)d menunggu, %(amiss)d terlambat"),
            reverse("smap_approvals:list") + within,
        ),
        declare.DELEGATION: (
            _("Keputusan yang didelegasikan (5.3.3)"),
            _("%(every)d tercatat: %(waiting)d dialihkan, %(amiss)d habis masa atau belum diperbarui"),
            reverse("smap_approvals:delegations") + within,
        ),
        declare.COMMITMENT: (
            _("Komitmen rekan bisnis (8.6)"),
            _("%(every)d diminta: %(waiting)d belum dijawab, %(amiss)d ditolak atau habis masa"),
            reverse("smap_approvals:commitments") + within,
        ),
    }
