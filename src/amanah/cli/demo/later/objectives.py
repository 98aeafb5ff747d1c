"""Policy, objectives and measures of the scopes over two years: one measure red that led to an action, one objective missed and said so."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from amanah.cli.demo.later import Stage
from amanah.engines.documents.models import Document
from amanah.engines.risks.indicators import periods
from amanah.foundation.organisation.models import Holding, Person, held_on
from amanah.kernel.refusal import Refusal
from amanah.rooms.antibribery.audits.book import offered
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.objectives import declare, elements, services
from amanah.rooms.antibribery.objectives.models import Measure, Objective, Reading
from amanah.rooms.antibribery.objectives.services import Aim, Watch

IN_PIECES = True
KEEPER, SECOND, CHECKER = "fitri", "jaya", "ani"
QUOTED = {
    "a": "Penyuapan dilarang dalam bentuk apa pun, kepada siapa pun dan dari siapa pun.",
    "f": "Siapa pun yang mengetahui atau menduga suap dapat melapor, juga tanpa nama; pelapor yang beriktikad baik dilindungi.",
    "h": "Fungsi anti penyuapan berwenang menghentikan suatu proses dan menghadap pimpinan secara langsung.",
    "i": "Pelanggaran berakibat hukuman disiplin dan, bila perlu, proses pidana.",
}


@dataclass(frozen=True)
class Course:
    """An objective: its words, from where to where, how many days ago it began and how long it runs, what was written, how it ended."""

    title: str
    unit: str
    direction: str
    baseline: int
    target: int
    begun: int
    runs: int
    entries: tuple[tuple[int, int, str], ...]
    clause: str
    sentence: str = ""
    evaluation: str = ""
    dropped: tuple[int, str] = (0, "")
    step: str = ""
    young: bool = False  # only for a scope that has not run for a year


@dataclass(frozen=True)
class Watched:
    """A measure: its words, thresholds, and what people read each quarter (nothing where the house counts it itself)."""

    title: str
    what: str
    method: str
    green: int
    amber: int
    clause: str
    direction: str = "up"
    source: str = ""
    read: tuple[tuple[int, int] | None, ...] = ()
    said: dict[int, str] = field(default_factory=dict)


SENTENCE = "Fungsi anti penyuapan berwenang menghentikan suatu proses dan menghadap pimpinan secara langsung."
COURSES = (
    Course(
        "Setiap wawancara seleksi dinilai dua orang",
        "% wawancara",
        "up",
        35,
        100,
        150,
        300,
        ((55, 52, "Lembar nilai ganda dipakai di dua jurusan."), (120, 66, "Jurusan las menyusul bulan depan.")),
        "8.4",
        step="Susun jadwal penilai kedua untuk semua jurusan",
        young=True,
    ),
    Course(
        "Semua petugas berisiko memahami cara menolak pemberian",
        "% petugas lulus ujian",
        "up",
        46,
        95,
        640,
        330,
        (
            (90, 58, "Dua kelas pertama; peserta bertanya tentang hadiah hari raya."),
            (180, 77, "Kelas daring menjangkau petugas daerah."),
            (270, 93, "Ujian ulang bagi yang belum lulus."),
            (320, 96, "Tersisa tiga petugas yang cuti panjang."),
        ),
        "7.3",
        evaluation="Tercapai sebelum tenggat. Ujian ulang lebih membantu daripada menambah jam kelas; dipakai lagi tahun depan.",
        step="Buka kelas daring bagi petugas daerah",
    ),
    Course(
        "Setiap berkas bernilai tinggi diputus dua orang",
        "% berkas",
        "up",
        15,
        100,
        600,
        365,
        (
            (80, 30, "Aturan baru mulai berlaku di satu loket."),
            (170, 48, "Loket kedua menyusul, antrean bertambah."),
            (260, 61, "Satu penanda tangan pensiun dan belum diganti."),
            (350, 68, "Tidak akan tercapai: penanda tangan kedua baru dilantik bulan depan."),
        ),
        "8.4",
        sentence=SENTENCE,
        evaluation="Tidak tercapai. Kami menetapkan target tanpa memastikan jumlah penanda tangan; berikutnya dihitung dahulu.",
    ),
    Course(
        "Uji tuntas rekan bisnis selesai sebelum kontrak",
        "% kontrak",
        "up",
        52,
        100,
        260,
        390,
        ((70, 60, "Daftar rekan dibersihkan."), (160, 74, "Unit pengadaan mulai menunda kontrak yang belum diuji."), (245, 85, "")),
        "8.2",
        step="Tambahkan syarat uji tuntas pada lembar periksa kontrak",
    ),
    Course(
        "Waktu tunggu pemeriksaan berkas",
        "hari kerja",
        "down",
        14,
        5,
        230,
        365,
        ((60, 13, "Antrean daring dicoba."), (150, 12, "Dua petugas dipindah ke daerah; waktu tunggu hampir tidak berubah.")),
        "6.2",
        sentence="Penyuapan dilarang dalam bentuk apa pun, kepada siapa pun dan dari siapa pun.",
    ),
    Course(
        "Kotak saran di setiap loket",
        "loket",
        "up",
        0,
        12,
        500,
        300,
        ((60, 3, "Tiga loket terpasang."),),
        "8.9",
        dropped=(120, "Diganti kanal daring yang dipakai lebih banyak orang; biayanya dialihkan ke sana."),
        evaluation="Keputusan menghentikan wajar: kanal daring menerima lebih banyak dan dapat diikuti pelapornya.",
    ),
)
WATCHES = (
    Watched(
        "Rekan bisnis berisiko yang diuji tuntas tepat waktu",
        "Uji tuntas yang lewat waktu berarti kontrak dengan rekan yang keadaannya tidak diketahui.",
        "Dari daftar rekan dengan risiko di atas rendah: yang uji tuntasnya masih berlaku pada hari terakhir triwulan.",
        95,
        80,
        "8.2",
        read=((18, 20), (18, 20), (15, 21), (11, 20), (14, 20), None, (18, 21), (20, 21)),
        said={
            2: "Enam rekan menunggu jawaban tentang pemilik manfaatnya.",
            3: "Sembilan dari dua puluh belum diuji ulang sejak 2023, dan kontraknya diperpanjang. Tindakan ditetapkan.",
            4: "Membaik: kontrak baru tidak lagi ditandatangani tanpa uji tuntas.",
        },
    ),
    Watched(
        "Kunjungan loket mendadak yang menemukan papan tarif lengkap",
        "Papan tarif yang hilang membuka ruang bagi pungutan.",
        "Dua belas kunjungan mendadak setiap triwulan oleh FKAP, menurut daftar yang diundi.",
        90,
        75,
        "8.4",
        read=((9, 12), (10, 12), (11, 12), (12, 12), (11, 12), (12, 12), (10, 12), (11, 12)),
        said={0: "Tiga loket di lantai dua belum memasang papan baru."},
    ),
    Watched(
        "Kewajiban belajar terpenuhi",
        "Petugas yang tidak tahu aturannya tidak dapat menolak.",
        "Dihitung Amanah pada hari terakhir triwulan.",
        90,
        75,
        "7.3",
        source="learning.covered",
    ),
    Watched(
        "Tindak lanjut yang lewat tenggat",
        "Janji perbaikan yang tidak ditepati.",
        "Dihitung Amanah pada hari terakhir triwulan.",
        5,
        20,
        "10.2",
        "down",
        "actions.overdue",
    ),
    Watched(
        "Laporan dijawab tepat waktu",
        "Pelapor yang tidak dijawab tidak melapor lagi.",
        "Dari angka yang diumumkan dan dibekukan.",
        95,
        85,
        "8.9",
        source="concerns.answered",
    ),
)
REPORT = "Laporan triwulan FKAP"
RED = 3
"""The reading of the first measure that led to an action."""


def seed(stage: Stage) -> None:
    """Tell it of every scope, as far back as it goes."""
    if Objective.objects.exists():
        return
    scopes = list(Scope.objects.filter(state="active").select_related("unit").order_by("opened_on", "number")[:3])
    for scope in scopes:
        # An interest that somebody declared may keep them from checking a step; then the story of that scope ends there.
        with suppress(Refusal), transaction.atomic():
            _Telling(stage, scope, scopes).tell()
    _count(stage)


def _count(stage: Stage) -> None:
    """What the house counts itself, on the first day after each quarter."""
    period = periods.containing(stage.today - timedelta(days=700), "quarterly")
    while period.last < stage.today:
        with transaction.atomic(), stage.at(period.last + timedelta(days=1)):
            services.read_due()
        period = periods.after(period, "quarterly")


class _Telling:
    """One scope through its years."""

    def __init__(self, stage: Stage, scope: Scope, scopes: list[Scope]) -> None:
        self.stage, self.scope, self.scopes = stage, scope, scopes
        held = Holding.objects.filter(held_on(stage.today), post__unit__path__startswith=scope.unit.path).select_related("person")
        found = list({one.person_id: one.person for one in held.order_by("-heads", "pk")[:8]}.values())
        self.people = found or [self._person(SECOND)]
        self.book = f"iso-37001-{scope.edition_keys[0]}"
        self.clauses = [one.ref for one in offered(scope.ref) if one.ref.startswith(self.book)]

    def tell(self) -> None:
        """Everything, in the order of its days as far as one record goes."""
        for place, course in enumerate(COURSES):
            # Each is one scope's, of those that there were then by turns.
            there = [
                one
                for one in self.scopes
                if one.opened_on < self._day(course.begun) and (not course.young or one.opened_on > self._day(365))
            ]
            if there and there[place % len(there)] == self.scope:
                self._pursue(course, self.people[place % len(self.people)])
        for watched in WATCHES:
            self._watch(watched)
        self._policy()

    def _pursue(self, course: Course, owner: Person) -> None:
        begins = self._day(course.begun)
        with self._on(begins):
            aim = Aim(
                course.title,
                course.unit,
                course.direction,
                Decimal(course.baseline),
                Decimal(course.target),
                owner,
                "Anggaran tahun berjalan dan setengah hari kerja seminggu dari dua petugas.",
                "Dari rekaman layanan, dihitung FKAP setiap triwulan dan dilaporkan kepada manajemen puncak.",
                begins,
                begins + timedelta(days=course.runs),
                self._clause(course.clause),
                sentence=course.sentence,
            )
            one = services.set_objective(self.scope, aim, viewer=self.stage.viewer(KEEPER))
        if course.step:
            with self._on(begins + timedelta(days=20)):
                services.give(one, course.step, owner=owner, verifier=self._person(CHECKER), viewer=self.stage.viewer(KEEPER))
        for after, value, note in course.entries:
            day = begins + timedelta(days=after)
            if day < self.stage.today:
                with self._on(day):
                    said = note or "Sesuai rencana; catatan lengkap ada pada laporan triwulan."
                    services.write_progress(
                        one, day, Decimal(value), said, viewer=self.stage.viewer(KEEPER), evidence="Laporan triwulan FKAP"
                    )
        after, why = course.dropped
        if why:
            with self._on(begins + timedelta(days=after)):
                services.drop(one, why, viewer=self.stage.viewer(SECOND))
        ended = begins + timedelta(days=(after if why else course.runs) + 15)
        if course.evaluation and ended < self.stage.today:
            with self._on(ended):
                services.evaluate(one, course.evaluation, viewer=self.stage.viewer(CHECKER))

    def _watch(self, watched: Watched) -> None:
        first = max(self.scope.opened_on + timedelta(days=20), self._day(690))
        begins = periods.after(periods.containing(first, "quarterly"), "quarterly").first
        keeper = self.stage.viewer(KEEPER)
        with self._on(min(begins, self.stage.today)):
            plan = Watch(
                watched.title,
                watched.what,
                watched.method,
                declare.SHARE,
                "%",
                watched.direction,
                "quarterly",
                self._person(SECOND),
                "Manajemen puncak, dalam laporan triwulanan FKAP",
                Decimal(watched.green),
                Decimal(watched.amber),
                "Ditetapkan dari keadaan setahun sebelumnya dan rencana kerja; ditinjau pada tinjauan manajemen.",
                begins,
                None if watched.source else self._person(KEEPER),
                watched.source,
                criteria=self._clause(watched.clause),
            )
            measure = services.plan(self.scope, plan, viewer=keeper)
        period = measure.first
        for place, counts in enumerate(watched.read):
            if period.last >= self.stage.today:
                break
            if counts is not None:
                self._read(measure, period.last, place, counts, watched)
            period = periods.after(period, "quarterly")

    def _read(self, measure: Measure, last: date, place: int, counts: tuple[int, int], watched: Watched) -> None:
        read_on = min(last + timedelta(days=8), self.stage.today)
        with self._on(read_on):
            reading = services.read(measure, last, Decimal(counts[0]), Decimal(counts[1]), viewer=self.stage.viewer(KEEPER))
        if (said := watched.said.get(place)) or last + timedelta(days=60) < self.stage.today:
            with self._on(min(read_on + timedelta(days=6), self.stage.today)):
                self._analyse(reading, said or "Sejalan dengan triwulan sebelumnya; tidak ada yang perlu dilakukan.", place)

    def _analyse(self, reading: Reading, said: str, place: int) -> None:
        second = self.stage.viewer(SECOND)
        follows = "Dibahas pada rapat triwulanan." if reading.colour == declare.RED else ""
        if reading.colour == declare.RED and place == RED:
            follows = "Tindakan ditetapkan kepada pemimpin unit; kontrak tidak diperpanjang sebelum uji tuntasnya selesai."
        services.analyse(reading, said, follows, viewer=second)
        if follows and place == RED:
            owner, checker = self.people[0], self._person(CHECKER)
            services.give_for_measure(
                reading.measure, "Selesaikan uji tuntas rekan yang lewat waktu", owner=owner, verifier=checker, viewer=second
            )

    def _policy(self) -> None:
        keeper, second = self.stage.viewer(KEEPER), self.stage.viewer(SECOND)
        document = Document.objects.filter(sort="policy", current__isnull=False, withdrawn_on__isnull=True).order_by("opened_on").first()
        if document is None:
            return
        with self._on(self._day(150)):
            policy = services.choose(self.scope, document, "Satu-satunya kebijakan yang disahkan untuk seluruh instansi.", viewer=keeper)
            judged = [
                services.judge(policy, one.key, *self._verdict(one.key.rpartition("-")[2]), viewer=keeper)
                for one in elements.asked(self.scope)
                if one.judged
            ]
            services.publish(policy, "inside", "Laman dokumen terkendali, bahasa Indonesia", viewer=keeper)
            services.publish(policy, "public", "Papan pengumuman loket dan laman publik instansi", viewer=keeper)
        with self._on(self._day(144)):
            for one in judged[:-1]:  # the last one still waits for a second person
                services.decide(one, approve=True, remark="", viewer=second)

    @staticmethod
    def _verdict(letter: str) -> tuple[str, str, str]:
        if letter in QUOTED:
            return declare.MET, QUOTED[letter], "Kalimatnya jelas dan tidak memberi pengecualian."
        if letter in {"c", "d"}:
            return declare.PARTLY, QUOTED["a"], "Tersirat, tetapi layanan dan sasaran unit belum disebut."
        return declare.WANTING, "", "Tidak ada kalimat tentang ini; diusulkan pada versi berikutnya."

    def _clause(self, clause: str) -> list[str]:
        """The clause, or the first below it where the edition divides it."""
        places = (one.partition(":")[2] for one in self.clauses)
        return [f"{self.book}:{place}" for place in places if place == clause or place.startswith(f"{clause}.")][:1]

    def _person(self, username: str) -> Person:
        person = self.stage.account(username).person
        if person is None:
            raise LookupError(username)
        return person

    def _day(self, ago: int) -> date:
        return self.stage.today - timedelta(days=ago)

    @contextmanager
    def _on(self, day: date) -> Iterator[None]:
        with self.stage.at(min(day, self.stage.today)):
            yield
