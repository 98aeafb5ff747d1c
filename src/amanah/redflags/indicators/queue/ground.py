"""What the whole family stands on: steps in order, waits with their working hours, and files; computed once per scan.

A **wait** begins when the step before it in the same file is done and ends when the next one is done; it belongs to the officer who did
that next step. The last wait of a file that is not finished is open: it lasts at least until the last moment of the data, and it belongs
to whoever an open row (`stage`) names, or to nobody. Steps without an officer are the applicant's or a machine's; their waits count for
nobody. A file is finished when it was closed, or when its last step is one that usually is the last.
"""

from datetime import date
from typing import Final, cast

import ibis
from ibis.expr.types import DateValue, IntegerValue, Table, TimestampValue

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicators.queue import coded
from amanah.redflags.indicators.queue.coded import FIRST_DAY
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.book import calendar
from amanah.rulebook.rules import Text

OPENS: Final = Parameter("opens", 8, Text(id="Jam buka kantor", en="Hour at which offices open"), "hour")
CLOSES: Final = Parameter("closes", 16, Text(id="Jam tutup kantor", en="Hour at which offices close"), "hour")
HOLIDAYS: Final = Parameter(
    "holidays",
    default=True,
    means=Text(id="Hari libur Indonesia tidak dihitung", en="Indonesian public holidays are not counted"),
)
CLOCK: Final = (OPENS, CLOSES, HOLIDAYS)
"""The parameters of every indicator that counts working hours."""

USUALLY_LAST: Final = 0.5
"""A step ends files when it is the last of at least this share of the files that have it."""
SATURDAY: Final = 5
DAY: Final = op.DAY


def steps(data: Data) -> Table:
    """Steps done, in order within each file, all by number (see `coded`): with the step before, its moment, and the step after.

    `file`, `pool`, `step`, `officer`, `agent` (null: not known, none), `done_at`, `returned`, `before` (when the one before was
    done), `prior` and `after` (steps).
    """
    return data.once("queue.steps", _steps)


def _steps(data: Data) -> Table:
    rows = coded.recorded(data)
    pools, officers, agents = coded.pools(data), coded.officers(data), coded.agents(data)
    cases = coded.cases(data).select("case", "file")
    joined = (
        rows.join(cases, "case")
        .join(pools, [rows[name] == pools[name] for name in ("office", "service", "kind", "step")])
        .left_join(officers, rows.officer == officers.name)
        .left_join(agents, rows.agent == agents.name)
    )
    says = coded.says_returned(rows.outcome.coalesce("")) if data.has("service_events", "outcome") else ibis.literal(value=False)
    every = joined.select(
        pools.pool,
        rows.done_at,
        # one condition over both sides of the join: were rows left out before it, DuckDB would take them for so few that it would
        # gather all of them and look up the files, which are far fewer
        file=ibis.ifelse(rows.counts, cases.file, ibis.null("int64")),
        step=pools.step_number,
        officer=officers.officer,
        agent=agents.agent,
        returned=pools.returned | says,
    )
    rows = every.filter(every.file.notnull())
    order = ibis.window(group_by=rows.file, order_by=[rows.done_at, rows.step])
    return rows.mutate(before=rows.done_at.lag().over(order), prior=rows.step.lag().over(order), after=rows.step.lead().over(order))


def end(data: Data) -> TimestampValue:
    """The last moment that the data know, as a literal."""
    return ibis.timestamp(str(_span(data)[1]))


def _span(data: Data) -> tuple[object, object]:
    table = steps(data)
    row = table.aggregate(first=table.done_at.min(), last=table.done_at.max()).to_pyarrow().to_pylist()[0]
    return row["first"], row["last"]


def days(data: Data, p: Parameters) -> Table:
    """Every day of the data: `day` (days since 1970), `worked` (0 or 1), `before` (working days since the first), and its `date`."""
    return data.once(f"queue.days {p.holidays}", lambda _data: _days(_data, holidays=bool(p.holidays)))


