"""Amounts that look chosen: round, far above a vendor's others, just below a limit, split."""

from typing import Final

import ibis
from ibis.expr.types import NumericValue, Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, WEAK, Indicator
from amanah.redflags.indicators.payments import ready
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

LIMIT: Final = Parameter(
    "limit",
    None,
    Text("Batas untuk semua pembayaran, di tempat kolom approval_limit", "Limit of all payments, in place of approval_limit"),
    "currency",
)
FLOOR: Final = Parameter(
    "floor", 0.9, Text("Mulai bagian ini dari batas, pembayaran dihitung dekat", "From this share of the limit on, an amount is near it")
)


def _round(data: Data, p: Parameters) -> Table:
    keyed = ready.payments(data)
    rows = keyed.filter((keyed.amount >= 1_000 * ready.UNIT) & keyed.supplier.notnull())
    rest = rows.amount.cast("string").substr(2)
    cells = rows.select("supplier", round=(rest.replace("0", "").length() == 0).cast("int64"))
    vendors = cells.group_by("supplier").aggregate(n=cells.count(), rounds=cells["round"].sum())
    vendors = vendors.mutate(share=vendors.rounds.cast("float64") / vendors.n)
    enough = vendors.filter(vendors.n >= p.minimum)
    edge = op.percentile(enough, "share", p.percentile).rename(peers="n")
    overall = enough.aggregate(overall=enough.rounds.sum().cast("float64") / enough.n.sum().nullif(0))
    judged = vendors.cross_join(edge).cross_join(overall)
    low, high = op.wilson(judged.rounds, judged.n)
    judged = judged.mutate(low=low, high=high)
    known = (judged.n >= p.minimum) & (judged.peers >= p.peers)
    judged = op.benjamini_hochberg(op.with_share_tested(judged, known, judged.rounds, judged.n, judged.overall))
    return op.assessed(
        judged,
        "vendor",
        judged.supplier,
        fired=ibis.ifelse(
            judged.p.isnull(), ibis.null("boolean"), (judged.share >= judged.edge) & (judged.share >= p.share) & (judged.q <= p.q)
        ),
        value=judged.share,
        shown=("supplier", "rounds", "n", "share", "low", "high", "overall", "q"),
    )


def _relative_size(data: Data, p: Parameters) -> Table:
    keyed = ready.payments(data)
    rows = keyed.filter((keyed.amount > 0) & keyed.supplier.notnull()).select("supplier", "amount")
    largest = rows.group_by("supplier").aggregate(n=rows.count(), top=rows.amount.max())
    joined = rows.join(largest, "supplier").select("supplier", "amount", "n", "top")
    below = ibis.ifelse(joined.amount < joined.top, joined.amount, ibis.null("int64"))
    vendors = joined.group_by("supplier").aggregate(
        n=joined.n.max(), top=joined.top.max(), tops=(joined.amount == joined.top).cast("int64").sum(), lower=below.max()
    )
    vendors = vendors.mutate(second=ibis.ifelse(vendors.tops > 1, vendors.top, vendors.lower))
    vendors = vendors.mutate(ratio=vendors.top.cast("float64") / vendors.second)
    known = (vendors.n >= p.minimum) & vendors.second.notnull()
    return op.assessed(
        vendors,
        "vendor",
        vendors.supplier,
        fired=ibis.ifelse(known, (vendors.ratio >= p.ratio) & (vendors.top >= int(p.least) * ready.UNIT), ibis.null("boolean")),
        value=vendors.ratio,
        shown=("supplier", "top", "second", "ratio", "n"),
    )


def _limit(table: Table, p: Parameters) -> NumericValue:
    """The limit of each payment in hundredths; null where there is none."""
    if p.limit is not None:
        return ibis.literal(round(float(p.limit) * ready.UNIT), "int64")
    return table.approval_limit.nullif(0)


def _below_limit(data: Data, p: Parameters) -> Table:
    by = ready.grouping(data, "approved_by", "unit")
    table = data["payments"].filter(lambda t: t.amount > 0)
    table = table.mutate(who=table[by], cap=_limit(table, p)).filter(lambda t: t.cap.notnull())
    share = table.amount.cast("float64") / table.cap
    rows = table.select(
        "who",
        "amount",
        "cap",
        below=((share >= p.floor) & (share < 1)).cast("int64"),
        above=((share >= 1) & (share < 2 - p.floor)).cast("int64"),
    )
    groups = rows.group_by("who").aggregate(
        n=rows.count(),
        below=rows.below.sum(),
        above=rows.above.sum(),
        cap=rows.cap.max(),
        caps=rows.cap.min(),
        near_sum=(rows.amount * rows.below).sum(),
    )
    near = groups.below + groups.above
    z = (groups.below - groups.above).cast("float64") / ibis.greatest(near, 1).sqrt()
    tested = groups.mutate(ratio=groups.below.cast("float64") / ibis.greatest(groups.above, 1))
    judged = op.benjamini_hochberg(op.with_tail(tested, op.only(near >= p.minimum, z)))
    return op.assessed(
        judged,
        "approver" if by == "approved_by" else "unit",
        judged.who.coalesce("–"),
        fired=ibis.ifelse(judged.p.isnull(), ibis.null("boolean"), (judged.q <= p.q) & (judged.ratio >= p.ratio)),
        value=judged.ratio,
        shown=("who", "below", "above", "cap", "ratio", "q", "n"),
    )


