"""Taking marked passages out of a text for good. Marks are [[ and ]]; no script is needed to set them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

BLOCK = "█████"
"""What stands where something was taken out; always of one length, so that it tells nothing of what it hides."""

_MARKED = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
_SHORTEST = 3


@dataclass(frozen=True)
class Masked:
    """The text without the marked passages, and how many places were taken out."""

    text: str
    removed: int


def mask(text: str) -> Masked:
    """Take out every marked passage, and wherever else the same words stand, in whatever case and spacing.

    Passages shorter than three letters are taken out only where they are marked: they stand inside too many other words.
    """
    passages = {" ".join(passage.split()) for passage in _MARKED.findall(text)}
    cleared, removed = _MARKED.subn(BLOCK, text)
    for passage in sorted(passages, key=len, reverse=True):
        if len(passage) >= _SHORTEST:
            cleared, count = _anywhere(passage).subn(BLOCK, cleared)
            removed += count
    return Masked(cleared, removed)


def premark(text: str, names: Iterable[str]) -> str:
    """Mark these names wherever they stand whole, for a handler to look over."""
    for name in sorted({" ".join(name.split()) for name in names if len(name.strip()) >= _SHORTEST}, key=len, reverse=True):
        text = re.sub(rf"(?<!\[\[)\b({_anywhere(name).pattern})\b(?!\]\])", r"[[\1]]", text, flags=re.IGNORECASE)
    return _without_nesting(text)


def _anywhere(passage: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in passage.split()), re.IGNORECASE)


def _without_nesting(text: str) -> str:
    """Marks inside marks, which come from a short name within a long one, are taken away."""
    out, depth = [], 0
    for part in re.split(r"(\[\[|\]\])", text):
        if part == "[[":
            depth += 1
            out.append(part if depth == 1 else "")
        elif part == "]]":
            depth -= 1
            out.append(part if depth == 0 else "")
        else:
            out.append(part)
    return "".join(out)
