"""Pictures, film strips and films of a course: files in the folder beside it, each looked at before anybody sees it.

A film strip is a story in a few drawn frames; a film is one that an institution brings itself. Both say everything in words as well.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from amanah.rulebook.rules import Text

LANGUAGES: Final = ("id", "en")
TYPES: Final = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".vtt": "text/vtt; charset=utf-8",
}
PICTURES: Final = (".svg", ".png", ".webp")
FILMS: Final = (".mp4", ".webm")
FRAMES: Final = range(2, 5)
"""So many frames make a strip; pages know where in the file each of them begins."""
MOST: Final = {"picture": 300_000, "film": 64 * 1024 * 1024, "captions": 200_000}
"""Bytes. What is drawn for a course has a few thousand; a film of three minutes for a phone has about twenty million."""
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]*\.[a-z0-9]+")
_ACTIVE: Final = re.compile(
    rb"<script|<foreignobject|<!entity|<animate|<set\b|\son\w+\s*=|javascript:|@import|(?:href|src)\s*=\s*[\"'](?!#)|url\(\s*[\"']?(?![\"'#])",
    re.IGNORECASE,
)
_BOX: Final = re.compile(rb"viewBox=[\"']0 0 (\d+) (\d+)[\"']")
_STARTS: Final = {".mp4": (4, b"ftyp"), ".webm": (0, b"\x1a\x45\xdf\xa3"), ".png": (0, b"\x89PNG\r\n"), ".webp": (8, b"WEBP")}


@dataclass(frozen=True, slots=True)
class File:
    """A file of a course: its name, where it lies, and the beginning of its SHA-256, which stands in its address."""

    name: str
    path: Path
    digest: str

    @property
    def type(self) -> str:
        """As HTTP names it."""
        return TYPES[self.path.suffix]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in pixels of its own; `alt` says what matters in it, `long` everything there is to see where that is more."""

    file: File
    width: int
    height: int
    alt: Text
    caption: Text | None = None
    long: Text | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What is to be seen in one frame of a strip, and what happens in it."""

    alt: Text
    caption: Text


@dataclass(frozen=True, slots=True)
class Strip:
    """A story in drawn frames; `transcript` tells it to who does not see them.

    The frames stand one below the other in one file (`width` by `height` pixels each), so that a page asks for one file only.
    """

    title: Text
    file: File
    width: int
    height: int
    frames: tuple[Frame, ...]
    transcript: Text


@dataclass(frozen=True, slots=True)
class Film:
    """A film that an institution brings, with captions by language, and what is said and seen in it as a text."""

    title: Text
    file: File
    captions: Mapping[str, File]
    transcript: Text
    poster: Picture | None = None


def picture(raw: Mapping[str, Any], folder: Path) -> Picture:
    """One picture. Raises ValueError naming the file, KeyError where a word is missing."""
    found = _file(raw["file"], folder, PICTURES, "picture")
    width, height = _size(found)
    caption, long = (text(raw[name]) if name in raw else None for name in ("caption", "long"))
    return Picture(found, width, height, text(raw["alt"]), caption, long)


def strip(raw: Mapping[str, Any], folder: Path) -> Strip:
    """One film strip of two to four frames; each needs a caption."""
    frames = tuple(Frame(text(one["alt"]), text(one["caption"])) for one in raw["frames"])
    if len(frames) not in FRAMES:
        raise ValueError(f"a strip has {FRAMES[0]} to {FRAMES[-1]} frames")
    found = _file(raw["file"], folder, PICTURES, "picture")
    width, height = _size(found)
    if 2 * width * len(frames) != 3 * height:
        raise ValueError(f"{found.name} does not hold {len(frames)} frames one below the other, each 3 wide to 2 high")
    return Strip(text(raw["title"]), found, width, height // len(frames), frames, text(raw["transcript"]))


def film(raw: Mapping[str, Any], folder: Path) -> Film:
    """One film, with captions in both languages."""
    captions = {language: _file(raw["captions"][language], folder, (".vtt",), "captions") for language in LANGUAGES}
    for one in captions.values():
        said = one.path.read_text(encoding="utf-8-sig")
        if not said.startswith("WEBVTT") or "-->" not in said:
            raise ValueError(f"{one.name} holds no captions")
    poster = picture(raw["poster"], folder) if "poster" in raw else None
    return Film(text(raw["title"]), _file(raw["file"], folder, FILMS, "film"), captions, text(raw["transcript"]), poster)


def text(raw: Mapping[str, str]) -> Text:
    """Words in both languages; neither may be empty."""
    found = Text(raw["id"].strip(), raw["en"].strip())
    if not found.id or not found.en:
        raise ValueError("a text is empty")
    return found


def _file(name: str, folder: Path, kinds: tuple[str, ...], sort: str) -> File:
    path = folder / name
    if not _NAME.fullmatch(name) or path.suffix not in kinds:
        raise ValueError(f"{name} is none of {', '.join(kinds)} by its name, in small letters, digits and hyphens")
    if not path.is_file():
        raise ValueError(f"{name} is not in the folder {folder.name}")
    if path.stat().st_size > MOST[sort]:
        raise ValueError(f"{name} is larger than {MOST[sort]} bytes")
    with path.open("rb") as opened:
        begins = opened.read(64)
        at, sign = _STARTS.get(path.suffix, (0, b""))
        if begins[at : at + len(sign)] != sign:
            raise ValueError(f"{name} is not what its name says")
        opened.seek(0)
        return File(name, path, hashlib.file_digest(opened, "sha256").hexdigest()[:12])


def _size(found: File) -> tuple[int, int]:
    """Width and height. A drawing that does anything, or asks for anything from elsewhere, is refused."""
    if found.path.suffix != ".svg":
        from PIL import Image  # late: only institutions bring such pictures, and few do

        with Image.open(found.path) as opened:
            return opened.size
    drawn = found.path.read_bytes()
    box = _BOX.search(drawn)
    if box is None:
        raise ValueError(f'{found.name} has no viewBox="0 0 width height"')
    if (active := _ACTIVE.search(drawn)) is not None:
        raise ValueError(f"{found.name} does more than show a picture: {active[0].decode(errors='replace').strip()}")
    return int(box[1]), int(box[2])
