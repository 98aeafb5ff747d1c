"""Three scopes of the anti-bribery system in two years: one certified and surveilled, one before stage 1, one on its way to 2025."""

import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from django.db import transaction

from amanah.cli.demo.later import Stage
from amanah.engines.documents import services as documents
from amanah.engines.documents.models import Document
from amanah.engines.instruments.definition import Question
from amanah.engines.proofs import services as proofs
from amanah.engines.proofs.models import Proof
from amanah.engines.proofs.refusals import Refused as AlreadyUsed
from amanah.engines.risks.exposures import services as exposures
from amanah.engines.risks.exposures.services import Decision
from amanah.foundation.access import services as access
from amanah.foundation.access.models import Grant
from amanah.foundation.organisation.models import Holding, Person, Unit, held_on
from amanah.rooms.antibribery import services
from amanah.rooms.antibribery.certification import services as certification
from amanah.rooms.antibribery.certification.services import Days, Terms
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import catalogue
from amanah.rooms.antibribery.requirements import services as requirements
from amanah.rooms.antibribery.requirements.queries.documents import expected, ref_of
from amanah.rooms.antibribery.requirements.services import Said
from amanah.rooms.antibribery.roles import AUDITOR, FUNCTION, READER
from amanah.rooms.antibribery.services import Plan, Words

IN_PIECES = True
Made = TypeVar("Made")
GRANTS = (("jaya", FUNCTION.key), ("fitri", FUNCTION.key), ("ani", AUDITOR.key), ("budi", AUDITOR.key), ("ratri", READER.key))
BATCH = 40
YEAR = 365  # not a rule: when the invented functions look at a statement again
KEPT_UP = 0.9  # not a rule: how often certified invented units look for a paper that still holds
RHYTHMS = ("setiap bulan", "setiap triwulan", "setiap semester", "setiap tahun", "sebelum setiap keputusan penting")


@dataclass(frozen=True)
class Story:
    """One scope: its unit and words, how many days ago it began, how far it is with its answers, and how far its certificate is.

    Shares: `answered` of the requirements, `partly` of these met in part only, `proved` and `checked` by somebody else of what is met.
    A certified scope has an answer to everything; what is missing there is what a surveillance visit would find.
    """

    unit: str
    title: str
    covers: str
    excluded: str
    editions: str
    begun: int
    answered: float
    proved: float
    partly: float
    checked: float
    processes: tuple[tuple[str, str, str], ...]
    certified: int = 0
    surveilled: int = 0
    contract: bool = False


