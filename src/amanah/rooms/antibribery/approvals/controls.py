"""The financial and non-financial controls of a scope (8.3, 8.4): what there is, what the tests said, and which questions nothing answers.

Nothing is kept here. Controls and verdicts are the engine's; which question a control answers is told by the words of its title and
description, in Indonesian and English, so that whoever writes a control clearly is found. It is a hint for a person, and no verdict.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from amanah.engines.risks.controls import addresses
from amanah.engines.risks.controls import declare as tests
from amanah.engines.risks.controls.models import Control
from amanah.engines.risks.controls.queries.visible import reachable, visible
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import below
from amanah.kernel import clock
from amanah.rooms.antibribery.models import Scope

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

FINANCIAL, PROCUREMENT, OPERATION, STAFF, COMMERCE = "financial", "procurement", "operation", "staff", "commerce"
AREAS: Final["dict[str, Text]"] = {
    FINANCIAL: _("Keuangan"),
    PROCUREMENT: _("Pengadaan"),
    OPERATION: _("Layanan dan operasi"),
    STAFF: _("Kepegawaian"),
    COMMERCE: _("Kerja sama dan hubungan luar"),
}
CLAUSES: Final = {FINANCIAL: "8.3", PROCUREMENT: "8.4", OPERATION: "8.4", STAFF: "8.4", COMMERCE: "8.4"}
_WORDS: Final = {
    PROCUREMENT: ("pengadaan", "tender", "penyedia", "vendor", "lelang", "procure", "hps", "kontrak", "supplier"),
    STAFF: ("mutasi", "rotasi", "promosi jabatan", "seleksi", "rekrut", "pegawai baru", "kepegawaian", "jabatan", "recruit", "staff"),
    COMMERCE: ("mitra", "kerja sama", "kerjasama", "rekan bisnis", "perantara", "agen", "sponsor", "sumbangan", "partner", "agent"),
}
"""Words that place a non-financial control; what holds none of them is operation."""


@dataclass(frozen=True)
class Question:
    """What somebody who wants to know whether bribery could pass unseen asks. A control fits when it holds one of `words`."""

    area: str
    text: "Text"
    words: tuple[str, ...]


QUESTIONS: Final = (
    Question(
        FINANCIAL,
        _("Apakah yang memesan, menyetujui, dan membayar tiga orang yang berbeda?"),
        ("pemisahan", "terpisah", "berbeda orang", "segregat", "separat", "pembayar"),
    ),
    Question(
        FINANCIAL,
        _("Apakah jumlah penanda tangan naik menurut nilai, dan sedikitnya dua?"),
        ("dua tanda tangan", "dua orang", "penanda tangan", "jenjang", "berjenjang", "two sign", "tier", "otorisasi"),
    ),
    Question(
        FINANCIAL,
        _("Apakah pembayaran hanya keluar setelah barang atau pekerjaan terbukti diterima?"),
        ("berita acara", "serah terima", "bukti terima", "bukti pendukung", "kuitansi", "receipt", "invoice", "tagihan"),
    ),
    Question(FINANCIAL, _("Apakah uang tunai dibatasi, dan kas kecil dihitung mendadak?"), ("tunai", "kas ", "cash")),
    Question(
        FINANCIAL,
        _("Apakah transaksi besar atau tidak lazim ditinjau orang yang tidak terlibat?"),
        ("reviu", "tinjau", "rekonsiliasi", "audit", "tidak lazim", "review", "reconcil"),
    ),
    Question(
        FINANCIAL,
        _("Apakah tarif dan setoran penerimaan dicocokkan dengan layanan yang diberikan?"),
        ("pnbp", "tarif", "setoran", "biaya resmi", "penerimaan negara", "tariff", "fee "),
    ),
    Question(
        PROCUREMENT,
        _("Apakah penyedia dipilih melalui persaingan, dan penunjukan langsung diberi alasan?"),
        ("persaingan", "tender", "lelang", "penunjukan langsung", "kompetitif", "competit"),
    ),
    Question(
        PROCUREMENT,
        _("Apakah penawaran dinilai terpisah oleh sedikitnya dua orang?"),
        ("evaluasi", "penilai", "pokja", "panitia", "evaluat"),
    ),
    Question(
        PROCUREMENT,
        _("Apakah harga perkiraan dan penawaran dirahasiakan sampai dibuka?"),
        ("hps", "rahasia", "harga perkiraan", "amplop", "confidential"),
    ),
    Question(
        PROCUREMENT,
        _("Apakah pemilik manfaat dan hubungan penyedia dengan pegawai diperiksa?"),
        ("pemilik manfaat", "uji tuntas", "uji kelayakan", "afiliasi", "beneficial", "diligence"),
    ),
    Question(
        OPERATION,
        _("Apakah permohonan diproses menurut urutan datang, dan penyimpangannya terlihat?"),
        ("antrean", "antrian", "urutan", "nomor urut", "waktu tunggu", "waktu layanan", "queue", "sla "),
    ),
    Question(
        OPERATION,
        _("Apakah keputusan izin atau hasil uji ditandatangani sesudah diperiksa orang kedua?"),
        ("dua pemeriksa", "pemeriksa kedua", "verifikasi", "verifikator", "pemeriksaan ulang", "second check", "verif", "reviu"),
    ),
    Question(
        OPERATION,
        _("Apakah petugas lapangan dan loket berganti pasangan dan wilayah?"),
        ("rotasi", "bergilir", "acak", "penugasan", "rotat", "random"),
    ),
    Question(
        OPERATION,
        _("Apakah pemohon mengetahui syarat, biaya, dan waktu tanpa perantara?"),
        ("standar pelayanan", "papan", "pengumuman", "terbuka", "transparan", "daring", "online", "publish"),
    ),
    Question(
        OPERATION,
        _("Apakah orang luar dihubungi lagi untuk menanyakan apakah mereka diminta membayar?"),
        ("survei", "telepon balik", "dihubungi", "umpan balik", "pengaduan", "survey", "call back", "feedback"),
    ),
    Question(
        STAFF,
        _("Apakah pengangkatan dan mutasi dinilai terpisah, sehingga jabatan tidak dapat dibeli?"),
        ("seleksi", "mutasi", "pengangkatan", "promosi", "rekrut", "appoint", "recruit"),
    ),
    Question(
        STAFF,
        _("Apakah pemegang jabatan berisiko diganti dalam waktu yang ditentukan?"),
        ("rotasi", "masa jabatan", "tour of duty", "rotat"),
    ),
    Question(
        STAFF,
        _("Apakah benturan kepentingan dinyatakan sebelum seseorang memutuskan?"),
        ("benturan", "konflik kepentingan", "conflict of interest"),
    ),
    Question(
        COMMERCE,
        _("Apakah perantara dan mitra diperiksa sebelum diikat, dan dibayar hanya untuk jasa yang nyata?"),
        ("perantara", "agen", "mitra", "rekan bisnis", "pihak ketiga", "agent", "third part", "partner"),
    ),
    Question(
        COMMERCE,
        _("Apakah pemberian, sponsor, dan sumbangan diputuskan sebelum diberikan?"),
        ("sponsor", "sumbangan", "jamuan", "hadiah", "gratifikasi", "hibah", "donation", "gift"),
    ),
    Question(
        COMMERCE,
        _("Apakah pertemuan dengan pihak berkepentingan dicatat dan dihadiri lebih dari satu orang?"),
        ("pertemuan", "notula", "tamu", "kunjungan", "didampingi", "berdua", "meeting", "visit"),
    ),
)


@dataclass(frozen=True)
class Line:
    """One control as the page shows it; its address is empty where its page is not the viewer's to open."""

    control: Control
    area: str
    url: str

    @property
    def verdict(self) -> "Text":
        """What the latest tests say together, in words."""
        return tests.verdict_title(self.control.verdict)

    @property
    def tone(self) -> str:
        """The tone of that."""
        return tests.TONES[self.control.verdict]

    @property
    def parts(self) -> "list[tuple[Text, Text, str]]":
        """Design and operation each in words, with their tones."""
        said = ((_("Uji rancangan"), self.control.design), (_("Uji pelaksanaan"), self.control.operating))
        return [(title, tests.verdict_title(verdict), tests.TONES[verdict]) for title, verdict in said]

    @property
    def overdue(self) -> bool:
        """Whether its next test should have been made."""
        return self.control.next_test_on is not None and self.control.next_test_on < clock.today()

    @cached_property
    def words(self) -> str:
        """What it says of itself, folded."""
        return _folded(f"{self.control.title} {self.control.description} ")

    @property
    def holds(self) -> bool:
        """Whether the tests found that it works, and that is not too long ago."""
        return self.control.verdict == "effective" and not self.overdue