def _split(data: Data, p: Parameters) -> Table:
    keyed = ready.payments(data)
    keyed = keyed.mutate(cap=_limit(keyed, p), unit=keyed.unit.coalesce("–"))
    rows = keyed.filter((keyed.amount > 0) & keyed.cap.notnull() & keyed.supplier.notnull() & keyed.day.notnull())
    share = rows.amount.cast("float64") / rows.cap
    near = rows.filter((share >= p.floor) & (share < 1))
    # a limit may change or differ by approver: payments are added up only under one and the same limit
    recent = ibis.range_window(group_by=[near.unit, near.supplier, near.cap], order_by=near.day, preceding=int(p.days) - 1, following=0)
    runs = near.select("unit", "supplier", "cap", "paid", together=near.amount.sum().over(recent), times=near.amount.count().over(recent))
    ranked = runs.mutate(
        place=ibis.row_number().over(
            ibis.window(
                group_by=[runs.unit, runs.supplier],
                order_by=[(runs.together >= runs.cap).desc(), runs.together.desc(), runs.paid, runs.times.desc()],
            )
        )
    )
    worst = ranked.filter(ranked.place == 0)
    pairs = rows.group_by("unit", "supplier").aggregate(n=rows.count())
    judged = pairs.left_join(worst, ["unit", "supplier"]).select(
        pairs, cap=worst.cap, last=worst.paid, together=worst.together.cast("int64"), times=worst.times
    )
    return op.assessed(
        judged,
        "unit/vendor",
        judged.unit + "/" + judged.supplier,
        fired=((judged.times >= p.times) & (judged.together >= judged.cap)).fill_null(False),
        value=judged.together / ready.UNIT,
        shown=("unit", "supplier", "times", "together", "cap", "last"),
    )


