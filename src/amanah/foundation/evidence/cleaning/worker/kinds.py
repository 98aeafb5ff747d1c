"""Which tool cleans what, by the file's own bytes. A tool and its libraries are loaded only when a file needs them."""

import io
import zipfile
import zlib
from collections.abc import Callable

from amanah.foundation.evidence.cleaning.worker.report import Findings, NotCleaned

Tool = Callable[[bytes, Findings], bytes]

BROKEN = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OSError,
    RuntimeError,
    SyntaxError,
    EOFError,
    ArithmeticError,
    zlib.error,
)
"""What parsers raise over a file that is not what it says. Only the process around a single file may catch so much."""

MAIN_PARTS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}


def kind(data: bytes) -> str:
    """Say "pdf", "jpeg", "png", "docx", "xlsx", "pptx", "macros", or "" for anything else."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    return _package(data) if data.startswith(b"PK\x03\x04") else ""


def _package(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open("[Content_Types].xml") as part:
            types = part.read(1_000_000).decode("utf-8", "replace")
    except (zipfile.BadZipFile, NotImplementedError, *BROKEN):
        return ""
    if "macroEnabled" in types:
        return "macros"
    return next((name for name, media in MAIN_PARTS.items() if f'"{media}"' in types), "")


def load(name: str) -> Tool:
    """The tool for a kind, with everything it will need already imported."""
    if name == "pdf":
        from amanah.foundation.evidence.cleaning.worker import pdf

        return pdf.pdf
    if name in MAIN_PARTS:
        from amanah.foundation.evidence.cleaning.worker import office

        return office.package
    if name in {"jpeg", "png"}:
        from amanah.foundation.evidence.cleaning.worker import images

        return images.jpeg if name == "jpeg" else images.png
    return _macros if name == "macros" else _unknown


def _macros(data: bytes, found: Findings) -> bytes:  # noqa: ARG001 - a Tool
    raise NotCleaned("macros")


def _unknown(data: bytes, found: Findings) -> bytes:  # noqa: ARG001 - a Tool
    raise NotCleaned("unsupported")
