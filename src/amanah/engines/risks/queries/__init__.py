"""What may be read of risks, already narrowed to who is looking. Everything begins with `visible`."""

from amanah.engines.risks.queries.visible import find, visible
from amanah.engines.risks.queries.work import lines

__all__ = ["find", "lines", "visible"]
