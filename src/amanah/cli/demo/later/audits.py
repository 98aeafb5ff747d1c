"""Two years of internal audits of the anti-bribery system: programmes, findings of every grade, and nonconformities up to their effect."""

import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction

from amanah.cli.demo.later import Stage
from amanah.engines.actions import services as actions
from amanah.engines.engagements import services
from amanah.engines.engagements.models import Engagement, Finding, Item, Programme
from amanah.engines.engagements.services import Draft, Found, Procedure, Slot
from amanah.foundation.access import services as access
from amanah.foundation.access.models import Account, Grant
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Holding, held_on
from amanah.kernel.refusal import Refusal
from amanah.rooms.antibribery import services as scopes
from amanah.rooms.antibribery.audits.book import offered
from amanah.rooms.antibribery.audits.kind import KEY
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.nonconformities import services as nonconformities
from amanah.rooms.antibribery.nonconformities.models import Nonconformity
from amanah.rooms.antibribery.nonconformities.services import Seen
from amanah.rooms.antibribery.roles import AUDITOR, FUNCTION, READER

IN_PIECES = True
PAPERS = 15
"""The most papers of one audit: what an evening of a demonstration needs, and what seeding it may cost."""
PLANNER, SECOND, LEAD, MEMBER, THIRD, READS = "fitri", "jaya", "ani", "budi", "sekar", "ratri"
GRANTS = ((PLANNER, FUNCTION), (SECOND, FUNCTION), (LEAD, AUDITOR), (MEMBER, AUDITOR), (THIRD, AUDITOR), (READS, READER))
BASIS = (
    "Disusun menurut penilaian risiko penyuapan: proses dengan risiko di atas rendah (perizinan, pengadaan, rekan bisnis) diaudit dua kali "
    "setahun, klausul lain sekali. Hasil audit sebelumnya dan perubahan organisasi dipertimbangkan."
)


@dataclass(frozen=True)
class Said:
    """One finding: clause, grade, title, condition, what should be, and what can come of it."""

    clause: str
    grade: str
    title: str
    condition: str
    criterion: str = ""
    effect: str = ""


@dataclass(frozen=True)
class Audit:
    """One audit of a programme: when, which chapters, what is found, and how far it comes."""

    year: int
    quarter: int
    title: str
    chapters: tuple[str, ...]
    end: str
    risk: str = "medium"
    found: tuple[Said, ...] = ()
    waived: bool = False


@dataclass(frozen=True)
class Mending:
    """How a nonconformity was mended, by its title."""

    correction: str
    similar: str
    whys: tuple[str, ...]
    cause: str
    action: str
    effects: tuple[tuple[bool, str], ...] = field(default_factory=tuple)


