"""Words inside a picture: how wide they run and where they break. SVG neither wraps nor shortens text by itself."""

from dataclasses import dataclass

_NARROW = frozenset("iljtfrI1.,;:'|!()[]/- ")
_WIDE = frozenset("mwMWGOQDHN@%&–—")
_SHARES = (0.32, 0.86, 0.58)
"""Widths of narrow, wide and other letters of the desk's typeface, as shares of its size, on the safe side."""


@dataclass(frozen=True)
class Line:
    """One line of text at its place."""

    x: int
    y: int
    text: str


def width(text: str, size: int) -> float:
    """How wide `text` runs at a size of type, in the picture's units."""
    narrow, wide, other = _SHARES
    return size * sum(narrow if letter in _NARROW else wide if letter in _WIDE else other for letter in text)


def wrap(text: str, room: int, size: int, most: int) -> list[str]:
    """`text` in at most `most` lines of `room`; what does not fit ends in an ellipsis, what is too long a word is cut."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size) <= room:
            line = f"{line} {words.pop(0)}"
        lines.append(_cut(line, room, size))
    if words and lines:
        lines[-1] = _cut(f"{lines[-1]} …", room, size)
    return lines


def block(text: str, *, x: int, middle: int, room: int, size: int, most: int) -> tuple[Line, ...]:
    """The wrapped lines of `text` with `middle` as the height about which they stand."""
    lines = wrap(text, room, size, most)
    step = leading(size)
    first = middle - step * (len(lines) - 1) // 2 + round(size * 0.35)
    return tuple(Line(x, first + step * place, line) for place, line in enumerate(lines))


def leading(size: int) -> int:
    """From one line to the next."""
    return round(size * 1.3)


def _cut(line: str, room: int, size: int) -> str:
    if width(line, size) <= room:
        return line
    line = line.removesuffix(" …")
    while line and width(f"{line}…", size) > room:
        line = line[:-1]
    return f"{line.rstrip()}…"
