"""PDF: every object that can be reached is looked at; what only describes is removed, and the file is written anew.

Removed: properties, XMP, private data of programs, thumbnails, attachments, scripts and actions beyond links, names and times of
notes, signatures, form data of XFA, what photographs inside carry, and every earlier version. Kept and named: the text of notes,
hidden layers, and addresses that links lead to.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from amanah.foundation.evidence.cleaning.worker import images
from amanah.foundation.evidence.cleaning.worker.pdf_keys import FILTERS, KNOWN
from amanah.foundation.evidence.cleaning.worker.report import Findings, NotCleaned

OBJECTS = 400_000
INFO = {
    "/Author": "author",
    "/Creator": "software",
    "/Producer": "software",
    "/CreationDate": "time",
    "/ModDate": "time",
    "/Title": "title",
    "/Subject": "title",
    "/Keywords": "title",
    "/Company": "company",
    "/Manager": "author",
}
GONE = {
    "/Metadata": "xmp",
    "/PieceInfo": "private",
    "/LastModified": "time",
    "/Thumb": "thumbnail",
    "/AF": "attachment",
    "/EmbeddedFiles": "attachment",
    "/Collection": "attachment",
    "/EF": "attachment",
    "/RF": "attachment",
    "/JavaScript": "script",
    "/AA": "script",
    "/XFA": "private",
    "/SpiderInfo": "private",
    "/IDS": "private",
    "/URLS": "private",
    "/CreatorInfo": "software",
    "/Perms": "signature",
    "/DSS": "signature",
    "/Alternates": "thumbnail",
    "/OPI": "path",
    "/Measure": "place",
    "/PtData": "place",
    "/LGIDict": "place",
}
"""Keys that go from any dictionary → what they reveal."""

ONLY_AT_ROOT = {"/Perms", "/DSS", "/Collection"}
HARMLESS_ACTIONS = {"/GoTo", "/URI", "/Named", "/SetOCGState", "/Hide", "/ResetForm", "/Trans"}
CARRIERS = {"/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D"}
NOTE_KEYS = {"/T": "comment", "/M": "time", "/CreationDate": "time", "/NM": "ids"}


def pdf(data: bytes, found: Findings) -> bytes:
    """A PDF written anew. Raises NotCleaned for what needs a password or cannot be read."""
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            _before(data, document, found)
            _Walk(document, found).all()
            if "/Info" in document.trailer:
                del document.trailer["/Info"]
            if "/ID" in document.trailer:
                del document.trailer["/ID"]
            out = io.BytesIO()
            document.save(
                out,
                deterministic_id=True,
                fix_metadata_version=False,
                encryption=False,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                compress_streams=True,
                linearize=False,
            )
    except pikepdf.PasswordError as error:
        raise NotCleaned("encrypted") from error
    except (pikepdf.PdfError, pikepdf.ForeignObjectError) as error:
        raise NotCleaned("broken") from error
    return out.getvalue()


def _before(data: bytes, document: pikepdf.Pdf, found: Findings) -> None:
    """What stands beside the objects: the file's properties, and what was appended to it over time."""
    if "/Info" in document.trailer and isinstance(document.trailer["/Info"], Dictionary):
        for key, value in document.trailer["/Info"].items():
            words = str(value) if isinstance(value, (pikepdf.String, Name)) else ""
            if words.strip():
                found.add(INFO.get(key, "custom"), words if key in INFO else f"{key[1:]}: {words}")
    versions = len(re.findall(rb"startxref\s+\d+\s+%%EOF", data)) - (1 if document.is_linearized else 0)
    if versions > 1:
        found.add("revisions", versions - 1)
    if len(document.objects) > OBJECTS:
        raise NotCleaned("bomb")
    layers = document.Root.get("/OCProperties")
    if isinstance(layers, Dictionary) and isinstance(layers.get("/D"), Dictionary) and len(layers.D.get("/OFF", Array())):
        found.keep("hidden_layer")


