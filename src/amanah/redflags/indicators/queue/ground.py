"""What the whole family stands on: steps in order, waits with their working hours, and files; computed once per scan.

A **wait** begins when the step before it in the same file is done and ends when the next one is done; it belongs to the officer who did
that next step. The last wait of a file that is not finished is open: it lasts at least until the last moment of the data, and it belongs
to whoever an open row (`stage`) names, or to nobody. Steps without an officer are the applicant's or a machine's; their waits count for
nobody. A file is finished when it was closed, or when its last step is one that usually is the last.
"""

from datetime import date
from functools import reduce
from typing import Final, cast

import ibis
from ibis.expr.types import BooleanValue, DateValue, IntegerValue, StringValue, Table, TimestampValue

from amanah.redflags.data import Data
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

DONE: Final = ("complete", "completed", "done", "selesai", "ate_abort", "pi_abort", "withdraw", "manualskip", "autoskip")
RETURNS: Final = ("pengembalian", "dikembalikan", "tidak lengkap", "kurang lengkap", "return", "incomplete", "for completion")
"""Words in an activity or an outcome that tell that the file went back to the applicant."""
USUALLY_LAST: Final = 0.5
"""A step ends files when it is the last of at least this share of the files that have it."""
SATURDAY: Final = 5
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 1, 1)


def steps(data: Data) -> Table:
    """Steps done, in order within each file: with the moment of the step before, the activity after, and when the file began."""
    return data.once("queue.steps", _steps)


def _steps(data: Data) -> Table:
    events = data["service_events"]
    done_at = events.ended.coalesce(events.time)
    rows = events.filter(_is_done(events.stage) & done_at.between(ibis.timestamp(str(FIRST_DAY)), ibis.timestamp(str(LAST_DAY))))
    rows = rows.mutate(
        done_at=rows.ended.coalesce(rows.time),
        office=rows.office.coalesce(""),
        service=rows.service.coalesce(""),
        kind=rows.kind.coalesce(""),
        returned=_says(rows.activity.coalesce("") + "\n" + rows.outcome.coalesce("")),
    ).select("case", "activity", "done_at", "officer", "office", "agent", "service", "kind", "returned")
    order = ibis.window(group_by=rows.case, order_by=[rows.done_at, rows.activity])
    return rows.mutate(before=rows.done_at.lag().over(order), prior=rows.activity.lag().over(order), after=rows.activity.lead().over(order))


def _says(text: StringValue) -> BooleanValue:
    plain = text.lower()
    return reduce(lambda left, right: left | right, [plain.contains(word) for word in RETURNS])


