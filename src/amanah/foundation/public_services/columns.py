"""The columns of the table of services: a row holds a standard, a fee, or both."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.imports import values
from amanah.foundation.imports.columns import Column, Shape
from amanah.foundation.public_services.components import COMPONENTS
from amanah.foundation.public_services.models import Span
from amanah.foundation.public_services.standards import MOST_TEXT

_COMPONENT_NAMES = {
    "legal_basis": "dasar_hukum",
    "requirements": "persyaratan",
    "procedure": "prosedur",
    "time": "keterangan_waktu",
    "fee": "cara_bayar",
    "product": "produk",
    "facilities": "sarana",
    "competence": "kompetensi",
    "supervision": "pengawasan",
    "complaints": "pengaduan",
    "staff": "jumlah_pelaksana",
    "guarantee": "jaminan",
    "safety": "keamanan",
    "evaluation": "evaluasi",
}

SPANS = {
    "": Span.WORKING_DAY,
    "hari_kerja": Span.WORKING_DAY,
    "working_day": Span.WORKING_DAY,
    "hari_kalender": Span.CALENDAR_DAY,
    "hari": Span.CALENDAR_DAY,
    "calendar_day": Span.CALENDAR_DAY,
    "jam": Span.HOUR,
    "jam_kerja": Span.HOUR,
    "hour": Span.HOUR,
}
SPAN_WORDS = {Span.WORKING_DAY: "hari_kerja", Span.CALENDAR_DAY: "hari_kalender", Span.HOUR: "jam"}
ENDS = "berakhir"
ENDINGS = frozenset({ENDS, "ends", "dihapus"})


def _lines(said: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in said.splitlines() if line.strip())


def _amount(said: str) -> int | str | None:
    return ENDS if said.strip().lower() in ENDINGS else values.whole(said)


COLUMNS = (
    Column("code", ("kode", "code"), _("Kode layanan; menjadi kunci baris."), "K3-AHLI", required=True, reads=values.code),
    Column(
        "name", ("nama", "name"), _("Nama layanan. Kosong: baris ini hanya memuat biaya."), "Penunjukan ahli K3 umum", reads=values.words
    ),
    Column("unit", ("unit", "kode_unit"), _("Kode unit yang menyusun standar ini. Wajib bagi layanan baru."), "DIT-K3", reads=values.code),
    Column("summary", ("ringkasan", "summary"), _("Satu kalimat: layanan ini untuk siapa dan apa hasilnya."), reads=values.words),
    Column("places", ("tempat", "places"), _("Unit yang memberi layanan, satu baris satu unit: KODE: alamat dan jam buka."), reads=_lines),
    Column("stages", ("tahapan", "stages"), _("Tahapan, satu baris satu tahapan."), "Penerimaan berkas", reads=_lines),
    Column("promise", ("waktu", "promised_time"), _("Jangka waktu yang dijanjikan, angka bulat."), "5", reads=values.whole),
    Column(
        "promise_unit",
        ("satuan_waktu", "time_unit"),
        _("hari_kerja, hari_kalender, atau jam."),
        "hari_kerja",
        reads=values.choice(SPANS, _("Pilih jam kerja, hari kerja, atau hari kalender.")),
    ),
    Column(
        "since",
        ("mulai", "since"),
        _("Hari pertama berlaku, 2026-11-30 atau 30/11/2026. Kosong: hari ini."),
        "2026-01-02",
        reads=values.day,
    ),
    *(Column(item.key, (_COMPONENT_NAMES[item.key], item.key), item.question) for item in COMPONENTS),
    Column(
        "fee_item",
        ("butir_biaya", "fee_item"),
        _("Nama butir biaya. Layanan dengan beberapa butir memakai beberapa baris."),
        reads=values.words,
    ),
    Column(
        "amount", ("biaya", "amount"), _("Rupiah bulat; 0 bila gratis; “berakhir” bila butir ini tidak dipungut lagi."), "0", reads=_amount
    ),
    Column("per", ("biaya_per", "per"), _("Per apa: orang, sertifikat, permohonan."), "permohonan"),
    Column("basis", ("biaya_dasar", "fee_basis"), _("Dasar hukum biaya.")),
    Column(
        "fee_since", ("biaya_mulai", "fee_since"), _("Hari pertama biaya ini berlaku. Kosong: sama dengan kolom mulai."), reads=values.day
    ),
    Column("provision", ("kunci_aturan", "provision"), _("Kunci dalam buku aturan, bila biayanya tercatat di sana.")),
    Column("verified", ("terverifikasi", "verified"), _("ya bila angkanya sudah dibaca pada naskah resmi."), "tidak", reads=values.flag),
    Column("evidence", ("bukti", "evidence"), _("Dari mana angkanya, bila belum dari naskah resmi.")),
)
SHAPE = Shape(COLUMNS, longest=MOST_TEXT, several_lines=True)