INDICATORS: Final = (
    Indicator(
        id="BYR-07",
        family="payments",
        title=Text("Nilai bulat terlalu sering", "Round amounts too often"),
        question=Text(
            "Penyedia mana yang jauh lebih sering menagih nilai bulat daripada penyedia lain?",
            "Which vendors bill round amounts far more often than others?",
        ),
        rationale=Text(
            "Harga nyata jarang bulat. Nilai bulat berarti taksiran, uang muka, atau karangan.",
            "Real prices are seldom round. Round amounts mean estimates, advances, or invention.",
        ),
        false_alarm=Text("Sewa, honor, hibah, dan uang muka.", "Rents, fees, grants and advances."),
        blind=Text("Penyedia dengan sedikit tagihan; karangan yang tidak bulat.", "Vendors with few bills; inventions that are not round."),
        needs={"payments": ("amount",)},
        compute=_round,
        explain=Text(
            "{rounds} dari {n} tagihan penyedia {supplier} bernilai bulat: {share:percent} (selang 95%: {low:percent}–{high:percent}); "
            "semua penyedia {overall:percent}; q {q:4}.",
            "{rounds} of {n} bills of vendor {supplier} are round: {share:percent} (95% interval {low:percent}–{high:percent}); all "
            "vendors {overall:percent}; q {q:4}.",
        ),
        source="ACFE Fraud Examiners Manual, round amounts; two significant digits as roundness: house",
        severity=WEAK,
        parameters=(
            Parameter("percentile", 0.95, Text("Mulai persentil ini di antara penyedia", "From this percentile of vendors on")),
            Parameter("share", 0.25, Text("Bagian nilai bulat paling sedikit", "Share of round amounts at least")),
            Parameter("q", 0.01, Text("Tingkat temuan palsu", "False discovery rate")),
            Parameter("minimum", 20, Text("Tagihan paling sedikit", "Fewest bills")),
            Parameter("peers", 20, Text("Penyedia pembanding paling sedikit", "Fewest vendors to compare with")),
        ),
    ),
    Indicator(
        id="BYR-08",
        family="payments",
        title=Text("Satu tagihan jauh di atas lainnya", "One bill far above the others"),
        question=Text(
            "Apakah tagihan terbesar penyedia berkali-kali lipat tagihan terbesar kedua?",
            "Is a vendor's largest bill many times its second largest?",
        ),
        rationale=Text(
            "Perbandingan itu menemukan salah ketik (koma bergeser), tagihan penyedia lain, dan penyedia kecil yang tiba-tiba besar.",
            "The ratio finds slips (a moved decimal point), bills of another vendor, and small vendors suddenly large.",
        ),
        false_alarm=Text("Pemasok rutin yang sekali mengerjakan proyek.", "A regular supplier that once ran a project."),
        blind=Text("Penyedia dengan dua tagihan besar yang sama.", "A vendor with two equally large bills."),
        needs={"payments": ("amount",)},
        compute=_relative_size,
        explain=Text(
            "Tagihan terbesar penyedia {supplier}, {top:money}, adalah {ratio:1} kali yang terbesar kedua, {second:money} ({n} tagihan).",
            "The largest bill of vendor {supplier}, {top:money}, is {ratio:1} times the second largest, {second:money} ({n} bills).",
        ),
        source="Nigrini, Forensic Analytics: relative size factor",
        severity=WEAK,
        parameters=(
            Parameter("ratio", 10.0, Text("Kali lipat paling sedikit", "Times at least")),
            Parameter("minimum", 5, Text("Tagihan paling sedikit", "Fewest bills")),
            Parameter("least", 0, Text("Tagihan terbesar paling sedikit", "Largest bill at least"), "currency"),
        ),
    ),
    Indicator(
        id="BYR-09",
        family="payments",
        title=Text("Menumpuk tepat di bawah batas wewenang", "Bunched just below an approval limit"),
        question=Text(
            "Apakah pembayaran tepat di bawah batas jauh lebih banyak daripada tepat di atasnya?",
            "Are there far more payments just below a limit than just above it?",
        ),
        rationale=Text(
            "Yang ingin menghindari mata kedua berhenti tepat di bawah batas.",
            "Who avoids a second pair of eyes stops just below the limit.",
        ),
        false_alarm=Text(
            "Pembayaran di atas batas memang disetujui orang lain, sehingga tak tampak pada penyetuju ini; pagu anggaran sama dengan "
            "batas.",
            "Payments above the limit go to somebody else, so that this approver has none; a budget cap equal to the limit.",
        ),
        blind=Text("Pembayaran yang dipecah jauh di bawah batas.", "Payments split far below the limit."),
        needs={"payments": ("amount",)},
        compute=_below_limit,
        explain=Text(
            "{who}: {below} pembayaran dalam 10% di bawah batas {cap:money} dan {above} dalam 10% di atasnya, {ratio:1} banding 1 (q "
            "{q:4}, dari {n} pembayaran).",
            "{who}: {below} payments within 10% below the limit of {cap:money} and {above} within 10% above it, {ratio:1} to 1 (q "
            "{q:4}, of {n} payments).",
        ),
        source="ACFE Fraud Examiners Manual, amounts below approval limits; binomial test against one half: house",
        ocp=("R002",),
        severity=PLAIN,
        parameters=(
            LIMIT,
            FLOOR,
            Parameter("ratio", 3.0, Text("Perbandingan di bawah dan di atas", "Ratio of below to above")),
            Parameter("q", 0.01, Text("Tingkat temuan palsu", "False discovery rate")),
            Parameter("minimum", 20, Text("Pembayaran di sekitar batas, paling sedikit", "Fewest payments around the limit")),
        ),
    ),
    Indicator(
        id="BYR-10",
        family="payments",
        title=Text("Pembayaran dipecah", "Split payments"),
        question=Text(
            "Apakah satu penyedia menerima beberapa pembayaran tepat di bawah batas yang bersama-sama melampauinya?",
            "Did a vendor get several payments just below the limit that together exceed it?",
        ),
        rationale=Text(
            "Satu belanja dibagi supaya setiap bagian lolos dengan wewenang yang lebih rendah.",
            "One purchase is divided so that every part passes under the lower authority.",
        ),
        false_alarm=Text(
            "Pembayaran bulanan yang tetap; paket terpisah yang memang berbeda.", "Fixed monthly payments; parcels that really differ."
        ),
        blind=Text(
            "Pecahan yang kecil, atau dibagi ke beberapa penyedia atau unit.", "Small parts, or parts spread over vendors or units."
        ),
        needs={"payments": ("amount", "paid")},
        compute=_split,
        explain=Text(
            "Unit {unit} membayar penyedia {supplier} {times} kali tepat di bawah batas {cap:money}, bersama {together:money}, sampai "
            "{last}.",
            "Unit {unit} paid vendor {supplier} {times} times just below the limit of {cap:money}, together {together:money}, up to "
            "{last}.",
        ),
        source="ACFE Fraud Examiners Manual, split purchases",
        ocp=("R011",),
        severity=PLAIN,
        parameters=(
            LIMIT,
            FLOOR,
            Parameter("days", 30, Text("Dalam sekian hari", "Within so many days"), "day"),
            Parameter("times", 2, Text("Pembayaran paling sedikit", "Fewest payments")),
        ),
    ),
)
