"""A year of a licensing service, made up: queues with working hours, uneven officers, batches, returns and unfinished files.

Three worlds. In `none` nobody takes anything. In `slowed` some officers let lie the files of those who do not pay. In `levy` everybody
pays a customary sum through one firm, and nothing is slowed. Who took part is kept apart in `Truth`, so that findings can be judged.
"""

# ruff: noqa: PLR2004 - the chances and lengths are a likeness of an office, not measured anywhere

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from amanah.rulebook.book import calendar

Plan = Literal["none", "slowed", "levy"]
Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

START: Final = date(2025, 1, 2)
DAY: Final = 8 * 3600.0
"""A working day, in seconds from 08:00."""
TARIFF: Final = 275_000_00
STEPS: Final = ("Registrasi", "Pengembalian", "Perbaikan", "Verifikasi", "Pemeriksaan", "Persetujuan", "Penerbitan")
STAFF: Final = {"Verifikasi": ("V", 5), "Pemeriksaan": ("P", 4), "Persetujuan": ("S", 3)}
"""Steps with a queue: the letter of their officers and how many of them one office has."""
BENT: Final = {"Verifikasi": 2, "Pemeriksaan": 0, "Persetujuan": 1}
"""How many of them let files lie, in the world `slowed`."""


@dataclass(frozen=True, slots=True)
class World:
    """What is to be made up. `files` applications over `days` calendar days at `offices` offices; the same for the same seed."""

    seed: int = 1
    plan: Plan = "none"
    files: int = 6_000
    days: int = 364
    offices: int = 2
    firms: int = 24


@dataclass(frozen=True, slots=True)
class Truth:
    """Who took part: officers who let files lie, firms that pay for all their files, the firm through which a levy runs."""

    officers: frozenset[str]
    paying: frozenset[str]
    collector: str


@dataclass(frozen=True, slots=True)
class Made:
    """The tables of a world, by name, and the truth about it."""

    tables: dict[str, pa.Table]
    truth: Truth


def make(world: World) -> Made:
    """The world's service events, certificates, receipts and tariff."""
    dice = np.random.default_rng(world.seed)
    firms = [f"PJK3-{number:02}" for number in range(1, world.firms + 1)]
    paying = frozenset(firms[index] for index in np.flatnonzero(dice.random(world.firms) < 0.5)) if world.plan == "slowed" else frozenset()
    worked = np.array([(START + timedelta(days=n)).toordinal() for n in range(world.days) if _worked(START + timedelta(days=n))])
    parts, corrupt = [], set[str]()
    for office in range(world.offices):
        part = _Office(world, office, dice, len(worked), paying)
        parts.append(part.run())
        corrupt |= part.corrupt
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    truth = Truth(frozenset(corrupt), paying, firms[0] if world.plan == "levy" else "")
    return Made(_tables(columns, worked, firms, dice), truth)


def _worked(day: date) -> bool:
    return calendar().is_working_day(day)