class _Walk:
    """Visits every object once, without recursion."""

    def __init__(self, document: pikepdf.Pdf, found: Findings) -> None:
        self._document = document
        self._found = found
        self._seen: set[tuple[int, int]] = set()

    def all(self) -> None:
        """Clean everything below the catalogue."""
        root = self._document.Root
        waiting: list[Object] = [root]
        steps = 0
        while waiting:
            steps += 1
            if steps > 4 * OBJECTS:
                raise NotCleaned("bomb")
            here = waiting.pop()
            if here.is_indirect:
                if here.objgen in self._seen:
                    continue
                self._seen.add(here.objgen)
            if isinstance(here, (Dictionary, Stream)):
                self._dictionary(here, at_root=here.is_indirect and here.objgen == root.objgen)
            elif isinstance(here, Array):
                self._array(here)
            waiting.extend(_below(here))

    def _dictionary(self, here: Any, *, at_root: bool) -> None:
        if _is_note(here):
            self._note(here)
        if here.get("/FT") == Name.Sig or here.get("/Type") == Name.Sig:
            self._signature(here)
        for key in list(here.keys()):
            code = GONE.get(key)
            if (code and (at_root or key not in ONLY_AT_ROOT)) or self._is_bad_action(here.get(key)):
                self._found.add(code or "script", self._named(key, here[key]))
                del here[key]
        kind = "root" if at_root else _kind(here)
        for key in set(here.keys()) - KNOWN[kind] if kind else ():
            self._found.add("private")
            del here[key]
        if here.get("/S") == Name.URI and isinstance(here.get("/URI"), pikepdf.String):
            self._found.keep("link", str(here.URI))
        if isinstance(here, Stream):
            self._stream(here)

    def _array(self, here: Any) -> None:
        for index in reversed(range(len(here))):
            item = here[index]
            if isinstance(item, Dictionary) and str(item.get("/Subtype", "")) in CARRIERS and "/Rect" in item:
                self._found.add("attachment", self._named("/FS", item.get("/FS")))
                del here[index]
            elif self._is_bad_action(item):
                self._found.add("script")
                del here[index]

    @staticmethod
    def _is_bad_action(value: Any) -> bool:
        """Whether this would do something other than go to a place or an address."""
        if not isinstance(value, Dictionary) or not isinstance(value.get("/S"), Name):
            return False
        kind = str(value.S)
        known = value.get("/Type") == Name.Action or any(key in value for key in ("/JS", "/F", "/Win", "/D", "/R", "/Fields"))
        return known and kind in {
            "/JavaScript",
            "/Launch",
            "/SubmitForm",
            "/ImportData",
            "/GoToR",
            "/GoToE",
            "/Rendition",
            "/RichMediaExecute",
            "/Sound",
            "/Movie",
            "/GoTo3DView",
            "/Thread",
        }

    def _note(self, here: Any) -> None:
        widget = here.get("/Subtype") == Name.Widget
        for key, code in NOTE_KEYS.items():
            if key in here and not (widget and key == "/T"):
                self._found.add(code, str(here[key]) if key in {"/T", "/M"} and isinstance(here[key], pikepdf.String) else "")
                del here[key]
        if (
            not widget
            and here.get("/Subtype") != Name.Link
            and isinstance(here.get("/Contents"), pikepdf.String)
            and str(here.Contents).strip()
        ):
            self._found.keep("comment_text")

    def _signature(self, here: Any) -> None:
        value = here.get("/V") if here.get("/FT") == Name.Sig else here
        if not isinstance(value, Dictionary):
            return
        name = str(value.get("/Name", "")) if isinstance(value.get("/Name"), pikepdf.String) else ""
        self._found.add("signature", name)
        if "/V" in here:
            del here["/V"]
        elif here.get("/Type") == Name.Sig:
            for key in list(here.keys()):
                if key != "/Type":
                    del here[key]
            del here["/Type"]

    def _stream(self, here: Any) -> None:
        filters = here.get("/Filter")
        names = [str(one) for one in filters] if isinstance(filters, Array) else [str(filters)] if filters is not None else []
        if not FILTERS.issuperset(names) or (not names and here.read_raw_bytes().startswith(b"\xff\xd8\xff")):
            raise NotCleaned("broken")
        if names == ["/DCTDecode"]:
            raw = here.read_raw_bytes()
            bare = images.stripped(raw, self._found) if raw.startswith(b"\xff\xd8") else raw
            if bare != raw:
                parameters = here.get("/DecodeParms")
                here.write(bare, filter=Name.DCTDecode, decode_parms=parameters)
        elif "/DCTDecode" in names:
            if b"Exif\0\0" in here.read_raw_bytes() or len(names) > 1:
                self._unwrap(here, names)
        elif "/JPXDecode" in names and re.search(rb"uuid|xml ", here.read_raw_bytes()[:65536]):
            raise NotCleaned("embedded")

    def _unwrap(self, here: Any, names: list[str]) -> None:
        """A photograph inside further wrappings: unwrap it by the outer ones, then treat it as any."""
        if names[:-1] != ["/FlateDecode"]:
            raise NotCleaned("embedded")
        import zlib

        unpacker = zlib.decompressobj()
        raw = unpacker.decompress(here.read_raw_bytes(), 64 * 1024**2)
        if unpacker.unconsumed_tail:
            raise NotCleaned("bomb")
        here.write(images.stripped(raw, self._found) if raw.startswith(b"\xff\xd8") else raw, filter=Name.DCTDecode)

    def _named(self, key: str, value: Any) -> str:
        """A name worth telling: of an attachment, or of who is meant."""
        if key in {"/EmbeddedFiles", "/FS", "/AF"}:
            return ", ".join(dict.fromkeys(_file_names(value)))
        if key == "/Metadata" and isinstance(value, Stream):
            images.xmp(value.read_bytes()[:200_000], self._found)
        return ""


def _is_note(here: Any) -> bool:
    return here.get("/Type") == Name.Annot or ("/Rect" in here and isinstance(here.get("/Subtype"), Name) and "/BBox" not in here)


def _kind(here: Any) -> str:
    if here.get("/Type") == Name.Page:
        return "page"
    if isinstance(here, Stream):
        return "picture" if here.get("/Subtype") == Name.Image else ""
    return "note" if _is_note(here) else ""


def _below(here: Any) -> Iterator[Object]:
    children = here.values() if isinstance(here, (Dictionary, Stream)) else here if isinstance(here, Array) else ()
    return (child for child in children if isinstance(child, (Dictionary, Stream, Array)))


def _file_names(value: Any, depth: int = 0) -> Iterator[str]:
    if depth > 6:
        return
    if isinstance(value, Array):
        for child in list(value)[:40]:
            yield from _file_names(child, depth + 1)
    elif isinstance(value, Dictionary):
        for key in ("/UF", "/F"):
            if isinstance(value.get(key), pikepdf.String):
                yield str(value[key])
                return
        for key in ("/Names", "/Kids"):
            yield from _file_names(value.get(key), depth + 1)
