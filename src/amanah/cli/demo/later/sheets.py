"""Self-assessments of several units and years in every state, with evidence that serves many questions and some that has grown old."""

import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from amanah.cli.demo.later import Stage
from amanah.engines.instruments import services
from amanah.engines.instruments.definition import Question
from amanah.engines.instruments.models import Sheet
from amanah.engines.instruments.roles import ASSESSOR, RECORDER, VERIFIER
from amanah.engines.proofs import services as proofs
from amanah.engines.proofs.models import Proof
from amanah.foundation.access import services as access
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Holding, held_on
from amanah.kernel.refusal import Refusal

IN_PIECES = True
GRANTS = (
    ("citra", ASSESSOR.key, "BPVP23"),
    ("eko", ASSESSOR.key, "SETJEN"),
    ("sekar", ASSESSOR.key, "ITJEN"),
    ("fitri", ASSESSOR.key, "FKAP"),
    ("ani", VERIFIER.key, "KC"),
    ("budi", VERIFIER.key, "KC"),
    ("laras", RECORDER.key, "KC"),
)
SELF, INTERNAL = "self", "internal"
ZONE, AKIP, FRAUD, IEPK, SERVICE, IACM = "integrity-zone", "akip", "fraud-control-plan", "iepk", "service-standard", "iacm"


@dataclass(frozen=True)
class Story:
    """One sheet: who answers, how good the unit is (0 to 1), and how far the sheet comes. `years` lie one after another, as rounds."""

    instrument: str
    unit: str
    assessor: str
    ends: tuple[tuple[int, str], ...]
    good: float


# the assessor "" is whoever heads the unit
STORIES = (
    Story(ZONE, "BPVP23", "citra", ((2024, "none"), (2025, "none"), (2026, "returned")), 0.72),
    Story(ZONE, "DBINK3", "gilang", ((2025, "none"), (2026, "internal")), 0.6),
    Story(ZONE, "PTSA", "eko", ((2024, "none"), (2025, "WBK"), (2026, "half")), 0.93),
    Story(ZONE, "BALAIK3", "", ((2025, "none"), (2026, "external")), 0.85),
    Story(ZONE, "SUBRPTKA", "", ((2026, "self"),), 0.55),
    Story(ZONE, "DTKA", "", ((2025, "none"), (2026, "half")), 0.65),
    Story(ZONE, "ROSDM", "eko", ((2025, "none"), (2026, "self")), 0.75),
    Story(AKIP, "ROREN", "eko", ((2024, "B"), (2025, "BB"), (2026, "self")), 0.8),
    Story(AKIP, "SETLAT", "", ((2025, "B"), (2026, "internal")), 0.7),
    Story(AKIP, "BPVP23", "citra", ((2025, "CC"), (2026, "half")), 0.6),
    Story(FRAUD, "FKAP", "fitri", ((2025, "none"), (2026, "internal")), 0.7),
    Story(IEPK, "FKAP", "fitri", ((2025, "3"), (2026, "external")), 0.6),
    Story(SERVICE, "PTSA", "eko", ((2025, "A"), (2026, "returned")), 0.9),
    Story(SERVICE, "BPVP23", "citra", ((2026, "internal"),), 0.75),
    Story(SERVICE, "BALAIK3", "", ((2026, "self"),), 0.8),
    Story(IACM, "SETITJEN", "sekar", ((2026, "half"),), 0.6),
)
# judul | jenis | berapa tahun lalu mulai berlaku
EVIDENCE = (
    ("Keputusan tim kerja dan rencana kerja tahunan", "letter", 0),
    ("Laporan pemantauan rencana kerja triwulan II", "address", 0),
    ("Notula rapat pimpinan tentang hasil pemantauan", "letter", 0),
    ("Hasil survei kepuasan masyarakat", "address", 1),
    ("Berita acara sosialisasi gratifikasi", "letter", 1),
    ("Laporan penanganan pengaduan semester I", "address", 0),
)
REASONS = (
    "Berjalan sejak awal tahun; buktinya terlampir.",
    "Belum di semua bagian; dilanjutkan semester depan.",
    "Sesuai laporan pemantauan terakhir.",
    "",
    "",
    "",
)
LOWER = (
    "Bukti yang dilampirkan belum memperlihatkan pelaksanaan.",
    "Baru rancangan; pelaksanaannya belum ada.",
    "Buktinya dari tahun lalu.",
)
NOTE = "Mohon lampirkan hasil pelaksanaan, bukan hanya surat tugasnya."
BACK = "Beberapa jawaban tertinggi belum berbukti tahun ini. Lengkapi yang diberi catatan lalu ajukan kembali."
VERDICT = "Surat hasil evaluasi nomor {number}/{year}."


def seed(stage: Stage) -> None:
    """Let the units assess themselves, year after year."""
    if Sheet.objects.exists():
        return
    for username, role, code in GRANTS:
        access.grant_role(stage.account(username), role, stage.unit(code), since=stage.today - timedelta(days=900))
    for number, story in enumerate(STORIES):
        # An interest that somebody declared may keep them off a sheet; then there is none.
        with suppress(Refusal), transaction.atomic():
            _Telling(stage, story, random.Random(number)).tell()  # noqa: S311 - invented answers need no secrets


