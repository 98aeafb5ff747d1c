"""Two years of what the institution gave, of decisions taken in another's place, and of associates who promised or would not."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from amanah.cli.demo import accounts
from amanah.cli.demo.later import Stage
from amanah.foundation.access import services as access
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Holding, Person, held_on
from amanah.kernel.refusal import Refusal
from amanah.rooms.antibribery.approvals import services
from amanah.rooms.antibribery.approvals.models import Request
from amanah.rooms.antibribery.approvals.services import Asked, Given, Mandate, Wish
from amanah.rooms.antibribery.models import Scope

IN_PIECES = True
FUNCTION, SECOND = "jaya", "fitri"


@dataclass(frozen=True)
class Gift:
    """One benefit: how many days ago it was asked for, how many days later it was given, and how far its story goes.

    `end` is "reported", "approved", "rejected", "waiting" or "seen".
    """

    ago: int
    later: int
    end: str
    said: dict[str, Any] = field(default_factory=dict)
    given: int = 0
    why: str = ""


def _said(kind: str, title: str, recipient: tuple[str, str], value: int, people: int, **more: Any) -> dict[str, Any]:
    plain = {"kind": kind, "title": title, "recipient": recipient[0], "recipient_kind": recipient[1]}
    return {**plain, "value": value, "people": people, **more}


GIFTS = (
    Gift(
        560,
        9,
        "reported",
        _said(
            "hospitality",
            "Makan siang rapat koordinasi penguji",
            ("Dinas Tenaga Kerja Provinsi", "agency"),
            1_800_000,
            30,
            purpose="Rapat sehari penuh di luar kota; peserta tidak dapat pulang untuk makan.",
            programme="Rapat koordinasi semester",
        ),
    ),
    Gift(
        430,
        12,
        "reported",
        _said(
            "gift",
            "Plakat untuk narasumber",
            ("Fakultas Teknik Universitas Contoh", "community"),
            450_000,
            3,
            purpose="Tanda terima kasih berlogo untuk tiga narasumber pelatihan internal.",
        ),
        given=600_000,
        why="Penyedia hanya menerima pesanan empat buah; satu disimpan untuk acara berikutnya.",
    ),
    Gift(
        300,
        20,
        "reported",
        _said(
            "sponsorship",
            "Dukungan lomba keselamatan kerja",
            ("Asosiasi Ahli K3 Contoh", "community"),
            9_000_000,
            1,
            purpose="Lomba terbuka bagi semua perusahaan; logo instansi pada spanduk.",
            diligence="Ditelaah: pengurus asosiasi tidak memegang izin yang sedang diproses",
        ),
    ),
    Gift(
        210,
        -3,
        "rejected",
        _said(
            "hospitality",
            "Makan malam sesudah kunjungan lapangan",
            ("PT Uji Listrik Contoh", "associate"),
            1_500_000,
            4,
            purpose="Dilakukan spontan sesudah kunjungan; izinnya diminta sesudahnya.",
            pending="ours",
            pending_words="Perpanjangan penunjukan perusahaan itu sedang diperiksa.",
        ),
    ),
    Gift(
        150,
        15,
        "rejected",
        _said(
            "gift",
            "Parsel hari raya untuk pejabat daerah",
            ("Kepala Dinas Provinsi Contoh", "official"),
            750_000,
            1,
            purpose="Kebiasaan tahunan yang diusulkan dilanjutkan.",
        ),
    ),
    Gift(
        40,
        10,
        "approved",
        _said(
            "promotion",
            "Tas dan buku saku layanan",
            ("Peserta pameran layanan", "community"),
            2_400_000,
            200,
            purpose="Dibagikan kepada pengunjung stan; berisi tarif resmi dan saluran melapor.",
            programme="Pameran layanan publik",
        ),
    ),
    Gift(
        4,
        12,
        "seen",
        _said(
            "hospitality",
            "Jamuan delegasi kementerian negara sahabat",
            ("Delegasi kementerian ketenagakerjaan negara sahabat", "official"),
            3_000_000,
            12,
            purpose="Makan siang kerja saat kunjungan resmi, sesuai protokol.",
        ),
    ),
    Gift(
        2,
        16,
        "waiting",
        _said(
            "donation",
            "Alat pelindung diri untuk sekolah kejuruan",
            ("SMK Negeri Contoh", "community"),
            2_000_000,
            1,
            purpose="Alat bekas pakai latihan yang masih layak, untuk bengkel sekolah.",
        ),
    ),
)
DECISIONS = (
    # decision, ceiling, opened days ago, for how many days, how often the word was renewed, conflict
    ("Menandatangani laporan hasil", None, 500, 900, 2, False),
    ("Menyetujui pembayaran perjalanan dinas", 15_000_000, 420, 720, 0, False),
    ("Menetapkan jadwal kunjungan lapangan", None, 300, 700, 1, True),
    ("Memilih penyedia bahan habis pakai", 50_000_000, 600, 365, 1, False),
)
ASSOCIATES = (
    # associate, matter, class, days ago, state, right to end, holds for days, training
    ("PT Alat Ukur Contoh", "Kontrak kalibrasi 14/2025 (rekaan)", "more_than_low", 480, "given", True, 730, "Modul dasar anti penyuapan"),
    ("CV Katering Contoh", "Perjanjian konsumsi rapat 2025 (rekaan)", "low", 450, "given", False, 365, ""),
    (
        "PT Perantara Dokumen Contoh",
        "Perjanjian layanan jemput berkas (rekaan)",
        "more_than_low",
        260,
        "refused",
        False,
        0,
        "Ditawarkan, tidak diikuti",
    ),
    ("Lembaga Pelatihan Contoh", "Nota kesepahaman pelatihan (rekaan)", "more_than_low", 200, "given", True, 225, "Sesi bersama 2 jam"),
    ("PT Perangkat Antrean Contoh", "Pengadaan mesin antrean (rekaan)", "more_than_low", 12, "wanted", False, 0, ""),
)


def seed(stage: Stage) -> None:
    """Let every scope that is run give, delegate and ask, as long as it has been there."""
    if Request.objects.exists():
        return
    scopes = list(Scope.objects.filter(state="active").select_related("unit", "top_person").order_by("opened_on", "number"))
    for scope in scopes:
        people = _people(stage, scope)
        if scope.top_person is None or not people:
            continue
        telling = _Telling(stage, scope, scope.top_person, people, scopes)
        # An interest that somebody declared may stand in the way; then this part of the story is left out.
        for part in (telling.give, telling.delegate, telling.promise):
            with suppress(Refusal), transaction.atomic():
                part()


def _people(stage: Stage, scope: Scope) -> list[Person]:
    """Whoever works in the scope's unit or beside it, without its head; never of the function."""
    around = scope.unit.parent or scope.unit
    held = Holding.objects.filter(held_on(stage.today), post__unit__path__startswith=around.path).exclude(person=scope.top_person)
    held = held.exclude(person__in=[stage.account(name).person_id for name in (FUNCTION, SECOND)])
    near = sorted(held.select_related("person", "post__unit"), key=lambda one: (one.post.unit_id != scope.unit_id, one.pk))
    return list({one.person_id: one.person for one in near}.values())[:3]


