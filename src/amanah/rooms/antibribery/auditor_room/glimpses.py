"""What this part adds to a scope's pages."""

from collections.abc import Iterable, Sequence

from django.db.models import Min
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.antibribery import glimpses
from amanah.rooms.antibribery.auditor_room import addresses, declare
from amanah.rooms.antibribery.auditor_room.models import Request, Visit
from amanah.rooms.antibribery.glimpses import Counted, Glimpse, Rows
from amanah.rooms.antibribery.models import Scope

_RUNS, _ASKED = "runs", "asked"


def offer() -> None:
    """Called once, when the part is installed."""
    glimpses.count_with("visits", ask, tell)
    glimpses.add_tab("auditor_room:of_scope", gettext_lazy("Auditor luar"), 620)


def ask(_viewer: Viewer, some: Sequence[Scope]) -> Rows:
    """The visits of each scope that run, and what their auditors wait for."""
    running = Visit.objects.filter(scope__in=some, state=declare.OPEN, until__gte=clock.today())
    yield glimpses.tally(running, what=_RUNS, day=Min("until"))
    yield glimpses.tally(Request.objects.filter(visit__in=running, state=declare.ASKED), scope="visit__scope_id", what=_ASKED)


def tell(scope: Scope, rows: Sequence[Counted]) -> Iterable[Glimpse]:
    """Until when external auditors look at the scope, and how much they wait for."""
    found = {one.what: one for one in rows}
    runs, asked = found.get(_RUNS), found.get(_ASKED)
    if runs is not None and runs.day is not None:
        day = date_format(runs.day, "j F Y")
        waiting = asked.n if asked is not None else 0
        text = _("akses sampai %(day)s, %(n)d permintaan menunggu jawaban") % {"day": day, "n": waiting}
        yield Glimpse(_("Auditor luar"), text, "warning" if waiting else "info", addresses.of_scope(scope.number))
