"""What may be read of risks, already narrowed to who is looking. Everything begins with `visible`."""

from amanah.engines.risks.queries.visible import find, visible

__all__ = ["find", "visible"]
