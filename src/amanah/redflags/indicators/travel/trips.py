"""Trips that cannot all have been made: overlapping, while present at home, more days than a month bears."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import STRONG, WEAK, Indicator
from amanah.redflags.indicators.payroll.ghosts import EXCUSED
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

AT_HOME: Final = ("hadir", "present", "h")
LONGEST: Final = 400
"""Days; a longer trip is a slip in the dates."""


def _trips(data: Data) -> Table:
    trips = data["trips"]
    described = trips.starts.cast("string") + "…" + trips.ends.cast("string")
    rows = trips.mutate(
        label=ibis.coalesce(trips.trip_id, described) + "/" + trips.employee_id,
        first=op.day_number(trips.starts),
        last=op.day_number(trips.ends),
    )
    return rows.filter((rows["last"] >= rows["first"]) & (rows["last"] - rows["first"] <= LONGEST))


def _overlapping(data: Data, p: Parameters) -> Table:
    trips = _trips(data)
    other = trips.view()
    met = trips.join(
        other,
        [
            trips.employee_id == other.employee_id,
            trips["first"] <= other["last"],
            trips["last"] >= other["first"],
            trips.label < other.label,
        ],
    ).select(
        employee_id=trips.employee_id,
        name=trips["name"],
        one=trips.label,
        other=other.label,
        starts=trips.starts,
        ends=trips.ends,
        other_starts=other.starts,
        other_ends=other.ends,
        to=trips.destination,
        other_to=other.destination,
        days=ibis.least(trips["last"], other["last"]) - ibis.greatest(trips["first"], other["first"]) + 1,
        handed_over=(trips["last"] == other["first"]) | (trips["first"] == other["last"]),
        same_start=trips["first"] == other["first"],
    )
    hits = met.filter((met.days >= p.days) & ~(met.handed_over & ~met.same_start))
    shown = ("employee_id", "name", "one", "other", "starts", "ends", "other_starts", "other_ends", "to", "other_to", "days")
    fired = op.assessed(hits, "pair of trips", hits.one + " + " + hits.other, fired=ibis.literal(value=True), value=hits.days, shown=shown)
    named = hits.select(label=hits.one).union(hits.select(label=hits.other)).distinct()
    rest = trips.anti_join(named, "label")
    return fired.union(_clear(rest, fired, shown))


def _clear(rest: Table, like: Table, shown: tuple[str, ...]) -> Table:
    return rest.select(
        subject_type=ibis.literal("trip"),
        subject_id=ibis.null("string"),
        fired=ibis.literal(value=False),
        value=ibis.null("float64"),
        **{name: ibis.null(like[name].type()) for name in shown},
    )


def _at_home(data: Data, _p: Parameters) -> Table:
    trips = _trips(data)
    presence = data["presence"]
    state = presence.state.lower().strip()
    days = presence.select(
        "employee_id", "day", on=op.day_number(presence.day), home=state.isin(AT_HOME), away=state.isin(EXCUSED), state=presence.state
    )
    # on the days of departure and return one may have been at the office, too
    inside = trips.join(days, [trips.employee_id == days.employee_id, days.on >= trips["first"], days.on <= trips["last"]]).select(
        label=trips.label,
        day=days.day,
        contrary=(days.home & (days.on > trips["first"]) & (days.on < trips["last"])) | days.away,
        state=days.state,
    )
    counted = inside.group_by("label").aggregate(
        recorded=inside.count(),
        days=inside.contrary.cast("int64").sum(),
        first_day=ibis.ifelse(inside.contrary, inside.day, ibis.null("date")).min(),
        state_shown=ibis.ifelse(inside.contrary, inside.state, ibis.null("string")).min(),
    )
    judged = trips.left_join(counted, "label").select(
        trips, recorded=counted.recorded, days=counted.days, first_day=counted.first_day, state_shown=counted.state_shown
    )
    return op.assessed(
        judged,
        "trip",
        judged.label,
        fired=judged.days > 0,
        value=judged.days,
        shown=("label", "name", "starts", "ends", "destination", "days", "first_day", "state_shown"),
    )


def _many_days(data: Data, p: Parameters) -> Table:
    trips = _trips(data)
    each = trips.select("employee_id", "name", "grade", on=ibis.range(trips["first"], trips["last"] + 1)).unnest("on")
    month = (each.on * op.DAY).as_timestamp("s").date().cast("string").substr(0, 7)
    days = each.mutate(month=month).select("employee_id", "name", "grade", "month", "on").distinct()
    months = days.group_by("employee_id", "month").aggregate(
        name=days.name.min(), grade=days.grade.min().coalesce("–"), days=days.on.nunique()
    )
    edge = op.percentile(months, "days", p.percentile, ("grade",))
    judged = months.join(edge, "grade").select(months, n=edge.n, edge=edge.edge)
    return op.assessed(
        judged,
        "employee/month",
        judged.employee_id + "/" + judged.month,
        fired=ibis.ifelse(judged.n >= p.minimum, (judged.days > p.days) & (judged.days >= judged.edge), ibis.null("boolean")),
        value=judged.days,
        shown=("employee_id", "name", "month", "days", "edge", "grade", "n"),
    )


INDICATORS: Final = (
    Indicator(
        id="SPD-01",
        family="travel",
        title=Text("Perjalanan tumpang tindih", "Overlapping trips"),
        question=Text(
            "Apakah satu orang berada di dua perjalanan dinas pada hari yang sama?", "Was one person on two trips on the same day?"
        ),
        rationale=Text(
            "Tidak ada yang dapat berada di dua tempat; salah satunya tidak terjadi.",
            "Nobody can be in two places; one of the trips was not made.",
        ),
        false_alarm=Text(
            "Perjalanan lanjutan dengan surat terpisah; tanggal yang salah ketik.", "A continued trip under a second order; mistyped dates."
        ),
        blind=Text(
            "Perjalanan fiktif yang tidak bertabrakan. Kembali dan berangkat pada hari yang sama dibiarkan.",
            "Fictitious trips that do not collide. Returning and leaving on one day is let pass.",
        ),
        needs={"trips": ("employee_id", "starts", "ends")},
        compute=_overlapping,
        explain=Text(
            "{name} ({employee_id}): {one} ke {to} {starts}–{ends} dan {other} ke {other_to} {other_starts}–{other_ends} bertabrakan "
            "{days} hari.",
            "{name} ({employee_id}): {one} to {to} {starts}–{ends} and {other} to {other_to} {other_starts}–{other_ends} collide on "
            "{days} days.",
        ),
        source="Audit practice on travel orders (SPPD)",
        severity=STRONG,
        parameters=(Parameter("days", 1, Text("Hari bertabrakan paling sedikit", "Days of collision at least"), "day"),),
    ),
    Indicator(
        id="SPD-02",
        family="travel",
        title=Text("Dinas luar tetapi hadir atau cuti", "On a trip, yet present or on leave"),
        question=Text(
            "Apakah presensi mencatat orangnya hadir di kantor, atau cuti, di tengah perjalanan dinas?",
            "Does presence show the person at the office, or on leave, in the middle of a trip?",
        ),
        rationale=Text("Jari yang dipindai di kantor tidak sedang di kota lain.", "A finger read at the office is not in another town."),
        false_alarm=Text(
            "Perjalanan yang dibatalkan tetapi suratnya belum ditarik; presensi lewat gawai dari tempat tujuan.",
            "A trip called off whose order stands; presence by phone from the destination.",
        ),
        blind=Text(
            "Hari berangkat dan hari kembali tidak dinilai; perjalanan tanpa catatan presensi tidak dinilai.",
            "Days of departure and return; trips without any record of presence.",
        ),
        needs={"trips": ("employee_id", "starts", "ends"), "presence": ("day", "state")},
        compute=_at_home,
        explain=Text(
            "{name}, {label} ke {destination} {starts}–{ends}: presensi berkata lain pada {days} hari, pertama {first_day} "
            "({state_shown}).",
            "{name}, {label} to {destination} {starts}–{ends}: presence says otherwise on {days} days, first on {first_day} "
            "({state_shown}).",
        ),
        source="house",
        severity=STRONG,
    ),
    Indicator(
        id="SPD-05",
        family="travel",
        title=Text("Terlalu banyak hari perjalanan", "Too many days of travel"),
        question=Text(
            "Siapa yang dalam sebulan bepergian jauh lebih lama daripada sesama golongannya?",
            "Who travels far longer within a month than others of the grade?",
        ),
        rationale=Text(
            "Uang harian menambah penghasilan; jumlah hari adalah batas alaminya.",
            "Per diems add to pay; the number of days is their natural limit.",
        ),
        false_alarm=Text("Pengawas lapangan, tanggap bencana.", "Field inspectors, disaster relief."),
        blind=Text(
            "Hari yang disebar merata pada banyak orang; golongan dengan sedikit orang.",
            "Days spread over many people; grades with few people.",
        ),
        needs={"trips": ("employee_id", "starts", "ends")},
        compute=_many_days,
        explain=Text(
            "{name} ({employee_id}) bepergian {days} hari pada {month}; 95% dari {n} bulan-orang golongan {grade} sampai {edge:1} hari.",
            "{name} ({employee_id}) travelled {days} days in {month}; 95% of {n} person-months of grade {grade} reach {edge:1} days.",
        ),
        source="house",
        severity=WEAK,
        parameters=(
            Parameter("days", 20, Text("Hari sebulan lebih dari", "Days a month, more than"), "day"),
            Parameter("percentile", 0.95, Text("Mulai persentil ini dari golongannya", "From this percentile of the grade on")),
            Parameter("minimum", 20, Text("Bulan-orang pembanding paling sedikit", "Fewest person-months to compare with")),
        ),
    ),
)
