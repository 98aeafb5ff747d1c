"""Packages split, or priced just below a limit by law."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, STRONG, WEAK, Indicator
from amanah.redflags.indicators.procurement import shared
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

SIMPLE: Final = r"(?i)sederhana|pemilihan langsung"
"""Local names of the lighter tenders that have a limit of their own."""
LIGHT: Final = 0.3
"""Part of the packages just below a limit that must have used its light method, for the data to hold such packages at all."""


def _split(data: Data, p: Parameters) -> Table:
    bought = shared.purchases(data)
    bought = bought.filter(bought.method.isin(list(p.methods)))
    limit = shared.direct_limit(bought, p, bought.day, bought.day)
    ours = bought.currency.fill_null(p.limit_currency) == p.limit_currency
    rows = bought.mutate(
        group=shared.joined(bought.who, bought.supplier_id, bought.category.fill_null(""), bought.kind.fill_null("")),
        limit=ibis.ifelse(ours, limit, ibis.null("float64")),
        number=op.day_number(bought.day),
    )
    usable = rows.who.notnull() & rows.number.notnull() & rows["limit"].notnull() & (rows.amount > 0)
    small = rows.filter(usable & (rows.amount <= rows["limit"]))
    near = ibis.range_window(group_by=small.group, order_by=small.number, preceding=p.days - 1, following=0)
    series = small.mutate(n=small.count().over(near), total=small.amount.sum().over(near), first=small.number.min().over(near))
    series = series.mutate(times=series.total / series["limit"])
    best = ibis.window(group_by=series.group, order_by=[series.times.desc(), series.number, series.ocid, series.award])
    top = series.mutate(place=ibis.row_number().over(best)).filter(lambda t: t.place == 0)
    top = top.mutate(last_day=top.day, days=top.number - top["first"] + 1)
    judged = op.assessed(
        top,
        "series",
        top.group,
        fired=(top.n >= p.minimum) & (top.total > top["limit"]),
        value=top.times,
        shown=("who", "supplier_id", "n", "days", "last_day", "total", "limit"),
    )
    return shared.with_silent(judged, rows.filter(~usable.fill_null(False)), "award")


def candidates(data: Data, p: Parameters) -> Table:
    """Each package beside each limit it could have been fitted to."""
    rows = shared.alive(data)
    rows = rows.filter((rows.estimate > 0) & (rows.currency.fill_null(p.limit_currency) == p.limit_currency))
    first, last = shared.span(rows)
    simple = ibis.ifelse(
        rows.category == "consultingServices",
        shared.in_force(p.dated("simple_selection_limit"), first, last),
        shared.in_force(p.dated("simple_tender_limit"), first, last),
    )
    light = rows.method_details.re_search(SIMPLE)
    columns = ("ocid", "who", "buyer", "estimate", "estimate_within")
    direct = rows.select(
        *columns, rule=ibis.literal("direct"), limit=shared.direct_limit(rows, p, first, last), used=rows.method.isin(list(shared.DIRECT))
    )
    tender = rows.select(*columns, rule=ibis.literal("simple"), limit=simple, used=light)
    both = direct.union(tender)
    both = both.filter(both["limit"].notnull())
    doubtful = (both.estimate - both["limit"]).abs() < both.estimate_within.fill_null(0.0)
    return both.mutate(
        doubtful=doubtful,
        below=~doubtful & (both.estimate <= both["limit"]) & (both.estimate >= both["limit"] * (1 - p.band)),
        above=~doubtful & (both.estimate > both["limit"]) & (both.estimate <= both["limit"] / (1 - p.band)),
    )


def _packages(data: Data, p: Parameters) -> Table:
    rows = candidates(data, p)
    light = rows.filter(rows.used.fill_null(False))
    return op.assessed(
        light,
        "ocid",
        light.ocid,
        fired=ibis.ifelse(light.doubtful, ibis.null("boolean"), light.below),
        value=light.estimate / light["limit"],
        shown=("estimate", "limit"),
    )


def comparable(data: Data, p: Parameters) -> Table:
    """The candidates of those limits below which the data do hold packages: a list of tenders has no direct purchases."""
    rows = candidates(data, p)
    each = ibis.window(group_by=[rows.rule, rows["limit"]])
    light = (rows.below & rows.used.fill_null(False)).cast("int64").sum().over(each)
    return rows.mutate(part=light / rows.below.cast("int64").sum().over(each).nullif(0)).filter(lambda t: t.part >= LIGHT)


def _units(data: Data, p: Parameters) -> Table:
    rows = comparable(data, p)
    placed = rows.filter(rows.who.notnull() & (rows.below | rows.above))
    units = placed.group_by("who", "rule", "limit").aggregate(
        below=placed.below.cast("int64").sum(), above=placed.above.cast("int64").sum(), n=placed.count()
    )
    trials = units.n.cast("float64")
    # a continuity correction of half a package, because counts are whole
    z = (units.below - trials * p.natural - 0.5) / (trials * p.natural * (1 - p.natural)).sqrt()
    tested = op.benjamini_hochberg(op.with_tail(units, op.only(units.n >= p.minimum, z)))
    low, high = op.wilson(tested.below, tested.n)
    crowded = (tested.below >= p.ratio * tested.above) & (tested.q <= p.error)
    return op.assessed(
        tested.mutate(low=low, high=high),
        "buyer",
        shared.joined(tested.who, tested.rule, tested["limit"].cast("int64").cast("string")),
        fired=ibis.ifelse(tested.p.isnull(), ibis.null("boolean"), crowded),
        value=tested.below / tested.n,
        shown=("who", "limit", "below", "above", "n", "low", "high", "q"),
    )


BELOW: Final = (
    *shared.LIMITS,
    Parameter(
        "simple_tender_limit",
        None,
        Text(id="Batas pelelangan sederhana dan pemilihan langsung", en="Limit of simple tenders"),
        "IDR",
        rule="procurement.simple_tender_limit",
    ),
    Parameter(
        "simple_selection_limit",
        None,
        Text(id="Batas seleksi sederhana", en="Limit of simple selections of consultants"),
        "IDR",
        rule="procurement.simple_selection_limit",
    ),
    shared.LIMIT_CURRENCY,
    Parameter("band", 0.1, Text(id="Lebar pita di bawah batas, bagian dari batas", en="Width of the band below, as part of the limit")),
)


INDICATORS: Final = (
    Indicator(
        id="PBJ-12",
        family="procurement",
        title=Text(id="Pembelian dipecah di bawah batas", en="Purchases split below the limit"),
        question=Text(
            id="Apakah beberapa pembelian langsung dari penyedia yang sama dalam waktu singkat bersama-sama melewati batasnya?",
            en="Do several direct purchases from one supplier within a short time together pass the limit for direct purchases?",
        ),
        rationale=Text(
            id="Satu kebutuhan yang dipecah menjadi beberapa paket kecil menghindari tender.",
            en="One need cut into several small packages avoids a tender.",
        ),
        false_alarm=Text(
            id="Kebutuhan berulang yang memang berbeda, seperti konsumsi tiap rapat; pembelian darurat; satu penyedia untuk banyak lokasi.",
            en="Recurring needs that do differ, such as catering for each meeting; emergencies; one supplier for many places.",
        ),
        blind=Text(
            id="Pemecahan kepada penyedia yang berbeda-beda, atau kepada perusahaan lain milik orang yang sama.",
            en="Splitting over different suppliers, or over other firms of the same owner.",
        ),
        needs={"awards": ("amount",), "award_suppliers": ("supplier_id",), "releases": ("method",)},
        compute=_split,
        explain=Text(
            id="{n} pembelian langsung oleh {who} dari penyedia {supplier_id} dalam {days} hari sampai {last_day} berjumlah "
            "{total:amount}, di "
            "atas batas {limit:amount}, padahal masing-masing tidak melewatinya.",
            en="{n} direct purchases by {who} from supplier {supplier_id} within {days} days up to {last_day} come to {total:amount}, "
            "above the "
            "limit of {limit:amount}, which none of them passes alone.",
        ),
        source="OCP 2024, R011 and R055; the limits are Indonesian law, unverified. A purchase at the limit itself is allowed, so the sum "
        "must pass it",
        severity=STRONG,
        ocp=("R011", "R055"),
        parameters=(
            *shared.LIMITS,
            shared.LIMIT_CURRENCY,
            Parameter("days", 30, Text(id="Lebar jendela waktu", en="Width of the window"), "day"),
            Parameter("minimum", 2, Text(id="Pembelian paling sedikit dalam jendela", en="Fewest purchases in the window")),
            Parameter("methods", shared.DIRECT, Text(id="Metode tanpa persaingan", en="Methods without competition")),
        ),
    ),
    Indicator(
        id="PBJ-13",
        family="procurement",
        title=Text(id="Nilai tepat di bawah batas", en="Value just below a limit"),
        question=Text(
            id="Apakah paket menumpuk tepat di bawah nilai yang mewajibkan cara pemilihan yang lebih berat?",
            en="Do packages crowd just below the value from which a heavier method is due?",
        ),
        rationale=Text(
            id="Tanpa batas, jumlah paket sedikit di bawah dan sedikit di atas suatu nilai hampir sama. Tumpukan di satu sisi berarti "
            "nilai "
            "disesuaikan dengan batas. Batas termasuk sisi bawah, karena peraturan berbunyi paling banyak.",
            en="Without a limit, about as many packages lie a little below a value as a little above it. A crowd on one side means that "
            "values were "
            "fitted to the limit. The limit itself counts as below, because the law says at most.",
        ),
        false_alarm=Text(
            id="Angka bulat disukai di mana pun, dan batas adalah angka bulat; pagu yang memang dibagi rata; paket yang wajar senilai itu.",
            en="People like round numbers anywhere, and limits are round; budgets shared out evenly; packages that are simply worth that "
            "much.",
        ),
        blind=Text(
            id="Paket yang nilainya jauh di bawah batas, atau HPS yang diumumkan dibulatkan sampai tidak jelas di sisi mana ia jatuh.",
            en="Packages priced far below the limit, or estimates published so rounded that their side of the limit is not known.",
        ),
        needs={"releases": ("estimate",)},
        compute=_units,
        explain=Text(
            id="{below} dari {n} paket {who} di sekitar batas {limit:amount} jatuh tepat di bawahnya, {above} di atasnya (selang 95 % "
            "bagian di "
            "bawah {low:percent} sampai {high:percent}; q {q:4}).",
            en="Of {n} packages of {who} near the limit of {limit:amount}, {below} lie just below it and {above} above (95% interval of "
            "the share "
            "below {low:percent} to {high:percent}; q {q:4}).",
        ),
        source="OCP 2024, R002 and R049; test of a unit: house; the limits are Indonesian law, unverified",
        severity=PLAIN,
        ocp=("R002", "R049"),
        parameters=(
            *BELOW,
            Parameter("ratio", 3.0, Text(id="Paket di bawah per paket di atas", en="Packages below per package above")),
            Parameter(
                "natural",
                0.65,
                Text(
                    id="Bagian di bawah yang wajar pada angka bulat tanpa batas; daftar LPSE 2013 sampai 2017 0,59 sampai 0,66",
                    en="Share below to be expected at a round value without a limit; in LPSE's lists from 2013 to 2017 it was 0.59 to 0.66",
                ),
            ),
            Parameter("minimum", 20, Text(id="Paket paling sedikit di sekitar batas", en="Fewest packages near the limit")),
            Parameter("error", 0.05, Text(id="Bagian alarm palsu yang diterima (q)", en="Accepted share of false alarms (q)")),
        ),
    ),
    Indicator(
        id="PBJ-13A",
        family="procurement",
        title=Text(id="Paket tepat di bawah batas metodenya", en="Package just below the limit of its method"),
        question=Text(
            id="Apakah paket yang dipilih dengan cara ringan bernilai sedikit di bawah batas cara itu?",
            en="Is a package that was bought by a light method priced a little below that method's limit?",
        ),
        rationale=Text(
            id="Daftar untuk dibaca bersama PBJ-13: paket mana yang dapat disesuaikan dengan batas.",
            en="A list to read beside PBJ-13: which packages may have been fitted to the limit.",
        ),
        false_alarm=Text(
            id="Sendirian hampir tidak berarti: paket yang jujur pun sering bernilai segitu.",
            en="By itself it means next to nothing: honest packages are often worth that much.",
        ),
        blind=Text(
            id="HPS yang diumumkan dibulatkan sampai tidak jelas di sisi mana ia jatuh.",
            en="Estimates published so rounded that their side of the limit is not known.",
        ),
        needs={"releases": ("estimate", "method_details")},
        compute=_packages,
        explain=Text(
            id="HPS {estimate:amount} tepat di bawah batas metodenya, {limit:amount}.",
            en="The estimate of {estimate:amount} lies just below the limit of its method, {limit:amount}.",
        ),
        source="OCP 2024, R002; the limits are Indonesian law, unverified",
        severity=WEAK,
        ocp=("R002",),
        parameters=BELOW,
    ),
)
