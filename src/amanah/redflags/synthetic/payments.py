"""Payments, made up, with frauds planted at known places: for measuring speed and for showing what is found.

Amounts spread evenly over four orders of magnitude on a logarithmic scale, so that they follow Benford's law. The same rows and seed give
the same table. Planted, of every 2,000 payments: one paid again ten days later under another spelling of its number, one nearly the
same, one to two vendors; besides, one approver just below the limit, one unit that splits for one vendor, one user who works at night.
"""

from pathlib import Path
from typing import Final

import duckdb

EVERY: Final = 2_000
COPY: Final = 500
NEAR: Final = 1_000
OTHER: Final = 1_500
"""Places within every 2,000 at which the payment before is repeated: as it is, nearly as it is, to another vendor."""

LIMIT: Final = 50_000_000
"""Units of currency that an approver may approve."""

NIGHT: Final = "user-013"
BELOW: Final = "user-007"
SPLITTER: Final = "unit-05"

ROWS: Final = """
with drawn as (
    select i, j, u(1, j) as u1, u(2, j) as u2, u(3, j) as u3, u(4, j) as u4, u(5, j) as u5, u(6, j) as u6
    from (select i, i - (i % {every} in ({copy}, {near}, {other}))::bigint as j from range({rows}) as numbers(i))
),
told as (
    select
        i, j,
        'unit-' || lpad((u1 * 60)::int::varchar, 2, '0') as unit,
        (521000 + (u2 * 20)::int)::varchar as account,
        (u3 * u3 * {vendors})::bigint as v,
        date '2023-01-02' + (j * 1090 // {rows})::int as day,
        u2, u4, u5, u6,
        (pow(10, 6 + 4 * u4))::bigint as drawn_amount,
        'user-' || lpad((u6 * 200)::int::varchar, 3, '0') as approver
    from drawn
)
select
    'SPM-' || lpad((i + (i > {rows} // 2)::bigint)::varchar, 9, '0') as payment_id,
    unit,
    account,
    'V' || lpad((if(unit = '{splitter}' and u5 < 0.1, 1, v) + (i % {every} = {other})::bigint)::varchar, 7, '0') as vendor_id,
    'PT Penyedia ' || (v + (i % {every} = {other})::bigint) as vendor,
    case i % {every}
        when {copy} then 'inv ' || lpad(j::varchar, 9, '0')
        when {near} then 'INV-' || lpad(j::varchar, 9, '0') || 'A'
        else 'INV-' || lpad(j::varchar, 9, '0')
    end as invoice,
    worked(day) as invoiced,
    worked(day + 5) as received,
    worked(day + 20 + if(i % {every} in ({copy}, {near}), 10, 0)) as paid,
    case
        when approver = '{below}' and u5 < 0.5 then (({limit} * (0.9 + 0.1 * u4)) * 100)::bigint
        when unit = '{splitter}' and u5 < 0.1 then (({limit} * (0.9 + 0.1 * u4)) * 100)::bigint
        else drawn_amount
    end as amount,
    'IDR' as currency,
    {limit}00::bigint as approval_limit,
    'user-' || lpad((200 + u5 * 300)::int::varchar, 3, '0') as created_by,
    if(i % 10007 = 0, 'user-' || lpad((200 + u5 * 300)::int::varchar, 3, '0'), approver) as approved_by,
    worked(day + 19)::timestamp + to_minutes(if(approver = '{night}' and u5 < 0.6, 1260, 480 + (u2 * 480)::int)::bigint) as approved_at
from told
"""


def make(con: duckdb.DuckDBPyConnection, rows: int, seed: int = 1, table: str = "payments") -> None:
    """Make a table of `rows` payments."""
    con.sql(f"create or replace temp macro u(k, n) as (hash(n * 1000003 + k * 97 + {int(seed)} * 7919) >> 11)::double / 9007199254740992")
    con.sql("create or replace temp macro worked(d) as (d + (case isodow(d) when 6 then 2 when 7 then 1 else 0 end)::int)::date")
    chosen = ROWS.format(
        rows=int(rows),
        vendors=max(20, rows // 200),
        every=EVERY,
        copy=COPY,
        near=NEAR,
        other=OTHER,
        limit=LIMIT,
        below=BELOW,
        splitter=SPLITTER,
        night=NIGHT,
    )
    con.sql(f"create or replace table {table} as {chosen}")


def write(path: Path, rows: int, seed: int = 1) -> None:
    """Write `rows` payments into a CSV file; amounts in units of currency."""
    with duckdb.connect() as con:
        make(con, rows, seed)
        units = ", ".join(f"({column} / 100)::decimal(20, 2) as {column}" for column in ("amount", "approval_limit"))
        con.execute(f"copy (select * replace ({units}) from payments) to ? (header)", [str(path)])  # noqa: S608 - names of our own
