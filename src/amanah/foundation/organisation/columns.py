"""The table of people: what its columns are called in a file, and what each is for."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.imports import values
from amanah.foundation.imports.columns import Column, Shape

EMPLOYMENTS = {
    "pns": "pns",
    "pppk": "pppk",
    "p3k": "pppk",
    "tidak_tetap": "non_permanent",
    "non_permanent": "non_permanent",
    "honorer": "non_permanent",
    "alih_daya": "outsourced",
    "outsourced": "outsourced",
    "pihak_luar": "outsider",
    "outsider": "outsider",
}
ACTINGS = {"": "definitive", "definitif": "definitive", "definitive": "definitive", "plt": "plt", "plh": "plh"}

COLUMNS = (
    Column(
        "nip",
        ("nip",),
        _("18 angka, sebagai teks. Wajib bagi PNS dan PPPK; menjadi kunci baris."),
        "198503122010011003",
        reads=values.number,
    ),
    Column(
        "other_number",
        ("nomor_lain", "other_number", "nomor"),
        _("Nomor kontrak atau nomor pegawai. Kunci baris bagi pegawai tidak tetap dan tenaga alih daya."),
        reads=lambda said: values.words(said).upper(),
    ),
    Column("name", ("nama", "name"), _("Nama lengkap, gelar boleh ikut."), "Siti Rahayu, S.H.", required=True),
    Column(
        "employment",
        ("status", "employment"),
        _("pns, pppk, tidak_tetap, alih_daya, atau pihak_luar."),
        "pns",
        required=True,
        reads=values.choice(EMPLOYMENTS),
    ),
    Column(
        "unit", ("kode_unit", "unit", "unit_code"), _("Kode unit yang sudah ada. Kosong: hanya data orang."), "DIT-K3", reads=values.code
    ),
    Column(
        "post",
        ("jabatan", "post"),
        _("Nama jabatan; dibuat jika belum ada di unit itu. Wajib jika kode unit diisi."),
        "Pengawas ketenagakerjaan",
        reads=values.words,
    ),
    Column(
        "is_head", ("memimpin", "head"), _("ya jika jabatan ini memimpin unit, selain itu tidak atau kosong."), "tidak", reads=values.flag
    ),
    Column("acting", ("sebutan", "acting"), _("definitif (juga jika kosong), plt, atau plh."), "definitif", reads=values.choice(ACTINGS)),
    Column(
        "since",
        ("tmt", "since"),
        _("Terhitung mulai tanggal, 2026-11-30 atau 30/11/2026. Kosong: hari ini."),
        "2026-01-02",
        reads=values.day,
    ),
    Column("until", ("sampai", "until"), _("Hari terakhir, jika sudah ditentukan."), reads=values.day),
)
SHAPE = Shape(COLUMNS, any_of=("nip", "other_number"))
