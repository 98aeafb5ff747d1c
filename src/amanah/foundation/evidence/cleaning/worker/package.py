"""The container of DOCX, XLSX and PPTX: its parts, their types, and the relations between them."""

import io
import posixpath
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from amanah.foundation.evidence.cleaning.worker.report import NotCleaned

PARTS = 5_000
PART_BYTES = 64 * 1024**2
ALL_BYTES = 192 * 1024**2
TYPES = "[Content_Types].xml"
TYPES_NS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELS_NS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True, recover=False
)


@dataclass
class Relation:
    """One relation of a part: its id, the last word of its type, and where it leads."""

    id: str
    type: str
    target: str
    external: bool
    full_type: str = ""


@dataclass
class Package:
    """The parts by name (without the leading slash) and what kind each is."""

    parts: dict[str, bytes]
    defaults: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, data: bytes) -> "Package":
        """Unpack, within limits that no honest document reaches. Raises NotCleaned."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            names = [entry.filename for entry in entries]
            if any(entry.flag_bits & 1 for entry in entries):
                raise NotCleaned("encrypted")
            if len(entries) > PARTS or sum(entry.file_size for entry in entries) > ALL_BYTES:
                raise NotCleaned("bomb")
            if len({name.lower() for name in names}) != len(names) or TYPES not in names:
                raise NotCleaned("broken")
            left, parts = ALL_BYTES, {}
            for entry in entries:
                with archive.open(entry) as part:
                    parts[entry.filename] = part.read(min(PART_BYTES, left) + 1)
                left -= len(parts[entry.filename])
                if left < 0 or len(parts[entry.filename]) > PART_BYTES:
                    raise NotCleaned("bomb")
        made = cls(parts)
        for element in xml(parts.pop(TYPES)):
            if element.tag == f"{TYPES_NS}Default":
                made.defaults[element.get("Extension", "").lower()] = element.get("ContentType", "")
            elif element.tag == f"{TYPES_NS}Override":
                made.overrides[element.get("PartName", "").lstrip("/")] = element.get("ContentType", "")
        return made

    def type_of(self, name: str) -> str:
        """The content type of a part, "" where the package does not say."""
        return self.overrides.get(name) or self.defaults.get(name.rpartition(".")[2].lower(), "")

    def relations(self, source: str) -> list[Relation]:
        """What a part ("" for the package itself) points to."""
        data = self.parts.get(rels_of(source))
        if data is None:
            return []
        found = []
        for element in xml(data):
            kind, target = element.get("Type", ""), element.get("Target", "")
            external = element.get("TargetMode") == "External"
            place = target if external else resolved(source, target)
            found.append(Relation(element.get("Id", ""), kind.rpartition("/")[2], place, external, kind))
        return found

    def set_relations(self, source: str, relations: list[Relation]) -> None:
        """Replace what a part points to."""
        if not relations:
            self.parts.pop(rels_of(source), None)
            return
        root = etree.Element(f"{RELS_NS}Relationships", nsmap={None: RELS_NS[1:-1]})
        for relation in relations:
            element = etree.SubElement(root, f"{RELS_NS}Relationship", Id=relation.id, Type=relation.full_type)
            element.set("Target", relation.target if relation.external else f"/{relation.target}")
            if relation.external:
                element.set("TargetMode", "External")
        self.parts[rels_of(source)] = serial(root)

    def write(self) -> bytes:
        """Packed anew: one date for every part, no comments, no fields of the program that packed it before."""
        root = etree.Element(f"{TYPES_NS}Types", nsmap={None: TYPES_NS[1:-1]})
        endings = {name.rpartition(".")[2].lower() for name in self.parts}
        for ending, media in sorted(self.defaults.items()):
            if ending in endings:
                etree.SubElement(root, f"{TYPES_NS}Default", Extension=ending, ContentType=media)
        for name, media in sorted(self.overrides.items()):
            if name in self.parts:
                etree.SubElement(root, f"{TYPES_NS}Override", PartName=f"/{name}", ContentType=media)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in [(TYPES, serial(root)), *sorted(self.parts.items())]:
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
                archive.writestr(entry, data)
        return out.getvalue()


def rels_of(source: str) -> str:
    """Where the relations of a part stand."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def resolved(source: str, target: str) -> str:
    """The part that a relation means."""
    target = target.partition("#")[0]
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def xml(data: bytes) -> "etree._Element":
    """Parse a part: no entities, no network, no comments. Raises NotCleaned."""
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        raise NotCleaned("broken") from error
    if root.getroottree().docinfo.doctype:
        raise NotCleaned("broken")
    return root


def serial(root: "etree._Element") -> bytes:
    """A part's bytes."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
