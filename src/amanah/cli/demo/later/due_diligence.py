"""Due diligence in the three scopes over two years: decided, refused, run out, opened again by a list, and one where controls gave way."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from amanah.cli.demo.later import Stage
from amanah.engines.risks.exposures import services as exposures
from amanah.engines.risks.exposures.services import Decision
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Holding, Person, held_on
from amanah.rooms.antibribery.due_diligence import questionnaire, services
from amanah.rooms.antibribery.due_diligence.models import Diligence, Version
from amanah.rooms.antibribery.due_diligence.services import Adverse, Duty, Holder, Listed, Proposal, Subject
from amanah.rooms.antibribery.models import Scope

IN_PIECES = True
ASKS, EXAMINES, DECIDES, CHECKS = "jaya", "ratri", "fitri", "budi"
MORE, LOW = "more_than_low", "low"
CATEGORIES = (
    ("associate", "Penyelenggara pelatihan dan agen perizinan", MORE, "Berhubungan dengan loket atas nama pemohon."),
    ("associate", "Penyedia barang pakai habis", LOW, "Nilainya kecil dan lewat katalog."),
    ("transaction", "Pengadaan langsung berulang", MORE, "Sering, kecil, dan dengan penyedia yang sama."),
)


@dataclass(frozen=True)
class Story:
    """One subject: where, what, how long ago, what was answered otherwise than calmly, and how far it came.

    `end` is "asked", "begun", "submitted", an outcome, or "inadequate" for a proposal that was agreed to.
    """

    scope: str
    name: str
    about: str
    reason: str
    ago: int
    end: str
    sort: str = "associate"
    form: str = "firm"
    number: str = ""
    risk_class: str = MORE
    engaged: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    owners: Sequence[Holder] = ()
    findings: Sequence[tuple[str, str, str, str]] = ()
    words: str = "Berkasnya lengkap, dan keterangan cocok dengan sumbernya."


STORIES = (
    Story(
        "BALAIK3",
        "PT Cahaya Kalibrasi Nusantara",
        "Mengalibrasi alat ukur balai setiap semester.",
        "Hasilnya menentukan sah tidaknya laporan uji.",
        600,
        "proceed",
        number="02.111.222.3-444.000",
        engaged=True,
        owners=(
            Holder("Ratih Purnama", "Pemegang saham", "register", 70, "Akta 2021"),
            Holder("Hendro Wahyudi", "Pemegang saham", "register", 30),
        ),
    ),
    Story(
        "BALAIK3",
        "CV Bintang Selatan",
        "Mengurus pendaftaran uji bagi perusahaan di loket balai.",
        "Perantara yang setiap hari berhubungan dengan petugas loket.",
        320,
        "inadequate",
        engaged=True,
        answers={"intermediary": "yes", "official_tie": "yes", "official_decides": "yes", "payment_odd": "yes", "own_controls": "no"},
        owners=(Holder("Taufik Hidayanto", "Pemegang saham dan pengurus", "told", 100),),
        findings=(
            (
                "Berita daerah, 12 Maret (rekaan)",
                "Pemohon mengaku diminta biaya percepatan.",
                "serious",
                "Dua sumber yang tidak berkaitan.",
            ),
        ),
        words="Pengurusnya masih keluarga petugas penjadwalan, dan bayarannya tunai.",
    ),
    Story(
        "BALAIK3",
        "PT Graha Uji Mandiri",
        "Meminjamkan laboratorium pembanding.",
        "Hasil bandingnya dapat mengubah kesimpulan uji.",
        150,
        "conditions",
        number="03.222.333.4-555.000",
        answers={"young": "yes", "own_controls": "no"},
        owners=(Holder("Yuniarti Sasmita", "Pemegang saham", "document", 55, "KTP dan akta dilihat"),),
        words="Baru berdiri, tetapi penguji kuncinya dikenal dan izinnya sah.",
    ),
    Story(
        "BALAIK3",
        "Uji banding antarlaboratorium 2026",
        "Uji banding dengan empat laboratorium swasta.",
        "Pemenangnya memakai hasil itu untuk promosi.",
        40,
        "submitted",
        sort="undertaking",
        answers={"discretion": "yes"},
    ),
    Story(
        "BALAIK3",
        "Toko Alat Tulis Sumber Rezeki",
        "Alat tulis kantor lewat katalog.",
        "Nilai kecil, banyak penyedia.",
        200,
        "spare",
        risk_class=LOW,
        engaged=True,
    ),
    Story(
        "PTSA",
        "PT Solusi Antrean Digital",
        "Memelihara sistem antrean dan kios layanan.",
        "Dapat mengubah urutan antrean.",
        560,
        "proceed",
        number="04.333.444.5-666.000",
        engaged=True,
        answers={"own_controls": "unknown"},
        owners=(Holder("Galih Prakoso", "Pemegang saham", "register", 80),),
    ),
    Story(
        "PTSA",
        "Biro Jasa Lancar Abadi",
        "Mengurus izin atas nama perusahaan pemohon.",
        "Perantara perizinan dengan imbalan keberhasilan.",
        260,
        "refuse",
        form="person",
        answers={"intermediary": "yes", "payment_odd": "yes", "convicted": "yes", "convicted_mended": "no"},
        findings=(("Putusan pengadilan 2023 (rekaan)", "Dihukum karena menyuap petugas loket.", "grave", "Perbuatan yang sama."),),
        words="Cara kerjanya tidak berubah sejak putusan itu.",
    ),
    Story(
        "PTSA",
        "PT Arsip Aman Sentosa",
        "Memindai dan menyimpan berkas permohonan.",
        "Memegang berkas yang menentukan izin.",
        90,
        "proceed",
        owners=(Holder("Melati Kusumadewi", "Pemegang saham", "register", 100),),
    ),
    Story("PTSA", "PT Kurir Dokumen Prima", "Mengantar izin kepada pemohon.", "Memegang dokumen asli.", 12, "begun"),
    Story(
        "BPVP23",
        "LPK Karya Terampil",
        "Menyelenggarakan uji kompetensi bersama balai.",
        "Menentukan kelulusan peserta.",
        150,
        "conditions",
        answers={"former_official": "yes"},
        owners=(Holder("Sugeng Riyanto", "Ketua yayasan", "document", None, "Akta yayasan", official=True),),
        words="Ketuanya pensiunan balai; ia tidak boleh mengurus kerja sama ini.",
    ),
    Story(
        "BPVP23",
        "Pengadaan bahan latihan las 2026",
        "Empat kali pengadaan langsung bahan las.",
        "Nilainya kecil, tetapi sering dan dengan penyedia yang sama.",
        75,
        "conditions",
        sort="undertaking",
        engaged=True,
        answers={"split": "yes"},
        words="Pemecahannya dijelaskan oleh jadwal latihan, tetapi penyedianya selalu sama.",
    ),
    Story("BPVP23", "CV Mitra Bahan Latihan", "Memasok bahan latihan.", "Dipilih langsung empat kali.", 5, "asked"),
    Story(
        "BPVP23",
        "Kepala seksi penyelenggaraan",
        "Pengisian jabatan yang memilih peserta dan penyedia.",
        "Menentukan siapa yang diterima.",
        100,
        "proceed",
        sort="post",
        answers={"targets": "yes"},
        words="Kepentingannya dinyatakan, dan targetnya sudah diimbangi dua penilai.",
    ),
)
LISTED = (
    ("PT Karya Sumber Makmur", "Dokumen penawaran palsu"),
    ("CV Tunas Perkasa", "Mengundurkan diri tanpa alasan"),
    ("PT Bangun Persada Utama", "Tidak menyelesaikan pekerjaan"),
    ("UD Sinar Pagi", "Dokumen penawaran palsu"),
    ("PT Wahana Cipta Buana", "Persekongkolan"),
    ("CV Anugerah Teknik", "Tidak menyelesaikan pekerjaan"),
)
LATER = (*LISTED, ("PT Arsip Aman Sentausa", "Persekongkolan"), ("CV Lintas Benua", "Dokumen penawaran palsu"))


def seed(stage: Stage) -> None:
    """Tell the stories; what is there already is left alone."""
    if not Version.objects.exists():
        with transaction.atomic(), stage.at(stage.today - timedelta(days=650)):
            for sort, title, bribery_class, reason in CATEGORIES:
                exposures.decide_thing(sort, title, Decision(bribery_class, reason), stage.viewer(ASKS), unit=stage.unit("BALAIK3").parent)
            services.bring("blacklist", _listed(LISTED), viewer=stage.viewer(ASKS))
            services.bring("sanctions", [Listed("Rudolf van Staveren", reference="S-2024/11 (rekaan)")], viewer=stage.viewer(ASKS))
    for story in STORIES:
        scope = Scope.objects.filter(unit__code=story.scope).order_by("opened_on", "pk").first()
        if scope is not None and not Diligence.objects.filter(scope=scope, about=story.about).exists():
            _Telling(stage, story, scope).tell()
    if Version.objects.filter(list="blacklist").count() == 1:
        with transaction.atomic(), stage.at(stage.today - timedelta(days=6)):
            services.bring("blacklist", _listed(LATER), viewer=stage.viewer(ASKS))


def _listed(some: Sequence[tuple[str, str]]) -> list[Listed]:
    return [
        Listed(name, "", "", f"SK-{n + 20}/PPK/2025 (rekaan)", "Dinas Pekerjaan Umum (rekaan)", reason, since=date(2025, 1, 6))
        for n, (name, reason) in enumerate(some)
    ]


class _Telling:
    """One subject through its round."""

    def __init__(self, stage: Stage, story: Story, scope: Scope) -> None:
        self.stage, self.story, self.scope = stage, story, scope

    def tell(self) -> None:
        """Everything, in the order of its days."""
        story = self.story
        with transaction.atomic(), self._on(0):
            one = self._ask()
        if story.end in {"asked", "spare"}:
            if story.end == "spare":
                with transaction.atomic(), self._on(2):
                    services.spare(
                        one, "Nilai per pembelian di bawah satu juta rupiah, dan harganya dari katalog.", viewer=self._viewer(DECIDES)
                    )
            return
        with transaction.atomic(), self._on(3):
            self._examine(one)
        if story.end == "begun":
            return
        with transaction.atomic(), self._on(8):
            self._settle(one)

    def _on(self, after: int) -> AbstractContextManager[None]:
        return self.stage.at(self.stage.today - timedelta(days=max(self.story.ago - after, 0)))

    def _ask(self) -> Diligence:
        story, unit = self.story, self.scope.unit
        plain: dict[str, Any] = {
            "name": story.name,
            "unit": unit,
            "about": story.about,
            "risk_class": story.risk_class,
            "class_reason": story.reason,
        }
        if story.sort == "associate":
            plain |= {"form": story.form, "registration": story.number}
        if story.sort == "post":
            held = Holding.objects.filter(held_on(self.stage.today), post__unit__path__startswith=unit.path, post__is_head=False)
            holding = held.select_related("post__unit", "person").exclude(person__in=[self._person(EXAMINES)]).order_by("pk").first()
            if holding is None:
                raise LookupError(f"nobody works in {unit}")
            plain |= {"post": holding.post, "person": holding.person, "unit": holding.post.unit, "name": holding.post.title}
        examiner = None if story.end in {"asked", "spare"} else self._person(EXAMINES)
        return services.ask(self.scope, Subject(story.sort, engaged=story.engaged, **plain), viewer=self._viewer(ASKS), examiner=examiner)

    def _examine(self, one: Diligence) -> None:
        story, viewer = self.story, self._viewer(EXAMINES)
        given: dict[str, str] = {}
        for place, section in enumerate(questionnaire.questionnaire().sections):
            for _again in range(2):
                pages = questionnaire.pages(one.sort, one.form, given, deep=one.deep)
                listed = next((some for each, some in pages if each.key == section.key), [])
                said = {
                    question.key: story.answers.get(question.key) or _calm(question) for question in listed if question.key not in given
                }
                given |= said
                if said:
                    services.answer(one, section.key, {key: (value, "") for key, value in said.items()}, viewer=viewer)
            if story.end == "begun" and place == 1:
                return
        for holder in story.owners or ([Holder("Pemilik tunggal", "Pemilik", "register", 100)] if one.form == "firm" else []):
            services.name_owner(one, holder, viewer=viewer)
        for source, text, weight, why in story.findings:
            day = self.stage.today - timedelta(days=story.ago + 30)
            services.find(one, Adverse(source, day, text, weight, why), viewer=viewer)

    def _settle(self, one: Diligence) -> None:
        story, examiner, decider = self.story, self._viewer(EXAMINES), self._viewer(DECIDES)
        decides = {"submitted": "conditions", "inadequate": "conditions"}.get(story.end, story.end)
        services.submit(one, decides, story.words, viewer=examiner)
        if story.end == "submitted":
            return
        duty = (
            Duty("Tandatangani komitmen anti penyuapan", self._person(CHECKS), self.scope.top_person) if decides == "conditions" else None
        )
        conditions = "Komitmen ditandatangani, dan pembayaran hanya lewat rekening badan." if duty else ""
        services.decide(one, decides, "Sependapat dengan pemeriksa.", viewer=decider, conditions=conditions, duty=duty)
        if story.end == "inadequate":
            said = Proposal(
                "suspend",
                "Penjadwalan masih dipegang keluarga pengurusnya, dan pembayaran tunai tidak terlacak.",
                "Rotasi petugas baru selesai enam bulan lagi; sampai saat itu tidak ada pengendalian yang menahan.",
                self.stage.today - timedelta(days=story.ago - 10),
            )
            made = services.propose(one, said, viewer=examiner)
            follow = Duty("Hentikan layanan lewat perantara ini dan umumkan di loket", self._person(CHECKS), self.scope.top_person)
            services.decide_inadequacy(made, "Dihentikan sampai petugas penjadwalan dirotasi.", agreed=True, viewer=decider, duty=follow)

    def _viewer(self, name: str) -> Viewer:
        return self.stage.viewer(name)

    def _person(self, name: str) -> Person:
        person = self.stage.account(name).person
        if person is None:
            raise LookupError(f"{name} is nobody")
        return person


def _calm(question: questionnaire.Question) -> str:
    """An answer without danger."""
    if question.kind == questionnaire.TEXT:
        return "Dijelaskan dalam wawancara dan dicocokkan dengan dokumennya."
    options = questionnaire.ANSWERS if question.kind == questionnaire.YES_NO else tuple(key for key, _words in question.options)
    return next(value for value in options if value not in question.red)
