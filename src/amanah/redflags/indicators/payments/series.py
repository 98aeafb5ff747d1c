"""Numbers in series: gaps in one's own documents, and vendors whose invoices follow each other without a break."""

from typing import Final

import ibis
from ibis.expr.types import IntegerValue, StringValue, Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, WEAK, Indicator
from amanah.redflags.indicators.payments import ready
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

LEADING: Final = "^([0-9]{1,15})[^0-9]"
TRAILING: Final = "([0-9]+)$"
ENDS_IN_A_YEAR: Final = "^[0-9].*[^0-9](19|20)[0-9][0-9]$"


def in_series(number: StringValue) -> tuple[StringValue, IntegerValue]:
    """A document number as the name of its series and its place in it: 00012/SPM/2026 → (/SPM/2026, 12), 1301-00001 → (1301-, 1).

    The place is null where there is none. Keep both before filtering: what is read off a text is else read off it again.
    """
    leads = number.re_search(ENDS_IN_A_YEAR)
    digits = ibis.ifelse(leads, number.re_extract(LEADING, 1), number.re_extract(TRAILING, 1))
    series = ibis.ifelse(leads, number.substr(digits.length()), number.substr(0, number.length() - digits.length()))
    return series, digits.try_cast("int64")


def _gaps(data: Data, p: Parameters) -> Table:
    table = data["payments"].filter(lambda t: t.payment_id.notnull())
    name, place = in_series(table.payment_id)
    numbers = data.keep(table.select(unit=table.unit.coalesce("–") if p.by_unit else ibis.literal("–"), series=name, place=place))
    numbers = numbers.filter(numbers.place.notnull())
    # every series by a number, since putting millions in order by their texts takes long
    series = numbers.select("unit", "series").distinct()
    series = data.keep(series.mutate(which=ibis.row_number().over(ibis.window(order_by=[series.unit, series.series]))))
    numbers = data.keep(numbers.inner_join(series, ["unit", "series"]).select("which", "place"))
    steps = numbers.mutate(before=numbers.place.lag().over(ibis.window(group_by=numbers.which, order_by=numbers.place)))
    step = steps.place - steps.before
    hole = ibis.ifelse(step > 1, steps.before, ibis.null("int64"))
    # a number that stands there twice is one number
    found = steps.mutate(missing=ibis.greatest(step - 1, 0).coalesce(0), hole=hole, new=(step.coalesce(1) > 0).cast("int64"))
    groups = found.group_by("which").aggregate(
        n=found.new.sum(),
        low=found.place.min(),
        high=found.place.max(),
        missing=found.missing.sum(),
        hole=found.hole.min(),
        holes=found.hole.count(),
    )
    groups = groups.inner_join(series, "which")
    groups = groups.mutate(first=groups.hole + 1, density=groups.n.cast("float64") / (groups.high - groups.low + 1))
    known = (groups.n >= p.minimum) & (groups.density >= p.density)
    return op.assessed(
        groups,
        "series",
        groups.unit + "/" + groups.series,
        fired=ibis.ifelse(known, groups.missing > 0, ibis.null("boolean")),
        value=groups.missing,
        shown=("unit", "series", "missing", "holes", "first", "low", "high", "n"),
    )


