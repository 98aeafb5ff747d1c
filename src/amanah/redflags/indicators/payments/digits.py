"""Digits of amounts: Benford's law, numbers repeated too often, last digits."""

from functools import partial
from typing import Final

import ibis
from ibis.expr.types import NumericValue, Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import WEAK, Indicator
from amanah.redflags.indicators.payments import ready
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

FIRST: Final = (0.006, 0.012, 0.015)
FIRST_TWO: Final = (0.0012, 0.0018, 0.0022)
"""Nigrini's bands of the mean absolute deviation: close, acceptable and marginally acceptable conformity up to these; beyond, none."""

LN10: Final = 2.302585092994046


def expected(digit: NumericValue) -> NumericValue:
    """The share of numbers that begin with these digits, by Benford."""
    return (1 + 1 / digit.cast("float64")).ln() / LN10


def counts(data: Data, least: float = 0) -> Table:
    """Positive amounts of at least `least` units per unit, account and first two digits: `n`, `low`, `high`."""

    def build(least: int, data: Data) -> Table:
        rows = data["payments"].filter(lambda t: (t.amount > 0) & (t.amount >= least))
        rows = rows.select("unit", "account", "amount", two=ready.digits(rows.amount))
        return rows.group_by("unit", "account", "two").aggregate(n=rows.count(), low=rows.amount.min(), high=rows.amount.max())

    hundredths = round(least * ready.UNIT)
    return data.once(f"payment_digits_{hundredths}", partial(build, hundredths))


def deviation(cells: Table, digit: str, *by: str) -> Table:
    """Per group the number `n`, the mean absolute deviation `mad` from Benford, and `chi2`; `digit` of 1–9 or 10–99.

    Digits that never occur deviate by their whole expectation, without being in the table.
    """
    if not by:
        return deviation(cells.mutate(scope=ibis.literal("all")), digit, "scope").drop("scope")
    totals = cells.group_by(*by, digit).aggregate(count=cells.n.sum(), low=cells.low.min(), high=cells.high.max())
    whole = ibis.window(group_by=[totals[name] for name in by])
    shares = totals.mutate(n_all=totals["count"].sum().over(whole), due=expected(totals[digit]))
    many = 9 if digit == "one" else 90
    due_count = shares.due * shares.n_all
    found = shares.mutate(
        off=(shares["count"] / shares.n_all - shares.due).abs(),
        square=(shares["count"] - due_count) * (shares["count"] - due_count) / due_count,
    )
    return (
        found.group_by(*by)
        .aggregate(
            n=found.n_all.max(),
            off=found.off.sum(),
            due=found.due.sum(),
            square=found.square.sum(),
            low=found.low.min(),
            high=found.high.max(),
        )
        .mutate(mad=lambda t: (t.off + 1 - t.due) / many, chi2=lambda t: t.square + t.n * (1 - t.due))
        .drop("off", "due", "square")
    )