POLICY = "Kebijakan belum sampai kepada pegawai baru"
DILIGENCE = "Uji tuntas rekan bisnis lewat waktu"
GIFTS = "Register hadiah tidak diperiksa"
REVIEW = "Tinjauan manajemen tanpa data pelaporan"
FIRST = (
    Said(
        "5.2",
        "minor",
        POLICY,
        "Dari dua belas pegawai yang mulai bekerja tahun ini, empat tidak dapat menunjukkan bahwa mereka menerima kebijakan.",
        "Kebijakan disampaikan kepada semua pegawai.",
        "Pegawai baru tidak tahu cara menolak dan melapor.",
    ),
    Said(
        "4.1",
        "observation",
        "Isu iklim belum dibahas",
        "Keputusan apakah perubahan iklim berpengaruh belum tertulis, walau pernah dibicarakan.",
    ),
    Said("6.2", "conformity", "Sasaran terukur dan dipantau", "Tujuh sasaran memiliki ukuran, penanggung jawab, dan laporan triwulanan."),
)
SECOND_ROUND = (
    Said(
        "8.2",
        "major",
        DILIGENCE,
        "Sembilan dari dua puluh rekan bisnis dengan risiko di atas rendah belum diuji ulang sejak 2023, dan kontraknya diperpanjang.",
        "Uji tuntas diperbarui pada selang yang ditetapkan.",
        "Kontrak diperpanjang dengan rekan yang keadaannya tidak diketahui.",
    ),
    Said(
        "8.7",
        "minor",
        GIFTS,
        "Register hadiah terisi, tetapi tidak seorang pun membandingkannya dengan agenda tamu sejak Februari.",
        "Prosedur mencegah penerimaan yang dapat dianggap suap.",
        "Penerimaan yang tidak dicatat tidak terlihat.",
    ),
    Said(
        "7.3",
        "conformity",
        "Pelatihan berjalan menurut jadwal",
        "Semua pejabat dengan risiko di atas rendah dilatih dalam dua belas bulan.",
    ),
)
THIRD_ROUND = (
    Said(
        "9.3.1",
        "minor",
        REVIEW,
        "Notula tinjauan manajemen tidak memuat jumlah dan sifat laporan dugaan penyuapan.",
        "Tinjauan mempertimbangkan laporan penyuapan dan hasil penyelidikan.",
        "Pimpinan memutus tanpa melihat di mana sistem bocor.",
    ),
    Said(
        "5.2",
        "minor",
        POLICY,
        "Tiga dari sepuluh pegawai yang pindah ke unit ini pada 2026 belum menerima kebijakan.",
        "Kebijakan disampaikan kepada semua pegawai.",
        "Pegawai baru tidak tahu cara menolak dan melapor.",
    ),
)
STORIES = (
    (
        Audit(2025, 2, "Konteks, kepemimpinan, dan perencanaan", ("4", "5", "6"), "closed", found=FIRST),
        Audit(2025, 4, "Dukungan dan pengendalian operasi", ("7", "8"), "closed", "high", SECOND_ROUND),
        Audit(2026, 2, "Evaluasi, perbaikan, dan kepemimpinan", ("5", "9", "10"), "answered", found=THIRD_ROUND),
        Audit(2026, 4, "Dukungan dan pengendalian operasi", ("7", "8"), "fieldwork", "high"),
        Audit(2027, 2, "Konteks, kepemimpinan, dan perencanaan", ("4", "5", "6"), ""),
    ),
    (
        Audit(2026, 1, "Konteks sampai dukungan", ("4", "5", "6", "7"), "answered", found=FIRST[:2]),
        Audit(2026, 4, "Operasi, evaluasi, dan perbaikan", ("8", "9", "10"), "reported", "high", SECOND_ROUND[1:2], waived=True),
        Audit(2027, 1, "Semua klausul sesudah peralihan edisi", ("4", "5", "6", "7", "8", "9", "10"), ""),
    ),
    (Audit(2026, 4, "Audit lengkap sebelum audit tahap 1", ("4", "5", "6", "7", "8", "9", "10"), "prepared", "high"),),
)
MENDINGS = {
    POLICY: Mending(
        "Kebijakan dibagikan kepada pegawai yang belum menerima, dengan tanda terima.",
        "Dicari pada semua unit: dua pegawai lain ditemukan dan sudah diberi.",
        ("Tidak ada yang membagikan kepada pegawai baru", "Daftar pegawai baru tidak diterima FKAP", "Mutasi tidak diberitahukan"),
        "Pemberitahuan mutasi dari kepegawaian ke FKAP tidak diatur.",
        "Atur pemberitahuan mutasi mingguan dari kepegawaian kepada FKAP",
        ((True, "Enam mutasi terakhir diperiksa: semuanya menerima kebijakan dalam sepuluh hari."),),
    ),
    DILIGENCE: Mending(
        "Sembilan rekan diuji ulang; dua kontrak ditunda sampai hasilnya ada.",
        "Seluruh daftar rekan diperiksa: empat lagi mendekati batas dan sudah dijadwalkan.",
        ("Uji ulang tidak dijadwalkan", "Jadwal disusun dari daftar lama", "Daftar rekan tidak diperbarui ketika kontrak diperpanjang"),
        "Perpanjangan kontrak tidak memeriksa tanggal uji tuntas.",
        "Jadikan tanggal uji tuntas syarat perpanjangan kontrak",
        (
            (False, "Dari lima perpanjangan sesudah itu, satu lolos tanpa uji tuntas karena melalui perjanjian payung."),
            (True, "Dua belas perpanjangan diperiksa, termasuk perjanjian payung: semuanya diuji lebih dahulu."),
        ),
    ),
    GIFTS: Mending(
        "Register dibandingkan dengan agenda tamu sejak Februari; tiga penerimaan disusulkan.",
        "Register unit lain dibandingkan untuk satu bulan: tidak ada yang tertinggal.",
        ("Tidak ada yang membandingkan", "Tugas itu milik pejabat yang pindah"),
        "Tugas tidak dialihkan ketika pejabatnya pindah.",
        "Masukkan pembandingan bulanan ke dalam uraian tugas jabatan",
        ((True, "Empat bulan berturut-turut dibandingkan dan ditandatangani."),),
    ),
    REVIEW: Mending(
        "Angka laporan disusulkan ke dalam notula.",
        "Notula tahun lalu diperiksa: angkanya ada.",
        ("Bahan tidak memuat angka laporan", "Daftar bahan disusun dari ingatan"),
        "Tidak ada daftar tetap bahan tinjauan.",
        "Tetapkan daftar bahan tinjauan manajemen",
    ),
}


