"""Kinds of letter: what each is called, what has to be filled in, and the template it is shipped with.

A room registers kinds of its own (a summons, say) with `register`; `defaults/<key>.docx` beside this file holds the shipped ones.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DEFAULTS = Path(__file__).with_name("defaults")
LONGEST = 20_000
"""Characters of one value."""


@dataclass(frozen=True)
class Field:
    """One placeholder and what a person is asked for it. A `long` one may hold paragraphs; `rows` names the columns of a table."""

    key: str
    title: "StrOrPromise"
    hint: "StrOrPromise" = ""
    long: bool = False
    required: bool = True
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """One kind of letter. `subject` is what it is about unless somebody says otherwise; `template` the DOCX it is shipped with."""

    key: str
    title: "StrOrPromise"
    subject: "StrOrPromise"
    fields: tuple[Field, ...]
    template: Path = field(default=DEFAULTS)

    @property
    def asked(self) -> tuple[Field, ...]:
        """Everything that is filled in by a person: what the kind names, after what every letter has."""
        return (SUBJECT, *self.fields, *SIGNER)

    @property
    def placeholders(self) -> dict[str, "StrOrPromise"]:
        """Everything that a template of this kind may name, with what it is; columns of a table as "field.column"."""
        named: dict[str, StrOrPromise] = {}
        for one in self.asked:
            if one.rows:
                named |= {f"{one.key}.{column}": one.title for column in one.rows}
            else:
                named[one.key] = one.title
        return {**named, **GIVEN}

    @property
    def shipped(self) -> Path:
        """The file of the shipped template."""
        return self.template / f"{self.key}.docx" if self.template.is_dir() else self.template


SUBJECT = Field("subject", _("Perihal"))
SIGNER = (
    Field("signer_title", _("Jabatan penanda tangan")),
    Field("signer_name", _("Nama penanda tangan")),
    Field("signer_nip", _("NIP penanda tangan"), required=False),
    Field("copies", _("Tembusan"), _("Satu per baris."), long=True, required=False),
)
GIVEN: dict[str, "StrOrPromise"] = {
    "institution": _("Nama instansi (dari setelan)"),
    "number": _("Nomor surat"),
    "date": _("Tanggal surat"),
    "matter": _("Nomor perkara"),
}
"""What no person types."""

_RECIPIENT = Field("recipient", _("Yth."), _("Jabatan dan alamat, satu per baris."), long=True)
_BODY = Field("body", _("Isi"), _("Pisahkan paragraf dengan baris kosong."), long=True)
_PLACE = Field("place", _("Tempat"))

_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind of letter known; the same one again changes nothing."""
    known = _kinds.setdefault(kind.key, kind)
    if known != kind:
        raise ImproperlyConfigured(f"two different kinds of letter call themselves {kind.key!r}")
    return kind


def kind(key: str) -> Kind:
    """The kind of this key; KeyError if nobody registered it."""
    return _kinds[key]


def all_kinds() -> list[Kind]:
    """Every kind, in the order of registration."""
    return list(_kinds.values())


REVIEW_NOTE = register(
    Kind(
        "review_note",
        _("Nota telaah"),
        _("Telaah atas laporan"),
        (
            Field("recipient", _("Kepada"), long=True),
            Field("facts", _("Pokok laporan"), _("Tanpa hal yang dapat membuka siapa pelapornya."), long=True),
            Field("analysis", _("Telaah"), long=True),
            Field("proposal", _("Usul"), long=True),
            _PLACE,
        ),
    )
)
ASSIGNMENT = register(
    Kind(
        "assignment",
        _("Surat tugas"),
        _("Pemeriksaan atas laporan"),
        (
            Field("basis", _("Dasar"), _("Satu per baris."), long=True),
            Field("team", _("Tim"), _("Satu orang per baris: nama | NIP | jabatan | peran"), rows=("name", "nip", "post", "part")),
            Field("task", _("Tugas"), long=True),
            Field("period", _("Waktu"), _("Misalnya 24 November sampai 12 Desember 2026.")),
            _PLACE,
        ),
    )
)
MINUTES = register(
    Kind(
        "clarification_minutes",
        _("Berita acara klarifikasi"),
        _("Klarifikasi"),
        (
            Field("day", _("Hari dan tanggal klarifikasi")),
            _PLACE,
            Field("interviewers", _("Yang meminta klarifikasi"), _("Satu per baris."), long=True),
            Field("person", _("Yang memberi klarifikasi"), _("Nama, NIP, jabatan; satu per baris."), long=True),
            Field("questions", _("Tanya jawab"), _("Satu per baris: pertanyaan | jawaban"), rows=("question", "answer")),
        ),
    )
)
REPORT = register(
    Kind(
        "report",
        _("Laporan hasil pemeriksaan"),
        _("Laporan hasil pemeriksaan"),
        (
            Field("basis", _("Dasar"), long=True),
            Field("scope", _("Ruang lingkup dan cara pemeriksaan"), long=True),
            Field(
                "findings",
                _("Hasil per dugaan"),
                _("Satu per baris: dugaan | bukti | simpulan"),
                rows=("allegation", "evidence", "finding"),
            ),
            Field("conclusion", _("Simpulan"), long=True),
            Field("recommendations", _("Rekomendasi"), long=True),
            _PLACE,
        ),
    )
)
REPLY = register(
    Kind(
        "reporter_reply",
        _("Balasan ke kotak pelapor"),
        _("Perkembangan laporan Anda"),
        (_PLACE, Field("body", _("Isi"), _("Tanpa nama orang lain. Pelapor membacanya di kotak komunikasinya."), long=True)),
    )
)
REFERRAL = register(
    Kind(
        "referral",
        _("Surat pelimpahan"),
        _("Pelimpahan laporan"),
        (_PLACE, _RECIPIENT, _BODY, Field("attachments", _("Lampiran"), _("Misalnya: 1 berita acara, 4 berkas."), required=False)),
    )
)
HANDOVER = register(
    Kind(
        "handover_minutes",
        _("Berita acara serah terima"),
        _("Serah terima berkas"),
        (
            Field("day", _("Hari dan tanggal serah terima")),
            _PLACE,
            Field("giver", _("Yang menyerahkan"), long=True),
            Field("receiver", _("Yang menerima"), long=True),
            Field("files", _("Yang diserahkan"), _("Satu per baris: berkas | SHA-256"), rows=("name", "sha256")),
        ),
    )
)
REHABILITATION = register(
    Kind(
        "rehabilitation",
        _("Surat rehabilitasi nama baik"),
        _("Rehabilitasi nama baik"),
        (_PLACE, _RECIPIENT, Field("person", _("Yang dipulihkan"), _("Nama, NIP, jabatan; satu per baris."), long=True), _BODY),
    )
)
