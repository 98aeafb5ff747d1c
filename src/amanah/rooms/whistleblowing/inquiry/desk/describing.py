"""The papers as people read them, on the page and in the report alike: a heading and rows of term and text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amanah.rooms.whistleblowing.inquiry.desk.forms import AIMS, ROLES
from amanah.rooms.whistleblowing.inquiry.papers import STANDARDS
from amanah.rooms.whistleblowing.inquiry.queries import PaperRead


@dataclass(frozen=True)
class Described:
    """One paper in words. Rows without text are left out."""

    paper: PaperRead
    title: str
    rows: tuple[tuple[str, str], ...]
    about: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What papers refer to: names of files by id, the custody of each in words, labels of allegations."""

    files: Mapping[str, str] = field(default_factory=dict)
    custody: Mapping[str, str] = field(default_factory=dict)
    allegations: Mapping[UUID, str] = field(default_factory=dict)


def described(paper: PaperRead, around: Surroundings) -> Described:
    """The paper in the reader's language."""
    title, rows = _DESCRIBERS[paper.paper.kind](paper.values, around)
    about = around.allegations.get(paper.paper.about_id, "") if paper.paper.about_id else ""
    reason = paper.values.get("withdrawn", "")
    kept = [(str(term), str(text)) for term, text in [*rows, (_("Ditarik karena"), reason)] if text]
    return Described(paper, title or paper.label, tuple(kept), about)


def rupiah(amount: int) -> str:
    """A whole amount as people write it."""
    return "Rp" + f"{amount:,}".replace(",", ".")


Rows = tuple[str, Sequence[tuple[Any, Any]]]


def _scope(said: Mapping[str, Any], _around: Surroundings) -> Rows:
    return "", (
        (_("Yang hendak dijawab"), said.get("question")),
        (_("Batasnya"), said.get("bounds")),
        (_("Langkah dan jadwal"), said.get("method")),
        (_("Yang dapat mengganggu"), said.get("risks")),
        (_("Standar pembuktian"), STANDARDS.get(said.get("standard", ""), "")),
    )


def _allegation(said: Mapping[str, Any], _around: Surroundings) -> Rows:
    rows = (
        (_("Perbuatan"), said["act"]),
        (_("Siapa"), ", ".join(said["subjects"])),
        (_("Kapan"), said["period"]),
        (_("Aturan"), said["rule"]),
    )
    return "", rows


def _hypothesis(said: Mapping[str, Any], _around: Surroundings) -> Rows:
    rows = (
        (_("Mungkin yang terjadi"), said["statement"]),
        (_("Bila benar, tampak"), said["predicts"]),
        (_("Didukung oleh"), said["supports"]),
        (_("Dibantah oleh"), said["refutes"]),
        (_("Penilaian"), said["assessment"]),
    )
    return "", rows


def _interview(said: Mapping[str, Any], around: Surroundings) -> Rows:
    talk = "\n\n".join(
        _("T: %(question)s\nJ: %(answer)s") % {"question": question, "answer": answer} for question, answer in said.get("record", ())
    )
    rows = (
        (_("Sebagai"), ROLES.get(said["role"], said["role"])),
        (_("Waktu dan tempat"), " · ".join(part for part in (day(said["on"]), said["place"]) if part)),
        (_("Tanya jawab"), talk),
        (_("Salinan bertanda tangan"), around.files.get(said.get("signed", ""), "")),
    )
    return said["who"], rows


def _weight(said: Mapping[str, Any], around: Surroundings) -> Rows:
    name = around.files.get(said.get("file", ""), "")
    rows = ((_("Yang ditunjukkan"), said.get("reasoning")), (_("Penjagaan"), around.custody.get(said.get("file", ""), "")))
    return name or _("Keterangan lisan"), rows


def _finding(said: Mapping[str, Any], around: Surroundings) -> Rows:
    rows = (
        (_("Pertimbangan"), said["reasoning"]),
        (_("Standar pembuktian"), STANDARDS.get(said["standard"], said["standard"])),
        (_("Bukti yang dirujuk"), ", ".join(around.files.get(file, _("berkas yang sudah tidak ada")) for file in said["evidence"])),
    )
    return "", rows


def _loss(said: Mapping[str, Any], _around: Surroundings) -> Rows:
    rows = (
        (_("Disebut"), rupiah(said["claimed"])),
        (_("Ditetapkan pemeriksaan"), rupiah(said["established"])),
        (_("Dasar penagihan"), _("%(basis)s (belum diverifikasi Amanah)") % {"basis": said["basis"]} if said["basis"] else ""),
        (_("Cara menghitung"), said["note"]),
    )
    return "", rows


def _recovery(said: Mapping[str, Any], around: Surroundings) -> Rows:
    rows = (
        (_("Dipulihkan"), rupiah(said["amount"])),
        (_("Tanggal"), day(said["on"])),
        (_("Dari siapa dan ke mana"), said["how"]),
        (_("Bukti yang dirujuk"), ", ".join(around.files.get(file, "") for file in said["evidence"])),
    )
    return "", rows


def _recommendation(said: Mapping[str, Any], _around: Surroundings) -> Rows:
    return str(AIMS.get(said["aim"], said["aim"])), ((_("Rekomendasi"), said["text"]), (_("Tindak lanjut"), said.get("action", "")))


def _conclusion(said: Mapping[str, Any], _around: Surroundings) -> Rows:
    rows = (
        (_("Ringkasan"), said["summary"]),
        (_("Keterbatasan"), said["limits"]),
        (_("Penyebab dan pelajaran"), said["lessons"]),
    )
    return "", rows


def _masked(said: Mapping[str, Any], _around: Surroundings) -> Rows:
    return said["title"], ((_("Bagian yang disamarkan"), said["removed"]),)


def day(text: str) -> str:
    """A sealed day in words; "" for none."""
    return date_format(date.fromisoformat(text), "j F Y") if text else ""


_DESCRIBERS = {
    "scope": _scope,
    "allegation": _allegation,
    "hypothesis": _hypothesis,
    "interview": _interview,
    "weight": _weight,
    "finding": _finding,
    "loss": _loss,
    "recovery": _recovery,
    "recommendation": _recommendation,
    "conclusion": _conclusion,
    "masked": _masked,
}
