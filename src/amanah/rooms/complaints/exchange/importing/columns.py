"""What a row says, and under which headers other systems are known to write it."""

from collections.abc import Iterator
from typing import BinaryIO, Final

from django.utils.translation import gettext_lazy as _

from amanah.foundation.imports import reading
from amanah.foundation.imports.columns import Column, Limits, Shape, guess
from amanah.foundation.imports.reading import Line

FIELDS: Final = (
    Column(
        "number",
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
        title=_("Nomor di sistem asal"),
        longest=80,
    ),
    Column(
        "received",
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
        title=_("Tanggal diterima"),
        required=True,
    ),
    Column("title", ("judul_laporan", "judul_pengaduan", "judul", "perihal", "subjek"), title=_("Judul")),
    Column(
        "text",
        ("isi_laporan", "isi_pengaduan", "uraian_pengaduan", "uraian", "deskripsi", "isi", "pengaduan", "laporan"),
        title=_("Isi"),
        required=True,
        longest=20_000,
    ),
    Column(
        "kind",
        ("klasifikasi_laporan", "tipe_laporan", "jenis_laporan", "jenis_pengaduan", "klasifikasi", "jenis", "tipe"),
        title=_("Jenis laporan"),
    ),
    Column("category", ("kategori", "topik", "kategori_laporan", "sub_kategori"), title=_("Kategori")),
    Column(
        "unit",
        ("instansi_terdisposisi", "unit_terdisposisi", "disposisi", "instansi_tujuan", "unit_kerja", "unit", "instansi"),
        title=_("Unit yang dituju"),
    ),
    Column(
        "involved",
        ("nama_terlapor", "terlapor", "pihak_terlapor", "pejabat_terlapor", "nama_pejabat", "pegawai_terlapor"),
        title=_("Pegawai yang dikeluhkan"),
        longest=2_000,
    ),
    Column("place", ("lokasi_kejadian", "lokasi", "tempat_kejadian", "alamat_kejadian"), title=_("Tempat kejadian")),
    Column("when", ("tanggal_kejadian", "waktu_kejadian", "tgl_kejadian"), title=_("Waktu kejadian")),
    Column("name", ("nama_pelapor", "pelapor", "nama_pengadu", "nama"), title=_("Nama pelapor")),
    Column("contact", ("kontak", "email", "surel", "no_hp", "nomor_telepon", "telepon", "no_telp"), title=_("Kontak pelapor")),
    Column("anonymous", ("anonim", "is_anonim", "anonymous"), title=_("Anonim")),
    Column("secret", ("rahasia", "is_rahasia", "kerahasiaan"), title=_("Rahasia")),
    Column("status", ("status_laporan", "status_pengaduan", "status"), title=_("Status")),
    Column("closed", ("tanggal_selesai", "tgl_selesai", "tanggal_penutupan", "closed_at"), title=_("Tanggal selesai")),
    Column("answer", ("tindak_lanjut_terakhir", "tindak_lanjut", "jawaban", "tanggapan"), title=_("Tindak lanjut"), longest=20_000),
)
SHAPE: Final = Shape(
    FIELDS,
    several_lines=True,
    mapped=True,
    limits=Limits(size=512 * 2**20, unpacked=400 * 2**20, rows=200_000),
)
BY_KEY: Final = SHAPE.by_key

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


def lines(source: bytes | BinaryIO) -> Iterator[Line]:
    """The rows of a file of complaints, the headers first. Raises Unreadable, also while it is being read."""
    return reading.lines(source, SHAPE.limits)


def headers_of(source: bytes | BinaryIO) -> list[str]:
    """The headers of a file. Raises Unreadable."""
    return next(lines(source))[1]


def proposed(data: bytes) -> dict[str, str]:
    """What its headers are thought to mean, until somebody says otherwise. Raises Unreadable."""
    return guess(FIELDS, headers_of(data))
