"""The index of a package: what is required, how it is met, what proves it with file and digest, and what is missing, said plainly."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amanah.engines.instruments.definition import Part
from amanah.engines.proofs import queries as proofs
from amanah.engines.proofs.models import Proof
from amanah.kernel import clock
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery import queries as rooms
from amanah.rooms.antibribery.auditor_room import declare
from amanah.rooms.antibribery.auditor_room.models import Visit
from amanah.rooms.antibribery.auditor_room.queries.room import PROVED, UNPROVED, Book, Shown, key_of
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import catalogue
from amanah.rooms.antibribery.requirements import declare as requirements
from amanah.rooms.antibribery.requirements.records import Record


@dataclass(frozen=True)
class Place:
    """Where a file lies in the archive and its SHA-256; without a digest it could not be opened."""

    path: str
    sha256: str = ""


Places = Mapping[str, Place]
"""Number of a proof, or key of a paper → where it lies."""


def document(scope: Scope, visit: Visit | None, books: Sequence[Book], places: Places) -> dict[str, Any]:
    """What `evidence_index.typ` prints."""
    stated = rooms.statement(scope)
    every = [one for book in books for one in book.shown]
    facts = [
        [_("Ruang lingkup"), f"{scope.title} ({scope.number})"],
        [_("Unit"), str(scope.unit)],
        [_("Yang tercakup"), stated.text if stated else "–"],
        [_("Yang tidak tercakup"), (stated.excluded if stated else "") or "–"],
        [_("Manajemen puncak"), scope.top_title],
        [_("Edisi"), ", ".join(str(scopes.EDITIONS[book.edition]) for book in books)],
        [_("Isi per"), date_format(clock.today(), "j F Y")],
    ]
    if visit is not None:
        told = f"{declare.KINDS[visit.kind]}, {visit.body} ({visit.number})"
        days = f"{date_format(visit.starts_on, 'j F Y')} – {date_format(visit.ends_on, 'j F Y')}"
        facts += [[_("Kunjungan"), f"{told}\n{days}"], [_("Klausul"), ", ".join(visit.clauses) or _("semua")]]
    counted = [
        [_("Persyaratan"), str(len(every))],
        [_("Ada bukti"), str(sum(one.mark == PROVED for one in every))],
        [_("Belum terbukti"), str(sum(one.mark == UNPROVED for one in every))],
        [_("Belum diperiksa orang lain"), str(sum(requirements.UNVERIFIED in one.line.reasons for one in every))],
        [_("Berkas dalam paket"), str(sum(bool(place.sha256) for place in places.values()))],
    ]
    return {
        "title": _("Paket bukti SMAP"),
        "lead": scope.title,
        "facts": facts,
        "counted": counted,
        "books": [_book(book, places) for book in books],
        "words": {
            "counted": _("Ringkasan"),
            "gaps": _("Yang masih kurang"),
            "gaps_text": _(
                "Setiap persyaratan yang belum sepenuhnya siap, dengan sebabnya. Yang tidak disebut di sini tidak diketahui kurang."
            ),
            "no_gaps": _("Tidak ada kekurangan yang diketahui."),
            "how": _("Bagaimana dipenuhi"),
            "nothing": _("Belum dijawab."),
            "owner": _("Penanggung jawab"),
            "evidence": _("Bukti"),
            "none": _("Belum ada bukti."),
            "records": _("Rekaman"),
            "missing": _("Kekurangan"),
            "trust": _("Cara memeriksa paket ini"),
            "trust_text": _(
                "Setiap berkas bernama di bawah bukti yang ditunjukkannya, dengan sidik SHA-256. Daftar yang sama ada di index.csv dan "
                "SHA256SUMS. Jalankan “sha256sum -c SHA256SUMS” atau “python3 verify.py” di folder paket: yang kedua juga memeriksa bahwa "
                "entri buku besar yang disertakan berada di bawah titik periksa yang ditandatangani."
            ),
            "unverified": _("* nomor klausul belum diverifikasi dengan naskah berlisensi; kata-kata persyaratan ditulis Amanah sendiri."),
        },
    }


def rows(books: Sequence[Book], places: Places) -> Iterator[list[Any]]:
    """The same for a spreadsheet: one row for each proof and each paper of a requirement, and one for a requirement without any."""
    for book in books:
        for one in book.shown:
            line = one.line
            told = [str(scopes.EDITIONS[book.edition]), line.part.key, line.question.key, one.asked, str(line.state_title)]
            told += [one.how, one.post, str(one.mark_title), "; ".join(str(gap) for gap in one.gaps)]
            found = [proof_row(proof, places) for proof in one.proofs] + [cells for r in one.records for cells in _record_rows(r, places)]
            for cells in found or [["", "", "", "", ""]]:
                yield [*told, *cells]


def columns() -> list[str]:
    """What stands above these rows."""
    return [
        _("Edisi"),
        _("Klausul"),
        _("Persyaratan"),
        _("Isi persyaratan"),
        _("Status"),
        _("Bagaimana dipenuhi, atau mengapa tidak berlaku"),
        _("Jabatan penanggung jawab"),
        _("Pembuktian"),
        _("Kekurangan"),
        _("Nomor bukti"),
        _("Bukti"),
        _("Masa berlaku"),
        _("Berkas dalam paket"),
        "SHA-256",
    ]


def _book(book: Book, places: Places) -> dict[str, Any]:
    chapters = []
    for chapter in catalogue.clauses(book.edition):
        mine = [one for one in book.shown if catalogue.chapter_of(one.line.part.key) == chapter.key]
        if mine:
            chapters.append({"heading": f"{chapter.key} {_said(chapter)}", "clauses": _clauses(mine, places)})
    gaps = [[_number(one), "; ".join(str(gap) for gap in one.pressing)] for one in book.shown if one.pressing]
    return {
        "heading": str(scopes.EDITIONS[book.edition]),
        "chapters": chapters,
        "gaps": gaps,
        "records": [_record(one, places) for one in book.records],
    }


def _clauses(some: Sequence[Shown], places: Places) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for one in some:
        part = one.line.part
        clause = found.setdefault(part.key, {"heading": f"{part.key} {_said(part)}", "requirements": [], "records": []})
        clause["requirements"].append(_requirement(one, places))
        clause["records"] = [
            {"kind": kind, "titles": [record.title for record in some]} for kind, some in groupby(one.records, key=attrgetter("kind"))
        ]
    return list(found.values())


def _requirement(one: Shown, places: Places) -> dict[str, Any]:
    return {
        "number": _number(one),
        "asked": one.asked,
        "state": str(one.line.state_title),
        "mark": str(one.mark_title),
        "tone": one.mark_tone,
        "how": one.how,
        "owner": one.post,
        "evidence": [evidence(proof, places) for proof in one.proofs],
        "gaps": "; ".join(str(gap) for gap in one.gaps),
        "pressing": bool(one.pressing),
    }


def evidence(proof: Proof, places: Places) -> dict[str, str]:
    """One proof under what it shows: what it is, where it lies, and its digest."""
    place = places.get(proof.number)
    where = (place.path if place.sha256 else _("berkas tidak dapat dibuka ketika paket dibuat")) if place is not None else proof.address
    said = f"{proof.number} {proof.title} ({_days(proof)}; {proofs.standing(proof).title})"
    return {"title": said, "where": where, "sha": place.sha256 if place is not None else ""}


def _record(one: Record, places: Places) -> dict[str, Any]:
    said = " · ".join(filter(None, [str(one.kind), str(one.text), date_format(one.day, "j F Y") if one.day else ""]))
    papers = [place for file in one.files if (place := places.get(key_of(one, file))) is not None]
    facts = [[str(term), str(value)] for term, value in one.facts]
    return {"title": str(one.title), "said": said, "facts": facts, "files": [{"where": p.path, "sha": p.sha256} for p in papers]}


def proof_row(proof: Proof, places: Places) -> list[str]:
    """The same as the last five cells of a row."""
    place = places.get(proof.number)
    where = place.path if place is not None else proof.address
    return [proof.number, proof.title, _days(proof), where, place.sha256 if place is not None else ""]


def _record_rows(one: Record, places: Places) -> list[list[str]]:
    day = one.day.isoformat() if one.day else ""
    papers = [place for file in one.files if (place := places.get(key_of(one, file))) is not None]
    return [["", f"{one.kind}: {one.title}", day, paper.path, paper.sha256] for paper in papers] or [
        ["", f"{one.kind}: {one.title}", day, "", ""]
    ]


def _days(proof: Proof) -> str:
    begins, ends = date_format(proof.effective_from, "j F Y"), proof.ends_on
    return f"{begins} – {date_format(ends, 'j F Y')}" if ends else _("sejak %(day)s") % {"day": begins}


def _number(one: Shown) -> str:
    return f"{one.line.question.key}*" if one.line.unverified else one.line.question.key


def _said(part: Part) -> str:
    return str(part.title.get(get_language() or "id"))