def seed(stage: Stage) -> None:
    """Let the scopes be audited, year after year."""
    if Programme.objects.exists():
        return
    root, since = stage.unit("KC"), stage.today - timedelta(days=900)
    for username, role in GRANTS:
        account = stage.account(username)
        if not Grant.objects.filter(account=account, role=role.key, unit=root).exists():
            access.grant_role(account, role.key, root, since=since)
    for number, (scope, story) in enumerate(zip(_scopes(stage), STORIES, strict=False)):
        # An interest that somebody declared may keep them from an audit; then its story is shorter.
        with suppress(Refusal, LookupError):
            _Telling(stage, scope, random.Random(number)).tell(story)  # noqa: S311 - invented answers need no secrets


def _scopes(stage: Stage) -> list[Scope]:
    """The scopes that there are; without any, one over the K3 directorate."""
    found = list(Scope.objects.filter(state="active").select_related("unit").order_by("opened_on", "number"))
    if not found:
        with stage.at(date(stage.today.year - 2, 11, 4)):
            found = [
                scopes.open_scope(
                    title="Lisensi dan sertifikasi K3",
                    unit=stage.unit("DBINK3"),
                    statement="Penunjukan lembaga K3, lisensi ahli K3, dan pengawasannya.",
                    top_title="Direktur Bina Kelembagaan K3",
                    editions="both",
                    viewer=stage.viewer(PLANNER),
                )
            ]
    return found[: len(STORIES)]


