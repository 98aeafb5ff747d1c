"""What a template asks for, held against what there is to fill in."""

from dataclasses import dataclass

from amanah.foundation.letters import rendering
from amanah.foundation.letters.kinds import Kind


@dataclass(frozen=True)
class Look:
    """A template seen through: what it names, what nobody fills in, which braces are none, and what is asked for but not in it."""

    placeholders: tuple[str, ...]
    unknown: tuple[str, ...]
    stray: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def wrong(self) -> bool:
        """Whether it may not be used."""
        return bool(self.unknown or self.stray)


def look_at(kind: Kind, docx: bytes) -> Look:
    """Look through a template. Raises rendering.WorkError: "broken", "not_docx", "runs" or "fetches"."""
    found, stray = rendering.inspect(docx)
    known = set(kind.placeholders)
    wanted = {one.key for one in kind.asked if one.required and not one.rows} | {"number", "date"}
    wanted |= {f"{one.key}.{column}" for one in kind.asked for column in one.rows}
    return Look(tuple(found), tuple(name for name in found if name not in known), tuple(stray), tuple(sorted(wanted - set(found))))


def named(kind: Kind) -> list[tuple[str, object]]:
    """Every placeholder of the kind with what it is, as an office needs them for its own template."""
    return sorted(kind.placeholders.items())
