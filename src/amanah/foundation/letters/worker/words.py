"""The placeholders of a DOCX template, found and filled. There is nothing to run in them: a name between braces, no more.

- `{{ name }}` anywhere, also in headers, footers and text boxes, and also where the editor cut it into pieces.
- A paragraph that holds nothing else is repeated for each paragraph of the value.
- A paragraph all of whose placeholders are empty vanishes, so that no label is left without what it announces.
- A table row that names `{{ list.column }}` is repeated for each entry of the list.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from typing import Any

from docx.oxml.ns import qn

PLACE = re.compile(r"\{\{\s*([A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)?)\s*\}\}")
STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")

_P, _T, _R, _ROW, _BREAK, _TAB = qn("w:p"), qn("w:t"), qn("w:r"), qn("w:tr"), qn("w:br"), qn("w:tab")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Values = Mapping[str, Any]
"""Text by name; for tables a list of {column: text}."""


def roots(document: Any) -> Iterator[Any]:
    """The XML of everything that is printed: body, headers, footers, notes."""
    wanted = ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml")
    for part in document.part.package.iter_parts():
        if part.content_type.endswith(wanted) and hasattr(part, "element"):
            yield part.element


def names(root: Any) -> tuple[set[str], set[str]]:
    """(placeholders, braces that are none) of one part."""
    found: set[str] = set()
    stray: set[str] = set()
    for paragraph in root.iter(_P):
        text = "".join(piece.text or "" for piece in _pieces(paragraph))
        found |= {match[1] for match in PLACE.finditer(text)}
        stray |= {match[0] for match in STRAY.finditer(PLACE.sub("", text))}
    return found, stray


def fill(root: Any, values: Values) -> None:
    """Put the values into one part."""
    for row in list(root.iter(_ROW)):
        lists = {name.partition(".")[0] for name in _names_of(row) if "." in name}
        if lists:
            _repeat_row(row, min(lists), values)
    for paragraph in list(root.iter(_P)):
        _fill_paragraph(paragraph, values)


def _names_of(element: Any) -> set[str]:
    return {match[1] for paragraph in element.iter(_P) for match in PLACE.finditer(_text(paragraph))}


def _repeat_row(row: Any, name: str, values: Values) -> None:
    for entry in values.get(name) or [{}]:
        one = copy.deepcopy(row)
        row.addprevious(one)
        for paragraph in list(one.iter(_P)):
            _fill_paragraph(paragraph, {f"{name}.{key}": text for key, text in entry.items()} | dict(values))
    row.getparent().remove(row)


def _fill_paragraph(paragraph: Any, values: Values) -> None:
    text = _text(paragraph)
    matches = list(PLACE.finditer(text))
    if not matches:
        return
    found = [str(values.get(match[1], "") or "") for match in matches]
    if not any(one.strip() for one in found) and _may_vanish(paragraph):
        paragraph.getparent().remove(paragraph)
    elif len(matches) == 1 and text.strip() == matches[0][0]:
        _replace_paragraph(paragraph, found[0])
    else:
        for match, value in zip(reversed(matches), reversed(found), strict=True):
            _put(paragraph, match.start(), match.end(), value)


def _replace_paragraph(paragraph: Any, value: str) -> None:
    blocks = [block.strip("\n") for block in re.split(r"\n[ \t]*\n", value.replace("\r\n", "\n")) if block.strip()]
    match = PLACE.search(_text(paragraph))
    if match is None:
        return
    for block in blocks[1:]:
        another = copy.deepcopy(paragraph)
        paragraph.addprevious(another)
        _put(another, match.start(), match.end(), blocks[0])
        blocks[0] = block
    _put(paragraph, match.start(), match.end(), blocks[0] if blocks else "")


def _may_vanish(paragraph: Any) -> bool:
    """A cell, header or text box must keep one paragraph, and one that carries the section's page set-up must stay."""
    siblings = [one for one in paragraph.getparent() if one.tag == _P]
    return len(siblings) > 1 and paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None


def _pieces(paragraph: Any) -> list[Any]:
    """The text elements of this paragraph, without those of text boxes inside it."""
    return [piece for piece in paragraph.iter(_T) if next(piece.iterancestors(_P)) is paragraph]


def _text(paragraph: Any) -> str:
    return "".join(piece.text or "" for piece in _pieces(paragraph))


def _put(paragraph: Any, start: int, end: int, value: str) -> None:
    """Replace the characters from `start` to `end` by `value`, in the looks of the first of them."""
    at = 0
    first = None
    for piece in _pieces(paragraph):
        text = piece.text or ""
        here, at = at, at + len(text)
        if at <= start or here >= end:
            continue
        left, right = text[: max(0, start - here)], text[max(0, end - here) :] if end < at else ""
        if first is None:
            first = piece
            lines = value.replace("\r\n", "\n").split("\n")
            piece.text = left + lines[0]
            last = piece
            for line in lines[1:]:
                last = _next_line(last, line)
            last.text = (last.text or "") + right
            for one in {piece, last}:
                one.set(_SPACE, "preserve")
        else:
            piece.text = right
            piece.set(_SPACE, "preserve")


def _next_line(piece: Any, text: str) -> Any:
    line = piece.makeelement(_BREAK)
    piece.addnext(line)
    after = piece.makeelement(_T)
    after.text = text
    after.set(_SPACE, "preserve")
    line.addnext(after)
    return after
