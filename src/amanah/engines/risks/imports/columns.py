"""What a register that was kept elsewhere can say, and the headings that registers of public bodies have for it."""

from dataclasses import replace
from itertools import product
from typing import Final

from django.utils.translation import gettext_lazy as _

from amanah.engines.risks.imports import scales
from amanah.engines.risks.models import NAME, TITLE, WORDS
from amanah.foundation.imports import values
from amanah.foundation.imports.columns import Column, Limits, Shape

STAGES: Final = {
    "inherent": ("melekat", "inheren", "inherent", "risiko_melekat", "risiko_inheren", "inherent_risk", "awal", "risiko_awal", "murni"),
    "residual": (
        *("residual", "residu", "tersisa", "sisa", "risiko_residual", "risiko_residu", "risiko_tersisa", "risiko_sisa", "residual_risk"),
        *("setelah_pengendalian", "saat_ini", "aktual"),
    ),
    "target": ("target", "harapan", "risiko_target", "risiko_harapan", "diharapkan", "yang_diharapkan", "setelah_mitigasi", "target_risk"),
}
AXES: Final = {
    "likelihood": (
        *("kemungkinan", "tingkat_kemungkinan", "level_kemungkinan", "skor_kemungkinan", "nilai_kemungkinan", "probabilitas"),
        *("keterjadian", "likelihood", "k", "l", "p"),
    ),
    "impact": ("dampak", "tingkat_dampak", "level_dampak", "skor_dampak", "nilai_dampak", "impact", "d", "i"),
    "score": (
        "skor",
        "skor_risiko",
        "nilai",
        "nilai_risiko",
        "besaran_risiko",
        "besaran",
        "tingkat_risiko",
        "level_risiko",
        "score",
        "kxd",
    ),
}
_ALONE: Final = {"inherent": "", "residual": "_2", "target": "_3"}
"""Headings without a stage: the first such column speaks of the inherent risk, the second of the residual one."""


def _names(stage: str, axis: str) -> tuple[str, ...]:
    """Every way in which registers head that column, ours first."""
    words = AXES[axis]
    both = [f"{one}_{other}" for one, other in product(words, STAGES[stage])]
    both += [f"{other}_{one}" for one, other in product(words, STAGES[stage])]
    return (*both, *(f"{word}{_ALONE[stage]}" for word in words))


def _scored(stage: str, *titles: object) -> tuple[Column, ...]:
    example = {"inherent": ("4", "4", "19"), "residual": ("3", "3", "14"), "target": ("2", "2", "7")}[stage]
    return (
        Column(
            f"{stage}_likelihood",
            _names(stage, "likelihood"),
            _("Kemungkinan: angka dari skala yang berlaku, atau namanya."),
            example[0],
            reads=scales.likelihood,
            title=titles[0],
        ),
        Column(
            f"{stage}_impact",
            _names(stage, "impact"),
            _("Dampak: angka dari skala yang berlaku, atau namanya."),
            example[1],
            reads=scales.impact,
            title=titles[1],
        ),
        Column(
            f"{stage}_score",
            _names(stage, "score"),
            _("Skor di register asal; hanya dibandingkan. Skor yang dicatat dihitung dengan kriteria yang berlaku."),
            example[2],
            reads=scales.score,
            title=titles[2],
        ),
    )


def _text(key: str, names: tuple[str, ...], explanation: object, example: str = "", *, longest: int = WORDS) -> Column:
    return Column(key, names, explanation, example, reads=values.text, longest=longest)