STORIES = (
    Story(
        "BALAIK3",
        "Pengujian dan pemeriksaan K3",
        "Pengujian lingkungan kerja, pemeriksaan alat, dan penerbitan laporan hasil uji di balai besar beserta loketnya.",
        "Pelatihan K3 oleh pihak ketiga tidak tercakup; penyelenggaranya diawasi direktorat pembinanya.",
        "2016",
        700,
        1.0,
        0.98,
        0.03,
        0.9,
        (
            ("Penerbitan laporan hasil uji", "more_than_low", "Hasil uji menentukan izin pemohon dan ditandatangani satu orang."),
            ("Penjadwalan pengujian", "more_than_low", "Antrean panjang dan pemohon dapat mendahului lewat kenalan."),
            ("Pemeliharaan alat ukur", "low", "Dilakukan sendiri menurut jadwal, tanpa rekanan."),
        ),
        certified=420,
        surveilled=90,
        contract=True,
    ),
    Story(
        "BPVP23",
        "Pelatihan vokasi dan sertifikasi peserta",
        "Penerimaan peserta, pelatihan, uji kompetensi, dan pengadaan bahan latihan di balai pelatihan.",
        "Penempatan lulusan dilakukan unit lain.",
        "2025",
        210,
        0.35,
        0.6,
        0.65,
        0.2,
        (
            ("Seleksi peserta pelatihan", "more_than_low", "Peminat jauh melebihi tempat, dan penilaian wawancara sulit diperiksa ulang."),
            ("Pengadaan bahan latihan", "more_than_low", "Nilainya kecil tetapi sering, dengan penyedia yang itu-itu saja."),
        ),
        contract=True,
    ),
    Story(
        "PTSA",
        "Pelayanan terpadu satu atap",
        "Penerimaan, pemeriksaan, dan penyerahan izin serta rekomendasi ketenagakerjaan di loket dan secara daring.",
        "",
        "2016",
        690,
        1.0,
        0.95,
        0.05,
        0.6,
        (
            ("Pemeriksaan kelengkapan berkas", "more_than_low", "Petugas berhadapan langsung dengan pemohon dan perantara."),
            ("Penyerahan izin", "low", "Nomor antrean dan waktu tunggu tercatat sistem."),
        ),
        certified=380,
        surveilled=40,
        contract=True,
    ),
)
CONTEXT = (
    ("internal", "Rotasi petugas loket belum teratur", "Petugas yang lama di satu loket mudah dikenal perantara.", False),
    ("internal", "Pejabat penanda tangan hanya satu", "Ketika berhalangan, berkas menumpuk dan membuka celah percepatan berbayar.", False),
    ("external", "Banyak perantara menawarkan jasa", "Pemohon mengira membayar perantara adalah bagian dari biaya resmi.", False),
    ("external", "Cuaca buruk menunda kunjungan lapangan", "Penjadwalan ulang membuka tawar-menawar waktu.", True),
    ("party", "Perusahaan pemohon", "Tarif dan waktu layanan yang jelas, dan saluran melapor yang aman.", False),
    ("party", "Serikat pekerja", "Hasil uji yang jujur, juga bila merugikan perusahaan.", False),
    ("party", "KPK dan Ombudsman", "Tindak lanjut rekomendasi tepat waktu.", False),
    ("site", "Kantor utama dan loket", "Alamat kantor pusat pelayanan (rekaan).", False),
)
PAPERS = (
    "Keputusan kepala unit tentang SMAP",
    "Prosedur pengendalian penyuapan",
    "Notula rapat pemantauan triwulanan",
    "Daftar hadir dan hasil pelatihan",
    "Laporan pemantauan pengendalian",
    "Register dan catatan pelaksanaan",
)


def seed(stage: Stage) -> None:
    """Tell the stories of the scopes; what is there already is left alone."""
    if not Scope.objects.exists():
        with transaction.atomic(), stage.at(stage.today - timedelta(days=710)):
            root = Unit.objects.get(parent=None)
            for name, role in GRANTS:
                if not Grant.objects.filter(account=stage.account(name), role=role, ended_on=None).exists():
                    access.grant_role(stage.account(name), role, root, since=stage.today - timedelta(days=710))
        for number, story in enumerate(STORIES):
            _Telling(stage, story, random.Random(number)).tell()  # noqa: S311 - invented answers need no secrets


