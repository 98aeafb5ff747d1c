"""The XML of documents, tables and presentations: who, when, where on whose computer; and what is hidden."""

import re

from lxml import etree

from amanah.foundation.evidence.cleaning.worker.report import Findings

NOBODY = "Author"
"""Stands where the format demands a name."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHANGES = {
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tcPrChange",
    "trPrChange",
    "cellIns",
    "cellDel",
    "numberingChange",
    "tblGridChange",
    "cellMerge",
    "tblPrExChange",
}
GONE = {
    "rsids": "ids",
    "docId": "ids",
    "revisionPtr": "ids",
    "attachedTemplate": "template",
    "docVars": "custom",
    "mailMerge": "connection",
    "commentRangeStart": "",
    "commentRangeEnd": "",
    "commentReference": "",
    "annotationRef": "",
    "absPath": "path",
    "fileVersion": "software",
    "fileSharing": "editor",
    "custDataLst": "custom",
    "presenceInfo": "author",
}
PLAIN = {"c", "v", "si", "t", "is", "f"}
"""Cells and their words, of which a table has a million and which carry no names."""

SESSION_NAMESPACES = ("/2010/wordml", "/2014/revision", "/2015/revision", "/2016/revision", "/2017/revision")
A_PATH = re.compile(r"^(file:|\\\\|[a-zA-Z]:[\\/])", re.IGNORECASE)
_FILE_NAME = re.compile(r"[\\/]|\.(jpe?g|png|gif|bmp|tiff?|heic|webp|emf|wmf|svg)$", re.IGNORECASE)


def unlink(root: "etree._Element", cut: set[str], relationships: tuple[str, ...]) -> None:
    """Take out what names a relation that is gone; a page's setup only loses its printer."""
    for element in list(root.iter(etree.Element)):
        for attribute, value in list(element.attrib.items()):
            if value in cut and str(attribute).startswith(relationships):
                if _name(element) == "pageSetup":
                    del element.attrib[attribute]
                elif element.getparent() is not None:
                    _remove(element)


def comment_authors(root: "etree._Element", found: Findings) -> None:
    """Whose comments these are."""
    for element in root.iter(etree.Element):
        for attribute, value in element.attrib.items():
            if etree.QName(attribute).localname in {"author", "initials"}:
                found.add("comment", value)


def scrub(root: "etree._Element", found: Findings) -> None:
    """Clean one part in place."""
    for element in list(root.iter(etree.Element)):
        name = _name(element)
        if name in GONE and element.getparent() is not None:
            if GONE[name]:
                found.add(GONE[name], element.get("url") or element.get("userName") or "")
            _remove(element)
            continue
        if name not in PLAIN:
            _attributes(element, name, found)
        _hidden(element, name, found)
    # An extension whose only content went would be an empty box that some readers call damage.
    for element in list(root.iter("{*}ext")):
        if len(element) == 0 and not (element.text or "").strip() and element.get("uri") and element.getparent() is not None:
            _remove(element)


def _attributes(element: "etree._Element", name: str, found: Findings) -> None:
    for attribute, value in list(element.attrib.items()):
        space, _, word = str(attribute).rpartition("}")
        if word.startswith("rsid") or (
            space.endswith(SESSION_NAMESPACES)
            and word in {"uid", "paraId", "textId", "documentId", "coauthVersionLast", "coauthVersionMax"}
        ):
            found.add("ids")
            del element.attrib[attribute]
        elif word == "author" and name in CHANGES:
            if value != NOBODY:
                found.add("changes", value)
                element.set(attribute, NOBODY)
        elif word in {"date", "dateUtc"} and name in CHANGES:
            found.add("changes")
            del element.attrib[attribute]
        elif word in {"refreshedBy", "userName", "lastEdited", "userId"}:
            found.add("editor", value)
            del element.attrib[attribute]
        elif word in {"refreshedDate", "refreshedDateIso"}:
            found.add("time")
            del element.attrib[attribute]
        elif name == "hyperlink" and word in {"display", "tooltip"} and A_PATH.match(value):
            found.add("path", value)
            del element.attrib[attribute]
        elif _names_a_file(name, word, space, value):
            found.add("picture_name", value)
            element.set(attribute, "")


def _names_a_file(name: str, word: str, space: str, value: str) -> bool:
    """Programs write a picture's file name, or its whole path, beside the picture."""
    if name in {"cNvPr", "docPr"}:
        return word in {"name", "descr", "title"} and bool(_FILE_NAME.search(value))
    return (
        name in {"imagedata", "fill", "shape"}
        and word in {"title", "href", "alt", "src"}
        and space != ""
        and bool(_FILE_NAME.search(value))
    )


def _hidden(element: "etree._Element", name: str, found: Findings) -> None:
    """What a reader does not see at once. It is content: named, and left."""
    if name == "sheet" and element.get("state") in {"hidden", "veryHidden"}:
        found.keep("hidden_sheet", element.get("name", ""))
    elif name in {"row", "col"} and element.get("hidden") in {"1", "true"}:
        found.keep("hidden_rows")
    elif name == "sld" and element.get("show") in {"0", "false"}:
        found.keep("hidden_slide")
    elif name == "notes" and _notes(element):
        found.keep("notes")
    elif name == "vanish" and element.get(f"{W}val", "1") not in {"0", "false"}:
        found.keep("hidden_text")
    elif name in {"delText", "moveFrom"} and "".join(element.itertext()).strip():
        found.keep("deleted_text")


def _notes(element: "etree._Element") -> bool:
    """Whether the speaker's notes say more than the number of the slide."""
    texts = (text for text in element.iter("{*}t") if text.getparent() is None or _name(text.getparent()) != "fld")
    return any((text.text or "").strip() for text in texts)


def _remove(element: "etree._Element") -> None:
    """Take an element out and leave the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _name(element: "etree._Element") -> str:
    return str(element.tag).rpartition("}")[2]
