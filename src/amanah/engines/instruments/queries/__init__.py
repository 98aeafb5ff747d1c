"""What may be read of sheets, already narrowed to who is looking. Everything begins with `visible`."""

from amanah.engines.instruments.queries.visible import find, visible

__all__ = ["find", "visible"]