class _Telling:
    """One scope through its years."""

    def __init__(self, stage: Stage, story: Story, rng: random.Random) -> None:
        self.stage, self.story, self.rng = stage, story, rng
        self.unit = stage.unit(story.unit)
        self.owners = self._people()
        self.scope = Scope()

    def tell(self) -> None:
        """Everything, in the order of its days."""
        story = self.story
        self._at(story.begun, self._open)
        self._at(story.begun - 10, self._context)
        edition = story.editions
        questions = list(catalogue.instrument(edition).questions)  # type: ignore[union-attr]  # ours are always installed
        chosen = [question for question in questions if self.rng.random() < story.answered]
        papers = self._at(story.begun - 20, self._papers)
        for place, start in enumerate(range(0, len(chosen), BATCH)):
            some = chosen[start : start + BATCH]
            self._at(max(story.begun - 30 - place * 12, 3), partial(self._answer, edition, some, papers))
        if story.begun > YEAR:
            self._at(story.begun - YEAR + 12, self._look_again)
        self._certify()
        self._changes()
        self._reports()
        if story.unit == "PTSA":
            self._at(60, self._turn)
        self._at(30, self._tie)

    def _at(self, ago: int, act: Callable[[], Made]) -> Made:
        with transaction.atomic(), self.stage.at(self._day(ago)):
            return act()

    def _day(self, ago: int) -> date:
        return self.stage.today - timedelta(days=ago)

    def _people(self) -> list[Person]:
        held = Holding.objects.filter(held_on(self.stage.today), post__unit__path__startswith=self.unit.path).select_related("person")
        found = list({one.person_id: one.person for one in held.order_by("-heads", "pk")[:12]}.values())
        return found or [self.stage.account("eko").person]  # type: ignore[list-item]  # Eko is somebody

    def _open(self) -> None:
        story, head = self.story, self.owners[0]
        self.scope = services.open_scope(
            title=story.title,
            unit=self.unit,
            statement=story.covers,
            excluded=story.excluded,
            editions=story.editions,
            top_title=f"Kepala {self.unit.name}"[:160],
            top_person=head,
            governing="Menteri, dibantu tim pengarah SMAP",
            headcount=self.rng.randrange(40, 180),
            viewer=self.stage.viewer("jaya"),
        )
        members = [self.stage.account(name).person for name in ("jaya", "fitri")]
        services.appoint(
            self.scope,
            decree=f"KEP-{self.rng.randrange(20, 90)}/SJ/2024 (rekaan)",
            decree_on=self._day(story.begun + 6),
            members=[one for one in members if one is not None],
            independence="Anggota tidak memutus perizinan, tidak ikut pengadaan, dan tidak diaudit oleh dirinya sendiri.",
            access="Ketua FKAP bertemu kepala unit setiap bulan dan dapat menyurati tim pengarah tanpa izin siapa pun.",
            viewer=self.stage.viewer("jaya"),
        )

    def _look_again(self) -> None:
        reason = "Ditinjau setahun sekali: unit, layanan, dan rekan bisnisnya tidak berubah; batasnya tetap."
        services.state_anew(self.scope, self.story.covers, reason, excluded=self.story.excluded, viewer=self.stage.viewer("fitri"))

    def _context(self) -> None:
        viewer = self.stage.viewer("fitri")
        for sort, title, words, climate in CONTEXT:
            services.add(self.scope, sort, title, words, viewer=viewer, climate=climate)
        for title, bribery_class, reason in self.story.processes:
            item = services.add(self.scope, "process", title, "", viewer=viewer)
            exposures.decide_thing(
                "process", title, Decision(bribery_class, reason), self.stage.viewer("jaya"), unit=self.unit, key=item.exposure
            )
        services.decide_climate(
            self.scope,
            relevant=self.story.unit == "BALAIK3",
            reason="Penundaan kunjungan lapangan karena cuaca membuka tawar-menawar jadwal; dibahas pada rapat konteks."
            if self.story.unit == "BALAIK3"
            else "Layanan berlangsung di dalam ruangan dan daring; perubahan iklim tidak mengubah risiko suapnya.",
            viewer=self.stage.viewer("jaya"),
        )

    def _papers(self) -> list[Proof]:
        viewer = self.stage.viewer("fitri")
        made = []
        for place, title in enumerate(PAPERS):
            # The first two hold until replaced; of the others one year each, and one of them ran out.
            since = self._day(self.story.begun if place < len(PAPERS) // 2 else 300)
            until = self._day(420) if place == len(PAPERS) - 1 and self.story.begun > BATCH * 12 else None
            if until is not None:
                since = self._day(self.story.begun)
            draft = proofs.Draft(
                f"{title}: {self.story.title}"[:160], since, until, letter=f"B-{place + 101}/{self.story.unit}/2025 (rekaan)"
            )
            made.append(proofs.add(draft, self.unit, viewer=viewer))
        for document in expected(self.scope):
            if self.rng.random() < self.story.proved:
                proofs.use(self._one_of(made), ref_of(self.scope, document.key), viewer=viewer)
        return made

    def _answer(self, edition: str, questions: Sequence[Question], papers: Sequence[Proof]) -> None:
        writer, checker = self.stage.viewer("fitri"), self.stage.viewer("ani")
        for question in questions:
            chance = self.rng.random()
            state = "partly" if chance < self.story.partly else "met"
            if chance > 0.985:  # noqa: PLR2004 - a few things are not done there
                state = "not_applicable"
            shown = question.evidence[self.rng.randrange(len(question.evidence))].id if question.evidence else "catatan pelaksanaan"
            owner = self.owners[self.rng.randrange(len(self.owners))]
            how = f"Ditunjukkan dengan {shown[:1].lower()}{shown[1:]}. Disiapkan {owner.name} dan ditinjau {self.rng.choice(RHYTHMS)}."
            if state == "partly":
                how += " Masih kurang: belum semua bagian unit menerapkannya."
            reason = "Unit ini tidak mengendalikan badan lain dan tidak mempunyai kegiatan itu." if state == "not_applicable" else ""
            said = Said(state, "" if reason else how, reason, owner)
            made = requirements.answer(self.scope, edition, question.key, said, viewer=writer)
            if state == "met" and self.rng.random() < self.story.proved:
                # What is equal in both editions has one answer, and may be shown by this paper already.
                with suppress(AlreadyUsed):
                    proofs.use(self._one_of(papers), made.ref, viewer=writer)
            if state == "met" and self.rng.random() < self.story.checked and not requirements.why_not_verifier(made, checker):
                requirements.verify(made, holds=True, note="Bukti dibaca dan cocok dengan jawabannya.", viewer=checker)

    def _one_of(self, papers: Sequence[Proof]) -> Proof:
        """Any of them. The last one ran out, and a certified unit seldom relies on it still."""
        kept = papers[:-1] if self.story.certified and self.rng.random() < KEPT_UP else papers
        return kept[self.rng.randrange(len(kept))]

    def _certify(self) -> None:
        story = self.story
        if not story.contract:
            return
        one = None
        began = min(story.begun - 150, 560) if story.certified else 45
        terms = Terms("Lembaga Sertifikasi Contoh (rekaan)", "KAN LSSMAP-000-IDN (rekaan)", "KTR-12/2025 (rekaan)", None, 60, 120)

        def opened() -> None:
            nonlocal one
            one = certification.open_certification(self.scope, story.editions, terms, viewer=self.stage.viewer("jaya"))
            for key in ("apply", "sign"):
                certification.move(one, key, "", viewer=self.stage.viewer("jaya"))
            certification.plan(one, "stage1", self._day(began - 60), viewer=self.stage.viewer("jaya"))

        self._at(began, opened)
        if one is None or not story.certified:
            return
        viewer = self.stage.viewer("jaya")
        steps = ((began - 60, "stage1"), (began - 66, "close_stage1"), (began - 95, "stage2"))
        for ago, key in steps:
            self._at(ago, partial(certification.move, one, key, "", viewer=viewer))
        found = self._at(
            began - 96,
            lambda: certification.find(
                one, "minor", "7.3", "Tiga petugas loket baru belum tercatat mengikuti pelatihan.", self._day(began - 96), viewer=viewer
            ),
        )
        self._at(began - 97, lambda: certification.move(one, "wait", "", viewer=viewer))
        self._at(
            began - 110, lambda: certification.correct(found, "Pelatihan susulan dilakukan dan daftar hadirnya dikirim.", viewer=viewer)
        )
        self._at(began - 120, lambda: certification.accept(found, "Surat LS-88 (rekaan)", viewer=viewer))
        self._at(began - 121, lambda: certification.move(one, "settle", "", viewer=viewer))
        self._at(began - 122, lambda: certification.move(one, "submit", "", viewer=viewer))
        days = Days(certificate=f"SMAP-{story.unit}-001 (rekaan)", valid_from=self._day(story.certified))
        self._at(story.certified, lambda: certification.move(one, "certify", "", viewer=viewer, days=days))
        self._at(story.surveilled, lambda: certification.move(one, "surveillance_1", "", viewer=viewer))
        self._at(
            story.surveilled - 1,
            lambda: certification.find(
                one, "minor", "8.7", "Register hadiah tidak memuat yang ditolak.", self._day(story.surveilled - 1), viewer=viewer
            ),
        )
        self._at(
            story.surveilled - 2,
            lambda: certification.plan(one, "surveillance_2", self.stage.today + timedelta(days=270), viewer=viewer),
        )

    def _changes(self) -> None:
        proposer = self.stage.viewer("fitri")
        ahead = Plan(
            "Loket daring menggantikan dua loket tatap muka",
            "Pemohon dari luar kota mengeluh harus datang berkali-kali.",
            "Tatap muka dengan perantara berkurang; risiko baru pada akun bersama pemohon dan akses petugas ke antrean.",
            self.owners[-1],
            self._day(-40),
            "Dua pengembang, pelatihan dua hari, anggaran tahun berjalan.",
        )
        self._at(5, lambda: services.propose(self.scope, ahead, viewer=proposer))
        done = Plan(
            "Dua penanda tangan untuk berkas bernilai tinggi",
            "Temuan pemantauan: satu orang memutus seluruh berkas.",
            "Waktu tunggu naik satu hari; peluang percepatan berbayar turun.",
            self.owners[0],
            self._day(100),
        )
        change = self._at(125, lambda: services.propose(self.scope, done, viewer=proposer))
        self._at(
            118,
            lambda: services.decide(
                change, approve=True, reason="Akibatnya sudah dipikirkan dan dapat ditanggung.", viewer=self.stage.viewer("jaya")
            ),
        )
        self._at(
            30,
            lambda: services.finish(
                change, "Dua bulan pertama tanpa keluhan percepatan; waktu tunggu rata-rata bertambah 0,6 hari.", viewer=proposer
            ),
        )

    def _reports(self) -> None:
        viewer = self.stage.viewer("jaya")
        words = Words(
            "Sistem memadai untuk risiko yang dikenal. Proses dengan risiko di atas batas rendah bertambah satu sejak laporan lalu.",
            "Pengendalian utama berjalan; dua tindakan perbaikan mendekati tenggatnya dan dipantau mingguan.",
            "Tujuh nasihat kepada loket dan pengadaan, satu sosialisasi kepada perantara, dua uji petik antrean.",
            "Persetujuan rotasi petugas loket setiap enam bulan.",
        )
        for ago in (200, 108):
            if ago < self.story.begun:

                def told(ago: int = ago) -> None:
                    report = services.draft(self.scope, self._day(ago + 90), self._day(ago), words, viewer=viewer)
                    services.issue(report, [("Nasihat yang diberikan", "7"), ("Uji petik antrean", "2")], viewer=viewer)

                self._at(ago - 6, told)

    def _turn(self) -> None:
        """On the way over: both editions, a confirmed day, and the first answers to what is new."""
        viewer = self.stage.viewer("jaya")
        services.change(self.scope, editions="both", reason="Kontrak baru menyebut edisi 2025; jawaban 2016 dibawa serta.", viewer=viewer)
        services.confirm_transition(
            self.scope, self.stage.today + timedelta(days=97), "Surat Lembaga Sertifikasi Contoh LS-204 (rekaan)", viewer=viewer
        )
        new = [one for one in catalogue.instrument("2025").questions if one.news in {"new", "changed"}]  # type: ignore[union-attr]  # as above
        self._answer("2025", new[::3], self._papers_kept())

    def _tie(self) -> None:
        """The policy in force and a procedure in the making are said to be what the checklist expects."""
        keeper = self.stage.viewer("fitri")
        listed = {one.key for one in expected(self.scope)}
        for code, key in (("KB-01", "policy"), ("SOP-07", "gifts")):
            document = Document.objects.filter(code=code).first()
            if document is not None and key in listed:
                documents.tie(document, ref_of(self.scope, key), viewer=keeper)

    def _papers_kept(self) -> list[Proof]:
        return list(Proof.objects.filter(unit=self.unit, title__endswith=self.story.title, replaced_by__isnull=True).order_by("pk"))
