"""Answers to requirements that an institution kept in a table, brought in: one of the uses of `foundation.imports`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.imports import table, values
from amanah.foundation.imports.columns import Column, Limits, Shape
from amanah.foundation.imports.table import Plan, Table
from amanah.foundation.organisation.models import Person
from amanah.kernel import numbers
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.queries import sides_of, visible
from amanah.rooms.antibribery.requirements import catalogue, declare, services
from amanah.rooms.antibribery.requirements.models import WORDS, Answer
from amanah.rooms.antibribery.requirements.refusals import SENTENCES
from amanah.rooms.antibribery.requirements.services import Said

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STATES = {
    "belum": declare.OPEN,
    "belum_dipenuhi": declare.OPEN,
    "open": declare.OPEN,
    "not_met": declare.OPEN,
    "belum_terpenuhi": declare.OPEN,
    "sebagian": declare.PARTLY,
    "terpenuhi_sebagian": declare.PARTLY,
    "dipenuhi_sebagian": declare.PARTLY,
    "partly": declare.PARTLY,
    "partly_met": declare.PARTLY,
    "dipenuhi": declare.MET,
    "terpenuhi": declare.MET,
    "sudah": declare.MET,
    "sudah_dipenuhi": declare.MET,
    "met": declare.MET,
    "tidak_berlaku": declare.NOT_APPLICABLE,
    "tidak_berlaku_di_sini": declare.NOT_APPLICABLE,
    "not_applicable": declare.NOT_APPLICABLE,
    "does_not_apply_here": declare.NOT_APPLICABLE,
}
SPEAKS = 300
"""How many characters of evidence a cell may name."""


def _edition(said: str) -> str:
    found = re.search(r"(?<!\d)(2016|2025)(?!\d)", said)
    if said.strip() and found is None:
        raise values.Unfit(_("Edisi 2016 atau 2025."))
    return found[1] if found else ""


SHAPE = Shape(
    (
        Column(
            "scope",
            ("ruang_lingkup", "nomor_ruang_lingkup", "lingkup", "scope"),
            gettext_lazy("Nomor ruang lingkup. Boleh kosong bila Anda hanya mengelola satu."),
            "LS-26-7K3QX9",
            False,
            values.words,
        ),
        Column(
            "edition",
            ("edisi", "edition"),
            gettext_lazy("2016 atau 2025; kosong: edisi terbaru ruang lingkup itu."),
            "2025",
            False,
            _edition,
        ),
        Column(
            "clause",
            ("klausul", "persyaratan", "kode", "clause", "requirement"),
            gettext_lazy("Kode persyaratan, atau nomor klausul bila isinya satu persyaratan saja."),
            "4.1-a",
            True,
            values.words,
        ),
        Column(
            "state",
            ("keadaan", "status", "state"),
            gettext_lazy("belum dipenuhi, dipenuhi sebagian, dipenuhi, atau tidak berlaku."),
            "dipenuhi",
            True,
            values.choice(STATES),
        ),
        Column(
            "how",
            ("bagaimana_dipenuhi", "cara_memenuhi", "uraian", "how"),
            gettext_lazy("Bagaimana persyaratan ini dipenuhi; tanpa isi laporan siapa pun."),
            "Isu dibahas tiap triwulan",
            False,
            str.strip,
            longest=WORDS - SPEAKS - 100,
        ),
        Column(
            "reason",
            ("alasan", "mengapa_tidak_berlaku", "reason"),
            gettext_lazy("Mengapa tidak berlaku."),
            "",
            False,
            str.strip,
            longest=WORDS,
        ),
        Column(
            "owner",
            ("nip_penanggung_jawab", "penanggung_jawab", "nip", "owner"),
            gettext_lazy("NIP atau nomor lain penanggung jawab; kosong: tetap seperti sekarang."),
            "198501012010011001",
            False,
            values.number,
        ),
        Column(
            "evidence",
            ("bukti", "nama_bukti", "evidence"),
            gettext_lazy("Bukti yang disebut daftar lama. Ikut tertulis dalam jawaban, tetapi baru dihitung setelah dilampirkan."),
            "Notula triwulan I",
            False,
            str.strip,
            longest=SPEAKS,
        ),
    ),
    longest=200,
    several_lines=True,
    mapped=True,
    above=5,
    limits=Limits(rows=1_200),
)


@dataclass
class Row(table.Row):
    """One answer of the table."""

    scope: Scope | None = None
    edition: str = ""
    key: str = ""
    answer: Said | None = None


class _Known:
    """What the rows are held against: three queries, however many rows."""

    def __init__(self, rows: Sequence[Row], viewer: Viewer) -> None:
        seen = visible(viewer).select_related("unit", "top_person")
        self.scopes = {one.number: one for one in seen if sides_of(viewer, one).keeps and one.state == scopes.ACTIVE}
        answers = Answer.objects.filter(scope__in=self.scopes.values()).select_related("owner")
        self.answers = {(one.scope_id, one.instrument, one.question): one for one in answers}
        wanted = {row.said["owner"].upper() for row in rows if row.said["owner"]}
        people = Person.objects.filter(Q(nip__in=wanted) | Q(other_number__in=wanted))
        self.people = {number: person for person in people for number in (person.nip, person.other_number) if number}
        self.taken: set[tuple[object, ...]] = set()

    def scope(self, said: str) -> Scope | None:
        """The scope that is meant: that of the number, or the only one where none is said."""
        if said:
            return self.scopes.get(numbers.tidy(said))
        return next(iter(self.scopes.values())) if len(self.scopes) == 1 else None

    def present(self, row: Row) -> Answer | None:
        """The answer that stands for the requirement, its own or that of its twin."""
        if row.scope is None:
            return None
        twin = catalogue.twin(row.edition, row.key)
        own = self.answers.get((row.scope.pk, declare.INSTRUMENTS[row.edition], row.key))
        return own or self.answers.get((row.scope.pk, declare.INSTRUMENTS[declare.OTHER[row.edition]], twin))

    def first(self, row: Row) -> bool:
        """Whether no row before speaks of the same requirement, in whichever edition."""
        twin = catalogue.twin(row.edition, row.key)
        mark = (
            row.scope.pk if row.scope else None,
            *sorted([(row.edition, row.key), *([(declare.OTHER[row.edition], twin)] if twin else [])]),
        )
        fresh = mark not in self.taken
        self.taken.add(mark)
        return fresh


def _check(rows: Sequence[Row], viewer: Viewer) -> None:
    known = _Known(rows, viewer)
    for row in rows:
        if not row.errors and _placed(row, known):
            _answered(row, known)


def _placed(row: Row, known: _Known) -> bool:
    """Find out of which requirement of which scope the row speaks; what is wrong with that is named."""
    said = row.said
    row.scope = known.scope(said["scope"])
    if row.scope is None:
        row.refuse(
            "scope",
            _("Tidak ada ruang lingkup berlaku dengan nomor ini yang Anda kelola.")
            if said["scope"]
            else _("Sebutkan nomor ruang lingkupnya."),
        )
        return False
    row.edition = said["edition"] or row.scope.edition_keys[0]
    instrument = catalogue.instrument(row.edition)
    if row.edition not in row.scope.edition_keys or instrument is None:
        row.refuse("edition", _("Ruang lingkup ini tidak dijalankan menurut edisi itu."))
        return False
    folded = {key.casefold(): key for key in instrument.by_key}
    row.key = folded.get(said["clause"].casefold(), "")
    if not row.key:
        part = instrument.every_part.get(said["clause"].rstrip("."))
        inside = [question.key for one in (part.walk() if part is not None else ()) for question in one.questions]
        if len(inside) != 1:
            row.refuse("clause", _several(inside) if inside else SENTENCES["not_found"])
            return False
        row.key = inside[0]
    if not known.first(row):
        row.refuse("clause", _("Persyaratan ini sudah ada pada baris lain."))
    return not row.errors


def _several(inside: Sequence[str]) -> str:
    shown = ", ".join(inside[:8]) + (", …" if len(inside) > 8 else "")  # noqa: PLR2004 - as many as fit into a sentence
    return _("Klausul ini berisi beberapa persyaratan. Sebutkan kodenya: %(keys)s.") % {"keys": shown}


def _answered(row: Row, known: _Known) -> None:
    said, present = row.said, known.present(row)
    owner = present.owner if present is not None else None
    if said["owner"]:
        owner = known.people.get(said["owner"].upper())
        if owner is None:
            row.refuse("owner", _("Tidak ada pegawai dengan nomor ini."))
    how = said["how"]
    if said["evidence"]:
        named = _("Bukti yang disebut: %(words)s") % {"words": said["evidence"]}
        how = f"{how}\n\n{named}".strip()
    if said["state"] in {declare.MET, declare.PARTLY} and not said["how"]:
        row.refuse("how", SENTENCES["how"])
    if said["state"] == declare.NOT_APPLICABLE and not said["reason"]:
        row.refuse("reason", SENTENCES["reason"])
    if row.errors:
        return
    reason = said["reason"] if said["state"] == declare.NOT_APPLICABLE else ""
    row.answer = Said(said["state"], how, reason, owner)
    before = (present.state, present.how, present.reason, present.owner_id) if present is not None else None
    if before != (row.answer.state, row.answer.how, row.answer.reason, owner.pk if owner is not None else None):
        row.changes.append(_change(row.answer, present))


def _change(new: Said, present: Answer | None) -> str:
    words: Mapping[str, StrOrPromise] = declare.STATES
    if present is None:
        return str(words[new.state])
    return f"{words[present.state]} → {words[new.state]}" if present.state != new.state else _("kata-kata atau penanggung jawab berubah")


def _write(rows: Sequence[Row], viewer: Viewer) -> None:
    for row in rows:
        if row.scope is not None and row.answer is not None:
            services.answer(row.scope, row.edition, row.key, row.answer, viewer=viewer)


def _count(plan: Plan[Row]) -> dict[str, int]:
    return {"rows": len(plan.rows), "answers": len(plan.changing)}


ANSWERS = Table(SHAPE, Row, _check, _write, ("requirement_table.imported", "requirement:table"), _count)