def _consecutive(data: Data, p: Parameters) -> Table:
    keyed = ready.payments(data)
    usable = keyed.filter(keyed.supplier.notnull() & keyed.invoice.notnull() & keyed.day.notnull() & (keyed.amount > 0))
    name, place = in_series(usable.invoice)
    # told apart by a number first, since comparing the texts of millions takes long; two that share one are looked at in vain, no more
    every = data.keep(usable.select("supplier", "day", series=name, place=place, mark=usable.supplier.hash() ^ name.hash()))
    placed = every.filter(every.place.notnull())
    # of numbers in stretches half as long as a run, every run fills one: only vendors with a full stretch are put in order
    stretch = max(1, (int(p.length) + 1) // 2)
    full = placed.group_by("mark", stretch=placed.place - placed.place % stretch).aggregate(n=lambda t: t.count())
    each = placed.semi_join(data.keep(full.filter(full.n >= stretch).select("mark").distinct()), "mark")
    order = ibis.window(group_by=[each.supplier, each.series], order_by=each.place)
    # a dense rank, since one number may be paid in several parts
    placed = each.mutate(island=each.place - ibis.dense_rank().over(order))
    runs = placed.group_by("supplier", "series", "island").aggregate(
        low=placed.place.min(), high=placed.place.max(), start=placed.day.min(), end=placed.day.max()
    )
    runs = runs.mutate(length=runs.high - runs.low + 1)
    runs = runs.mutate(span=runs.end - runs.start)
    long = runs.filter((runs.length >= p.length) & (runs.span >= p.days))
    order = ibis.window(group_by=long.supplier, order_by=[long.length.desc(), long.series, long.island])
    ranked = long.mutate(place=ibis.row_number().over(order))
    worst = ranked.filter(ranked.place == 0)
    vendors = every.group_by("supplier").aggregate(numbers=every.count())
    judged = vendors.left_join(worst, "supplier").select(
        vendors, length=worst.length, series=worst.series, low=worst.low, high=worst.high, span=worst.span
    )
    return op.assessed(
        judged,
        "vendor",
        judged.supplier,
        fired=ibis.ifelse(judged.numbers >= p.length, judged.length.notnull(), ibis.null("boolean")),
        value=judged.length,
        shown=("supplier", "length", "series", "low", "high", "span", "numbers"),
    )


INDICATORS: Final = (
    Indicator(
        id="BYR-12",
        family="payments",
        title=Text("Nomor yang hilang dalam urutan", "Numbers missing from a series"),
        question=Text("Apakah nomor dokumen pembayaran berurutan tanpa lubang?", "Do the payment documents run without a gap?"),
        rationale=Text(
            "Dokumen yang dicabut dari urutan adalah cara tertua menghapus jejak; yang batal pun tetap harus ada bekasnya.",
            "Taking a document out of its series is the oldest way to erase a trace; even a cancelled one has to leave its mark.",
        ),
        false_alarm=Text(
            "Data hanya memuat sebagian pembayaran, misalnya di atas suatu nilai.",
            "The file holds only part of the payments, such as those over a threshold.",
        ),
        blind=Text(
            "Deret yang terlalu jarang tidak dinilai; nomor yang dihapus di ujung deret tidak tampak.",
            "Series that are too thin are not judged; numbers removed at a series' end do not show.",
        ),
        needs={"payments": ("payment_id",)},
        compute=_gaps,
        explain=Text(
            "Pada deret {series} (unit {unit}) {missing} nomor hilang di {holes} tempat, mulai nomor {first}; ada {n} nomor antara "
            "{low} dan {high}.",
            "In series {series} (unit {unit}) {missing} numbers are missing in {holes} places, from number {first} on; there are {n} "
            "between {low} and {high}.",
        ),
        source="ACFE Fraud Examiners Manual, sequence checks",
        severity=PLAIN,
        parameters=(
            Parameter("minimum", 20, Text("Nomor paling sedikit dalam deret", "Fewest numbers in a series")),
            Parameter(
                "density", 0.9, Text("Bagian nomor yang harus ada agar disebut deret", "Share of numbers that must exist for a series")
            ),
            Parameter("by_unit", False, Text("Deret per unit", "A series of its own for every unit")),
        ),
    ),
    Indicator(
        id="BYR-13",
        family="payments",
        title=Text("Faktur penyedia berurutan tanpa jeda", "A vendor's invoices in unbroken sequence"),
        question=Text(
            "Apakah faktur satu penyedia bernomor urut selama berbulan-bulan, seolah tidak ada pelanggan lain?",
            "Do a vendor's invoices run in sequence for months, as if there were no other customer?",
        ),
        rationale=Text(
            "Perusahaan yang hanya menagih satu kantor mungkin didirikan untuk kantor itu, atau tidak nyata.",
            "A firm that bills one office only may have been founded for it, or not exist.",
        ),
        false_alarm=Text(
            "Penyedia yang memberi nomor urut per pelanggan; usaha kecil setempat.", "Vendors that number per customer; small local firms."
        ),
        blind=Text("Faktur fiktif dengan nomor yang sengaja dilompati.", "Fictitious invoices whose numbers were made to jump."),
        needs={"payments": ("invoice", "paid", "amount")},
        compute=_consecutive,
        explain=Text(
            "Penyedia {supplier} menagih {length} nomor berurutan ({series}{low}–{high}) selama {span} hari; semuanya {numbers} nomor.",
            "Vendor {supplier} billed {length} numbers in sequence ({series}{low}–{high}) over {span} days; {numbers} numbers in all.",
        ),
        source="ACFE Fraud Examiners Manual, shell companies",
        ocp=("R047",),
        severity=WEAK,
        parameters=(
            Parameter("length", 5, Text("Nomor berurutan paling sedikit", "Numbers in sequence at least")),
            Parameter("days", 60, Text("Selama paling sedikit", "Over at least"), "day"),
        ),
    ),
)