class _Office:
    """One office: its files, and the officers who have them in turn. Times are working seconds since the start."""

    def __init__(self, world: World, number: int, dice: np.random.Generator, days: int, paying: frozenset[str]) -> None:
        self.world, self.number, self.dice = world, number, dice
        self.files = world.files // world.offices
        self.end = days * DAY
        self.paying = paying
        self.corrupt: set[str] = set()

    def run(self) -> dict[str, npt.NDArray[np.generic]]:
        """Every event, as columns."""
        arrived, firm = self._arrivals()
        self.new = self.dice.random(self.files) < 0.4
        firms_pay = np.array([False, *(f"PJK3-{n:02}" in self.paying for n in range(1, self.world.firms + 1))])
        self.paid = firms_pay[firm + 1] | ((firm < 0) & (self.dice.random(self.files) < 0.15))
        rows: list[tuple[int, Floats, Whole]] = [(0, arrived, self._anybody("R", 2))]
        lying: list[tuple[int, Floats, Whole, Floats]] = []
        returned = self.dice.random(self.files) < 0.12
        ready, checker = self._queue("Verifikasi", arrived)
        back = np.where(returned, ready, np.nan)
        again = back + self.dice.exponential(2 * DAY, self.files)
        done = again + self.dice.exponential(1.5 * DAY, self.files)
        left = np.where(returned, done, ready)
        rows += [(1, back, checker), (2, again, np.full(self.files, -1)), (3, left, checker)]
        lying += [(3, arrived, checker, ready), (3, again, checker, done)]
        inspected, inspector = self._queue("Pemeriksaan", np.where(self.new, left, np.nan))
        ready = np.where(self.new, inspected, left)
        approved, approver = self._queue("Persetujuan", ready)
        rows += [(4, inspected, inspector), (5, approved, approver)]
        rows.append((6, approved + self.dice.exponential(DAY / 8, self.files), self._anybody("T", 1)))
        lying += [(4, np.where(self.new, left, np.nan), inspector, inspected), (5, ready, approver, approved)]
        rows += [(-step, np.where(done < self.end, np.nan, begun), who) for step, begun, who, done in lying]
        return self._columns(rows, arrived, firm)

    def _arrivals(self) -> tuple[Floats, Whole]:
        """When each file came and through which firm (-1: none). Firms come with several files at once."""
        visits = self.dice.poisson(1.6, self.files) + 1
        visit = np.repeat(np.arange(self.files), visits)[: self.files]
        firm_of_visit = np.where(
            self.dice.random(self.files) < 0.62,
            np.minimum(self.dice.geometric(0.12, self.files) - 1, self.world.firms - 1),
            -1,
        )
        alone = firm_of_visit[visit] < 0
        when = self.dice.random(self.files) ** 0.9 * self.end
        arrived = np.where(alone, self.dice.random(self.files) * self.end, when[visit] + self.dice.random(self.files) * 900)
        firm = firm_of_visit[visit]
        if self.world.plan == "levy":
            caught = self.dice.random(self.files) < np.clip((arrived / self.end - 0.3) * 3, 0, 0.95)
            firm = np.where(caught, 0, firm)
        return np.asarray(arrived, np.float64), np.asarray(firm, np.int64)

    def _anybody(self, letter: str, count: int) -> Whole:
        return self._numbers(letter) + self.dice.integers(0, count, self.files)

    def _numbers(self, letter: str) -> int:
        return self.number * 1_000 + "RTVPS".index(letter) * 100

    def _queue(self, step: str, arrived: Floats) -> tuple[Floats, Whole]:
        """First come, first served at each officer, but for papers that need more; and, where planted, for those who do not pay."""
        letter, officers = STAFF[step]
        share = np.exp(self.dice.normal(0, 0.25, officers))
        speed = np.exp(self.dice.normal(0, 0.15, officers))
        who = self.dice.choice(officers, self.files, p=share / share.sum())
        left = np.full(self.files, np.nan)
        bent = set(self.dice.choice(officers, BENT[step], replace=False).tolist() if self.world.plan == "slowed" else ())
        for officer in range(officers):
            mine = np.flatnonzero((who == officer) & ~np.isnan(arrived))
            mine = mine[np.argsort(arrived[mine], kind="stable")]
            if not len(mine):
                continue
            busy = min(0.93, 0.8 * speed[officer] * (share[officer] / share.mean()) ** 0.5)
            work = self.dice.gamma(2, busy * self.end / len(mine) / 2, len(mine))
            finish = _first_come(arrived[mine], work)
            more = np.where(self.dice.random(len(mine)) < np.where(self.new[mine], 0.2, 0.1), self.dice.exponential(2 * DAY, len(mine)), 0)
            left[mine] = finish + more
            left[mine[self.dice.random(len(mine)) < 0.01]] = np.inf
            if officer in bent:
                self.corrupt.add(_officer(self._numbers(letter) + officer))
                slow = mine[~self.paid[mine]]
                left[slow] += self.dice.exponential(8 * DAY, len(slow))
                left[slow[self.dice.random(len(slow)) < 0.05]] = np.inf
        return left, self._numbers(letter) + who

    def _columns(self, rows: list[tuple[int, Floats, Whole]], arrived: Floats, firm: Whole) -> dict[str, npt.NDArray[np.generic]]:
        number = np.arange(self.files) + self.number * self.files
        every = {
            "case": np.concatenate([number] * len(rows)),
            "step": np.concatenate([np.full(self.files, step) for step, _, _ in rows]),
            "at": np.concatenate([at for _, at, _ in rows]),
            "officer": np.concatenate([who for _, _, who in rows]),
            "arrived": np.concatenate([arrived] * len(rows)),
            "firm": np.concatenate([firm] * len(rows)),
            "new": np.concatenate([self.new] * len(rows)),
            "office": np.full(self.files * len(rows), self.number),
        }
        kept = np.nan_to_num(every["at"], nan=np.inf) < self.end
        return {name: values[kept] for name, values in every.items()}