def _days(data: Data, *, holidays: bool) -> Table:
    first, last = (date.fromisoformat(str(moment or FIRST_DAY)[:10]) for moment in _span(data))
    began = date(1970, 1, 1)
    off = [(day - began).days for day in calendar().days if first <= day <= last] if holidays else []
    table = steps(data)
    one_row = table.aggregate(n=table.count())  # on the engine of the data: a range by itself would belong to none
    every = one_row.select(day=ibis.range((first - began).days, (last - began).days + 1).unnest())
    every = every.mutate(day=every.day.cast("int64"))
    # the first of January 1970 was a Thursday
    works = ((every.day + 3) % 7 < SATURDAY) & (~every.day.isin(off) if off else True)
    every = every.mutate(worked=works.cast("int64"), date=_date(every.day))
    so_far = ibis.window(order_by=every.day, preceding=None, following=0)
    return every.mutate(before=every.worked.sum().over(so_far) - every.worked)


def _date(day: IntegerValue) -> DateValue:
    """Days since 1970 as a date of the Gregorian calendar, in whole numbers alone."""
    shifted = day + 719_468  # since the first of March of the year 0
    of_era = shifted % 146_097
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153  # March is 0
    number = ibis.ifelse(month < 10, month + 3, month - 9)  # noqa: PLR2004 - January and February end the shifted year
    full = year + shifted // 146_097 * 400 + (number <= 2).cast("int64")  # noqa: PLR2004
    return ibis.date(full.cast("int32"), number.cast("int32"), (of_year - (153 * month + 2) // 5 + 1).cast("int32"))


def day_of(moment: TimestampValue) -> IntegerValue:
    """A moment's day, as days since 1970."""
    return cast("IntegerValue", op.seconds(moment) // DAY)


def waits(data: Data, p: Parameters) -> Table:
    """One row per wait, all by number (see `coded`).

    `file`, `pool`, `officer` (null: not known), `agent`, `worked` (working seconds), `done` (1, or 0 for open ones), `arrived`, `left`
    (days since 1970) and `second` of that day (both null when open), `filed` (its file's day).
    """
    key = f"queue.waits {p.opens} {p.closes} {p.holidays}"
    return data.once(key, lambda _data: _waits(_data, p))


def files(data: Data) -> Table:
    """One row per file, by number.

    `file`, `case`, `agent`, `filed`, `last`, `steps` (how many), `finished`, `due`; of the last step `pool`, `counter`, `last_officer`.
    `alone` says that every known step was one officer's (null where none is known): told by the first and the last by name, because
    counting different officers of each of millions of files costs more than all the rest of it.
    """
    return data.once("queue.files", _files)


def _files(data: Data) -> Table:
    table = steps(data)
    is_last = table.after.isnull()  # of exactly one row of each file
    every = table.group_by("file").aggregate(
        agent=table.agent.max(),
        filed=table.done_at.min(),
        last=table.done_at.max(),
        steps=table.count(),
        alone=table.officer.min() == table.officer.max(),
        pool=table.pool.max(where=is_last),
        last_officer=table.officer.max(where=is_last),
    )
    joined = every.join(coded.cases(data), "file").join(_last_steps(data), "pool")
    return joined.mutate(finished=(joined.usually >= USUALLY_LAST) | joined.shut.notnull()).drop("usually", "shut")


def _last_steps(data: Data) -> Table:
    """Per `pool`, with its `counter`, the share of the rows of its service and step that were the last of their file: `usually`."""
    table, pools = steps(data), coded.pools(data)
    ends = table.group_by("pool").aggregate(last=table.after.isnull().cast("int64").sum(), n=table.count())
    ends = ends.join(pools.select("pool", "counter", "service", "step"), "pool")
    alike = ibis.window(group_by=[ends.service, ends.step])
    return ends.select("pool", "counter", usually=ends["last"].sum().over(alike) / ends.n.sum().over(alike))


def _waits(data: Data, p: Parameters) -> Table:
    table = steps(data)
    known_officers = data.has("service_events", "officer")
    ended = table.filter(table.before.notnull() & (table.officer.notnull() | ibis.literal(not known_officers)))
    closed_rows = ended.select("file", "pool", "officer", "agent", arrived_at="before", left_at="done_at")
    rows = closed_rows.union(_open(data).select(closed_rows.columns))
    rows = rows.join(files(data).select("file", "filed", case_agent="agent"), "file")
    if known_officers:
        rows = rows.semi_join(coded.pools(data).filter(lambda t: t.by_officers), "pool")
    rows = rows.select(
        "file",
        "pool",
        "officer",
        "filed",
        agent=rows.agent.coalesce(rows.case_agent),
        came=op.seconds(rows.arrived_at),
        went=op.seconds(rows.left_at),
        stopped=op.seconds(rows.left_at.coalesce(end(data))),
    )
    rows = rows.mutate(arrived=rows.came // DAY, until=rows.stopped // DAY)
    calendar_days = days(data, p).drop("date")
    begins = calendar_days.rename(arrived="day", worked_a="worked", before_a="before")
    ends = calendar_days.rename(until="day", worked_u="worked", before_u="before")
    rows = rows.join(begins, "arrived").join(ends, "until")
    length = (int(p.closes) - int(p.opens)) * 3600

    def worked(moment: IntegerValue, day: IntegerValue, works: IntegerValue, before: IntegerValue) -> IntegerValue:
        inside = ibis.greatest(ibis.least(moment - day * DAY - int(p.opens) * 3600, length), 0)
        return before * length + works * inside

    seconds = worked(rows.stopped, rows.until, rows.worked_u, rows.before_u) - worked(rows.came, rows.arrived, rows.worked_a, rows.before_a)
    done = rows.went.notnull()
    return rows.select(
        "file",
        "pool",
        "officer",
        "agent",
        worked=ibis.greatest(seconds, 0).cast("int32"),
        done=done.cast("int8"),
        arrived=rows.arrived.cast("int32"),
        left=ibis.ifelse(done, rows.until, ibis.null("int64")).cast("int32"),
        second=(rows.went - rows.until * DAY).cast("int32"),
        filed=day_of(rows.filed).cast("int32"),
    )


def _open(data: Data) -> Table:
    """Waits that had not ended when the data did: by the open row of the file where there is one, else by what usually follows."""
    every, table, pools = files(data), steps(data), coded.pools(data)
    names = pools.select("pool", "office", "service", "kind", "step")
    unfinished = every.filter(~every.finished).select("file", "case", "pool", "agent", "last").join(names, "pool").drop("pool")
    follows = table.filter(table.after.notnull()).group_by("pool", "after").aggregate(n=lambda t: t.count())
    step_names = pools.select(after="step_number", next_step="step").distinct()
    follows = follows.join(names.select("pool", "service", "step"), "pool").join(step_names, "after")
    follows = follows.group_by("service", "step", "next_step").aggregate(n=follows.n.sum())
    first = ibis.window(group_by=[follows.service, follows.step], order_by=[follows.n.desc(), follows.next_step])
    usual = follows.mutate(place=ibis.row_number().over(first)).filter(lambda t: t.place == 0).drop("place", "n")
    rows = unfinished.left_join(usual, ["service", "step"]).drop("service_right", "step_right")
    if data.has("service_events", "stage"):
        events = data["service_events"]
        begun = events.filter(~coded.is_done(events.stage))
        latest = ibis.window(group_by=begun.case, order_by=[begun.time.desc(), begun.activity])
        begun = begun.mutate(place=ibis.row_number().over(latest)).filter(lambda t: t.place == 0)
        begun = begun.select("case", begun_at="time", open_step="activity", open_officer="officer", open_office="office")
        rows = rows.left_join(begun, "case").drop("case_right")
        still = rows.begun_at >= rows["last"]
        rows = rows.mutate(
            step=ibis.ifelse(still, rows.open_step, rows.next_step),
            officer_name=ibis.ifelse(still, rows.open_officer, ibis.null("string")),
            office=ibis.ifelse(still, rows.open_office.coalesce(rows.office), rows.office),
        )
    else:
        rows = rows.mutate(step=rows.next_step, officer_name=ibis.null("string"))
    rows = rows.join(names, ["office", "service", "kind", "step"])
    officers = coded.officers(data)
    rows = rows.left_join(officers, rows.officer_name == officers.name)
    return rows.select("file", "pool", "officer", "agent", arrived_at="last", left_at=ibis.null(every["last"].type()))
