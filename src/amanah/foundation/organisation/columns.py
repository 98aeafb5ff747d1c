"""The columns of the table of people: what they are called in a file, and what each is for."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is what the code calls it; `names` are the headers that mean it, the first one as the template writes it."""

    key: str
    names: tuple[str, ...]
    explanation: Any
    example: str
    required: bool = False


COLUMNS = (
    Column("nip", ("nip",), _("18 angka, sebagai teks. Wajib bagi PNS dan PPPK; menjadi kunci baris."), "198503122010011003"),
    Column(
        "other_number",
        ("nomor_lain", "other_number", "nomor"),
        _("Nomor kontrak atau nomor pegawai. Kunci baris bagi pegawai tidak tetap dan tenaga alih daya."),
        "",
    ),
    Column("name", ("nama", "name"), _("Nama lengkap, gelar boleh ikut."), "Siti Rahayu, S.H.", required=True),
    Column("employment", ("status", "employment"), _("pns, pppk, tidak_tetap, alih_daya, atau pihak_luar."), "pns", required=True),
    Column("unit", ("kode_unit", "unit", "unit_code"), _("Kode unit yang sudah ada. Kosong: hanya data orang."), "DIT-K3"),
    Column(
        "post",
        ("jabatan", "post"),
        _("Nama jabatan; dibuat jika belum ada di unit itu. Wajib jika kode unit diisi."),
        "Pengawas ketenagakerjaan",
    ),
    Column("is_head", ("memimpin", "head"), _("ya jika jabatan ini memimpin unit, selain itu tidak atau kosong."), "tidak"),
    Column("acting", ("sebutan", "acting"), _("definitif (juga jika kosong), plt, atau plh."), "definitif"),
    Column("since", ("tmt", "since"), _("Terhitung mulai tanggal, 2026-11-30 atau 30/11/2026. Kosong: hari ini."), "2026-01-02"),
    Column("until", ("sampai", "until"), _("Hari terakhir, jika sudah ditentukan."), ""),
)

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
YES = {
    "ya": True,
    "y": True,
    "yes": True,
    "1": True,
    "true": True,
    "tidak": False,
    "t": False,
    "no": False,
    "0": False,
    "false": False,
    "": False,
}
ACTINGS = {"": "definitive", "definitif": "definitive", "definitive": "definitive", "plt": "plt", "plh": "plh"}
