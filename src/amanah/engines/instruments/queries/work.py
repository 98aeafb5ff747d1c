"""What waits for a person among the sheets, for the one list of work of the house."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from amanah.engines.instruments import addresses
from amanah.engines.instruments.declare import JUDGING, LOCKED, STATES, Side
from amanah.engines.instruments.models import Proposal, Sheet
from amanah.engines.instruments.queries.visible import visible
from amanah.engines.instruments.sides import sides_of_each, standing
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.work import Line
from amanah.foundation.organisation.models import below

LINES = 50


def lines(viewer: Viewer) -> list[Line]:
    """The sheets that the viewer fills, verifies or records for next, those whose period ends first in front. Four queries at most."""
    who = standing(viewer)
    condition = Q(pk__in=[])
    for state in STATES.values():
        if state.waits_for is not None:
            for unit in who.over.get(state.waits_for, ()):
                condition |= Q(state=state.key) & below(unit.path, "unit__path")
            if state.waits_for is Side.ASSESSOR and who.heads:
                condition |= Q(state=state.key, unit__in=[unit.pk for unit in who.heads])
    asked = Proposal.objects.filter(sheet=OuterRef("pk"), verdict=Proposal.Verdict.OPEN).exclude(proposer=viewer.account)
    if who.over.get(Side.VERIFIER) or who.over.get(Side.RECORDER):
        condition |= Q(Exists(asked), state=LOCKED)
    found = visible(viewer).filter(condition).select_related("unit", "edition").defer("edition__content")
    sheets = list(found.order_by("period_to", "pk")[:LINES])
    sides = sides_of_each(viewer, [sheet for sheet in sheets if sheet.stands.waits_for in JUDGING])
    made = []
    for sheet in sheets:
        act = _next(sheet, sides.get(sheet.pk, frozenset()))
        if act:
            note = f"{sheet.edition} · {sheet.unit}"
            made.append(Line(sheet.number, addresses.of_sheet(sheet.number), _("Lembar kerja"), act, note))
    return made


def _next(sheet: Sheet, sides: frozenset[Side]) -> str:
    """The one next act of the viewer, or nothing where they are not the one to act; `sides` counts where a judge is waited for."""
    waits_for = sheet.stands.waits_for
    if waits_for is None:
        return _("Setujui atau tolak pembukaan kembali")
    if waits_for in JUDGING and waits_for not in sides:
        return ""
    return {
        "self": _("Isi lalu ajukan"),
        "returned": _("Perbaiki lalu ajukan kembali"),
        "internal": _("Verifikasi jawabannya"),
        "external": _("Catat putusan luar"),
    }[sheet.state]