def _benford(data: Data, p: Parameters) -> Table:
    cells = counts(data, p.least).mutate(one=lambda t: (t.two / 10).floor().cast("int64"))
    scopes = [cells.mutate(kind=ibis.literal("all"), name=ibis.literal("–"))]
    scopes += [
        cells.filter(cells[column].notnull()).mutate(kind=ibis.literal(column), name=cells[column])
        for column in ("unit", "account")
        if data.has("payments", column)
    ]
    every = ibis.union(*scopes) if len(scopes) > 1 else scopes[0]
    one = deviation(every, "one", "kind", "name")
    two = deviation(every, "two", "kind", "name").rename(mad2="mad", chi2_two="chi2")
    both = one.join(two, ["kind", "name"]).select(one, two.mad2, two.chi2_two)
    wide = both.high >= both.low * p.spread
    none = ibis.null("float64")
    judged = both.mutate(first=ibis.ifelse(wide & (both.n >= p.minimum_first), both.mad, none))
    judged = judged.mutate(second=ibis.ifelse(judged["first"].notnull() & (both.n >= p.minimum_two), judged.mad2, none))
    # in a few hundred numbers that follow the law exactly, the mean deviation alone passes Nigrini's bands as often as not
    judged = op.with_tail(judged, op.only(judged["first"].notnull(), op.chi_square_z(judged.chi2, 8)))
    judged = op.benjamini_hochberg(judged).rename(q_first="q").drop("p")
    judged = op.with_tail(judged, op.only(judged.second.notnull(), op.chi_square_z(judged.chi2_two, 89)))
    judged = op.benjamini_hochberg(judged).rename(q_two="q").drop("p")
    one_fires = (judged["first"] > p.first) & (judged.q_first <= p.q)
    two_fires = ((judged.second > p.first_two) & (judged.q_two <= p.q)).fill_null(False)
    rows = op.assessed(
        judged,
        "group of payments",
        judged.kind + ": " + judged.name,
        fired=ibis.ifelse(judged["first"].isnull(), ibis.null("boolean"), one_fires | two_fires),
        value=ibis.coalesce(judged.second, judged["first"], judged.mad),
        shown=("n", "first", "second", "chi2", "q_first", "chi2_two", "q_two"),
    )
    return rows.mutate(limit_first=ibis.literal(float(p.first)), limit_two=ibis.literal(float(p.first_two)))


def amounts(data: Data) -> Table:
    """Each positive amount with how often it was paid (`n`) and its first two digits (`two`)."""

    def build(data: Data) -> Table:
        rows = data["payments"].filter(lambda t: t.amount > 0)
        return rows.group_by("amount").aggregate(n=rows.count()).mutate(two=lambda t: ready.digits(t.amount))

    return data.once("payment_amounts", build)


def _repeated(data: Data, p: Parameters) -> Table:
    each = amounts(data)
    cell = each.group_by("two").aggregate(different=each.count(), total=each.n.sum())
    cell = cell.mutate(even=cell.total.sum().over(ibis.window()) * expected(cell.two) / cell.different)
    often = each.filter(each.n >= p.minimum)
    known = often.join(cell, "two").select(often, even=cell.even)
    known = known.mutate(z=(known.n - known.even) / known.even.sqrt())
    ranked = known.mutate(place=ibis.row_number().over(ibis.window(order_by=[known.n.desc(), known.amount])) + 1)
    shown = ("amount", "n", "even", "place")
    hits = op.assessed(
        ranked,
        "amount",
        (ranked.amount / ready.UNIT).cast("decimal(20, 2)").cast("string"),
        fired=(ranked.z > p.z) & (ranked.place <= p.top),
        value=ranked.n,
        shown=shown,
    )
    return op.with_silent(hits, "amount", (each.filter(each.n < p.minimum), False))


def _last_two(data: Data, p: Parameters) -> Table:
    unit = data["payments"].filter(lambda t: t.amount >= 1_000 * ready.UNIT)
    whole = unit.mutate(whole=(unit.amount / ready.UNIT).floor().cast("int64"))
    odd = whole.filter(whole.whole % 1_000 != 0)
    cells = odd.group_by("unit", last=odd.whole % 100).aggregate(count=odd.count().cast("float64"))
    group = ibis.window(group_by=[cells.unit])
    # of the numbers that do not end in 000, those that end in 00 are one in 111, the other pairs of digits one in 99.9 each
    shares = cells.mutate(n=cells["count"].sum().over(group), due=ibis.ifelse(cells["last"] == 0, 9, 10).cast("float64") / 999.0)
    found = shares.mutate(
        off=(shares["count"] / shares.n - shares.due).abs(),
        square=(shares["count"] - shares.n * shares.due) * (shares["count"] - shares.n * shares.due) / (shares.n * shares.due),
        excess=shares["count"] - shares.n * shares.due,
    )
    top = found.mutate(place=ibis.row_number().over(ibis.window(group_by=[found.unit], order_by=[found.excess.desc(), found["last"]])))
    units = top.group_by("unit").aggregate(
        n=top.n.max(),
        off=top.off.sum() + 1 - top.due.sum(),
        chi2=top.square.sum() + top.n.max() * (1 - top.due.sum()),
        most=ibis.ifelse(top.place == 0, top["last"], ibis.null("int64")).max(),
        most_count=ibis.ifelse(top.place == 0, top["count"], ibis.null("int64")).max(),
    )
    tested = op.with_tail(units.mutate(mad=units.off / 100), op.only(units.n >= p.minimum, op.chi_square_z(units.chi2, 99)))
    judged = op.benjamini_hochberg(tested)
    return op.assessed(
        judged,
        "unit",
        judged.unit.coalesce("–"),
        fired=ibis.ifelse(judged.q.isnull(), ibis.null("boolean"), (judged.q <= p.q) & (judged.mad > p.effect)),
        value=judged.mad,
        shown=("n", "chi2", "q", "most", "most_count", "mad"),
    )


