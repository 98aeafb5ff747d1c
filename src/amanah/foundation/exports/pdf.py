"""PDF documents, rendered by typst in a short-lived process that may write nowhere."""

import base64
import io
import json
import subprocess
import sys
import threading
from collections.abc import Mapping
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.template.utils import get_app_template_dirs
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amanah.foundation.ledger import queries as ledger
from amanah.kernel import clock

SECONDS = 30
STANDARDS = ("a-2a", "ua-1")
"""Archivable for decades (PDF/A-2, level a, which includes 2b) and readable by a screen reader (PDF/UA-1)."""
QR_MASK = 0
"""One of the eight patterns that a QR code may be laid under."""

_WORKER = Path(__file__).with_name("worker.py")
_HERE = Path(__file__).with_name("typst")
_workers = threading.BoundedSemaphore(max(1, 2 // settings.AMANAH_PROCESSES))


class RenderingError(Exception):
    """The document could not be rendered. The text names the template only: typst's own words may repeat what it was given."""


def pdf_bytes(template: str, data: Mapping[str, Any], *, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """Render the typst template (a name in some app's `typst` folder, such as "letter.typ") with `data` as PDF/A-2a and PDF/UA-1.

    `data` holds JSON values, dates included; what is text stays text. The house's paper, the day and the latest checkpoint of the
    ledger (as text and as QR) are added under "meta". `pictures` are files that the template may name, such as "/qr.svg". Raises
    RenderingError where it fails or takes longer than 30 seconds.
    """
    path = _template(template)
    checkpoint = ledger.latest_checkpoint()
    note = checkpoint.note if checkpoint else ""
    files = {
        "main": path.read_bytes(),
        "/house.typ": (_HERE / "house.typ").read_bytes(),
        "/mark.svg": (_HERE / "mark.svg").read_bytes(),
        "/checkpoint.svg": qr_svg(note) if note else b"",
        **(pictures or {}),
        "/data.json": json.dumps({**data, "meta": _meta(note)}, default=str, ensure_ascii=False).encode(),
    }
    job = {
        "files": {name: base64.b64encode(content).decode() for name, content in files.items()},
        "timestamp": int(datetime.combine(clock.today(), time(), UTC).timestamp()),
        "standards": STANDARDS,
    }
    return _render(json.dumps(job).encode(), template)


def qr_svg(text: str) -> bytes:
    """`text` as a QR code in SVG, black on white."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False, dark="#1b2430")
    return out.getvalue()


def qr_data(text: str) -> str:
    """`text` as a QR code for the `src` of a picture: part of the page, so that no further request tells of it."""
    # One mask for all instead of the best of eight: the words of a receipt are as random as any, and choosing costs three times the rest.
    return str(segno.make(text, error="m", micro=False, mask=QR_MASK).svg_data_uri(border=0, dark="#000", omitsize=True))


def _template(name: str) -> Path:
    for folder in (_HERE, *(Path(found) for found in get_app_template_dirs("typst"))):
        path = (folder / name).resolve()
        if path.is_file() and path.is_relative_to(folder.resolve()):
            return path
    raise RenderingError(f"there is no template {name}")


def _render(job: bytes, template: str) -> bytes:
    with _workers:
        try:
            done = subprocess.run(  # noqa: S603 - our own file, run by our own interpreter
                [sys.executable, "-I", _WORKER],
                input=job,
                capture_output=True,
                timeout=SECONDS,
                check=False,
                env={"LC_ALL": "C.UTF-8"},
                cwd="/",
            )
        except subprocess.TimeoutExpired as error:
            raise RenderingError(f"rendering {template} took longer than {SECONDS} seconds") from error
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise RenderingError(f"rendering {template} failed")
    return done.stdout


def _meta(note: str) -> dict[str, Any]:
    day = date_format(clock.today(), "j F Y")
    return {
        "institution": settings.AMANAH_INSTITUTION,
        "language": get_language() or settings.LANGUAGE_CODE,
        "day": day,
        "checkpoint": [line for line in note.split("\n") if line],
        "words": {
            "platform": _("Platform integritas"),
            "checkpoint": _("Titik periksa buku besar"),
            "checkpoint_text": _("Simpan dokumen ini: titik periksa di bawah membuktikan kelak apakah catatan sampai saat itu masih utuh."),
            "checkpoint_alt": _("Kode QR berisi teks titik periksa di sebelahnya"),
            "footer": _("Disusun oleh Amanah pada %(day)s") % {"day": day},
            "page": _("Halaman {page} dari {pages}"),
        },
    }
