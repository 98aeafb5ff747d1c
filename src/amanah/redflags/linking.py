"""Links between vendors, and between vendors and employees: which records are about the same people.

Pairs that share a key (identity number, tax number, account, telephone, e-mail, address, name of a person) are weighed by splink's
model of Fellegi and Sunter, on DuckDB in this process: only the pairs come back as a table, so that indicators stay expressions on
either engine. The weights are set here and not estimated from the data, so that two runs agree and an inspector can follow them; they are
the house's and uncalibrated. A link is a reason to look, never a merger.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import duckdb
import ibis
import pyarrow as pa
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from ibis.expr.types import StringValue, Table
from rapidfuzz import fuzz
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from amanah.redflags import identity
from amanah.redflags.data import Data

PRIOR: Final = 1e-5
"""The chance that a vendor and an employee picked at random are tied."""

CROWD: Final = 25
"""A key that more records share is an office block, a bank's own account or a placeholder: it links nobody."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How often tied records share a key (`same`), and how often unrelated ones do (`chance`)."""

    key: str
    same: float
    chance: float


WEIGHTS: Final = (
    Weight("nik", 0.9, 1e-8),
    Weight("npwp", 0.9, 1e-8),
    Weight("account", 0.8, 1e-7),
    Weight("phone", 0.6, 1e-6),
    Weight("email", 0.6, 1e-7),
    Weight("address", 0.5, 1e-5),
)
PERSON: Final = (Weight("person", 0.6, 1e-4), Weight("nearly", 0.2, 1e-3))
NEARLY: Final = 0.94
"""Jaro-Winkler similarity from which two names are nearly the same."""

KEYS: Final = (*(weight.key for weight in WEIGHTS), "person")
LINKS: Final = pa.schema(
    [
        *((name, pa.string()) for name in ("left_kind", "left_id", "left_name", "right_kind", "right_id", "right_name", "keys", "weights")),
        ("probability", pa.float64()),
        ("similarity", pa.float64()),
    ]
)


def keyed(table: Table, kind: str, number: str, name: StringValue, human: StringValue) -> Table:
    """Vendors or employees with the keys under which they are compared."""
    return table.select(
        unique_id=ibis.literal(f"{kind}:") + table[number],
        kind=ibis.literal(kind),
        id=table[number],
        name=name,
        person=identity.person(human),
        nik=identity.digits(table.nik, 12),
        npwp=identity.digits(table.npwp, 12),
        account=identity.digits(table.account, 6),
        phone=identity.phone(table.phone),
        email=identity.email(table.email),
        address=identity.address(table.address),
    )


def records(data: Data) -> Table:
    """Every vendor and employee there is, with keys."""
    parts = []
    if "vendors" in data.names:
        vendors = data["vendors"]
        parts.append(keyed(vendors, "vendor", "vendor_id", vendors["name"], ibis.coalesce(vendors.owner, vendors["name"])))
    if "employees" in data.names:
        staff = data["employees"]
        parts.append(keyed(staff, "employee", "employee_id", staff["name"], staff["name"]))
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def links(data: Data) -> Table:
    """Pairs of vendors, and of vendors and employees, that share a key, with `probability`, `keys`, `weights` and `similarity` of names."""
    return data.once("links", lambda data: ibis.memtable(_weighed(records(data).to_pyarrow())))


def _weighed(rows: pa.Table) -> pa.Table:
    con = duckdb.connect()
    con.register("rows", rows)
    crowded = ", ".join(f"if(count(*) over (partition by {key}) > {CROWD}, null, {key}) as {key}" for key in KEYS)
    one_each = "select * from rows qualify row_number() over (partition by unique_id order by name) = 1"
    con.sql(f"create table records as select unique_id, {crowded} from ({one_each})")  # noqa: S608 - names of our own columns
    names = {row["unique_id"]: row for row in rows.select(["unique_id", "kind", "id", "name", "person"]).to_pylist()}
    if not names:
        return LINKS.empty_table()
    api = DuckDBAPI(connection=con)
    found = Linker(api.register("records"), _model(), log_level=50).inference.predict(threshold_match_probability=0.5)
    pairs = con.sql(f"select * from {found.physical_name}").to_arrow_table().to_pylist()  # noqa: S608 - splink's own table
    told = [_told(pair, names) for pair in pairs]
    return pa.Table.from_pylist([link for link in told if link["left_kind"] == "vendor"], schema=LINKS)


def _model() -> SettingsCreator:
    exact, nearly = PERSON
    name = comparisons.CustomComparison(
        [
            levels.NullLevel("person"),
            levels.ExactMatchLevel("person").configure(m_probability=exact.same, u_probability=exact.chance),
            levels.JaroWinklerLevel("person", NEARLY).configure(m_probability=nearly.same, u_probability=nearly.chance),
            levels.ElseLevel().configure(m_probability=1 - exact.same - nearly.same, u_probability=1 - exact.chance - nearly.chance),
        ],
        output_column_name="person",
    )
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[*map(_exact, WEIGHTS), name],
        blocking_rules_to_generate_predictions=[block_on(key) for key in KEYS],
        probability_two_random_records_match=PRIOR,
        retain_intermediate_calculation_columns=True,
    )


def _exact(weight: Weight) -> Any:
    return comparisons.CustomComparison(
        [
            levels.NullLevel(weight.key),
            levels.ExactMatchLevel(weight.key).configure(m_probability=weight.same, u_probability=weight.chance),
            levels.ElseLevel().configure(m_probability=1 - weight.same, u_probability=1 - weight.chance),
        ],
        output_column_name=weight.key,
    )


def _told(pair: dict[str, Any], names: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """A pair of splink's, the vendor first, in the words of `LINKS`."""
    left, right = sorted(
        (names[pair["unique_id_l"]], names[pair["unique_id_r"]]), key=lambda one: (one["kind"] != "vendor", one["unique_id"])
    )
    shared = [key for key in KEYS if pair[f"gamma_{key}"] > 0]
    weight = partial(_weight, pair)
    return {
        **{f"left_{part}": left[part] for part in ("kind", "id", "name")},
        **{f"right_{part}": right[part] for part in ("kind", "id", "name")},
        "keys": ", ".join(shared),
        "weights": " ".join(f"{key} {weight(key):+.1f}" for key in KEYS if pair[f"gamma_{key}"] >= 0),
        "probability": pair["match_probability"],
        "similarity": fuzz.token_sort_ratio(left["person"] or "", right["person"] or ""),
    }


def _weight(pair: dict[str, Any], key: str) -> float:
    return float(pair[f"mw_{key}"])
