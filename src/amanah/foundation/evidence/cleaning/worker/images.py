"""Photographs and pictures: what stands beside the pixels, and the pixels alone as a new file."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

from PIL import ExifTags, GifImagePlugin, Image, ImageCms, ImageOps, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, UnidentifiedImageError

from amanah.foundation.evidence.cleaning.worker.report import Findings, NotCleaned

PIXELS = 50_000_000
"""More than any telephone takes; beyond it, a small file could fill the memory."""

QUALITY = 92

EXIF = {
    "author": (0x013B, 0x9C9D, 0xA430),  # Artist, XPAuthor, CameraOwnerName
    "device": (0x010F, 0x0110, 0xA434),  # Make, Model, LensModel
    "serial": (0xA431, 0xA435, 0xC62F),  # body, lens, camera
    "software": (0x0131, 0x013C),  # Software, HostComputer
    "time": (0x0132, 0x9003, 0x9004),  # DateTime, DateTimeOriginal, DateTimeDigitized
    "title": (0x010E, 0x9C9B, 0x9C9F, 0x9C9E),  # ImageDescription, XPTitle, XPSubject, XPKeywords
    "comment": (0x9286, 0x9C9C),  # UserComment, XPComment
    "copyright": (0x8298,),
    "ids": (0xA420,),  # ImageUniqueID
}
MAKER_NOTE = 0x927C
KNOWN = {tag for tags in EXIF.values() for tag in tags} | {MAKER_NOTE, 0x8769, 0x8825, 0x0112, 0x0201, 0x0202}
ORDINARY_CHUNKS = {
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"IEND",
    b"tRNS",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"sBIT",
    b"bKGD",
    b"hIST",
    b"sPLT",
    b"cICP",
    b"pHYs",
}
OTHER_SEGMENTS = set(range(0xE0, 0xF0)) - {0xE0, 0xE1, 0xE2, 0xEE}
PICTURE_SEGMENTS = {*range(0xC0, 0xD0), *range(0xD8, 0xDE)} - {0xC8}
"""Frames, tables, scans and ends: what a decoder needs."""

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
XMP_WORDS = {
    "author": rb"<dc:creator>.*?<rdf:li[^>]*>([^<]+)|photoshop:AuthorsPosition=\"([^\"]+)",
    "software": rb"CreatorTool(?:=\"|>)([^\"<]+)",
    "device": rb"tiff:Model(?:=\"|>)([^\"<]+)",
    "time": rb"(?:CreateDate|ModifyDate)(?:=\"|>)([^\"<]+)",
    "ids": rb"DocumentID(?:=\"|>)([^\"<]+)",
}


PLUGINS = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, GifImagePlugin)
"""Loaded with this module: once the process is confined, nothing more can be."""

Image.preinit()


def jpeg(data: bytes, found: Findings) -> bytes:
    """A JPEG made anew from its pixels, turned as the camera said."""
    _jpeg_segments(data, found)
    return _anew(data, "JPEG", found)


def png(data: bytes, found: Findings) -> bytes:
    """A PNG made anew from its pixels."""
    _png_chunks(data, found)
    return _anew(data, "PNG", found)


def gif(data: bytes, found: Findings) -> bytes:
    """A GIF made anew from its frames; animations inside documents keep moving."""
    picture = _opened(data, "GIF")
    if picture.info.get("comment"):
        found.add("comment", picture.info["comment"])
    frames = []
    for number in range(getattr(picture, "n_frames", 1)):
        picture.seek(number)
        if (number + 1) * picture.size[0] * picture.size[1] > PIXELS:
            raise NotCleaned("bomb")
        frames.append(picture.convert("RGBA"))
    out = io.BytesIO()
    length, loop = picture.info.get("duration", 0), picture.info.get("loop", 0)
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=length, loop=loop, disposal=2, comment=b"")
    return out.getvalue()


def is_turned(data: bytes) -> bool:
    """Whether the picture only stands upright by what its camera noted beside it."""
    return bool(_opened(data, "JPEG").getexif().get(0x0112, 1) != 1)


def _opened(data: bytes, kind: str) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = None
    try:
        picture = Image.open(io.BytesIO(data), formats=["JPEG", "MPO"] if kind == "JPEG" else [kind])
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError, IndexError, KeyError) as error:
        raise NotCleaned("broken") from error
    if picture.size[0] * picture.size[1] > PIXELS:
        raise NotCleaned("bomb")
    return picture


def _anew(data: bytes, kind: str, found: Findings) -> bytes:
    picture = _opened(data, kind)
    frames = getattr(picture, "n_frames", 1)
    if kind == "PNG" and frames > 1:
        raise NotCleaned("animated")
    if frames > 1:
        found.add("thumbnail")
    exif(picture.getexif(), found)
    picture.load()
    if picture.info.get("xmp"):
        xmp(picture.info["xmp"], found)
    profile = picture.info.get("icc_profile")
    turned = ImageOps.exif_transpose(picture)
    pixels = _plain_colours(turned, profile, found)
    if kind == "JPEG" and pixels.mode not in {"L", "RGB"}:
        pixels = pixels.convert("RGB")
    bare = pixels.copy()
    bare.info = {name: value for name, value in pixels.info.items() if name == "transparency" and kind == "PNG"}
    out = io.BytesIO()
    if kind == "JPEG":
        bare.save(out, "JPEG", quality=QUALITY)
    else:
        bare.save(out, "PNG")
    return out.getvalue()


def _plain_colours(picture: Image.Image, profile: bytes | None, found: Findings) -> Image.Image:
    """The picture in sRGB, so that the camera's or screen's own colour profile need not travel along."""
    if not profile:
        return picture.convert("RGB") if picture.mode == "CMYK" else picture
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        found.add("profile", ImageCms.getProfileDescription(own))
        if picture.mode not in {"RGB", "RGBA", "L", "CMYK"}:
            return picture
        wanted = "RGB" if picture.mode in {"L", "CMYK"} else picture.mode
        changed = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode=wanted)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        found.add("profile")
        return picture.convert("RGB") if picture.mode == "CMYK" else picture
    return changed or picture


def exif(values: Image.Exif, found: Findings) -> None:
    """What a camera or telephone wrote."""
    inner = _sub(values, ExifTags.IFD.Exif)
    both = {**dict(values), **inner}
    for code, tags in EXIF.items():
        words = [_text(both[tag]) for tag in tags if both.get(tag)]
        if code == "device":
            words = [" ".join(dict.fromkeys(words))] if words else []
        for word in words:
            found.add(code, word)
    if gps := _sub(values, ExifTags.IFD.GPSInfo):
        found.add("place", _place(gps))
    if MAKER_NOTE in inner:
        found.add("maker_note")
    if _sub(values, ExifTags.IFD.IFD1):
        found.add("thumbnail")
    if set(both) - KNOWN:
        found.add("exif")


def xmp(data: bytes | str, found: Findings) -> None:
    """The XMP packet: that there is one, and the commonest of what it says."""
    data = data.encode("utf-8", "replace") if isinstance(data, str) else data
    found.add("xmp")
    for code, pattern in XMP_WORDS.items():
        for match in re.finditer(pattern, data[:200_000], re.DOTALL):
            found.add(code, next(word for word in match.groups() if word))
    if b"GPSLatitude" in data:
        found.add("place")


def _sub(values: Image.Exif, part: int) -> dict[int, Any]:
    try:
        return dict(values.get_ifd(part))
    except (OSError, ValueError, KeyError, TypeError, SyntaxError, IndexError, OverflowError):
        return {}


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        if value[:8] in {b"ASCII\0\0\0", b"UNICODE\0", b"JIS\0\0\0\0\0", bytes(8)}:
            value = value[8:]
        wide = value.count(0) * 3 > len(value)
        value = value.decode("utf-16-le" if wide else "utf-8", "replace")
    return str(value).strip("\0 ")


def _place(gps: dict[int, Any]) -> str:
    try:
        north, east = (_degrees(gps[tag + 1]) * (-1 if str(gps.get(tag, "")).upper()[:1] in {"S", "W"} else 1) for tag in (1, 3))
    except (KeyError, ValueError, TypeError, ZeroDivisionError, IndexError, OverflowError):
        return ""
    return f"{north:.5f}, {east:.5f}"


def _degrees(parts: Any) -> float:
    whole, minutes, seconds = (float(part) for part in parts)
    return whole + minutes / 60 + seconds / 3600


def _jpeg_segments(data: bytes, found: Findings) -> None:
    end = _walk_jpeg(data, lambda marker, body: _note_segment(marker, body, found))
    if data[end:].strip(b"\0\r\n\xff "):
        found.add("trailing", f"{len(data) - end} byte")


def _note_segment(marker: int, body: bytes, found: Findings) -> bool:
    if marker == 0xFE:
        found.add("comment", body)
    elif marker == 0xED:
        found.add("iptc")
        for match in re.finditer(rb"\x1c\x02([\x50\x55\x74\x78\x5a\x05])\x00(.)", body, re.DOTALL):
            words = body[match.end() : match.end() + match.group(2)[0]]
            found.add({b"P": "author", b"U": "author", b"t": "copyright"}.get(match.group(1), "title"), words)
    elif marker == 0xEB:
        found.add("origin")
    elif marker in OTHER_SEGMENTS or (marker == 0xE1 and not body.startswith((b"Exif\0", b"http://ns.adobe.com/xap/"))):
        found.add("exif")
    return False


def _walk_jpeg(data: bytes, drop: Callable[[int, bytes], bool]) -> int:
    """Tell `drop` of every segment that carries words; where the picture ends."""
    for marker, start, end in segments(data):
        if marker == 0xFE or 0xE0 <= marker <= 0xEF:
            drop(marker, data[start + 4 : end])
        if marker == 0xD9:
            return end
    return len(data)


def segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(marker, begin, end) of each segment of a JPEG. The picture's coded data belongs to the scan before it."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise NotCleaned("broken")
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            yield marker, at, at + 2
            return
        end = at + 2 if marker == 0x01 or 0xD0 <= marker <= 0xD8 else at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:
            end = _after_scan(data, end)
        yield marker, at, end
        at = end
    if at + 2 <= len(data) and data[at : at + 2] == b"\xff\xd9":
        yield 0xD9, at, at + 2


def _after_scan(data: bytes, at: int) -> int:
    while (at := data.find(b"\xff", at)) != -1 and at + 1 < len(data):
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7 and data[at + 1] != 0xFF:
            return at
        at += 1 if data[at + 1] == 0xFF else 2
    return len(data)


def stripped(data: bytes, found: Findings) -> bytes:
    """A JPEG as it stands inside a PDF, with the segments that make the picture and no other; its pixels are the same bytes."""
    out = bytearray(data[:2])
    kept_end = 2
    for marker, start, end in segments(data):
        kept_end = end
        whole = data[start:end]
        jfif = marker == 0xE0 and whole[4:9] == b"JFIF\0" and len(whole) == 18
        adobe = marker == 0xEE and whole[4:9] == b"Adobe" and len(whole) == 16
        if marker in PICTURE_SEGMENTS or jfif or adobe:
            out += whole
            continue
        if marker == 0xE1 and whole.startswith(b"Exif\0\0", 4):
            values = Image.Exif()
            try:
                values.load(whole[4:])
                exif(values, found)
            except (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError):
                found.add("exif")
        found.add("picture")
    if data[kept_end:].strip(b"\0\r\n\xff "):
        found.add("trailing")
    return bytes(out)


def _png_chunks(data: bytes, found: Findings) -> None:
    at = len(PNG_SIGNATURE)
    while at + 12 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + length]
        at += 12 + length
        if kind in {b"tEXt", b"zTXt", b"iTXt"}:
            _png_text(kind, body, found)
        elif kind == b"tIME" and length == 7:
            found.add("time", f"{int.from_bytes(body[:2], 'big')}-{body[2]:02}-{body[3]:02} {body[4]:02}:{body[5]:02}")
        elif kind == b"caBX":
            found.add("origin")
        elif kind not in ORDINARY_CHUNKS | {b"iCCP", b"eXIf", b"acTL", b"fcTL", b"fdAT"}:
            found.add("exif")
        if kind == b"IEND":
            break
    if data[at:].strip(b"\0\r\n "):
        found.add("trailing", f"{len(data) - at} byte")


def _png_text(kind: bytes, body: bytes, found: Findings) -> None:
    word, _, rest = body.partition(b"\0")
    code = {b"Author": "author", b"Software": "software", b"Creation Time": "time", b"Copyright": "copyright", b"Source": "device"}
    if word.startswith(b"XML:com.adobe.xmp"):
        xmp(rest, found)
    elif kind == b"tEXt":
        found.add(code.get(word, "title"), rest)
    else:
        found.add(code.get(word, "title"), word)
