"""Names as numbers: files, queues, officers and agents are counted, joined and sorted by a whole number each, and named at the end.

A text takes three times as long to compare and four times the memory; of ten million events that is most of the work. Numbers grow with
the names, so that an order by number is the order by name, and they are the same on every engine as far as that order goes.
"""

from datetime import date
from functools import reduce
from typing import Final, cast

import ibis
from ibis.expr.types import BooleanValue, IntegerColumn, StringValue, Table

from amanah.redflags.data import Data

DONE: Final = ("complete", "completed", "done", "selesai", "ate_abort", "pi_abort", "withdraw", "manualskip", "autoskip")
RETURNS: Final = ("pengembalian", "dikembalikan", "tidak lengkap", "kurang lengkap", "return", "incomplete", "for completion")
"""Words in an activity or an outcome that tell that the file went back to the applicant."""
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 1, 1)
"""Steps outside were not done then: a year was mistyped."""
NOBODY: Final = 0
"""The number in place of an agent where there is none, for groups whose keys must not be null."""


def is_done(stage: StringValue) -> BooleanValue:
    """Whether a row with this `stage` tells of a step that was done."""
    return cast("BooleanValue", stage.isnull() | (stage == "") | stage.lower().isin(DONE))


def says_returned(text: StringValue) -> BooleanValue:
    """Whether an activity or an outcome tells of a file sent back."""
    plain = text.lower()
    return reduce(lambda left, right: left | right, [plain.contains(word) for word in RETURNS])


def cases(data: Data) -> Table:
    """Files by number: `file`, its `case`, when it was promised at the latest (`due`) and when it was closed (`shut`)."""
    return data.once("queue.cases", _cases)


def _cases(data: Data) -> Table:
    events = data["service_events"]
    return data.counted(events.group_by("case").aggregate(due=events.promised.max(), shut=events.closed.max()), by="case", number="file")


def officers(data: Data) -> Table:
    """Officers by number: `officer` and `name`."""
    return data.once("queue.officers", lambda _data: _people(_data, "officer"))


def agents(data: Data) -> Table:
    """Agents by number, from 1: `agent` and `name`."""
    return data.once("queue.agents", lambda _data: _people(_data, "agent"))


def _people(data: Data, column: str) -> Table:
    events = data["service_events"]
    names = events.select(name=events[column].nullif("")).distinct().filter(lambda t: t.name.notnull())
    return names.select("name", **{column: _place(names, "name")})


def named(table: Table, column: str, people: Table) -> Table:
    """The rows with the numbers in `column` in words; what has no name stays null. `people`: of `officers` or `agents`."""
    number = "officer" if "officer" in people.columns else "agent"
    names = people.select(_number=people[number], _name=people.name)
    joined = table.left_join(names, table[column] == names["_number"])
    return joined.mutate(**{column: joined["_name"]}).select(*table.columns)


def pools(data: Data) -> Table:
    """Queues by number: `pool` with its `office`, `service`, `kind` and `step`, and numbers of what several of them share.

    `step_number` is of the step, `counter` of office, service and kind, `sort` of service and kind, `desk` of office and step;
    `by_officers` tells whether most of its rows name an officer, `returned` whether the step's name says that files go back.
    """
    return data.once("queue.pools", _pools)


def _pools(data: Data) -> Table:
    rows = done(data)
    every = rows.group_by("office", "service", "kind", "step").aggregate(
        by_officers=(rows.officer.notnull().cast("int64").sum() * 2 >= rows.count())
    )
    return every.mutate(
        pool=_place(every, "office", "service", "kind", "step"),
        step_number=_place(every, "step"),
        counter=_place(every, "office", "service", "kind"),
        sort=_place(every, "service", "kind"),
        desk=_place(every, "office", "step"),
        returned=says_returned(every.step),
    )


def _place(table: Table, *columns: str) -> IntegerColumn:
    """The place of these columns' values among those there are, from 1."""
    return cast("IntegerColumn", (ibis.dense_rank().over(ibis.window(order_by=[table[name] for name in columns])) + 1).cast("int32"))


def done(data: Data) -> Table:
    """Steps that were done, as they were recorded; `office`, `service` and `kind` are filled, `step` is the activity."""
    rows = recorded(data)
    return rows.filter(rows.counts)


def recorded(data: Data) -> Table:
    """Every row, as in `done`; `counts` tells which of them are steps done."""
    events = data["service_events"]
    done_at = events.ended.coalesce(events.time)
    filled = {name: events[name].coalesce("") for name in ("office", "service", "kind")}
    return events.select(
        "case",
        "officer",
        "agent",
        "outcome",
        step=events.activity,
        done_at=done_at,
        counts=is_done(events.stage) & done_at.between(ibis.timestamp(str(FIRST_DAY)), ibis.timestamp(str(LAST_DAY))),
        **filled,
    )
