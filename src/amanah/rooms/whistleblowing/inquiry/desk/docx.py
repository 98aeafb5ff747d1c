"""The report as an editable document for a word processor."""

import io
from collections.abc import Iterable
from typing import Any

from amanah.rooms.whistleblowing.inquiry.desk.composing import Document

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx_bytes(document: Document, *, author: str) -> bytes:
    """The document with real headings and tables; its properties name the institution and no person."""
    import docx  # late: it brings lxml, together seven megabytes of memory
    from docx.shared import Pt  # late: as above

    paper: Any = docx.Document()
    paper.core_properties.author = author
    paper.core_properties.title = document.title
    paper.core_properties.comments = ""
    paper.styles["Normal"].font.name = "Liberation Serif"
    paper.styles["Normal"].font.size = Pt(11)
    paper.add_heading(document.title, level=1)
    paper.add_paragraph(document.lead)
    if document.facts:
        _table(paper, document.facts)
    for section in document.sections:
        if section.heading:
            paper.add_heading(section.heading, level=2)
        for paragraph in section.paragraphs:
            paper.add_paragraph(_printable(paragraph))
        if section.rows:
            _table(paper, section.rows)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _table(paper: Any, rows: Iterable[tuple[str, str]]) -> None:
    from docx.shared import Cm  # late: as above

    table = paper.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for term, text in rows:
        cells = table.add_row().cells
        for cell, width, words in ((cells[0], 4.2, term), (cells[1], 12.0, text)):
            cell.width = Cm(width)
            cell.text = _printable(words)
    paper.add_paragraph()


def _printable(text: str) -> str:
    """Without the control characters that XML has no place for."""
    return "".join(letter for letter in text if letter in "\n\t" or letter >= " ")