COLUMNS: Final = (
    Column(
        "title",
        (
            *("peristiwa_risiko", "pernyataan_risiko", "uraian_risiko", "kejadian_risiko", "deskripsi_risiko", "nama_risiko"),
            *("identifikasi_risiko", "uraian_peristiwa_risiko", "risiko", "risk_event", "event", "risk"),
        ),
        _("Peristiwanya, dalam satu kalimat. Baris tanpa peristiwa melengkapi sebab dan akibat baris di atasnya."),
        "Penguji menerbitkan surat tanpa menguji alatnya",
        reads=values.words,
        longest=TITLE,
    ),
    Column(
        "code",
        ("kode_risiko", "id_risiko", "nomor_risiko", "no_risiko", "kode", "risk_id", "no", "nomor"),
        _("Kodenya di register asal."),
        "R.01",
    ),
    Column(
        "unit",
        ("unit", "kode_unit", "unit_kerja", "unit_pemilik_risiko", "upr", "satuan_kerja", "satker", "nama_unit"),
        _("Kode atau nama unit. Boleh kosong bila Anda mengelola satu unit saja."),
        "DIT-K3",
        reads=values.words,
    ),
    Column(
        "kind",
        ("jenis_risiko", "jenis", "kategori_risiko", "kategori", "kind"),
        _("Kecurangan, Penyuapan, Korupsi, Konflik kepentingan, atau Umum. Kosong dianggap Umum."),
        "Kecurangan",
        reads=scales.kind,
    ),
    _text(
        "process",
        ("proses_bisnis", "proses", "kegiatan", "nama_kegiatan", "program_kegiatan", "process"),
        _("Proses bisnisnya."),
        "Pengujian K3",
        longest=NAME,
    ),
    _text(
        "stage",
        ("tahapan", "tahap", "tahapan_proses", "tahapan_kegiatan", "stage"),
        _("Tahapan di dalam proses."),
        "Penerbitan surat",
        longest=NAME,
    ),
    _text(
        "objective",
        ("sasaran", "tujuan", "tujuan_sasaran", "sasaran_kegiatan", "tujuan_kegiatan", "konteks", "objective"),
        _("Sasaran yang terancam."),
    ),
    _text("scheme", ("modus", "skema", "modus_operandi", "skenario", "skema_kecurangan", "scheme"), _("Cara melakukannya.")),
    Column(
        "fraud_type",
        ("jenis_kecurangan", "jenis_fraud", "fraud_type"),
        _("Jenis kecurangan menurut pohon kecurangan."),
        reads=scales.fraud_type,
    ),
    _text(
        "actors_internal",
        ("pelaku_dari_dalam", "pelaku_internal", "pelaku", "aktor"),
        _("Siapa di dalam yang dapat melakukannya; jabatan, bukan nama orang."),
        longest=TITLE,
    ),
    _text("actors_external", ("pelaku_dari_luar", "pelaku_eksternal", "pihak_luar"), _("Siapa di luar."), longest=TITLE),
    Column(
        "causes",
        ("penyebab", "sebab", "penyebab_risiko", "akar_masalah", "akar_penyebab", "sumber_risiko", "uraian_penyebab", "cause"),
        _("Sebabnya; beberapa dipisah titik koma atau baris baru."),
        "Bekerja sendiri; tidak ada rotasi",
        reads=scales.several,
        longest=WORDS,
    ),
    Column(
        "consequences",
        ("akibat", "uraian_dampak", "dampak_risiko", "potensi_dampak", "konsekuensi", "akibat_dampak", "deskripsi_dampak", "consequence"),
        _("Akibatnya; beberapa dipisah titik koma atau baris baru."),
        "Alat berbahaya dipakai",
        reads=scales.several,
        longest=WORDS,
    ),
    Column(
        "red_flags",
        ("tanda_bahaya", "gejala", "tanda_tanda", "red_flag", "indikator_kecurangan"),
        _("Tanda yang terlihat; beberapa dipisah titik koma atau baris baru."),
        reads=scales.several,
        longest=WORDS,
    ),
    *_scored("inherent", _("Kemungkinan melekat"), _("Dampak melekat"), _("Skor melekat")),
    *_scored("residual", _("Kemungkinan tersisa"), _("Dampak tersisa"), _("Skor tersisa")),
    *_scored("target", _("Kemungkinan target"), _("Dampak target"), _("Skor target")),
    Column(
        "option",
        (
            *("perlakuan", "opsi_perlakuan", "respon_risiko", "respons_risiko", "opsi_penanganan", "penanganan_risiko"),
            *("opsi_mitigasi", "keputusan"),
        ),
        _("Menghindari, mengurangi, membagi, atau menerima."),
        "Mengurangi",
        reads=scales.option,
    ),
    Column(
        "owner",
        ("pemilik_risiko", "penanggung_jawab", "pic", "nip_pemilik", "risk_owner", "owner"),
        _("NIP, nama lengkap, atau jabatan di unit itu. Kosong: pemimpin unit."),
        reads=values.words,
    ),
)
_TITLES: Final = {
    "title": _("Peristiwa risiko"),
    "code": _("Kode"),
    "unit": _("Unit"),
    "kind": _("Jenis"),
    "process": _("Proses bisnis"),
    "stage": _("Tahapan"),
    "objective": _("Sasaran"),
    "scheme": _("Modus"),
    "fraud_type": _("Jenis kecurangan"),
    "actors_internal": _("Pelaku dari dalam"),
    "actors_external": _("Pelaku dari luar"),
    "causes": _("Sebab"),
    "consequences": _("Akibat"),
    "red_flags": _("Indikasi (red flag)"),
    "option": _("Perlakuan"),
    "owner": _("Pemilik risiko"),
}
SHAPE: Final = Shape(
    tuple(replace(column, title=_TITLES.get(column.key, column.title)) for column in COLUMNS),
    any_of=("title",),
    longest=TITLE,
    several_lines=True,
    mapped=True,
    above=15,
    limits=Limits(rows=5000),
)
