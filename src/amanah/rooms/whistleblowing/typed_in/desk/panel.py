"""On the summary of a report that staff typed in: how it came, whose hands typed it, and whether anybody holds the receipt."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.desk import parts as page_parts
from amanah.engines.reports.queries import reading
from amanah.kernel import canonical
from amanah.rooms.whistleblowing.desk import parts
from amanah.rooms.whistleblowing.typed_in.ways import GIVEN, NOT_WANTED, WAYS, WITHHELD

RECEIPTS = {
    GIVEN: _("Ditampilkan kepada petugas untuk diserahkan. Petugas itu dapat mencatatnya."),
    NOT_WANTED: _("Tidak diinginkan: tidak ada yang dapat membuka kotak komunikasi laporan ini."),
    WITHHELD: _("Ditahan: pengetiknya terkait dengan laporan ini. Tidak ada yang dapat membuka kotak komunikasinya."),
}


def build(page: page_parts.Page) -> dict[str, Any] | None:
    """From the record that only staff share; nothing for a report that its reporter wrote."""
    if page.content is None:
        return None
    told = canonical.decode(page.content.fields["opened"])
    if "came_by" not in told:
        return None
    return {
        "way": dict(WAYS).get(told["came_by"], told["came_by"]),
        "day": told.get("came_on", ""),
        "by": reading.names_of({told["typed_by"]}).get(told["typed_by"], ""),
        "receipt": RECEIPTS.get(told.get("receipt", ""), ""),
    }


parts.add_panel(page_parts.Panel("typed_in", "typed_in/panel.html", build, order=5))
