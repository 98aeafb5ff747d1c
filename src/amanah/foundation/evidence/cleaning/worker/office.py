"""DOCX, XLSX and PPTX. What belongs to the content stays and is named; what stands around it goes.

Removed: properties, comments with their authors, who changed what when, the ids of editing sessions, templates, printers, data
connections, thumbnails, sensitivity labels, signatures, paths, and what pictures inside carry. Kept and named: hidden sheets, rows,
slides, text and notes, tracked deletions (without author and time), addresses that links lead to: they are what the file says, and
removing them silently could remove the evidence.
"""

import re

from lxml import etree

from amanah.foundation.evidence.cleaning.worker import images, markup
from amanah.foundation.evidence.cleaning.worker.package import Package, Relation, serial, xml
from amanah.foundation.evidence.cleaning.worker.report import Findings, NotCleaned

DEPTH = 2
RELATIONSHIPS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)
PROPERTIES = {
    "creator": "author",
    "lastModifiedBy": "editor",
    "Company": "company",
    "Manager": "author",
    "Application": "software",
    "created": "time",
    "modified": "time",
    "lastPrinted": "time",
    "title": "title",
    "subject": "title",
    "keywords": "title",
    "description": "title",
    "category": "title",
    "Template": "template",
}
DROPPED = {
    "core-properties": "properties",
    "extended-properties": "properties",
    "custom-properties": "properties",
    "thumbnail": "thumbnail",
    "comments": "comment",
    "commentsExtended": "comment",
    "commentsIds": "comment",
    "commentsExtensible": "comment",
    "commentAuthors": "comment",
    "authors": "comment",
    "threadedComment": "comment",
    "person": "author",
    "people": "author",
    "attachedTemplate": "template",
    "printerSettings": "printer",
    "customXml": "custom",
    "customXmlProps": "custom",
    "customProperty": "custom",
    "tags": "custom",
    "docMetadata": "custom",
    "classificationlabels": "custom",
    "connections": "connection",
    "queryTable": "connection",
    "mailMergeSource": "connection",
    "mailMergeHeaderSource": "connection",
    "recipientData": "connection",
    "revisionHeaders": "changes",
    "revisionLog": "changes",
    "usernames": "changes",
    "revisionInfo": "changes",
    "changesInfo": "changes",
    "origin": "signature",
    "signature": "signature",
    "certificate": "signature",
    "webExtensionTaskpanes": "custom",
    "webextension": "custom",
}
"""The last word of a relation's type → what its target reveals. These parts go, and what points to them."""

REFUSED = {
    "vbaProject": "macros",
    "oleObject": "embedded",
    "control": "embedded",
    "activeXControlBinary": "embedded",
    "keyMapCustomizations": "embedded",
}
SOUNDLESS = {"image/x-emf", "image/x-wmf", "image/emf", "image/wmf", "image/bmp"}
FONTS = ("application/x-fontdata", "application/vnd.openxmlformats-officedocument.obfuscatedFont", "application/x-font-ttf")
_AUTHORS = re.compile(rb"(?:\bauthor|displayName|<author|\bname|userName)(?:=\"|>)([^\"<]{1,80})")


def package(data: bytes, found: Findings, depth: int = 0) -> bytes:
    """A document, table or presentation, part by part. Raises NotCleaned for what it does not know how to clean."""
    document = Package.read(data)
    for source in ["", *sorted(name for name in document.parts if not name.endswith(".rels"))]:
        _cut_relations(document, source, found)
    _drop_unreached(document, found)
    for name in sorted(document.parts):
        if not name.endswith(".rels"):
            document.parts[name] = _part(document, name, found, depth)
    return document.write()


def _cut_relations(document: Package, source: str, found: Findings) -> None:
    """Drop the relations to what goes, make harmless those that lead out, and take their ids out of the part's text."""
    relations = document.relations(source)
    kept, cut = [], set()
    for relation in relations:
        if relation.type in REFUSED:
            raise NotCleaned(REFUSED[relation.type])
        if relation.type in DROPPED or _is_comment_drawing(document, source, relation):
            cut.add(relation.id)
            _describe(document, relation, found)
        else:
            kept.append(_outward(relation, found))
    if relations:
        document.set_relations(source, kept)
    if cut and source in document.parts and _is_xml(document, source):
        root = xml(document.parts[source])
        markup.unlink(root, cut, RELATIONSHIPS)
        document.parts[source] = serial(root)