class _Telling:
    """One story on its way through the years."""

    def __init__(self, stage: Stage, story: Story, rng: random.Random) -> None:
        self.stage, self.story, self.rng = stage, story, rng
        self.unit = stage.unit(story.unit)
        self.assessor = stage.viewer(story.assessor) if story.assessor else self._head()
        self.verifier, self.recorder = stage.viewer(rng.choice(("ani", "budi"))), stage.viewer("laras")
        self.evidence: list[Proof] = []

    def tell(self) -> None:
        """Every year's sheet; each is opened as the round after the one before."""
        previous: Sheet | None = None
        for year, end in self.story.ends:
            first, last = date(year, 1, 1), date(year, 12, 31)
            latest = year == self.stage.today.year
            opened = self.stage.today - timedelta(days=self.rng.randint(40, 70)) if latest else date(year, 10, self.rng.randint(1, 20))
            with self.stage.at(opened):
                if previous is None:
                    sheet = services.open_sheet(self.story.instrument, self.unit, first, last, viewer=self.assessor)
                else:
                    sheet = services.next_round(previous, first, last, viewer=self.assessor)
                self._collect(year)
            days = iter(opened + timedelta(days=later) for later in (3, 9, 12, 18, 24, 30, 33))
            self._fill(sheet, end, days)
            if end not in {"half", "self"}:
                self._judge(sheet, end, days)
            previous = sheet

    def _head(self) -> Viewer:
        holding = Holding.objects.filter(held_on(self.stage.today), heads=True, post__unit=self.unit).select_related("person").first()
        if holding is None:
            raise LookupError(f"nobody heads {self.unit}")
        return Viewer.of(Account.objects.get(person=holding.person))

    def _collect(self, year: int) -> None:
        """This year's evidence; what began the year before is old by the time it is used."""
        self.evidence = []
        for title, kind, ago in EVIDENCE:
            since = date(year - ago, self.rng.randint(2, 6), self.rng.randint(1, 28))
            until = date(year - ago, 12, 31)
            where: dict[str, Any] = {"letter": f"ND-{self.rng.randint(100, 999)}/{since.year}"}
            if kind == "address":
                where = {"link": f"https://dokumen.example/{self.story.unit.lower()}/{since:%Y}/{self.rng.randint(1000, 9999)}"}
            draft = proofs.Draft(f"{title}, {since:%Y}", since, until, **where)
            self.evidence.append(proofs.add(draft, self.unit, viewer=self.assessor))

    def _fill(self, sheet: Sheet, end: str, days: Iterator[date]) -> None:
        questions = list(sheet.definition.questions)
        if end == "half":
            questions = questions[: len(questions) * 3 // 5]
        with self.stage.at(next(days)):
            said = {question.key: (_answer(question, self.story.good, self.rng), self.rng.choice(REASONS)) for question in questions}
            services.answer_many(sheet, SELF, said, viewer=self.assessor)
        with self.stage.at(next(days)):
            shown: Sequence[Question] = self.rng.sample(questions, min(len(questions), 14))
            for question in shown:
                proofs.use(self.rng.choice(self.evidence), f"answer:{sheet.pk}:{question.key}", viewer=self.assessor)

    def _judge(self, sheet: Sheet, end: str, days: Iterator[date]) -> None:
        with self.stage.at(next(days)):
            services.submit(sheet, viewer=self.assessor)
        if end == "internal":
            with self.stage.at(next(days)):
                services.agree(sheet, viewer=self.verifier, questions=[one.key for one in sheet.definition.questions[::2]])
            return
        with self.stage.at(next(days)):
            doubted = self.rng.sample(sheet.definition.questions, min(6, len(sheet.definition.questions) // 2))
            lower = {one.key: (_answer(one, self.story.good / 3, self.rng), self.rng.choice(LOWER)) for one in doubted}
            services.answer_many(sheet, INTERNAL, lower, viewer=self.verifier)
            if end == "returned":
                for one in doubted[:3]:
                    services.note(sheet, NOTE, viewer=self.verifier, question=one.key)
                services.send_back(sheet, BACK, viewer=self.verifier)
                return
            services.agree(sheet, viewer=self.verifier)
        with self.stage.at(next(days)):
            services.verify(sheet, viewer=self.verifier, text="Diverifikasi; perbedaan beserta alasannya tertulis per pertanyaan.")
        if end == "external":
            return
        with self.stage.at(day := next(days)):
            words = VERDICT.format(number=self.rng.randint(10, 99), year=day.year)
            services.record_verdict(sheet, end, day, words, viewer=self.recorder)
        with self.stage.at(next(days)):
            services.lock(sheet, viewer=self.verifier)


def _answer(question: Question, good: float, rng: random.Random) -> Any:
    """An answer as a unit of this quality gives it."""
    worth = min(max(rng.gauss(good, 0.16), 0), 1)
    if question.scale is not None:
        return min(question.scale.values, key=lambda one: abs(float(question.scale.values[one]) - worth))  # type: ignore[union-attr]  # it has one
    if question.formula is not None:
        under = rng.randint(20, 60)
        over = round(under * worth)
        return {
            name: str(over if name == question.formula.over else under if name == question.formula.under else 0)
            for name in question.formula.counts
        }
    if question.kind == "level":
        return str(max(1, round(worth * 5)))
    return str(round(worth * float(question.highest), 2))