def _first_come(arrived: Floats, work: Floats) -> Floats:
    """When each file is done by one officer who takes them in order: the work of a busy period adds up after its first arrival."""
    done = np.cumsum(work)
    return done + np.maximum.accumulate(arrived - (done - work))


def _officer(number: int) -> str:
    office, rest = divmod(number, 1_000)
    place, one = divmod(rest, 100)
    return f"{'RTVPS'[place]}{office}-{one + 1}"


def _moments(at: Floats, worked: Whole) -> npt.NDArray[np.datetime64]:
    """Working seconds since the start as moments of the wall clock."""
    day = np.minimum((at // DAY).astype(np.int64), len(worked) - 1)
    days = worked[day] - date(1970, 1, 1).toordinal()
    return ((days * 86_400 + 8 * 3600) * 1_000_000 + ((at - day * DAY) * 1e6).astype(np.int64)).astype("datetime64[us]")


def _tables(columns: dict[str, npt.NDArray[np.generic]], worked: Whole, firms: list[str], dice: np.random.Generator) -> dict[str, pa.Table]:
    names = pa.array([*firms, None])
    firm = np.asarray(columns["firm"], np.int64)
    who = np.asarray(columns["officer"], np.int64)
    known, place = np.unique(who, return_inverse=True)
    officers = pa.array([_officer(int(number)) if number >= 0 else None for number in known])
    step = np.asarray(columns["step"], np.int64)
    at = np.asarray(columns["at"], np.float64)
    arrived = np.asarray(columns["arrived"], np.float64)
    fee = pa.array(np.full(len(at), TARIFF), mask=step != 0)
    time = _moments(at, worked)
    late = dice.random(len(at)) < 0.01
    time[late] += np.timedelta64(9 * 3600, "s")
    case = pa.array(np.asarray(columns["case"], np.int64)).cast(pa.string())
    events = {
        "case": case,
        "activity": pa.array(STEPS).take(pa.array(np.abs(step))),
        "time": pa.array(time),
        "stage": pa.array(["ditugaskan", None]).take(pa.array((step >= 0).astype(np.int64))),
        "officer": officers.take(pa.array(place)),
        "office": pa.array([f"Kantor {number + 1}" for number in range(int(columns["office"].max()) + 1)]).take(
            pa.array(columns["office"])
        ),
        "agent": names.take(pa.array(np.where(firm < 0, len(firms), firm))),
        "service": pa.array(["Sertifikat K3"]).take(pa.array(np.zeros(len(at), np.int64))),
        "kind": pa.array(["perpanjangan", "baru"]).take(pa.array(np.asarray(columns["new"], np.int64))),
        "fee": fee,
        "tariff": fee,
        "promised": pa.array(_moments(arrived + 15 * DAY, worked)),
    }
    table = pa.table(events)
    issued = table.filter(pa.array(step == len(STEPS) - 1))
    ntpn = pa.array([f"NTPN{number}" for number in issued["case"].to_pylist()])
    return {
        "service_events": table,
        "certificates": pa.table(
            {
                "certificate": pa.array([f"SKP-{number}" for number in issued["case"].to_pylist()]),
                "issued": issued["time"].cast(pa.date32()),
                **{name: issued[name] for name in ("service", "kind", "office", "case", "agent")},
                "ntpn": ntpn,
            }
        ),
        "receipts": pa.table(
            {
                "ntpn": ntpn,
                "received": issued["time"].cast(pa.date32()),
                "amount": pa.array(np.full(issued.num_rows, TARIFF)),
                **{name: issued[name] for name in ("service", "kind", "office")},
            }
        ),
        "tariffs": pa.table({"service": ["Sertifikat K3"], "tariff": pa.array([TARIFF]), "since": [START]}),
    }
