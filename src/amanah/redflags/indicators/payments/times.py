"""When payments were made: outside working hours, bunched at the end of the year."""

from typing import Final

import ibis
from ibis.expr.types import BooleanValue, DateValue, Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, WEAK, Indicator
from amanah.redflags.indicators.payments import ready
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.book import book
from amanah.rulebook.rules import Text

SATURDAY: Final = 5
DECEMBER: Final = 12


def day_off(day: DateValue, *, holidays: bool = True) -> BooleanValue:
    """Whether a date is a Saturday, a Sunday or, in years that the rulebook's calendar knows, a day off by decree."""
    weekend = day.day_of_week.index() >= SATURDAY
    if not holidays:
        return weekend
    known = [on for on in sorted(book().calendar.days) if on.weekday() < SATURDAY]
    return weekend | day.isin([ibis.literal(on) for on in known])


def _outside(data: Data, p: Parameters) -> Table:
    by = ready.grouping(data, "approved_by", "created_by", "unit")
    table = data["payments"]
    moment = ibis.coalesce(table.approved_at, table.created_at)
    rows = table.mutate(who=table[by], moment=moment, on=ibis.coalesce(moment.date(), table.paid)).filter(lambda t: t.on.notnull())
    hour = rows.moment.hour()
    late = ((hour < p.opens) | (hour >= p.closes)).fill_null(False)
    off = day_off(rows.on, holidays=p.holidays)
    cells = rows.select("who", off=off.cast("int64"), out=(off | late).cast("int64"))
    groups = cells.group_by("who").aggregate(n=cells.count(), out=cells.out.sum(), off=cells.off.sum())
    groups = groups.mutate(share=groups.out.cast("float64") / groups.n)
    enough = groups.filter(groups.n >= p.minimum)
    edge = op.percentile(enough, "share", p.percentile).rename(peers="n")
    overall = enough.aggregate(overall=enough.out.sum().cast("float64") / enough.n.sum().nullif(0))
    judged = groups.cross_join(edge).cross_join(overall)
    low, high = op.wilson(judged.out, judged.n)
    judged = judged.mutate(low=low, high=high)
    known = (judged.n >= p.minimum) & (judged.peers >= p.peers)
    judged = op.benjamini_hochberg(op.with_share_tested(judged, known, judged.out, judged.n, judged.overall))
    return op.assessed(
        judged,
        "unit" if by == "unit" else "user",
        judged.who.coalesce("–"),
        fired=ibis.ifelse(judged.p.isnull(), ibis.null("boolean"), (judged.share >= judged.edge) & (judged.q <= p.q)),
        value=judged.share,
        shown=("who", "out", "off", "n", "share", "low", "high", "overall", "q"),
    )


def _year_end(data: Data, p: Parameters) -> Table:
    table = data["payments"].filter(lambda t: (t.amount > 0) & t.paid.notnull())
    months = table.group_by(
        who=table.unit.coalesce("–"), year=table.paid.year().cast("int64"), month=table.paid.month().cast("int64")
    ).aggregate(n=table.count(), amount=table.amount.sum().cast("float64"))
    last = (months.month == DECEMBER).cast("float64")
    years = months.group_by("who", "year").aggregate(
        n=months.n.sum(), december=(months.amount * last).sum(), total=months.amount.sum(), months=months.count()
    )
    # a year that does not reach both ends would make its December look large
    whole = years.filter((years.n >= p.minimum) & (years.months >= p.months))
    whole = whole.mutate(share=whole.december / whole.total)
    before = whole.view()
    earlier = whole.join(before, [whole.who == before.who, before.year < whole.year, before.year >= whole.year - p.years]).select(
        who=whole.who, year=whole.year, old=before.share
    )
    usual = earlier.group_by("who", "year").aggregate(usual=earlier.old.mean(), base=earlier.count())
    judged = years.left_join(whole, ["who", "year"]).select(years, share=whole.share)
    judged = judged.left_join(usual, ["who", "year"]).select(judged, usual=usual.usual, base=usual.base)
    ratio = judged.share / judged.usual.nullif(0)
    judged = judged.mutate(ratio=ratio, december=(judged.december.round()).cast("int64"), year_shown=judged.year.cast("string"))
    return op.assessed(
        judged,
        "unit/year",
        judged.who + "/" + judged.year_shown,
        fired=ibis.ifelse(
            judged.share.isnull() | judged.usual.isnull(), ibis.null("boolean"), ibis.coalesce(judged.ratio > p.ratio, judged.share > 0)
        ),
        value=judged.ratio,
        shown=("who", "year_shown", "share", "december", "usual", "base", "ratio"),
    )