@dataclass(frozen=True)
class Answer:
    """A question with the controls that seem to answer it."""

    question: Question
    lines: tuple[Line, ...]

    @property
    def state(self) -> str:
        """What is known: "gap" where nothing answers it, "unproven" where no test shows that an answer works, else "proven"."""
        if not self.lines:
            return "gap"
        return "proven" if any(line.holds for line in self.lines) else "unproven"


@dataclass(frozen=True)
class Area:
    """One area of a scope's work: its controls, and the questions that are asked of it."""

    key: str
    lines: tuple[Line, ...]
    answers: tuple[Answer, ...]

    @property
    def title(self) -> "Text":
        """What it is called."""
        return AREAS[self.key]

    @property
    def clause(self) -> str:
        """The clause that asks for it."""
        return CLAUSES[self.key]

    @property
    def gaps(self) -> int:
        """How many questions nothing answers."""
        return sum(answer.state == "gap" for answer in self.answers)


def of_scope(viewer: Viewer, scope: Scope) -> list[Area]:
    """Every area with the controls in force of the scope's units: two queries. Asks nothing about the scope's visibility.

    A control of a unit that the viewer has nothing to do with is named, without the address of its page; one that arose from what they
    must not know of is not there at all.
    """
    within = below(scope.unit.path, "unit__path")
    found = list(reachable(viewer).filter(within, state="active").select_related("unit", "owner").order_by("unit__path", "number"))
    known = set(visible(viewer).filter(within).values_list("pk", flat=True)) if found else set()
    lines = [Line(one, area_of(one), addresses.of_control(one.number) if one.pk in known else "") for one in found]
    return [_area(key, lines) for key in AREAS]


def area_of(control: Control) -> str:
    """Where a control belongs, by its sort and by its words."""
    if control.sort == FINANCIAL:
        return FINANCIAL
    said = _folded(f"{control.title} ")
    return next((area for area, words in _WORDS.items() if _holds(said, words)), OPERATION)


def _area(key: str, lines: Sequence[Line]) -> Area:
    asked = [question for question in QUESTIONS if question.area == key]
    answers = tuple(Answer(one, tuple(line for line in lines if _answers(line, one))) for one in asked)
    return Area(key, tuple(line for line in lines if line.area == key), answers)


def _answers(line: Line, question: Question) -> bool:
    """Financial questions are answered by financial controls only, and the others by the others."""
    return (line.area == FINANCIAL) == (question.area == FINANCIAL) and _holds(line.words, question.words)


def _holds(said: str, words: Iterable[str]) -> bool:
    return any(f" {word}" in said for word in words)


def _folded(said: str) -> str:
    plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode().lower()
    return " " + " ".join("".join(character if character.isalnum() else " " for character in plain).split()) + " "
