"""DOCX templates in the worker: what may not be in one, what it asks for, and the letter that comes of it."""

import io
import re
import zipfile
from datetime import datetime
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from amanah.foundation.evidence.cleaning.worker.package import Package
from amanah.foundation.evidence.cleaning.worker.report import NotCleaned
from amanah.foundation.letters.worker import words

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RUNS = ("vbaProject", "oleObject", "package", "attachedTemplate", "subDocument", "control", "frame", "aFChunk", "mailMergeSource")
"""Relations to what runs, embeds or fetches something."""
_FIELDS = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|EMBED|MACROBUTTON|DATABASE|HYPERLINK)\b", re.IGNORECASE)
_INSTRUCTION, _SIMPLE = qn("w:instrText"), qn("w:fldSimple")


class Unfit(Exception):  # noqa: N818 - says what it is
    """Not a template that may be used; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def inspect(data: bytes) -> dict[str, Any]:
    """The placeholders of a template and its stray braces. Raises Unfit."""
    document = opened(data)
    found: set[str] = set()
    stray: set[str] = set()
    for root in words.roots(document):
        some, braces = words.names(root)
        found |= some
        stray |= braces
    return {"placeholders": sorted(found), "stray": sorted(stray)}


def fill(data: bytes, values: words.Values, *, title: str, author: str, day: str) -> bytes:
    """The letter: the template with the values, and with nothing of who wrote the template. Raises Unfit."""
    document = opened(data)
    for root in words.roots(document):
        words.fill(root, values)
    properties = document.core_properties
    moment = datetime.fromisoformat(f"{day}T00:00:00")
    properties.author, properties.last_modified_by, properties.title = author, "", title
    properties.comments = properties.keywords = properties.category = properties.subject = ""
    properties.created = properties.modified = properties.last_printed = moment
    properties.revision = 1
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def opened(data: bytes) -> Any:
    """The document, looked through before any of it is used. Raises Unfit."""
    try:
        package = Package.read(data)
        _refuse_what_runs(package)
        return docx.Document(io.BytesIO(data))
    except (NotCleaned, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise Unfit("broken") from error


def _refuse_what_runs(package: Package) -> None:
    if MAIN not in package.overrides.values():
        raise Unfit("not_docx")
    sources = ["", *(name for name in package.parts if not name.endswith(".rels"))]
    for relation in (relation for source in sources for relation in package.relations(source)):
        if relation.type in _RUNS:
            raise Unfit("runs")
        if relation.external and relation.type != "hyperlink":
            raise Unfit("fetches")
    for name, part in package.parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            _refuse_fields(etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)))


def _refuse_fields(root: Any) -> None:
    instructions = "".join(one.text or "" for one in root.iter(_INSTRUCTION))
    simple = " ".join(one.get(qn("w:instr"), "") for one in root.iter(_SIMPLE))
    found = _FIELDS.findall(f"{instructions} {simple}")
    if any(one.upper() != "HYPERLINK" for one in found):
        raise Unfit("fetches")
