"""What may be asked about letters, narrowed to what the viewer may see."""

from amanah.foundation.letters.queries.lists import Filters, Page, find, listing, of_matter, visible
from amanah.foundation.letters.queries.reading import may_receive, receivers
from amanah.foundation.letters.queries.templates import Look, look_at
from amanah.foundation.letters.queries.work import lines

__all__ = ["Filters", "Look", "Page", "find", "lines", "listing", "look_at", "may_receive", "of_matter", "receivers", "visible"]
