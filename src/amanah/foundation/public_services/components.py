"""The components of a service standard, in the order of UU 25/2009 art. 21 (from own knowledge, high confidence; see docs)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = object

LAW = "Undang-Undang Nomor 25 Tahun 2009, Pasal 21"


@dataclass(frozen=True, slots=True)
class Component:
    """`key` is what the code and the import table call it; `question` is what its text answers."""

    key: str
    title: Text
    question: Text


COMPONENTS = (
    Component("legal_basis", _("Dasar hukum"), _("Peraturan yang mendasari layanan ini.")),
    Component("requirements", _("Persyaratan"), _("Apa yang harus dibawa atau dipenuhi pemohon. Satu syarat satu baris.")),
    Component("procedure", _("Sistem, mekanisme, dan prosedur"), _("Bagaimana permohonan berjalan, selain tahapan di atas.")),
    Component("time", _("Jangka waktu penyelesaian"), _("Sejak kapan dihitung, dan apa yang menghentikan hitungan.")),
    Component("fee", _("Biaya/tarif"), _("Cara membayar. Besarnya biaya diisi tersendiri.")),
    Component("product", _("Produk pelayanan"), _("Apa yang diterima pemohon pada akhirnya.")),
    Component("facilities", _("Sarana, prasarana, dan/atau fasilitas"), _("Ruang, alat, dan sistem yang tersedia bagi pemohon.")),
    Component("competence", _("Kompetensi pelaksana"), _("Kemampuan yang wajib dimiliki petugas.")),
    Component("supervision", _("Pengawasan internal"), _("Siapa yang mengawasi layanan ini di dalam instansi.")),
    Component("complaints", _("Penanganan pengaduan, saran, dan masukan"), _("Ke mana pemohon mengadu, dan kapan dijawab.")),
    Component("staff", _("Jumlah pelaksana"), _("Berapa petugas yang menjalankan layanan ini.")),
    Component("guarantee", _("Jaminan pelayanan"), _("Apa yang dijanjikan, dan apa yang terjadi bila janji tidak ditepati.")),
    Component("safety", _("Jaminan keamanan dan keselamatan pelayanan"), _("Bagaimana pemohon, data, dan berkasnya dilindungi.")),
    Component("evaluation", _("Evaluasi kinerja pelaksana"), _("Bagaimana dan seberapa sering kinerja layanan dinilai.")),
)
KEYS = tuple(component.key for component in COMPONENTS)