INDICATORS: Final = (
    Indicator(
        id="BYR-11",
        family="payments",
        title=Text("Diproses di luar jam kerja", "Processed outside working hours"),
        question=Text(
            "Siapa yang jauh lebih sering memproses pembayaran pada akhir pekan, hari libur, atau di luar jam kerja?",
            "Who processes payments on weekends, holidays or outside office hours far more often than others?",
        ),
        rationale=Text(
            "Yang tidak ingin dilihat dikerjakan saat kantor kosong.", "What should not be seen is done when the office is empty."
        ),
        false_alarm=Text(
            "Petugas piket, akhir tahun anggaran, zona waktu berkas yang keliru, pembayaran terjadwal oleh sistem.",
            "People on duty, the end of the budget year, a wrong time zone of the file, payments scheduled by the system.",
        ),
        blind=Text(
            "Hari libur hanya dikenal pada tahun yang kalendernya ada di buku aturan; tanpa kolom waktu, jam tidak diperiksa.",
            "Holidays are known only in years whose calendar the rulebook has; without a time column hours are not examined.",
        ),
        needs={"payments": ("amount", "paid")},
        compute=_outside,
        explain=Text(
            "{who}: {out} dari {n} di luar jam kerja ({off} pada hari libur), {share:percent} (selang 95%: "
            "{low:percent}–{high:percent}); semua {overall:percent}; q {q:4}.",
            "{who}: {out} of {n} outside working hours ({off} on days off), {share:percent} (95% interval "
            "{low:percent}–{high:percent}); everybody {overall:percent}; q {q:4}.",
        ),
        source="ACFE Fraud Examiners Manual, unusual times; hours: house",
        severity=WEAK,
        parameters=(
            Parameter("opens", 7, Text("Jam kerja mulai", "Office hours begin"), "hour"),
            Parameter("closes", 18, Text("Jam kerja berakhir", "Office hours end"), "hour"),
            Parameter("holidays", True, Text("Hari libur Indonesia dihitung", "Indonesian holidays count")),
            Parameter("percentile", 0.95, Text("Mulai persentil ini di antara sesama", "From this percentile of peers on")),
            Parameter("q", 0.01, Text("Tingkat temuan palsu", "False discovery rate")),
            Parameter("minimum", 20, Text("Pembayaran paling sedikit", "Fewest payments")),
            Parameter("peers", 5, Text("Pembanding paling sedikit", "Fewest peers")),
        ),
    ),
    Indicator(
        id="BYR-17",
        family="payments",
        title=Text("Belanja menumpuk di akhir tahun", "Spending bunched at the end of the year"),
        question=Text(
            "Apakah bagian Desember dari belanja setahun lebih dari dua kali biasanya?",
            "Is December's share of the year's spending more than twice the usual?",
        ),
        rationale=Text(
            "Anggaran yang dihabiskan tergesa-gesa mengundang pekerjaan fiktif dan pembayaran sebelum barang ada.",
            "Budgets spent in haste invite fictitious work and payments before delivery.",
        ),
        false_alarm=Text(
            "Proyek besar yang selesai di akhir tahun; anggaran yang disahkan terlambat.",
            "A large project ending in December; a budget passed late.",
        ),
        blind=Text("Kebiasaan menumpuk setiap tahun; tahun yang bulannya tidak lengkap.", "A burst every year; years with months missing."),
        needs={"payments": ("amount", "paid")},
        compute=_year_end,
        explain=Text(
            "Unit {who} membayar {december:money} pada Desember {year_shown}, {share:percent} dari setahun; rata-rata {base} tahun "
            "sebelumnya {usual:percent} ({ratio:1} kali).",
            "Unit {who} paid {december:money} in December {year_shown}, {share:percent} of the year; mean of {base} earlier years "
            "{usual:percent} ({ratio:1} times).",
        ),
        source="ICW, potential fraud analysis (fourth quarter); ratio: house",
        severity=PLAIN,
        parameters=(
            Parameter("ratio", 2.0, Text("Kali lipat dari biasanya", "Times the usual")),
            Parameter("years", 3, Text("Tahun pembanding sebanyak-banyaknya", "Earlier years at most"), "year"),
            Parameter("months", 10, Text("Bulan dengan pembayaran paling sedikit", "Months with payments at least"), "month"),
            Parameter("minimum", 30, Text("Pembayaran setahun paling sedikit", "Fewest payments in a year")),
        ),
    ),
)
