"""What this part adds to a scope's pages."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Count, F, Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.antibribery import glimpses
from amanah.rooms.antibribery.glimpses import Counted, Glimpse, Rows
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.reviews import addresses, declare
from amanah.rooms.antibribery.reviews.models import Review
from amanah.rooms.antibribery.reviews.queries.due import due, kinds_of

SHORT = {
    declare.TOP: gettext_lazy("Tinjauan manajemen"),
    declare.GOVERNING: gettext_lazy("Tinjauan dewan pengarah"),
    declare.WHOLE: gettext_lazy("Tinjauan manajemen"),
}
PLANNED = "planned"


def offer() -> None:
    """Called once, when the part is installed."""
    glimpses.count_with("reviews", ask, tell)
    glimpses.add_tab("smap_reviews:of_scope", gettext_lazy("Tinjauan manajemen"), 520)


def ask(_viewer: Viewer, some: Sequence[Scope]) -> Rows:
    """Of each kind how many were held and when last, and which are planned. That a scope is reviewed is no secret of who sees it."""
    of_them = Review.objects.filter(scope__in=some)
    yield glimpses.tally(of_them.filter(held_on__isnull=False), what=F("kind"), n=Count("pk"), day=Max("held_on"))
    yield glimpses.tally(of_them.filter(state__in=declare.AHEAD), what=PLANNED, text=F("kind"))


def tell(scope: Scope, rows: Sequence[Counted]) -> Iterable[Glimpse]:
    """When each body reviewed last, and when it has to again."""
    held: dict[str, tuple[int, date | None]] = {one.what: (one.n, one.day) for one in rows if one.what != PLANNED}
    ahead = {one.text for one in rows if one.what == PLANNED}
    for kind in kinds_of(scope):
        one = due(scope, kind, *held.get(kind, (0, None)), ahead=kind in ahead)
        late = one.due_on < clock.today() and not one.ahead
        tone = "danger" if late else "warning" if one.last is None else "success"
        words = _("terakhir %(last)s, berikutnya %(due)s") if one.last else _("belum pernah, jatuh tempo %(due)s")
        days = {"due": date_format(one.due_on, "j M Y"), "last": date_format(one.last, "j M Y") if one.last else ""}
        yield Glimpse(SHORT[kind], words % days, tone, addresses.of_scope(scope.number))
