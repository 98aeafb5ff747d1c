"""What a report may be about: a code for figures and clocks, a title, and a sentence that helps a person choose."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = object


@dataclass(frozen=True)
class Topic:
    """One subject matter; `key` is in the cleartext list of the threat model, the rest is for the screen."""

    key: str
    title: Text
    hint: Text


TOPICS = (
    Topic("bribery", _("Suap"), _("Uang, barang, atau janji diberikan atau diminta agar pejabat berbuat sesuatu.")),
    Topic(
        "illegal_levy",
        _("Pemerasan atau pungutan liar"),
        _("Diminta membayar di luar biaya resmi, atau berkas diperlambat sampai membayar."),
    ),
    Topic("gratification", _("Gratifikasi"), _("Hadiah, jamuan, atau fasilitas yang diterima karena jabatan.")),
    Topic("procurement_fraud", _("Kecurangan pengadaan"), _("Lelang diatur, harga dinaikkan, atau barang dan jasa fiktif.")),
    Topic(
        "conflict_of_interest",
        _("Konflik kepentingan"),
        _("Keputusan dinas menguntungkan diri sendiri, keluarga, atau usaha milik sendiri."),
    ),
    Topic("abuse_of_authority", _("Penyalahgunaan wewenang"), _("Jabatan dipakai untuk menekan atau untuk tujuan lain.")),
    Topic(
        "asset_misuse",
        _("Pencurian atau penyalahgunaan aset negara"),
        _("Uang, kendaraan, bangunan, atau data milik negara diambil atau dipakai sendiri."),
    ),
    Topic("retaliation", _("Pembalasan terhadap pelapor"), _("Dimutasi, diancam, atau dirugikan karena melapor atau bersaksi.")),
    Topic("other", _("Hal lain"), _("Pelanggaran lain. Anda tidak perlu tahu nama hukumnya.")),
)

BY_KEY = {topic.key: topic for topic in TOPICS}
