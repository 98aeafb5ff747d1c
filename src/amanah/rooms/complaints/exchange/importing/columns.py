"""What a row says, and under which headers other systems are known to write it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a row can say; `guesses` are headers that mean it, folded, the likeliest first."""

    key: str
    title: Any
    guesses: tuple[str, ...]
    required: bool = False
    longest: int = 300


FIELDS: Final = (
    Field(
        "number",
        _("Nomor di sistem asal"),
        (
            "tracking_id",
            "nomor_laporan",
            "no_laporan",
            "id_laporan",
            "nomor_pengaduan",
            "no_pengaduan",
            "nomor_tiket",
            "kode_laporan",
            "id",
        ),
        longest=80,
    ),
    Field(
        "received",
        _("Tanggal diterima"),
        (
            "tanggal_laporan",
            "tanggal_pengaduan",
            "tgl_laporan",
            "tgl_pengaduan",
            "tanggal_masuk",
            "tanggal_dibuat",
            "tanggal",
            "created_at",
        ),
        required=True,
    ),
    Field("title", _("Judul"), ("judul_laporan", "judul_pengaduan", "judul", "perihal", "subjek")),
    Field(
        "text",
        _("Isi"),
        ("isi_laporan", "isi_pengaduan", "uraian_pengaduan", "uraian", "deskripsi", "isi", "pengaduan", "laporan"),
        required=True,
        longest=20_000,
    ),
    Field(
        "kind",
        _("Jenis laporan"),
        ("klasifikasi_laporan", "tipe_laporan", "jenis_laporan", "jenis_pengaduan", "klasifikasi", "jenis", "tipe"),
    ),
    Field("category", _("Kategori"), ("kategori", "topik", "kategori_laporan", "sub_kategori")),
    Field(
        "unit",
        _("Unit yang dituju"),
        ("instansi_terdisposisi", "unit_terdisposisi", "disposisi", "instansi_tujuan", "unit_kerja", "unit", "instansi"),
    ),
    Field("place", _("Tempat kejadian"), ("lokasi_kejadian", "lokasi", "tempat_kejadian", "alamat_kejadian")),
    Field("when", _("Waktu kejadian"), ("tanggal_kejadian", "waktu_kejadian", "tgl_kejadian")),
    Field("name", _("Nama pelapor"), ("nama_pelapor", "pelapor", "nama_pengadu", "nama")),
    Field("contact", _("Kontak pelapor"), ("kontak", "email", "surel", "no_hp", "nomor_telepon", "telepon", "no_telp")),
    Field("anonymous", _("Anonim"), ("anonim", "is_anonim", "anonymous")),
    Field("secret", _("Rahasia"), ("rahasia", "is_rahasia", "kerahasiaan")),
    Field("status", _("Status"), ("status_laporan", "status_pengaduan", "status")),
    Field("closed", _("Tanggal selesai"), ("tanggal_selesai", "tgl_selesai", "tanggal_penutupan", "closed_at")),
    Field("answer", _("Tindak lanjut"), ("tindak_lanjut_terakhir", "tindak_lanjut", "jawaban", "tanggapan"), longest=20_000),
)
BY_KEY: Final = {field.key: field for field in FIELDS}

KINDS: Final = {
    "pengaduan": "complaint",
    "pengaduan_berkadar_pengawasan": "complaint",
    "pengaduan_tidak_berkadar_pengawasan": "complaint",
    "berkadar_pengawasan": "complaint",
    "tidak_berkadar_pengawasan": "complaint",
    "berkadar": "complaint",
    "tidak_berkadar": "complaint",
    "keluhan": "complaint",
    "aspirasi": "aspiration",
    "saran": "aspiration",
    "permintaan_informasi": "information",
    "informasi": "information",
    "pertanyaan": "information",
}
"""What other systems call a kind, folded → our topic."""
FINISHED: Final = frozenset({"selesai", "diarsip", "diarsipkan", "ditolak", "ditutup", "closed", "tuntas"})
UNFINISHED: Final = frozenset(
    {
        "belum_terverifikasi",
        "terverifikasi",
        "belum_ditindaklanjuti",
        "belum_tindak_lanjut",
        "proses",
        "diproses",
        "dalam_proses",
        "ditindaklanjuti",
        "ditunda",
        "baru",
        "diterima",
        "terdisposisi",
        "open",
        "",
    }
)
YES: Final = frozenset({"ya", "y", "yes", "1", "true", "benar", "anonim", "rahasia"})
NO: Final = frozenset({"", "tidak", "t", "no", "n", "0", "false", "bukan", "-"})


def fold(header: str) -> str:
    """A header or a word without case, accents of spelling and signs."""
    return re.sub("[^a-z0-9]+", "_", header.strip().lower()).strip("_")


def guess(headers: Sequence[str]) -> dict[str, str]:
    """Our field → folded header, for what can be recognised; no header means two things."""
    folded = [fold(header) for header in headers]
    found: dict[str, str] = {}
    for field in FIELDS:
        match = next((name for name in field.guesses if name in folded and name not in found.values()), None)
        if match is not None:
            found[field.key] = match
    return found


def fitting(kept: Mapping[str, str], headers: Sequence[str]) -> dict[str, str]:
    """Those columns of a kept mapping that this file has."""
    folded = {fold(header) for header in headers}
    return {key: name for key, name in kept.items() if key in BY_KEY and name in folded}


def missing(columns: Mapping[str, str]) -> list[Field]:
    """The required fields that no column is named for."""
    return [field for field in FIELDS if field.required and not columns.get(field.key)]
