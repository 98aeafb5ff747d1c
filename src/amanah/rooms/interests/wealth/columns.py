"""The columns of an official list of reports of assets, and what their cells may say."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.organisation.columns import Column
from amanah.foundation.organisation.tables import Shape
from amanah.rooms.interests.wealth.models import Kind, Occasion, Status

COLUMNS = (
    Column("nip", ("nip",), _("18 angka, sebagai teks. Orangnya sudah harus tercatat."), "198503122010011003", required=True),
    Column("name", ("nama", "name"), _("Untuk dicocokkan dengan mata; tidak disimpan."), "Siti Rahayu"),
    Column("kind", ("jenis", "kind"), _("lhkpn atau lhkan."), "lhkpn", required=True),
    Column(
        "year",
        ("tahun", "tahun_laporan", "year"),
        _("Tahun posisi harta: 2025 untuk posisi 31 Desember 2025."),
        "2025",
        required=True,
    ),
    Column("occasion", ("peristiwa", "occasion"), _("periodik (juga jika kosong), pengangkatan, atau akhir_jabatan."), "periodik"),
    Column("event_on", ("tanggal_peristiwa", "event_on"), _("Wajib bagi laporan khusus: hari pengangkatan atau akhir jabatan."), ""),
    Column("status", ("status",), _("belum, sudah, perlu_dilengkapi, atau lengkap."), "lengkap", required=True),
    Column(
        "submitted_on", ("tanggal_lapor", "submitted_on"), _("Hari melapor, 2026-03-12 atau 12/03/2026; kosong jika belum."), "2026-03-12"
    ),
    Column("tax_receipt_on", ("tanggal_bukti_spt", "tax_receipt_on"), _("Hari pada bukti penerimaan SPT tahunan, bagi LHKAN."), ""),
)
SHAPE = Shape(COLUMNS)
NAMES = {column.key: column.names[0] for column in COLUMNS}

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
