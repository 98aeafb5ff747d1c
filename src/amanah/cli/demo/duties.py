# ruff: noqa: PLR2004 - how often and how long is a matter of taste here
"""What follows from a case that was proven: an action that somebody owes, in whatever state its days have brought it to."""

import random
from collections.abc import Generator, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from amanah.engines.actions import services as actions
from amanah.engines.actions.models import Action
from amanah.engines.actions.refusals import Refused
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person
from amanah.kernel import clock

if TYPE_CHECKING:
    from amanah.cli.demo.life import Cast

LATELY = 120
"""For how many days back a duty may still lie where it is."""

# who signs in for a unit that can be asked to change something
OWNERS = (("eko", "ROSDM"), ("dewi", "PUSDATIN"), ("maruli", "ROHUK"), ("gilang", "DBINK3"), ("citra", "BPVP23"))

_TASKS = (
    "Umumkan biaya resmi dan lama layanan di {place}",
    "Pisahkan penerima berkas dari pemeriksa berkas di {place}",
    "Buka antrean layanan untuk umum dengan nomor urut di {place}",
    "Putar penugasan petugas loket setiap enam bulan di {place}",
    "Perbarui prosedur pengadaan dengan pemeriksaan harga di {place}",
    "Wajibkan pernyataan bebas benturan kepentingan sebelum penugasan di {place}",
    "Cocokkan daftar hadir pelatihan dengan pembayaran di {place}",
    "Catat setiap kontak pemohon di luar loket pada buku tamu {place}",
    "Alihkan pembayaran tunai ke kode bayar resmi di {place}",
    "Periksa ulang sertifikat yang terbit tanpa berkas lengkap di {place}",
)
_WHY = "Perbaikan ini diminta supaya layanan lebih terbuka dan dapat diperiksa. Laporkan hasilnya beserta letak buktinya."
_PARTS = ("Sediakan data layanan dua belas bulan terakhir", "Siapkan bahan sosialisasi bagi petugas", "Sesuaikan aplikasi antrean")
_PROGRESS = (
    "Rancangan sudah dibahas dengan petugas terkait; menunggu masukan dua unit.",
    "Bagian pertama berjalan sejak pekan ini; sisanya dikerjakan bulan depan.",
    "Uji coba di satu loket selesai, hasilnya sedang dirangkum.",
)
_DONE = (
    "Sudah berlaku penuh dan diumumkan kepada semua petugas.",
    "Seluruh langkah selesai; hasil pantauan sepekan terlampir pada nota dinas.",
)
_LACKING = "Bukti penerapan di lapangan belum ada. Lengkapi dengan foto papan pengumuman dan daftar hadir sosialisasi."
_ENOUGH = "Bukti diperiksa di tempat dan sesuai dengan yang diminta."


def follows(day: date, today: date) -> bool:
    """Whether a case proven on `day` leads to an action: most do lately, so that every state can be seen, and one in five before."""
    return day.toordinal() * 7 % 10 < (7 if (today - day).days < LATELY else 2)


