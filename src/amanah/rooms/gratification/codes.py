"""The room's code tables. Codes stay for ever: sealed reports and coded rows carry them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Words
else:
    Words = object

REPORT: Final = "report"
REFUSAL: Final = "refusal"
TOPICS: Final[Mapping[str, Words]] = {
    REPORT: _("Penerimaan gratifikasi"),
    REFUSAL: _("Penolakan gratifikasi"),
}

MONEY: Final = "money"
FORMS: Final[Mapping[str, Words]] = {
    MONEY: _("Uang atau alat tukar (tunai, transfer, voucer, pulsa)"),
    "goods": _("Barang"),
    "food": _("Makanan atau minuman yang cepat rusak"),
    "rebate": _("Rabat atau diskon"),
    "commission": _("Komisi"),
    "loan": _("Pinjaman tanpa bunga"),
    "travel_ticket": _("Tiket perjalanan"),
    "lodging": _("Fasilitas penginapan"),
    "tour": _("Perjalanan wisata"),
    "medical": _("Pengobatan cuma-cuma"),
    "other": _("Fasilitas lainnya"),
}
"""The kinds that the definition of a gratification lists, with perishables apart because they are kept differently."""

PERISHABLE: Final = "food"

OCCASIONS: Final[Mapping[str, Words]] = {
    "service": _("Layanan atau perizinan"),
    "procurement": _("Pengadaan"),
    "inspection": _("Pengawasan atau pemeriksaan"),
    "holiday": _("Hari raya"),
    "ceremony": _("Pernikahan, kelahiran, atau upacara adat dan agama"),
    "farewell": _("Pisah sambut, pensiun, atau ulang tahun"),
    "speaking": _("Narasumber atau kegiatan kedinasan"),
    "visit": _("Kunjungan kerja atau perjalanan dinas"),
    "disaster": _("Musibah"),
    "other": _("Peristiwa lain"),
}

RELATIONS: Final[Mapping[str, Words]] = {
    "served": _("Pemohon atau penerima layanan unit saya"),
    "supplier": _("Penyedia atau calon penyedia"),
    "supervised": _("Pihak yang diawasi atau diperiksa"),
    "colleague": _("Rekan kerja"),
    "subordinate": _("Bawahan"),
    "superior": _("Atasan"),
    "family": _("Keluarga"),
    "friend": _("Teman atau kenalan"),
    "stranger": _("Tidak saya kenal"),
}

PLACES: Final[Mapping[str, Words]] = {
    "with_me": _("Ada pada saya"),
    "deposited": _("Sudah saya titipkan kepada UPG"),
    "given_away": _("Sudah disalurkan karena cepat rusak"),
    "returned": _("Saya tolak atau kembalikan"),
    "used": _("Sudah terpakai"),
}

SORTS: Final[Mapping[str, Words]] = {
    "reportable": _("Wajib dilaporkan"),
    "official": _("Terkait kedinasan"),
    "not_reportable": _("Tidak wajib dilaporkan"),
}
"""How a UPG sorts what it receives before it goes to KPK."""

MEANS: Final[Mapping[str, Words]] = {
    "gol": _("Aplikasi GOL (gol.kpk.go.id)"),
    "email": _("Surel resmi KPK"),
    "letter": _("Surat"),
}

STATE_PROPERTY: Final = "state_property"
PARTLY: Final = "partly_state_property"
OUTCOMES: Final[Mapping[str, Words]] = {
    STATE_PROPERTY: _("Milik negara"),
    PARTLY: _("Sebagian milik negara"),
    "recipient_property": _("Milik penerima"),
    "not_followed_up": _("Tidak ditindaklanjuti KPK"),
    "exempt": _("Dikecualikan dari pelaporan"),
    "refusal_recorded": _("Penolakan dicatat"),
    "not_reportable": _("Tidak wajib dilaporkan"),
    "official": _("Terkait kedinasan, dikelola instansi"),
    "incomplete": _("Tidak dilengkapi pada waktunya"),
    "duplicate": _("Sudah dilaporkan sebelumnya"),
}
DECIDED_FOR_STATE: Final = (STATE_PROPERTY, PARTLY)
DECIDED_OTHERWISE: Final = ("recipient_property", "not_followed_up", "exempt", "refusal_recorded")
SET_ASIDE: Final = ("not_reportable", "official", "incomplete", "duplicate")

ACTIVITIES: Final[Mapping[str, Words]] = {
    "dissemination": _("Sosialisasi dan kampanye"),
    "training": _("Pelatihan"),
    "support": _("Pendampingan unit"),
    "control": _("Kegiatan pengendalian"),
    "rules": _("Penyusunan aturan internal"),
}
"""What a UPG does besides handling reports, as its duties in Peraturan KPK 2/2019 (changed by 1/2026) list it."""
