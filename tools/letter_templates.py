"""Make the letter templates that Amanah is shipped with (maintainers): `defaults/*.docx` of foundation/letters and of rooms/discipline.

They are plain on purpose: every office replaces them by its own. Their wording is in `letter_wording.py`, so that changes can be reviewed.
"""

import io
import re
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from letter_wording import LETTERS, OF_DISCIPLINE

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "src" / "amanah"
TARGET = HERE / "foundation" / "letters" / "defaults"
DISCIPLINE = HERE / "rooms" / "discipline" / "defaults"


def build(parts: list[tuple[str, object]]) -> bytes:
    """One template."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.25)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(11)
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(6), 1.15
    letterhead(section)
    for kind, content in parts:
        WRITERS[kind](document, content)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "", "", ""
    properties.created = properties.modified = datetime(2026, 1, 1)  # noqa: DTZ001 - DOCX keeps it without a zone
    out = io.BytesIO()
    document.save(out)
    return steady(out.getvalue())


def letterhead(section: object) -> None:
    """The institution's name over a line; an office puts its emblem and address here."""
    header, footer = section.header, section.footer
    paragraph = header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run("{{ institution }}")
    run.bold, run.font.size = True, Pt(13)
    rule(paragraph)
    note = footer.paragraphs[0]
    note.alignment = WD_ALIGN_PARAGRAPH.CENTER
    small = note.add_run("{{ matter }} · rahasia, hanya untuk yang dituju")
    small.font.size = Pt(8)


def rule(paragraph: object) -> None:
    """A line below the paragraph."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "8"), ("space", "4"), ("color", "1B2430")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001 - python-docx has no borders of its own


def title(document: object, text: str) -> None:
    """The kind of document, in the middle."""
    paragraph = document.add_paragraph()
    paragraph.alignment, paragraph.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(0)
    paragraph.paragraph_format.space_before = Pt(6)
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(13)


def number(document: object, text: str) -> None:
    """Its number below."""
    paragraph = document.add_paragraph(text)
    paragraph.alignment, paragraph.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(14)


def pairs(document: object, rows: list[tuple[str, str]]) -> None:
    """Terms and what they say, without lines."""
    table = document.add_table(rows=0, cols=3)
    table.autofit = False
    for term, value in rows:
        cells = table.add_row().cells
        for cell, text, width in zip(cells, (term, ":", value), (Cm(2.6), Cm(0.5), Cm(13.4)), strict=True):
            cell.width = width
            cell.paragraphs[0].text = text
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def head(document: object, text: str) -> None:
    """A heading that stays with what follows."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next, paragraph.paragraph_format.space_before = True, Pt(8)
    paragraph.add_run(text).bold = True


def text(document: object, content: str) -> None:
    """A paragraph."""
    document.add_paragraph(content)


def table(document: object, columns: list[tuple[str, str, int]]) -> None:
    """A table whose second row is repeated."""
    grid = document.add_table(rows=2, cols=len(columns))
    grid.style, grid.autofit = "Table Grid", False
    for at, (name, place, width) in enumerate(columns):
        for row in grid.rows:
            row.cells[at].width = Cm(width)
        grid.rows[0].cells[at].paragraphs[0].add_run(name).bold = True
        grid.rows[1].cells[at].paragraphs[0].text = place
        for row in grid.rows:
            row.cells[at].paragraphs[0].paragraph_format.space_after = Pt(2)
            for run in row.cells[at].paragraphs[0].runs:
                run.font.size = Pt(10)
    repeated = OxmlElement("w:tblHeader")
    grid.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 - as above
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def sign(document: object, where: str) -> None:
    """Place, date, and who signs, on the right; copies below."""
    for at, line in enumerate((where, "{{ signer_title }}", "", "", "{{ signer_name }}", "NIP {{ signer_nip }}")):
        paragraph = document.add_paragraph(line)
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.space_after = Cm(9), Pt(0)
        paragraph.paragraph_format.space_before = Pt(14 if at == 0 else 0)
        paragraph.paragraph_format.keep_with_next = True
    copies(document, None)


def two(document: object, names: tuple[str, str, str, str]) -> None:
    """Two people who sign side by side."""
    grid = document.add_table(rows=1, cols=2)
    left, left_name, right, right_name = names
    for cell, role, name in zip(grid.rows[0].cells, (left, right), (left_name, right_name), strict=True):
        cell.paragraphs[0].text = role
        for line in ("", "", name or "………………………………"):
            cell.add_paragraph(line).paragraph_format.space_after = Pt(0)


def copies(document: object, _nothing: object) -> None:
    """Who gets a copy; vanishes where nobody does."""
    paragraph = document.add_paragraph("Tembusan: {{ copies }}")
    paragraph.paragraph_format.space_before = Pt(14)
    for run in paragraph.runs:
        run.font.size = Pt(9)


WRITERS = {
    "title": title,
    "number": number,
    "pairs": pairs,
    "head": head,
    "text": text,
    "table": table,
    "sign": sign,
    "two": two,
    "copies": copies,
}


def steady(data: bytes) -> bytes:
    """The same bytes at every run: one date for all parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in sorted(given.infolist(), key=lambda one: (one.filename != "[Content_Types].xml", one.filename)):
            if entry.filename == "docProps/thumbnail.jpeg":
                continue
            content = given.read(entry)
            if entry.filename == "_rels/.rels":
                content = re.sub(rb'<Relationship [^>]*Target="docProps/thumbnail.jpeg"/>', b"", content)
            made.writestr(zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def main() -> None:
    """Write all of them."""
    for target, letters in ((TARGET, LETTERS), (DISCIPLINE, OF_DISCIPLINE)):
        target.mkdir(exist_ok=True)
        for key, parts in letters.items():
            (target / f"{key}.docx").write_bytes(build(parts))


if __name__ == "__main__":
    sys.exit(main())
