"""What may be read of proofs, already narrowed to who is looking. Everything begins with `visible`."""

from amanah.engines.proofs.freshness import Freshness, freshness
from amanah.engines.proofs.queries.files import file_of
from amanah.engines.proofs.queries.handing import handed, handed_file, handed_uses
from amanah.engines.proofs.queries.lists import LARGEST, OFFERED, PAGE, Filters, listing, offered, twins
from amanah.engines.proofs.queries.standing import SOON, STANDINGS, Standing, standing
from amanah.engines.proofs.queries.uses import Dates, Shown, Shows, dates_of, of, shows, versions
from amanah.engines.proofs.queries.visible import find, keeps_anywhere, may_keep, own_unit, visible

__all__ = [
    "LARGEST",
    "OFFERED",
    "PAGE",
    "SOON",
    "STANDINGS",
    "Dates",
    "Filters",
    "Freshness",
    "Shown",
    "Shows",
    "Standing",
    "dates_of",
    "file_of",
    "find",
    "freshness",
    "handed",
    "handed_file",
    "handed_uses",
    "keeps_anywhere",
    "listing",
    "may_keep",
    "of",
    "offered",
    "own_unit",
    "shows",
    "standing",
    "twins",
    "versions",
    "visible",
]