def _is_done(stage: StringValue) -> BooleanValue:
    return cast("BooleanValue", stage.isnull() | (stage == "") | stage.lower().isin(DONE))


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
    return cast("IntegerValue", moment.epoch_seconds() // 86_400)


def waits(data: Data, p: Parameters) -> Table:
    """One row per wait.

    `case`, `pool` (office, service, kind and step as a number), `officer` (null: not known), `agent`, `hours` (working hours), `done`
    (1, or 0 for open ones), `arrived`, `left` (days since 1970) and `second` of that day (both null when open), `filed` (its file's day).
    """
    key = f"queue.waits {p.opens} {p.closes} {p.holidays}"
    return data.once(key, lambda _data: _waits(_data, p))


def pools(data: Data) -> Table:
    """Queues by number: `pool`, `office`, `service`, `kind`, `step`."""
    return data.once("queue.pools", _pools)


def _pools(data: Data) -> Table:
    table = steps(data)
    every = table.group_by("office", "service", "kind", step=table.activity).aggregate(
        by_officers=(table.officer.notnull().cast("int64").sum() * 2 >= table.count())
    )
    numbered = ibis.row_number().over(ibis.window(order_by=[every.office, every.service, every.kind, every.step]))
    return every.mutate(pool=numbered.cast("int32"))


def files(data: Data) -> Table:
    """One row per file: where it ended (`office`, `service`, `kind`), its `agent`, last step and officer, `finished`, `filed`, `last`.

    `alone` says that every known step was one officer's (null where none is known): told by the first and the last by name, because
    counting different officers of each of millions of files costs more than all the rest of it.
    """
    return data.once("queue.files", _files)


def _files(data: Data) -> Table:
    table = steps(data)
    is_last = table.after.isnull()  # of exactly one row of each file
    cases = table.group_by("case").aggregate(
        agent=table.agent.max(),
        filed=table.done_at.min(),
        last=table.done_at.max(),
        steps=table.count(),
        alone=table.officer.min() == table.officer.max(),
        office=table.office.max(where=is_last),
        service=table.service.max(where=is_last),
        kind=table.kind.max(where=is_last),
        last_step=table.activity.max(where=is_last),
        last_officer=table.officer.max(where=is_last),
    )
    joined = cases.left_join(last_steps(data), ["service", "last_step"]).drop("service_right", "last_step_right")
    joined = joined.mutate(usually=joined.usually.fill_null(0.0) >= USUALLY_LAST)
    if data.has("service_events", "closed"):
        events = data["service_events"]
        shut = events.filter(events.closed.notnull()).group_by("case").aggregate(shut=lambda t: t.closed.max())
        joined = joined.left_join(shut, "case").drop("case_right")
        return joined.mutate(finished=joined.usually | joined.shut.notnull()).drop("shut", "usually")
    return joined.mutate(finished=joined.usually).drop("usually")


def last_steps(data: Data) -> Table:
    """Per service and step, the share of its rows that were the last of their file: `usually`."""
    table = steps(data)
    return table.group_by("service", last_step=table.activity).aggregate(usually=table.after.isnull().cast("int64").sum() / table.count())


def _waits(data: Data, p: Parameters) -> Table:
    table = steps(data)
    every = files(data)
    agent = every.select("case", "filed", case_agent="agent", known="finished")
    known_officers = data.has("service_events", "officer")
    ended = table.filter(table.before.notnull() & (table.officer.notnull() | ibis.literal(not known_officers)))
    closed_rows = ended.select(
        "case", "office", "service", "kind", "officer", "agent", step="activity", arrived_at="before", left_at="done_at"
    )
    rows = closed_rows.union(_open(data).select(closed_rows.columns))
    rows = rows.join(agent, "case")
    rows = rows.join(pools(data), ["office", "service", "kind", "step"])
    rows = rows.filter(rows.by_officers | ibis.literal(not known_officers))
    until = rows.left_at.coalesce(end(data))
    rows = rows.mutate(arrived=day_of(rows.arrived_at), until=day_of(until), left=day_of(rows.left_at))
    calendar_days = days(data, p).drop("date")
    begins = calendar_days.rename(arrived="day", worked_a="worked", before_a="before")
    ends = calendar_days.rename(until="day", worked_u="worked", before_u="before")
    rows = rows.join(begins, "arrived").join(ends, "until")
    length = (int(p.closes) - int(p.opens)) * 3600

    def worked(moment: TimestampValue, day: IntegerValue, works: IntegerValue, before: IntegerValue) -> IntegerValue:
        inside = ibis.greatest(ibis.least(moment.epoch_seconds() - day * 86_400 - int(p.opens) * 3600, length), 0)
        return before * length + works * inside

    seconds = worked(until, rows.until, rows.worked_u, rows.before_u) - worked(rows.arrived_at, rows.arrived, rows.worked_a, rows.before_a)
    return rows.select(
        "case",
        "pool",
        "officer",
        agent=rows.agent.coalesce(rows.case_agent),
        hours=ibis.greatest(seconds, 0).cast("float64") / 3600,
        done=rows.left_at.notnull().cast("int8"),
        arrived=rows.arrived.cast("int32"),
        left=rows.left.cast("int32"),
        second=(rows.left_at.epoch_seconds() - rows.left * 86_400).cast("int32"),
        filed=day_of(rows.filed).cast("int32"),
    )


def _open(data: Data) -> Table:
    """Waits that had not ended when the data did: by the open row of the file where there is one, else by what usually follows."""
    every = files(data)
    unfinished = every.filter(~every.finished)
    table = steps(data)
    followers = (
        table.filter(table.after.notnull())
        .group_by("service", last_step=table.activity, next_step=table.after)
        .aggregate(n=lambda t: t.count())
    )
    first = ibis.window(group_by=[followers.service, followers.last_step], order_by=[followers.n.desc(), followers.next_step])
    usual = followers.mutate(place=ibis.row_number().over(first)).filter(lambda t: t.place == 0).drop("place", "n")
    open_rows = unfinished.left_join(usual, ["service", "last_step"]).drop("service_right", "last_step_right")
    if data.has("service_events", "stage"):
        events = data["service_events"]
        begun = events.filter(~_is_done(events.stage))
        latest = ibis.window(group_by=begun.case, order_by=[begun.time.desc(), begun.activity])
        begun = begun.mutate(place=ibis.row_number().over(latest)).filter(lambda t: t.place == 0)
        begun = begun.select("case", begun_at="time", open_step="activity", open_officer="officer", open_office="office")
        open_rows = open_rows.left_join(begun, "case").drop("case_right")
        still = open_rows.begun_at >= open_rows["last"]
        open_rows = open_rows.mutate(
            step=ibis.ifelse(still, open_rows.open_step, open_rows.next_step),
            officer=ibis.ifelse(still, open_rows.open_officer, ibis.null("string")),
            office=ibis.ifelse(still, open_rows.open_office.coalesce(open_rows.office), open_rows.office),
        )
    else:
        open_rows = open_rows.mutate(step=open_rows.next_step, officer=ibis.null("string"))
    return open_rows.filter(open_rows.step.notnull()).select(
        "case", "office", "service", "kind", "officer", "agent", "step", arrived_at="last", left_at=ibis.null(every["last"].type())
    )
