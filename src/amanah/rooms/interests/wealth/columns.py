"""The columns of an official list of reports of assets, and what their cells may say."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.imports import values
from amanah.foundation.imports.columns import Column, Shape
from amanah.kernel import clock
from amanah.rooms.interests.wealth.models import Kind, Occasion, Status

_EARLIEST = 2000
KINDS = {"lhkpn": Kind.LHKPN, "lhkan": Kind.LHKAN, "lhkasn": Kind.LHKAN}
OCCASIONS = {
    "": Occasion.PERIODIC,
    "periodik": Occasion.PERIODIC,
    "periodic": Occasion.PERIODIC,
    "pengangkatan": Occasion.START,
    "khusus_awal": Occasion.START,
    "start": Occasion.START,
    "akhir_jabatan": Occasion.END,
    "khusus_akhir": Occasion.END,
    "end": Occasion.END,
}
STATUSES = {
    "belum": Status.OWED,
    "belum_melapor": Status.OWED,
    "belum_lapor": Status.OWED,
    "sudah": Status.SUBMITTED,
    "sudah_melapor": Status.SUBMITTED,
    "sudah_lapor": Status.SUBMITTED,
    "diterima": Status.SUBMITTED,
    "perlu_dilengkapi": Status.RETURNED,
    "perlu_perbaikan": Status.RETURNED,
    "lengkap": Status.COMPLETE,
    "terverifikasi_lengkap": Status.COMPLETE,
    "diumumkan": Status.COMPLETE,
}


def _year(said: str) -> int:
    if said.isascii() and said.isdigit() and _EARLIEST <= int(said[:9]) <= clock.today().year:
        return int(said)
    raise values.Unfit(_("Isi tahun dengan empat angka, paling akhir tahun ini."))


COLUMNS = (
    Column(
        "nip",
        ("nip",),
        _("18 angka, sebagai teks. Orangnya sudah harus tercatat."),
        "198503122010011003",
        required=True,
        reads=values.number,
    ),
    Column("name", ("nama", "name"), _("Untuk dicocokkan dengan mata; tidak disimpan."), "Siti Rahayu"),
    Column(
        "kind",
        ("jenis", "kind"),
        _("lhkpn atau lhkan."),
        "lhkpn",
        required=True,
        reads=values.choice(KINDS, _("Isi dengan lhkpn atau lhkan.")),
    ),
    Column(
        "year",
        ("tahun", "tahun_laporan", "year"),
        _("Tahun posisi harta: 2025 untuk posisi 31 Desember 2025."),
        "2025",
        required=True,
        reads=_year,
    ),
    Column(
        "occasion",
        ("peristiwa", "occasion"),
        _("periodik (juga jika kosong), pengangkatan, atau akhir_jabatan."),
        "periodik",
        reads=values.choice(OCCASIONS, _("Isi dengan periodik, pengangkatan, atau akhir_jabatan.")),
    ),
    Column(
        "event_on",
        ("tanggal_peristiwa", "event_on"),
        _("Wajib bagi laporan khusus: hari pengangkatan atau akhir jabatan."),
        reads=values.past_day,
    ),
    Column(
        "status",
        ("status",),
        _("belum, sudah, perlu_dilengkapi, atau lengkap."),
        "lengkap",
        required=True,
        reads=values.choice(STATUSES, _("Isi dengan belum, sudah, perlu_dilengkapi, atau lengkap.")),
    ),
    Column(
        "submitted_on",
        ("tanggal_lapor", "submitted_on"),
        _("Hari melapor, 2026-03-12 atau 12/03/2026; kosong jika belum."),
        "2026-03-12",
        reads=values.past_day,
    ),
    Column(
        "tax_receipt_on",
        ("tanggal_bukti_spt", "tax_receipt_on"),
        _("Hari pada bukti penerimaan SPT tahunan, bagi LHKAN."),
        reads=values.past_day,
    ),
)
SHAPE = Shape(COLUMNS)
