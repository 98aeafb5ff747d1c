"""Receipts that do not bear looking at: used twice, above the standard, all from one house or in unbroken sequence."""

from typing import Final

import ibis
from ibis.expr.types import StringValue, Table

from amanah.redflags import nearness
from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, STRONG, WEAK, Indicator
from amanah.redflags.indicators.payments.ready import UNIT, name_key, number_key
from amanah.redflags.indicators.payments.series import in_series
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text


def _receipts(data: Data) -> Table:
    rows = data["travel_receipts"]
    number = ibis.coalesce(rows.receipt, rows.kind + " " + rows.cost.cast("string"))
    return rows.mutate(label=rows.employee_id + "/" + rows.trip_id.coalesce("–") + "/" + number)


def _used_twice(data: Data, p: Parameters) -> Table:
    rows = _receipts(data)
    shown = ("what", "one", "other", "times", "cost")
    numbered = rows.mutate(number=number_key(rows.receipt), house=name_key(rows.vendor).coalesce("–"))
    groups = (
        numbered.filter(numbered.number.notnull())
        .group_by("number", "house", kind_of=numbered.kind.lower())
        .aggregate(
            times=lambda t: t.count(),
            one=lambda t: t.label.min(),
            other=lambda t: t.label.max(),
            cost=lambda t: t.cost.max(),
            receipt=lambda t: t.receipt.min(),
        )
    )
    groups = groups.mutate(what=groups.kind_of + " " + groups.receipt)
    judged = op.assessed(
        groups,
        "receipt",
        groups.house + "/" + groups.number + "/" + groups.kind_of,
        fired=groups.times > 1,
        value=groups.times,
        shown=shown,
    )
    if not data.has("travel_receipts", "image_hash"):
        return judged
    known = rows.filter(rows.image_hash.notnull())
    pairs = nearness.pictures(known, "label", "image_hash", p.bits)
    costs = known.group_by("label").aggregate(cost=known.cost.max())
    pairs = pairs.join(costs, pairs.one == costs.label).select(
        pairs, cost=costs.cost, what=ibis.literal("pHash ") + pairs.bits.cast("string"), times=ibis.literal(2, "int64")
    )
    return judged.union(
        op.assessed(pairs, "picture", pairs.one + " + " + pairs.other, fired=ibis.literal(value=True), value=pairs.bits, shown=shown)
    )


def _over_standard(data: Data, p: Parameters) -> Table:
    receipts = _receipts(data).mutate(row=ibis.row_number().over(ibis.window(order_by=[_receipts(data).label])))
    receipts = receipts.mutate(each=receipts.cost.cast("float64") / ibis.greatest(receipts.quantity.coalesce(1.0), 1.0))
    limits = data["cost_standards"]
    met = receipts.join(
        limits,
        [
            _plain(receipts.kind) == _plain(limits.kind),
            limits.province.isnull() | (_plain(receipts.province) == _plain(limits.province)),
            limits.grade.isnull() | (_plain(receipts.grade) == _plain(limits.grade)),
            limits.since.isnull() | (receipts.day >= limits.since),
        ],
    ).select(
        row=receipts["row"],
        most=limits.most,
        since=limits.since,
        basis=limits.basis,
        exact=limits.province.notnull().cast("int64") + limits.grade.notnull().cast("int64"),
    )
    # the newest standard in force, and of that the one written for this place and grade
    order = ibis.window(group_by=met["row"], order_by=[met.since.isnull(), met.since.desc(), met.exact.desc(), met.most])
    first = met.mutate(place=ibis.row_number().over(order)).filter(lambda t: t.place == 0)
    judged = receipts.left_join(first, "row").select(receipts, most=first.most, since=first.since, basis=first.basis)
    judged = judged.mutate(excess=judged.each - judged.most, each_shown=judged.each.round().cast("int64"))
    return op.assessed(
        judged,
        "receipt",
        judged.label,
        fired=judged.each > judged.most.cast("float64") * (1 + p.share),
        value=judged.excess / UNIT,
        shown=("label", "kind", "province", "day", "each_shown", "most", "since", "basis"),
    )


def _plain(text: StringValue) -> StringValue:
    return text.lower().strip()


def _one_house(data: Data, p: Parameters) -> Table:
    rows = data["travel_receipts"].filter(lambda t: t.vendor.notnull())
    rows = rows.mutate(house=name_key(rows.vendor), kind_of=_plain(rows.kind))
    series, place = in_series(rows.receipt)
    numbered = rows.select("house", "kind_of", series=series, place=place).filter(lambda t: t.place.notnull()).distinct()
    order = ibis.window(group_by=[numbered.house, numbered.kind_of, numbered.series], order_by=numbered.place)
    islands = numbered.mutate(island=numbered.place - ibis.row_number().over(order))
    runs = islands.group_by("house", "kind_of", "series", "island").aggregate(run=islands.count())
    longest = runs.group_by("house", "kind_of").aggregate(run=runs.run.max())
    houses = rows.group_by("house", "kind_of").aggregate(n=rows.count(), cost=rows.cost.sum().cast("int64"), vendor=rows.vendor.min())
    whole = houses.mutate(all=houses.n.sum().over(ibis.window(group_by=houses.kind_of)).cast("int64"))
    judged = whole.left_join(longest, ["house", "kind_of"]).select(whole, run=longest.run.coalesce(0))
    judged = judged.mutate(share=judged.n.cast("float64") / judged["all"])
    much = (judged["all"] >= p.minimum) & (judged.share >= p.share)
    series_run = judged.run >= p.run
    return op.assessed(
        judged,
        "vendor",
        judged.kind_of + "/" + judged.house,
        fired=ibis.ifelse((judged["all"] < p.minimum) & (judged.n < p.run), ibis.null("boolean"), much | series_run),
        value=judged.share,
        shown=("vendor", "kind_of", "n", "all", "share", "run", "cost"),
    )