class _Telling:
    """What one scope gave, let others decide, and asked of its associates."""

    def __init__(self, stage: Stage, scope: Scope, head: Person, people: list[Person], scopes: list[Scope]) -> None:
        self.stage, self.scope, self.head, self.people, self.scopes = stage, scope, head, people, scopes

    def happened_here(self, place: int, day: date) -> bool:
        """Whether the story of this place and day is this scope's: each is told once, of those there were then by turns."""
        there = [one for one in self.scopes if one.opened_on < day]
        return bool(there) and there[place % len(there)] == self.scope

    @contextmanager
    def on(self, day: date) -> Iterator[None]:
        """That day, but never after today."""
        with self.stage.at(min(day, self.stage.today)):
            yield

    def viewer(self, person: Person) -> Viewer:
        """Somebody's account; whoever has none gets one that nobody knows the password of."""
        account = Account.objects.filter(person=person).order_by("pk").first()
        if account is None:
            username = f"{person.name.split()[0].lower()}-{str(person.pk)[:4]}"
            account = access.create_account(username, person=person, password=accounts.password(username))
        return Viewer.of(account)

    def give(self) -> None:
        """Ask, decide, report."""
        for place, gift in enumerate(GIFTS):
            day = self.stage.today - timedelta(days=gift.ago)
            if not self.happened_here(place, day):
                continue
            with self.on(day):
                wish = Wish(unit=self.scope.unit, event_on=day + timedelta(days=gift.later), takes_part=self.people[1:2], **gift.said)
                one = services.ask(wish, viewer=self.stage.viewer(SECOND))
            self._decide(one, gift, day)

    def _decide(self, one: Request, gift: Gift, day: date) -> None:
        if gift.end == "waiting":
            return
        signing = {"head": self.head, "top": self.head, "function": self.stage.account(FUNCTION).person}
        last = 1 if gift.end == "seen" else len(one.signs)
        for place, side in enumerate(one.signs[:last], start=1):
            person = signing[side]
            if person is None or one.state not in {"asked", "seen"}:
                return
            refusing = (gift.end == "rejected" and place == last) or bool(one.bars)
            with self.on(day + timedelta(days=place)):
                reason = "Tidak patut bagi penerima ini." if refusing else "Wajar, terbuka, dan sesuai tugas."
                condition = "" if refusing or place < last else "Tanpa uang saku; daftar hadir dilampirkan."
                services.sign(one, reason, approve=not refusing, conditions=condition, viewer=self.viewer(person))
        if gift.end == "reported" and one.state == "approved":
            with self.on(one.event_on + timedelta(days=3)):
                value = gift.given or one.value
                told = Given(
                    value,
                    one.event_on,
                    "Diberikan menurut persetujuan; daftar hadir ada.",
                    f"Kuitansi {one.number[-4:]} (rekaan)",
                    gift.why,
                )
                services.report(one, told, viewer=self.stage.viewer(SECOND))

    def delegate(self) -> None:
        """Let somebody decide, and let them say from time to time that nothing stands between."""
        for place, (decision, ceiling, ago, days, renewed, conflict) in enumerate(DECISIONS):
            day = self.stage.today - timedelta(days=ago)
            if not self.happened_here(place, day):
                continue
            person = self.people[place % len(self.people)]
            mandate = Mandate(
                unit=self.scope.unit,
                decision=decision,
                delegator=self.head,
                delegate=person,
                instrument=f"SK-{40 + place}/{day:%Y} (rekaan)",
                since=day,
                until=day + timedelta(days=days),
                checked="Pernyataan kepentingan dibaca dan ditanyakan langsung; tidak ada hubungan dengan pemohon atau penyedia.",
                ceiling=ceiling,
            )
            with self.on(day):
                one = services.delegate(mandate, viewer=self.stage.viewer(FUNCTION))
            for _n in range(renewed):
                day = one.confirm_due - timedelta(days=6)
                if day >= self.stage.today:
                    break
                with self.on(day):
                    services.confirm(one, "Daftar pemohon dan penyedia dibaca; tidak ada yang saya kenal.", viewer=self.viewer(person))
            if conflict:
                with self.on(max(day + timedelta(days=5), self.stage.today - timedelta(days=30))):
                    services.declare_conflict(one, "Salah satu perusahaan pada jadwal berikutnya.", viewer=self.viewer(person))

    def promise(self) -> None:
        """Ask associates to commit themselves, and write down what they answered."""
        keeper = self.stage.viewer(SECOND)
        for place, (associate, matter, risk, ago, state, right, days, training) in enumerate(ASSOCIATES):
            day = self.stage.today - timedelta(days=ago)
            if not self.happened_here(place, day):
                continue
            with self.on(day):
                one = services.ask_commitment(Asked(self.scope.unit, associate, matter, risk), viewer=keeper)
            with self.on(day + timedelta(days=14)):
                if state == "given":
                    end = day + timedelta(days=days)
                    services.commit(one, f"Pasal 14, {matter}"[:160], right_to_end=right, expires_on=end, training=training, viewer=keeper)
                if state == "refused":
                    instead = "Berkas diterima di loket saja; pembayaran melalui bank; setiap penyerahan dicatat dua petugas."
                    services.refuse(one, "Perusahaan hanya memakai pedoman induknya.", instead, training=training, viewer=keeper)
