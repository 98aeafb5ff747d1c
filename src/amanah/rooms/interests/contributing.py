"""What this room tells on other rooms' pages about conflicts of interest: where they are declared, decided and kept. Never content."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from amanah.engines.contributions import Told
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit
from amanah.rooms.interests.addresses import MINE, REGISTER
from amanah.rooms.interests.coverage import table
from amanah.rooms.interests.duties import STATEMENT
from amanah.rooms.interests.queries import is_officer


def statements(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:  # noqa: ARG001 - it tells of the year of the last day
    """How many of the staff made their yearly statement: three queries."""
    stated = table(STATEMENT, until.year, unit).total
    if stated.owing:
        text = _("%(done)d dari %(owing)d orang") % {"done": stated.done, "owing": stated.owing}
        yield Told(_("Pernyataan kepentingan tahun %(year)d") % {"year": until.year}, text)


def interests(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:
    """The same, everybody's own page, and the register for its officer."""
    yield from statements(viewer, unit, since, until)
    declaring = _("Setiap pegawai menyatakan kepentingannya setiap tahun dan begitu muncul; atasannya memutus pengendaliannya.")
    yield Told(_("Menyatakan konflik kepentingan"), declaring, MINE)
    if is_officer(viewer):
        kept = _("Pernyataan, keputusan, dan pelaksanaan pengendaliannya, bagi pengelola konflik kepentingan.")
        yield Told(_("Register kepentingan"), kept, REGISTER)