INDICATORS: Final = (
    Indicator(
        id="SPD-03",
        family="travel",
        title=Text("Tiket atau kuitansi dipakai dua kali", "Ticket or receipt used twice"),
        question=Text(
            "Apakah nomor tiket atau kuitansi, atau gambarnya, muncul lebih dari sekali?",
            "Does a ticket or receipt number, or its picture, occur more than once?",
        ),
        rationale=Text("Satu kuitansi membuktikan satu pengeluaran.", "One receipt proves one expense."),
        false_alarm=Text(
            "Kuitansi hotel untuk kamar yang dipakai bersama; nomor pendek.", "A hotel receipt for a shared room; short numbers."
        ),
        blind=Text(
            "Kuitansi kosong yang diisi sendiri; gambar dibandingkan hanya bila sidiknya ada di data.",
            "Blank receipts filled in by hand; pictures are compared only where their hash is in the data.",
        ),
        needs={"travel_receipts": ("employee_id", "receipt", "cost")},
        compute=_used_twice,
        explain=Text(
            "{what} dipakai {times} kali, antara lain pada {one} dan {other}, sampai {cost:money}.",
            "{what} is used {times} times, among others in {one} and {other}, up to {cost:money}.",
        ),
        source="ACFE Fraud Examiners Manual, expense schemes; pictures: 64-bit pHash within 5 bits",
        severity=STRONG,
        parameters=(Parameter("bits", 5, Text("Bit yang boleh berbeda, paling banyak 5", "Bits that may differ, 5 at most")),),
    ),
    Indicator(
        id="SPD-04",
        family="travel",
        title=Text("Di atas standar biaya", "Above the standard cost"),
        question=Text(
            "Apakah biaya per malam, hari, atau kali melebihi standar yang berlaku?",
            "Does the cost per night, day or time exceed the standard in force?",
        ),
        rationale=Text(
            "Standar biaya masukan adalah batas; kelebihannya harus dikembalikan.",
            "The standard costs are a limit; what exceeds them has to be paid back.",
        ),
        false_alarm=Text(
            "Biaya riil yang dibenarkan aturan; tabel standar yang lama.", "Actual costs that the rules allow; an outdated table."
        ),
        blind=Text(
            "Harga yang digelembungkan sampai tepat pada batas. Bukti tanpa standar yang cocok tidak dinilai.",
            "Prices inflated up to the limit itself. Receipts without a matching standard are not judged.",
        ),
        needs={"travel_receipts": ("kind", "cost"), "cost_standards": ("kind", "most")},
        compute=_over_standard,
        explain=Text(
            "{label}: {kind} {province} {day} {each_shown:money} per satuan, standar {most:money} (berlaku {since}; {basis}).",
            "{label}: {kind} {province} {day} {each_shown:money} per unit, standard {most:money} (from {since}; {basis}).",
        ),
        source="Minister of Finance regulations on standard costs (PMK SBM), as the table given says; not verified here",
        severity=PLAIN,
        parameters=(
            Parameter("share", 0.0, Text("Kelebihan yang dibiarkan, bagian dari standar", "Excess left aside, share of the standard")),
        ),
    ),
    Indicator(
        id="SPD-06",
        family="travel",
        title=Text("Satu hotel untuk semua, kuitansi berurutan", "One hotel for all, receipts in sequence"),
        question=Text(
            "Apakah satu tempat menguasai kuitansi, atau nomornya berurutan tanpa tamu lain?",
            "Does one house hold most receipts, or do its numbers run without other guests?",
        ),
        rationale=Text(
            "Buku kuitansi yang dipegang sendiri menghasilkan nomor yang berurutan.",
            "A receipt book in one's own drawer yields numbers in sequence.",
        ),
        false_alarm=Text("Hotel kontrak instansi; rapat bersama di satu tempat.", "A hotel under contract; a joint meeting in one place."),
        blind=Text("Kuitansi palsu dari banyak tempat.", "Forged receipts from many houses."),
        needs={"travel_receipts": ("kind", "vendor", "cost")},
        compute=_one_house,
        explain=Text(
            "{vendor}: {n} dari {all} kuitansi {kind_of} ({share:percent}), {cost:money}; {run} nomor berurutan.",
            "{vendor}: {n} of {all} receipts for {kind_of} ({share:percent}), {cost:money}; {run} numbers in sequence.",
        ),
        source="ACFE Fraud Examiners Manual, expense schemes",
        severity=WEAK,
        parameters=(
            Parameter("share", 0.5, Text("Bagian kuitansi sejenis", "Share of receipts of its kind")),
            Parameter("run", 5, Text("Nomor berurutan paling sedikit", "Numbers in sequence at least")),
            Parameter("minimum", 20, Text("Kuitansi sejenis paling sedikit", "Fewest receipts of the kind")),
        ),
    ),
)