def _is_comment_drawing(document: Package, source: str, relation: Relation) -> bool:
    """Whether this is the drawing of a sheet's notes, of which nothing is left to draw."""
    if relation.type != "vmlDrawing" or relation.external or not source.startswith("xl/worksheets/"):
        return False
    return b'ObjectType="Note"' in document.parts.get(relation.target, b"")


def _describe(document: Package, relation: Relation, found: Findings) -> None:
    code = DROPPED.get(relation.type, "comment")
    data = b"" if relation.external else document.parts.get(relation.target, b"")
    if code == "properties":
        _properties(data, found)
    elif code in {"comment", "author", "changes"}:
        found.add(code)
        for match in _AUTHORS.finditer(data):
            found.add(code, match.group(1))
        if code == "comment" and relation.type == "comments":
            markup.comment_authors(xml(data), found)
    else:
        found.add(code, relation.target if relation.external else "")


def _properties(data: bytes, found: Findings) -> None:
    if not data:
        return
    root = xml(data)
    found.add("properties")
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if element.text and element.text.strip() and name in PROPERTIES:
            found.add(PROPERTIES[name], element.text)
        elif name == "property" and element.get("name"):
            found.add("custom", f"{element.get('name')}: {''.join(element.itertext())}")


def _outward(relation: Relation, found: Findings) -> Relation:
    """Links stay, for they are what the file says; paths of a computer and things fetched when the file is opened do not."""
    if not relation.external or relation.target in {"about:blank", "removed"}:
        return relation
    if relation.type == "hyperlink" and not markup.A_PATH.match(relation.target):
        found.keep("link", relation.target)
        return relation
    found.add("path", relation.target)
    return Relation(relation.id, relation.type, "about:blank" if relation.type == "hyperlink" else "removed", True, relation.full_type)


def _drop_unreached(document: Package, found: Findings) -> None:
    """Keep what can be reached from the package; readers never see the rest, and whoever unpacks it would."""
    reached, waiting = set(), [""]
    while waiting:
        for relation in document.relations(waiting.pop()):
            if not relation.external and relation.target in document.parts and relation.target not in reached:
                reached.add(relation.target)
                waiting.append(relation.target)
    for name in list(document.parts):
        owner = re.sub(r"_rels/([^/]*)\.rels$", r"\1", name)
        if name in reached or (name.endswith(".rels") and (owner in reached or not owner)):
            continue
        known = name.startswith("docProps/") or "omment" in name or "printerSettings" in name or "customXml" in name
        if not known and not name.endswith(".rels") and not name.startswith(("_xmlsignatures/", "xl/drawings/vmlDrawing")):
            found.add("leftover", name)
        del document.parts[name]


def _is_xml(document: Package, name: str) -> bool:
    media = document.type_of(name)
    return media.endswith(("+xml", "/xml")) or name.endswith((".xml", ".vml"))


def _part(document: Package, name: str, found: Findings, depth: int) -> bytes:
    data, media = document.parts[name], document.type_of(name)
    if media.endswith("vmlDrawing") or _is_xml(document, name):
        root = xml(data)
        markup.scrub(root, found)
        return serial(root)
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8")):
        return _picture(data, found)
    if media in SOUNDLESS or media in FONTS:
        return data
    if data.startswith(b"PK\x03\x04") and depth < DEPTH:
        return package(data, found, depth + 1)
    raise NotCleaned("embedded")


def _picture(data: bytes, found: Findings) -> bytes:
    inside = Findings()
    if data.startswith(b"\xff\xd8\xff"):
        again = images.jpeg(data, inside) if images.is_turned(data) else images.stripped(data, inside)
    elif data.startswith(b"\x89PNG\r\n\x1a\n"):
        again = images.png(data, inside)
    elif data.startswith(b"GIF8"):
        again = images.gif(data, inside)
    else:
        raise NotCleaned("embedded")
    if inside.gone:
        found.add("picture")
        for code, values in inside.gone.items():
            for value in values:
                found.add(code, value)
    return again