class _Telling:
    """One scope on its way through its audits."""

    def __init__(self, stage: Stage, scope: Scope, rng: random.Random) -> None:
        self.stage, self.scope, self.rng = stage, scope, rng
        self.day = stage.today
        clauses: dict[str, list[str]] = {}
        for one in offered(scope.ref):
            clauses.setdefault(one.ref.partition(":")[2].partition(".")[0], []).append(one.ref)
        # One edition is enough for a demonstration: the newest that the scope is run by.
        first = next(iter(clauses.values()))[0].partition(":")[0]
        self.clauses = {chapter: [ref for ref in refs if ref.startswith(first)] for chapter, refs in clauses.items()}
        self.instrument = first

    @contextmanager
    def on(self, later: int = 0) -> Iterator[None]:
        """Some days later, never after today; a transaction of its own."""
        self.day = min(self.day + timedelta(days=later), self.stage.today)
        with self.stage.at(self.day), transaction.atomic():
            yield

    def tell(self, story: tuple[Audit, ...]) -> None:
        """The programme, then every audit as far as it comes; none before there was the scope."""
        story = tuple(audit for audit in story if date(audit.year, audit.quarter * 3 - 2, 1) > self.scope.opened_on)
        if not story:
            return
        self.day = max(date(story[0].year, 1, 13), self.scope.opened_on)
        with self.on():
            programme = services.draft_programme(
                KEY,
                f"Program audit internal: {self.scope.title}"[:160],
                self.scope.unit,
                story[0].year,
                story[0].year + 2,
                BASIS,
                scope=self.scope.ref,
                viewer=self.stage.viewer(PLANNER),
            )
            items = [services.plan_item(programme, self._slot(audit), viewer=self.stage.viewer(PLANNER)) for audit in story]
        with self.on(9):
            services.approve_programme(programme, viewer=self.stage.viewer(SECOND))
        for audit, item in zip(story, items, strict=True):
            if audit.end:
                self._carry_out(audit, item)
        self.day = self.stage.today - timedelta(days=4)
        owner = self._head().person
        if owner is not None:
            with self.on():
                seen = Seen(
                    self.scope.unit, owner, "Papan larangan hadiah tidak ada di loket 3", "Terlihat pada kunjungan; loket lain lengkap."
                )
                nonconformities.record(self.scope, seen, viewer=self.stage.viewer(PLANNER))

    def _slot(self, audit: Audit) -> Slot:
        criteria = [ref for chapter in audit.chapters for ref in self.clauses.get(chapter, ())]
        why = "Risiko penyuapan di atas rendah." if audit.risk == "high" else "Putaran tahunan semua klausul."
        return Slot(audit.year, audit.quarter, self.scope.unit, audit.title, criteria, audit.risk, why)

    def _carry_out(self, audit: Audit, item: Item) -> None:
        stage, planner = self.stage, self.stage.viewer(PLANNER)
        starts = date(audit.year, audit.quarter * 3 - 2, 1) + timedelta(days=self.rng.randint(20, 34))
        self.day = min(starts - timedelta(days=15), stage.today)
        draft = Draft(
            f"{audit.title} {audit.year}",
            [self.scope.unit],
            item.criteria,
            "Melihat apakah persyaratan dijalankan dan berhasil, bukan hanya tertulis.",
            f"{self.scope.title}: dokumen, rekaman, dan wawancara.",
            date(audit.year - 1, starts.month, 1),
            starts - timedelta(days=16),
            starts,
            starts + timedelta(days=12),
            "Kantor daerah: diaudit tersendiri, sebab pengendaliannya berbeda.",
            self.scope.ref,
        )
        with self.on():
            engagement = services.open_engagement(KEY, self.scope.unit, draft, item=item, viewer=planner)
            self._team(engagement, audit)
        with self.on(4):
            self._prepare(engagement, audit)
        if audit.end == "prepared":
            return
        with self.on(11):
            services.begin(engagement, viewer=stage.viewer(LEAD))
        self._test(engagement, half=audit.end == "fieldwork")
        if audit.end == "fieldwork":
            return
        with self.on(3):
            self._report(engagement, audit)
        if audit.end != "reported":
            self._follow(engagement, audit)

    def _team(self, engagement: Engagement, audit: Audit) -> None:
        planner = self.stage.viewer(PLANNER)
        for name, part in ((LEAD, "lead"), (MEMBER, "member")):
            person = self.stage.account(name).person
            if person is None:
                raise LookupError(f"{name} is nobody")
            services.join(engagement, person, part, viewer=planner)
        head = self._head()
        if audit.waived and head.person is not None:
            held = Account.objects.get(pk=head.account.pk)
            if not Grant.objects.filter(account=held, role=AUDITOR.key).exists():
                access.grant_role(held, AUDITOR.key, self.stage.unit("KC"), since=self.day)
            reason = "Hanya ia yang mengenal sistem lisensi lama; tugasnya sebatas menunjukkan letak rekaman."
            waiver = services.ask_waiver(engagement, head.person, "member", reason, viewer=planner)
            services.refuse_waiver(
                waiver, "Pemimpin unit tidak ikut memeriksa unitnya; cukup didampingi petugas arsip.", viewer=self.stage.viewer(SECOND)
            )

    def _prepare(self, engagement: Engagement, audit: Audit) -> None:
        lead = self.stage.viewer(LEAD)
        seen: set[str] = set()
        procedures = []
        for one in engagement.declared.checklist(engagement.criteria):
            clause = one.criteria[0].partition("-a")[0]
            if one.criteria[0].endswith("-a") and clause not in seen:
                seen.add(clause)
                procedures.append(Procedure(one.title, one.tested, one.criteria))
        wanted = {f"{self.instrument}:{said.clause}-a" for said in audit.found}
        procedures.sort(key=lambda one: one.criteria[0] not in wanted)  # what is found was tested first
        services.add_papers(engagement, procedures[:PAPERS], viewer=lead)
        services.prepare(engagement, f"ST-{self.rng.randint(100, 999)}/ITJEN/{self.day:%Y}", self.day, viewer=lead)

    def _test(self, engagement: Engagement, *, half: bool) -> None:
        lead, member = self.stage.viewer(LEAD), self.stage.viewer(MEMBER)
        papers = list(engagement.papers.all())
        if half:
            papers = papers[: len(papers) // 2]
        for number, paper in enumerate(papers):
            writes, reviews = (lead, member) if number % 2 else (member, lead)
            with self.on(1 if number % 3 == 0 else 0):
                outcomes = {}
                if number % 4 == 1:
                    items = [f"BK-{self.day:%y}-{n:03}" for n in range(1, self.rng.randint(20, 60))]
                    why = "Populasinya seragam; sampel diperbesar hanya bila ada yang menyimpang."
                    services.draw_sample(paper, "Berkas yang selesai dalam masa audit, dari register", 8, why, items=items, viewer=writes)
                    outcomes = dict.fromkeys(paper.chosen, ("conforming", ""))
                if number == len(papers) - 1 and not half:
                    services.skip_paper(paper, "Pejabatnya cuti selama pekerjaan lapangan; diuji pada audit berikutnya.", viewer=writes)
                    continue
                result = "Dokumen, rekaman, dan wawancara dengan tiga pegawai saling mendukung."
                services.write_result(paper, result, outcomes=outcomes, viewer=writes)
                if not (half and number == len(papers) - 1):
                    services.review_paper(paper, "Bukti cukup; kesimpulan mengikuti bukti.", viewer=reviews)

    def _report(self, engagement: Engagement, audit: Audit) -> None:
        lead = self.stage.viewer(LEAD)
        for said in audit.found:
            clause = f"{self.instrument}:{said.clause}"
            if clause not in engagement.criteria:
                continue
            found = Found(engagement.unit, said.grade, said.title, said.condition, said.criterion, "", said.effect, [clause])
            services.write_finding(engagement, found, viewer=lead)
        conclusion = "Sistem berjalan pada bagian yang diperiksa, kecuali yang disebut dalam temuan. Tidak ditemukan tanda penyuapan."
        services.report(engagement, conclusion, viewer=lead)

    def _follow(self, engagement: Engagement, audit: Audit) -> None:
        """The head answers; what is owed is mended, as far as its story goes."""
        head = self._head()
        owed = [one for one in Finding.objects.filter(engagement=engagement) if one.grade in engagement.declared.owed]
        with self.on(6):
            for finding in owed:
                finding.engagement = engagement
                services.answer(finding, "Kami sependapat dan memperbaikinya menurut rencana di bawah ini.", agrees=True, viewer=head)
        for finding in owed:
            day = self.day
            self._mend(finding, head)
            self.day = day if audit.end != "closed" else self.day
        if audit.end == "closed":
            with self.on(5):
                services.follow(engagement, "Semua tindakan diverifikasi dan keefektifannya dinilai.", viewer=self.stage.viewer(LEAD))
                services.close(engagement, "Ditutup.", viewer=self.stage.viewer(SECOND))

    def _mend(self, finding: Finding, head: Viewer) -> None:
        one = Nonconformity.objects.filter(source=finding.ref).first()
        plan = MENDINGS.get(finding.title)
        if one is None or plan is None:
            return
        with self.on(4):
            nonconformities.correct(one, plan.correction, plan.similar, viewer=head)
        with self.on(8):
            nonconformities.analyse(one, plan.whys, plan.cause, viewer=head)
        effects = plan.effects or ((None, ""),)
        for number, (effective, words) in enumerate(effects):
            with self.on(2):
                if number:
                    nonconformities.analyse(one, [*plan.whys[-1:], "Perjanjian payung tidak terpikir"], plan.cause, viewer=head)
                title = plan.action if not number else f"{plan.action}, termasuk perjanjian payung"
                planner, checks = self.stage.viewer(PLANNER), self.stage.account(MEMBER).person
                if checks is None:
                    return
                due_on = self.day + timedelta(days=45)
                action = nonconformities.give(one, title[:160], verifier=checks, due_on=due_on, viewer=planner)
            with self.on(3):
                actions.begin(action, viewer=head)
            if self.day + timedelta(days=30) > self.stage.today:
                return
            with self.on(25):
                actions.report_done(
                    action, "Sudah dijalankan; rekamannya terlampir pada kertas kerja.", viewer=head, evidence="ND-88 (rekaan)"
                )
            with self.on(4):
                actions.verify(action, "Dilihat di tempat dan pada rekaman.", viewer=self.stage.viewer(MEMBER))
            one.refresh_from_db()
            if effective is None or one.check_from is None or one.check_from + timedelta(days=5) > self.stage.today:
                return
            self.day = one.check_from
            with self.on(3):
                nonconformities.judge(one, words, effective=effective, viewer=self.stage.viewer(THIRD))

    def _head(self) -> Viewer:
        held = Holding.objects.filter(held_on(self.stage.today), heads=True, post__unit=self.scope.unit)
        account = Account.objects.filter(person__in=held.values("person")).order_by("pk").first()
        if account is None:
            raise LookupError(f"nobody who heads {self.scope.unit} signs in")
        return Viewer.of(account)
