"""Reviews of the three scopes: two years of one, one or two of the others, up to a pack that is frozen for next week."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Final

from django.db import transaction

from amanah.cli.demo import accounts
from amanah.cli.demo.later import Stage
from amanah.engines.actions import services as actions
from amanah.engines.actions.models import Action
from amanah.foundation.access import services as access
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Holding, Person, held_on
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.reviews import declare, services
from amanah.rooms.antibribery.reviews.models import Decision, Review
from amanah.rooms.antibribery.reviews.services import Judged, Meeting, Resolved

IN_PIECES = True
KEEPER, SECOND, AUDITOR, READER = "fitri", "jaya", "ani", "ratri"
PLACE = "09.00 WIB, Ruang Rapat Utama (rekaan)"


@dataclass(frozen=True)
class Decided:
    """One decision: from which input, what it is about, how many days it has, and whether it is done by today."""

    ask: str
    sort: str
    text: str
    days: int
    done: bool = True


@dataclass(frozen=True)
class Held:
    """One review: of which body, how many days ago (before zero: to come), how far it comes, what is judged and decided."""

    kind: str
    ago: int
    end: str = declare.APPROVED
    judged: Judged = field(default_factory=Judged)
    decided: tuple[Decided, ...] = ()


_FIRST = Judged(
    "yes", "partly", "partly", "Sistem sesuai dan dapat diaudit tahap 1. Uji tuntas rekan bisnis dan pelatihan petugas baru perlu dikejar."
)
_SECOND = Judged(
    "yes", "yes", "partly", "Sistem memadai. Tindakan perbaikan terlalu sering melewati tenggat; kepala unit memantaunya setiap bulan."
)
_THIRD = Judged(
    "yes", "yes", "yes", "Sistem sesuai, memadai, dan efektif untuk risiko yang dikenal. Rotasi petugas loket menjadi perhatian utama."
)
_BODY = Judged(
    "yes",
    "yes",
    "partly",
    "Tim pengarah menerima hasil tinjauan kepala unit dan meminta perhatian pada rotasi serta ketepatan tindak lanjut.",
)

STORIES: Final[dict[str, tuple[Held, ...]]] = {
    "BALAIK3": (
        Held(
            declare.TOP,
            540,
            judged=_FIRST,
            decided=(
                Decided("measures", "improvement", "Susun jadwal pelatihan petugas baru paling lambat bulan pertama bekerja", 60),
                Decided("resources", "resources", "Tetapkan satu petugas penuh waktu untuk uji tuntas rekan bisnis", 90),
            ),
        ),
        Held(
            declare.GOVERNING,
            520,
            judged=_BODY,
            decided=(Decided("management", "change", "Masukkan ketepatan tindak lanjut ke laporan triwulanan", 45),),
        ),
        Held(
            declare.TOP,
            355,
            judged=_SECOND,
            decided=(
                Decided("nonconformities", "improvement", "Pantau tindakan perbaikan setiap bulan dalam rapat kepala unit", 30),
                Decided("risks", "change", "Dua penanda tangan untuk berkas bernilai tinggi", 120),
            ),
        ),
        Held(
            declare.TOP,
            170,
            judged=_THIRD,
            decided=(
                Decided("function", "change", "Rotasi petugas loket setiap enam bulan, mulai semester ini", 150),
                Decided("treatments", "improvement", "Uji ulang pengendalian yang belum pernah diuji", 200, done=False),
                Decided("resources", "resources", "Anggarkan pelatihan ulang untuk perantara dan pemohon", 240, done=False),
            ),
        ),
        Held(
            declare.GOVERNING,
            150,
            judged=_BODY,
            decided=(
                Decided("others", "improvement", "Laporkan hasil rotasi kepada tim pengarah pada tinjauan berikutnya", 330, done=False),
            ),
        ),
        Held(declare.TOP, -6, declare.FROZEN),
    ),
    "PTSA": (
        Held(
            declare.TOP,
            75,
            judged=_SECOND,
            decided=(
                Decided("parties", "change", "Buat ringkasan hak pemohon dan pasang di setiap loket", 60),
                Decided("changes", "improvement", "Petakan jawaban edisi 2016 ke edisi 2025 per bab", 120, done=False),
            ),
        ),
        Held(declare.GOVERNING, -12, declare.PLANNED),
    ),
    "BPVP23": (
        Held(
            declare.TOP,
            8,
            declare.HELD,
            decided=(Decided("function", "improvement", "Selesaikan jawaban bab 8 sebelum audit tahap 1", 45, done=False),),
        ),
    ),
}
SAID: Final[dict[str, tuple[str, str]]] = {
    "previous": (
        "Keputusan dibacakan satu per satu beserta buktinya.",
        "Yang selesai diterima; yang terbuka tetap pada penanggung jawabnya.",
    ),
    "changes": (
        "Perantara makin sering menawarkan jasa lewat media sosial.",
        "Isu eksternal diperbarui dan dimasukkan ke penilaian risiko.",
    ),
    "parties": ("Perusahaan pemohon meminta kepastian waktu layanan.", "Dicatat sebagai harapan baru; standar layanan ditinjau."),
    "nonconformities": ("Sebab yang sama muncul dua kali: tidak ada pengingat tenggat.", "Pemantauan bulanan ditetapkan."),
    "measures": ("Angka dibandingkan dengan masa lalu dan sasarannya.", "Cukup, kecuali pelatihan petugas baru."),
    "audits": ("Auditor internal menjelaskan temuan dan yang tidak diperiksa.", "Temuan diterima; tidak ada yang dibantah."),
    "concerns": ("Hanya angka yang sudah diumumkan yang dibahas.", "Saluran dikenal; sosialisasi kepada pemohon diulang."),
    "risks": ("Proses dengan risiko di atas batas rendah dibahas satu per satu.", "Kelasnya tetap; satu proses dinilai ulang."),
    "treatments": ("Pengendalian yang belum diuji dipersoalkan.", "Uji dijadwalkan."),
    "improvement": ("Usulan auditor dan FKAP dibahas.", "Dua usulan diambil sebagai keputusan."),
    "function": ("Ketua FKAP menyampaikan penilaiannya langsung.", "Penilaian diterima."),
    "resources": ("Beban kerja FKAP dibandingkan dengan jumlah orang.", "Masih cukup bila uji tuntas dipegang petugas tersendiri."),
    "earlier": ("Keputusan dewan pengarah sebelumnya dibacakan.", "Diterima."),
    "management": ("Kepala unit menyampaikan hasil tinjauannya.", "Diterima dengan catatan tentang ketepatan tindak lanjut."),
    "others": ("Ringkasan audit, risiko, dan sertifikasi dibaca.", "Tidak ada hal yang memerlukan tindakan segera."),
}
REASON = "Belum ada statistik yang terbit untuk seluruh masa ini; angkanya menyusul pada rilis berikutnya."


@dataclass(frozen=True)
class _Done:
    """What happens on a day after the minutes were approved."""

    day: date
    act: Callable[[], object]


def seed(stage: Stage) -> None:
    """Tell the reviews of each scope in the order of their days; what is there already is left alone."""
    if Review.objects.exists():
        return
    for code, story in STORIES.items():
        scope = Scope.objects.filter(unit__code=code).select_related("unit", "top_person").first()
        if scope is None or scope.top_person is None:
            continue
        chairs = {declare.TOP: _account(stage, scope.top_person, code), declare.GOVERNING: _account(stage, _head(stage), "SETJEN")}
        before: dict[str, date] = {}
        ahead: list[_Done] = []
        for held in story:
            # What was done by then is done, and what comes later is not, when the next pack is frozen.
            _carry(stage, ahead, stage.today - timedelta(days=held.ago + 3))
            ahead += _Telling(stage, scope, held, chairs[held.kind]).tell(before)
        _carry(stage, ahead, stage.today)


def _carry(stage: Stage, ahead: list[_Done], until: date) -> None:
    """Do what falls on a day until this one, in order."""
    for one in sorted(ahead, key=lambda one: one.day):
        if one.day <= until:
            ahead.remove(one)
            with transaction.atomic(), stage.at(one.day):
                one.act()


def _head(stage: Stage) -> Person:
    """Who chairs the steering team: the head of the secretariat."""
    found = Holding.objects.filter(held_on(stage.today), heads=True, post__unit__code="SETJEN").select_related("person").first()
    return found.person if found is not None else stage.account("laras").person  # type: ignore[return-value]  # Laras is somebody


def _account(stage: Stage, person: Person, code: str) -> Account:
    """By which this person signs in; made where there is none yet."""
    found = Account.objects.filter(person=person).first()
    if found is not None:
        return found
    username = f"kepala-{code.lower()}"
    with stage.at(stage.today - timedelta(days=720)):
        return access.create_account(username, person=person, password=accounts.password(username))


class _Telling:
    """One review from its plan to where it stands."""

    def __init__(self, stage: Stage, scope: Scope, held: Held, chair: Account) -> None:
        self.stage, self.scope, self.held, self.chair = stage, scope, held, chair

    def tell(self, before: dict[str, date]) -> list[_Done]:
        """Everything, each on its day; what happens after the minutes were approved is answered, to be done in its turn."""
        held, today = self.held, self.stage.today
        day = today - timedelta(days=held.ago)
        since = before.get(held.kind, self.scope.opened_on)
        until = min(day - timedelta(days=4), today - timedelta(days=2))
        before[held.kind] = until + timedelta(days=1)
        meeting = Meeting(day, self._person(), self._invited(), PLACE)
        with transaction.atomic(), self.stage.at(min(day - timedelta(days=30), today - timedelta(days=3))):
            review = services.plan(self.scope, held.kind, since, until, meeting, viewer=self._viewer(KEEPER))
        if held.end == declare.PLANNED:
            return []
        with transaction.atomic(), self.stage.at(min(day - timedelta(days=3), today - timedelta(days=1))):
            services.comment(review, {"concerns" if held.kind == declare.TOP else "others": REASON}, viewer=self._viewer(KEEPER))
            services.freeze(review, viewer=self._viewer(KEEPER))
        if held.end == declare.FROZEN:
            return []
        with transaction.atomic(), self.stage.at(day):
            present = [self._person(), *self._invited()[: -1 if held.ago % 2 else None]]
            services.meet(review, day, present, viewer=self._viewer(KEEPER))
        with transaction.atomic(), self.stage.at(day + timedelta(days=2)):
            self._write(review)
        if held.end == declare.HELD:
            return []
        with transaction.atomic(), self.stage.at(day + timedelta(days=6)):
            services.submit(review, viewer=self._viewer(KEEPER))
        with transaction.atomic(), self.stage.at(day + timedelta(days=8)):
            services.approve(review, viewer=Viewer.of(Account.objects.get(pk=self.chair.pk)))
        return self._afterwards(review, day)

    def _write(self, review: Review) -> None:
        asked = [one.key for one in services.inputs(review)]
        some = asked if self.held.end != declare.HELD else asked[: len(asked) // 2]
        services.minute(review, {key: SAID[key] for key in some}, self.held.judged, viewer=self._viewer(KEEPER))
        for one in self.held.decided:
            resolved = Resolved(
                one.ask if one.ask in asked else asked[0],
                one.sort,
                one.text,
                self.scope.unit,
                self.stage.account(AUDITOR).person,  # type: ignore[arg-type]  # Ani is somebody
                self.chair.person if self.held.kind == declare.TOP else self.stage.account(SECOND).person,
                review.held_on + timedelta(days=one.days) if review.held_on else None,
            )
            services.decide(review, resolved, viewer=self._viewer(KEEPER))

    def _afterwards(self, review: Review, day: date) -> list[_Done]:
        """What is done by today, and the review closed where all of it is."""
        days = {one.text: one.days for one in self.held.decided if one.done}
        found = [
            _Done(self._until_today(day, days[decision.text] - 5), partial(self._carry_out, decision))
            for decision in Decision.objects.filter(review=review, text__in=days)
        ]
        if len(days) == len(self.held.decided):
            found.append(_Done(self._until_today(day, max(days.values())), partial(self._close, review)))
        return found

    def _close(self, review: Review) -> None:
        services.close(review, viewer=self._viewer(KEEPER))

    def _until_today(self, day: date, after: int) -> date:
        return min(day + timedelta(days=after), self.stage.today - timedelta(days=1))

    def _carry_out(self, decision: Decision) -> None:
        action = Action.objects.get(ref=decision.action)
        owner = Viewer.of(Account.objects.get(person=action.owner))
        actions.begin(action, viewer=owner)
        actions.report_done(action, "Dilaksanakan dan dicatat.", viewer=owner, evidence="ND-31/2025 (rekaan)")
        actions.verify(action, "Buktinya dilihat dan sesuai.", viewer=self._viewer(AUDITOR))

    def _viewer(self, name: str) -> Viewer:
        return self.stage.viewer(name)

    def _person(self) -> Person:
        return self.chair.person  # type: ignore[return-value]  # made for somebody

    def _invited(self) -> list[Person]:
        found = [self.stage.account(name).person for name in (SECOND, AUDITOR, READER)]
        return [one for one in found if one is not None]