class Duty:
    """One action on its way; `run` yields the day on which the next thing happens, until nothing more does."""

    def __init__(self, cast: "Cast", *, assigner: str, verifier: str, source: str, seed: int) -> None:
        self.accounts, self.units, self.viewers = cast.accounts, cast.units, cast.viewers
        self.today = cast.today
        self.assigner, self.verifier, self.source = assigner, verifier, source
        self.rng = random.Random(seed)  # noqa: S311 - invented people need no secrets

    def run(self, day: date) -> Iterator[date]:
        """The whole story, beginning on `day`."""
        self.day = day
        if not self._open():
            return
        action, fate = self.action, self.rng.random()
        if fate < 0.15 and (yield from self._rests()):
            return
        yield self._after(3, 15)
        actions.begin(action, viewer=self._who(self.owner))
        if 0.15 <= fate < 0.22:
            yield from self._cancel()
            return
        yield self._after(5, 25)
        actions.write_progress(action, self.rng.choice(_PROGRESS), viewer=self._who(self.owner), progress=self.rng.choice((30, 40, 60)))
        if 0.22 <= fate < 0.45 and (yield from self._rests()):
            return
        yield from self._others()
        if self.rng.random() < 0.2 and action.due_on > self.day:
            later = action.due_on + timedelta(days=30)
            actions.extend(action, later, "Menunggu anggaran perubahan disahkan.", viewer=self._who(self.verifier))
        yield self._after(5, 20)
        self._report()
        if 0.45 <= fate < 0.6 and (yield from self._rests()):
            return
        yield self._after(2, 9)
        if 0.6 <= fate < 0.75:
            actions.send_back(action, _LACKING, viewer=self._who(self.verifier))
            if (yield from self._rests()):
                return
            yield self._after(5, 15)
            self._report()
            yield self._after(2, 6)
        actions.verify(action, _ENOUGH, viewer=self._who(self.verifier))
        if fate > 0.94:
            yield from self._reopen()

    def _rests(self) -> Generator[date, None, bool]:
        """Whether it stays where it is until today; what lay long ago went on after a while."""
        if (self.today - self.day).days < LATELY:
            return True
        yield self._after(10, 40)
        return False

    def _open(self) -> bool:
        owners = list(OWNERS)
        self.rng.shuffle(owners)
        for owner, code in owners:
            shared = [other for other in owners if other[0] != owner][: self.rng.choice((0, 0, 1))]
            parts = [
                actions.PartPlan(self.units[unit], self.rng.choice(_PARTS), self.accounts[username].person) for username, unit in shared
            ]
            place = self.units[code].name
            try:
                self.action: Action = actions.open_action(
                    title=self.rng.choice(_TASKS).format(place=place),
                    description=_WHY,
                    unit=self.units[code],
                    owner=self.accounts[owner].person,
                    verifier=self._person(self.verifier),
                    viewer=self._who(self.assigner),
                    due_on=clock.today() + timedelta(days=self.rng.randint(30, 90)) if self.rng.random() < 0.5 else None,
                    priority=self.rng.choices(("ordinary", "high", "urgent"), (6, 3, 1))[0],
                    parts=parts,
                    source=self.source,
                )
            except Refused:
                continue  # shut out of the case this arises from
            self.owner, self.shared = owner, [username for username, _unit in shared]
            return True
        return False

    def _others(self) -> Iterator[date]:
        for part, username in zip(self.action.parts.all(), self.shared, strict=True):
            yield self._after(1, 6)
            actions.finish_part(self.action, part, "Selesai dan diserahkan.", viewer=self._who(username), evidence="Nota dinas terlampir")

    def _report(self) -> None:
        number = f"ND-{self.rng.randint(100, 999)}/{self.day.year}"
        actions.report_done(self.action, self.rng.choice(_DONE), viewer=self._who(self.owner), evidence=number)

    def _cancel(self) -> Iterator[date]:
        reason = "Layanan ini dipindahkan ke unit lain, yang sudah menerapkan perbaikan yang sama."
        proposal = actions.propose(self.action, "cancel", reason, viewer=self._who(self.owner))
        yield self._after(1, 5)
        actions.approve(proposal, viewer=self._who(self.verifier))

    def _reopen(self) -> Iterator[date]:
        yield self._after(10, 40)
        later = clock.today() + timedelta(days=45)
        reason = "Pemeriksaan mendadak menemukan penerapannya berhenti."
        proposal = actions.propose(self.action, "reopen", reason, viewer=self._who(self.assigner), due_on=later)
        yield self._after(1, 4)
        actions.approve(proposal, viewer=self._who(self.verifier))

    def _after(self, least: int, most: int) -> date:
        self.day += timedelta(days=self.rng.randint(least, most))
        self.day += timedelta(days=max(0, 7 - self.day.weekday()) if self.day.weekday() > 4 else 0)
        return self.day

    def _who(self, username: str) -> Viewer:
        # Posts and roles of the invented people never change, so one viewer each serves for all their days.
        return self.viewers.setdefault(username, Viewer.of(self.accounts[username]))

    def _person(self, username: str) -> Person:
        return Person.objects.get(accounts=self.accounts[username])