INDICATORS: Final = (
    Indicator(
        id="BYR-04",
        family="payments",
        title=Text("Angka awal menyimpang dari hukum Benford", "First digits stray from Benford's law"),
        question=Text(
            "Apakah angka pertama dan dua angka pertama nilai pembayaran tersebar seperti biasanya angka yang tumbuh wajar?",
            "Are the first digit and first two digits of amounts spread as they are in numbers that grew by themselves?",
        ),
        rationale=Text(
            "Nilai yang dikarang atau ditahan di bawah suatu batas menumpuk pada angka awal tertentu.",
            "Amounts that were invented, or kept below a limit, pile up on certain first digits.",
        ),
        false_alarm=Text(
            "Tarif, honor, dan bantuan yang nilainya tetap; anggaran dengan pagu. Kebanyakan penyimpangan ada sebab yang sah.",
            "Tariffs, fees and grants over fixed amounts; capped budgets. Most deviations have a lawful cause.",
        ),
        blind=Text(
            "Kelompok kecil atau dengan kisaran nilai sempit tidak dinilai; sedikit pembayaran palsu tidak mengubah sebaran.",
            "Small groups, and groups of a narrow range, are not judged; a few forged payments do not move the distribution.",
        ),
        needs={"payments": ("amount",)},
        compute=_benford,
        explain=Text(
            "Dari {n:0} nilai, simpangan rata-rata angka pertama {first:5} (batas {limit_first:4}; khi-kuadrat {chi2:1}, q {q_first:4}), "
            "dua angka pertama {second:6} (batas {limit_two:4}; khi-kuadrat {chi2_two:1}, q {q_two:4}).",
            "Of {n:0} amounts, the mean deviation of the first digit is {first:5} (limit {limit_first:4}; chi-square {chi2:1}, "
            "q {q_first:4}), of the first two {second:6} (limit {limit_two:4}; chi-square {chi2_two:1}, q {q_two:4}).",
        ),
        source="Nigrini, Benford's Law (2012): bands of the mean absolute deviation, as in benford.analysis 0.1.5; least numbers, "
        "chi-square beside them: house",
        ocp=("R029",),
        severity=WEAK,
        parameters=(
            Parameter("first", FIRST[2], Text("Simpangan rata-rata angka pertama", "Mean deviation of the first digit")),
            Parameter("first_two", FIRST_TWO[2], Text("Simpangan rata-rata dua angka pertama", "Mean deviation of the first two digits")),
            Parameter("q", 0.001, Text("Tingkat temuan palsu uji khi-kuadrat", "False discovery rate of the chi-square test")),
            Parameter("minimum_first", 300, Text("Pembayaran paling sedikit untuk angka pertama", "Fewest payments for the first digit")),
            Parameter("minimum_two", 1_000, Text("Pembayaran paling sedikit untuk dua angka", "Fewest payments for two digits")),
            Parameter("spread", 100, Text("Nilai terbesar dibanding terkecil, paling sedikit", "Largest over smallest amount, at least")),
            Parameter("least", 0, Text("Nilai terkecil yang dihitung", "Smallest amount counted"), "currency"),
        ),
    ),
    Indicator(
        id="BYR-05",
        family="payments",
        title=Text("Nilai yang terlalu sering berulang", "Amounts repeated too often"),
        question=Text(
            "Nilai mana yang dibayar jauh lebih sering daripada nilai lain sejenisnya?",
            "Which amounts were paid far more often than others like them?",
        ),
        rationale=Text(
            "Nilai yang sama berulang-ulang bisa berarti pemecahan, tagihan karangan, atau tarif tak resmi.",
            "One amount over and over may mean splitting, invented bills, or an unofficial tariff.",
        ),
        false_alarm=Text("Sewa, langganan, honor, dan tarif resmi.", "Rents, subscriptions, fees and official tariffs."),
        blind=Text(
            "Ini urutan, bukan uji: hanya yang teratas yang disebut, dan nilai yang sedikit diubah-ubah tidak tampak.",
            "This is a ranking, not a test: only the top is named, and amounts varied a little do not show.",
        ),
        needs={"payments": ("amount",)},
        compute=_repeated,
        explain=Text(
            "Nilai {amount:money} dibayar {n} kali (urutan {place}); tersebar rata di antara nilai berawalan sama, sekitar {even:1} kali.",
            "Amount {amount:money} was paid {n} times (place {place}); spread evenly over amounts that begin like it, about {even:1}.",
        ),
        source="Nigrini, Forensic Analytics: number duplication; z against the evenly filled Benford cell: house",
        severity=WEAK,
        parameters=(
            Parameter("z", 5.0, Text("Simpangan baku di atas yang lazim", "Standard deviations above what is due")),
            Parameter("top", 25, Text("Sebanyak-banyaknya disebut", "Named at most")),
            Parameter("minimum", 20, Text("Berulang paling sedikit", "Repeated at least")),
        ),
    ),
    Indicator(
        id="BYR-06",
        family="payments",
        title=Text("Dua angka terakhir tidak merata", "Last two digits not even"),
        question=Text(
            "Apakah dua angka terakhir sebelum koma tersebar merata, di luar nilai yang berakhir 000?",
            "Are the last two digits before the decimals spread evenly, beside amounts ending in 000?",
        ),
        rationale=Text("Orang yang mengarang angka menyukai akhiran tertentu.", "People who invent numbers like certain endings."),
        false_alarm=Text(
            "Harga yang dibulatkan ke ratusan atau lima puluhan rupiah, seperti lazim di Indonesia.",
            "Prices rounded to hundreds or fifties, as rupiah usually are.",
        ),
        blind=Text("Nilai di bawah seribu satuan dan nilai yang berakhir 000.", "Amounts below a thousand units and those ending in 000."),
        needs={"payments": ("amount",)},
        compute=_last_two,
        explain=Text(
            "Dari {n:0} nilai, akhiran {most} muncul {most_count:0} kali; khi-kuadrat {chi2:1} (99 derajat), q {q:6}, simpangan {mad:4}.",
            "Of {n:0} amounts, the ending {most} occurs {most_count:0} times; chi-square {chi2:1} (99 degrees), q {q:6}, deviation "
            "{mad:4}.",
        ),
        source="Nigrini, Forensic Analytics: last-two digits; least effect: house",
        severity=WEAK,
        parameters=(
            Parameter("q", 0.001, Text("Tingkat temuan palsu", "False discovery rate")),
            Parameter("effect", 0.002, Text("Simpangan rata-rata terkecil yang disebut", "Smallest mean deviation that is named")),
            Parameter("minimum", 1_000, Text("Pembayaran paling sedikit", "Fewest payments")),
        ),
    ),
)
