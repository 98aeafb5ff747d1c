"""How well the queue family tells who took part in a made-up world: what is found, what is missed, how often the innocent are named.

Many worlds are asked at once, as offices of one large data set that never meet; the correction for multiple testing is then made world
by world, as a scan of each alone would have made it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from amanah.redflags.data import Data
from amanah.redflags.indicator import Indicator
from amanah.redflags.indicators import queue
from amanah.redflags.parameters import Parameters
from amanah.redflags.schemas.services import SERVICE_EVENTS
from amanah.redflags.synthetic.services import Plan, Truth, World, make

EVERYBODY: Final[Mapping[str, Mapping[str, Any]]] = {
    "LYN-03": {"rate": 2.0, "chance": 2.0, "lift": -1.0},
    "LYN-12": {"rate": 2.0, "times": 0.0, "fence": -1e3, "officers": 0},
    "LYN-18": {"rate": 2.0, "share": -1.0},
    "LYN-19": {},
    **{f"LYN-{number:02}": {"rate": 2.0} for number in (1, 2, 6, 7, 8, 9, 11, 13, 14, 15, 20)},
}
"""Indicators that name people, with parameters under which everybody examined is named and so gives a p-value."""
APART: Final = "~"
ABREAST: Final = 50


@dataclass(slots=True)
class Tally:
    """What became of the guilty and the innocent whom something could have named; of pairs, only those named are counted."""

    found: int = 0
    guilty: int = 0
    wronged: int = 0
    innocent: int = 0
    worlds_with_wrong: int = 0

    def take(self, named: set[str], guilty: set[str], everybody: set[str]) -> None:
        """Add one world."""
        self.found += len(named & guilty)
        self.guilty += len(guilty & everybody)
        self.wronged += len(named - guilty)
        self.innocent += len(everybody - guilty)
        self.worlds_with_wrong += bool(named - guilty)


@dataclass(slots=True)
class Verdict:
    """A plan over all its worlds: by indicator, and officers and firms named by anything at all."""

    plan: Plan
    worlds: int = 0
    by_indicator: dict[str, Tally] = field(default_factory=dict)
    officers: Tally = field(default_factory=Tally)
    firms: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class _People:
    truth: Truth
    officers: set[str]
    firms: set[str]

    @property
    def guilty_firms(self) -> set[str]:
        return {*self.truth.paying, *([self.truth.collector] if self.truth.collector else [])}


def judge(plan: Plan, seeds: Sequence[int], only: Sequence[str] = (), **world: int) -> Verdict:
    """Ask every indicator that names people of every world, and compare with the truth."""
    verdict = Verdict(plan)
    asked = [one for one in queue.INDICATORS if one.id in EVERYBODY and (not only or one.id in only)]
    for start in range(0, len(seeds), ABREAST):
        people, data = _abreast(plan, seeds[start : start + ABREAST], world)
        named: dict[str, set[str]] = defaultdict(set)
        for one in asked:
            hits = _named(data, one)
            for seed, who in people.items():
                _count(verdict.by_indicator.setdefault(one.id, Tally()), one, hits[seed], who)
                named[seed] |= {part for hit in hits[seed] for part in hit.split(" / ")[:2]}
        for seed, who in people.items():
            verdict.officers.take(named[seed] & who.officers, set(who.truth.officers), who.officers)
            verdict.firms.take(named[seed] & who.firms, who.guilty_firms, who.firms)
        verdict.worlds += len(people)
        data.con.disconnect()
    return verdict


def _abreast(plan: Plan, seeds: Sequence[int], world: Mapping[str, int]) -> tuple[dict[str, _People], Data]:
    people, tables = {}, []
    for seed in seeds:
        made = make(World(seed=seed, plan=plan, **world))
        table = made.tables["service_events"]
        people[str(seed)] = _People(
            made.truth, set(table["officer"].unique().to_pylist()) - {None}, set(table["agent"].unique().to_pylist()) - {None}
        )
        mark = f"{seed}{APART}"
        for name in ("case", "officer", "office", "agent", "service"):
            column = pa.chunked_array([[mark]]).cast(pa.string())[0]
            place = table.column_names.index(name)
            table = table.set_column(place, name, pc.binary_join_element_wise(column, table[name], ""))
        tables.append(table)
    data = Data(ibis.duckdb.connect(threads=1), "duckdb")
    data.add(SERVICE_EVENTS, data.con.create_table("service_events", pa.concat_tables(tables)), filled=tables[0].column_names)
    return people, data


def _named(data: Data, one: Indicator) -> dict[str, set[str]]:
    """Who is named in each world."""
    answers = one.compute(data, Parameters(one.parameters, EVERYBODY[one.id]))
    own = Parameters(one.parameters)
    by_world: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in answers.filter(answers.fired).to_pyarrow().to_pylist():
        by_world[row["subject_id"].split(APART)[0]].append(row)
    found: dict[str, set[str]] = defaultdict(set)
    for world, rows in by_world.items():
        fence = _fence(own, rows) if one.id == "LYN-12" else -np.inf
        for row, q in zip(rows, _adjusted([row["p"] for row in rows]), strict=True):
            if _fires(one.id, own, row, q) and row["value"] > fence:
                found[world].add(row["subject_id"].replace(f"{world}{APART}", ""))
    return found


def _fence(p: Parameters, rows: Sequence[Mapping[str, Any]]) -> float:
    """The upper fence of LYN-12 as one world alone would set it: quartiles of type 8."""
    sizes = np.log([row["value"] for row in rows])
    low, high = np.quantile(sizes, [0.25, 0.75], method="median_unbiased")
    return float(np.exp(high + p.fence * (high - low)))


def _fires(name: str, p: Parameters, row: Mapping[str, Any], q: float) -> bool:
    match name:
        case "LYN-03":
            return bool(q <= p.rate and row["p"] < p.chance and row["value"] > p.lift)
        case "LYN-12":
            return bool(q <= p.rate and row["value"] >= p.times)
        case "LYN-18":
            return bool(q <= p.rate or row["value"] >= p.share)
        case "LYN-19":
            return True
        case _:
            return bool(q <= p.rate)


def _adjusted(values: Sequence[float | None]) -> list[float]:
    """Benjamini and Hochberg's q, as `operations.benjamini_hochberg` gives it; those not tested get 2."""
    order = sorted((value, place) for place, value in enumerate(values) if value is not None)
    q, least = [2.0] * len(values), 1.0
    for rank in range(len(order), 0, -1):
        value, place = order[rank - 1]
        least = min(least, value * len(order) / rank)
        q[place] = least
    return q


def _count(tally: Tally, one: Indicator, named: set[str], who: _People) -> None:
    if one.id in {"LYN-03", "LYN-15", "LYN-19"}:
        pairs = {tuple(hit.split(" / ")[:2]) for hit in named}
        right = {pair for pair in pairs if pair[0] in who.truth.officers and pair[1] in who.guilty_firms}
        tally.found += len(right)
        tally.wronged += len(pairs - right)
        tally.worlds_with_wrong += bool(pairs - right)
    elif one.id in {"LYN-01", "LYN-08", "LYN-18"}:
        tally.take({hit.split(" / ")[0] for hit in named}, who.guilty_firms, who.firms)
    else:
        tally.take(named, set(who.truth.officers), who.officers)
