"""Invoices paid more than once."""

from typing import Final

import ibis
from ibis.expr.types import BooleanValue, IntegerValue, StringValue, Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, STRONG, Indicator
from amanah.redflags.indicators.payments import ready
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text


def _twice(data: Data, p: Parameters) -> Table:
    bills = ready.bills(data).mutate(size=lambda t: t.amount.abs())
    complete = bills.supplier.notnull() & bills.number.notnull() & bills.day.notnull()
    usable = bills.filter(complete & (bills["size"] > 0))
    key = ["supplier", "number", "size"]
    several = data.keep(usable.group_by(key).aggregate(n=_net(usable)).filter(lambda t: t.n > 1))
    again = usable.semi_join(several, key).filter(lambda t: t.amount > 0)
    order = ibis.window(group_by=[again[name] for name in key], order_by=again.day)
    steps = again.mutate(gap=again.day - again.day.lag().over(order))
    groups = steps.group_by(key).aggregate(nearest=steps.gap.min(), first_day=steps.day.min(), last_day=steps.day.max())
    groups = groups.join(several, key).select(groups, several.n)
    # how the number and the days are written stands in the payments themselves
    written = ready.payments(data).mutate(size=lambda t: t.amount.abs()).semi_join(several, ["supplier", "size"])
    written = written.mutate(number=ready.number_key(written.invoice)).semi_join(several, key)
    shown_as = written.group_by(key).aggregate(invoice_shown=written.invoice.min(), first=written.paid.min(), last=written.paid.max())
    judged = groups.join(shown_as, key).select(groups, shown_as.invoice_shown, shown_as["first"], shown_as["last"])
    hits = op.assessed(
        judged,
        "invoice",
        judged.supplier + "/" + judged.number + "/" + judged["size"].cast("string"),
        fired=judged.nearest <= p.days,
        value=(judged.n - 1) * judged["size"] / ready.UNIT,
        shown=("supplier", "invoice_shown", "size", "n", "first", "last"),
    )
    once = usable.filter(usable.amount > 0).anti_join(several, key)
    silent = bills.filter(~complete)
    return op.with_silent(hits, "invoice", (once, False), (silent, None))


def _net(rows: Table) -> IntegerValue:
    """Payments less reversals."""
    return ibis.ifelse(rows.amount > 0, 1, -1).cast("int64").sum()


def _near(data: Data, p: Parameters) -> Table:
    bills = ready.bills(data)
    complete = bills.supplier.notnull() & bills.number.notnull() & bills.day.notnull()
    usable = bills.filter(complete & (bills.amount > 0))
    slack = max(1, round(float(p.amount) * ready.UNIT))
    # two grids of cells twice as wide as the tolerance, half a cell apart: amounts that close share a cell of one of them
    grids = [usable.mutate(cell=((usable.amount + shift) / (2 * slack)).floor().cast("int64")) for shift in (0, slack)]
    crowds = [data.keep(grid.group_by("supplier", "cell").aggregate(crowd=grid.count()).filter(lambda t: t.crowd > 1)) for grid in grids]
    met = ibis.union(
        *(_pairs(grid, crowd.filter(crowd.crowd <= p.crowd)) for grid, crowd in zip(grids, crowds, strict=True)), distinct=True
    )
    close = met.filter(
        ((met.other_amount - met.amount).abs() <= slack)
        & ((met.other_day - met.day).abs() <= p.days)
        & ~((met.number == met.other_number) & (met.amount == met.other_amount))
    )
    alike = data.keep(close.filter(_alike(close.number, close.other_number)).group_by("label").aggregate(other=close.other.min()))
    written = ready.payments(data).select("label", "supplier", "invoice", "paid", "amount").filter(lambda t: t.amount > 0)
    ours = (
        alike.join(written, "label")
        .group_by("label")
        .aggregate(
            supplier=lambda t: t.supplier.min(),
            invoice=lambda t: t.invoice.min(),
            paid=lambda t: t.paid.min(),
            amount=lambda t: t.amount.min(),
            other=lambda t: t.other.min(),
        )
    )
    theirs = (
        written.select("label", "invoice")
        .semi_join(alike, [written.label == alike.other])
        .group_by("label")
        .aggregate(invoice=lambda t: t.invoice.min())
    )
    hits = ours.join(theirs, ours.other == theirs.label).select(ours, other_invoice=theirs.invoice)
    found = op.assessed(
        hits,
        "payment",
        hits.label,
        fired=ibis.literal(value=True),
        value=hits.amount / ready.UNIT,
        shown=("invoice", "paid", "amount", "supplier", "other", "other_invoice"),
    )
    rest = grids[0].anti_join(alike, "label")
    full = crowds[0].filter(crowds[0].crowd > p.crowd)
    rest = rest.left_join(full, ["supplier", "cell"]).select(
        verdict=ibis.ifelse(full.crowd.isnull(), ibis.literal(False), ibis.null("boolean"))
    )
    return op.with_silent(found, "payment", (rest, rest.verdict), (bills.filter(~complete), None))


def _pairs(grid: Table, cells: Table) -> Table:
    """Different payments to one supplier in one cell of amounts, the earlier first."""
    left = grid.semi_join(cells, ["supplier", "cell"])
    right = left.view()
    met = left.join(right, [left.supplier == right.supplier, left.cell == right.cell])
    met = met.select(
        label=left.label,
        number=left.number,
        amount=left.amount,
        day=left.day,
        other=right.label,
        other_number=right.number,
        other_amount=right.amount,
        other_day=right.day,
    )
    return met.filter((met.day < met.other_day) | ((met.day == met.other_day) & (met.label < met.other)))


def _alike(one: StringValue, other: StringValue) -> BooleanValue:
    """The same number, one character more, less or other, or two digits exchanged; not two neighbours of one series."""
    distance = one.levenshtein(other)
    same_digits = ibis.literal(value=True)
    for digit in "0123456789":
        same_digits = same_digits & (one.replace(digit, "").length() == other.replace(digit, "").length())
    exchanged = (distance == 2) & same_digits & (one.re_replace("[0-9]", "") == other.re_replace("[0-9]", ""))  # noqa: PLR2004 - an exchange is two steps
    neighbours = (one.length() == other.length()) & (one.substr(0, one.length() - 1) == other.substr(0, other.length() - 1))
    return ((distance <= 1) & ~((distance == 1) & neighbours)) | exchanged


def _other_vendor(data: Data, p: Parameters) -> Table:
    bills = ready.bills(data)
    large = bills.filter(bills.amount >= int(p.least) * ready.UNIT)
    complete = large.supplier.notnull() & large.number.notnull() & large.day.notnull()
    usable = large.filter(complete)
    key = ["number", "amount", "day"]
    groups = usable.group_by(key).aggregate(one=usable.supplier.min(), other=usable.supplier.max(), n=usable.count())
    differing = data.keep(groups.filter(groups.one != groups.other))
    written = ready.payments(data).semi_join(differing, ["amount", "day"])
    written = written.mutate(number=ready.number_key(written.invoice)).semi_join(differing, key)
    shown_as = written.group_by(key).aggregate(invoice_shown=written.invoice.min(), paid=written.paid.min())
    judged = differing.join(shown_as, key).select(differing, shown_as.invoice_shown, shown_as.paid)
    hits = op.assessed(
        judged,
        "invoice",
        judged.number + "/" + judged.amount.cast("string") + "/" + judged.paid.cast("string"),
        fired=ibis.literal(value=True),
        value=judged.amount / ready.UNIT,
        shown=("invoice_shown", "amount", "paid", "one", "other", "n"),
    )
    rest = usable.anti_join(differing, key)
    return op.with_silent(hits, "invoice", (rest, False), (large.filter(~complete), None))


INDICATORS: Final = (
    Indicator(
        id="BYR-01",
        family="payments",
        title=Text("Faktur dibayar lebih dari sekali", "Invoice paid more than once"),
        question=Text("Apakah satu faktur dibayar dua kali?", "Was one invoice paid twice?"),
        rationale=Text(
            "Nomor yang sama dari penyedia yang sama dengan nilai yang sama biasanya satu tagihan, walau tanda bacanya berbeda. "
            "Pembayaran yang kemudian dibalik dengan nilai negatif tidak dihitung.",
            "The same number from the same vendor over the same amount is usually one bill, even when its punctuation differs. "
            "Payments that were later reversed with a negative amount are not counted.",
        ),
        false_alarm=Text(
            "Angsuran yang memakai satu nomor kontrak sebagai nomor faktur; pembayaran yang ditolak bank lalu diulang.",
            "Instalments that carry a contract's number as invoice number; payments that the bank returned and that were made again.",
        ),
        blind=Text(
            "Tagihan yang sama dengan nomor yang diubah: lihat faktur yang hampir sama.",
            "The same bill under a changed number: see near duplicates.",
        ),
        needs={"payments": ("invoice", "paid", "amount")},
        compute=_twice,
        explain=Text(
            "Faktur {invoice_shown} dari penyedia {supplier} senilai {size:money} dibayar {n} kali antara {first} dan {last}.",
            "Invoice {invoice_shown} of vendor {supplier} over {size:money} was paid {n} times between {first} and {last}.",
        ),
        source="ACFE Fraud Examiners Manual, duplicate payments",
        severity=STRONG,
        parameters=(Parameter("days", 365, Text("Jarak terjauh antara dua pembayaran", "Largest distance between two payments"), "day"),),
    ),
    Indicator(
        id="BYR-02",
        family="payments",
        title=Text("Faktur yang hampir sama", "Nearly the same invoice"),
        question=Text(
            "Apakah satu tagihan dibayar lagi dengan nomor atau nilai yang sedikit diubah?",
            "Was a bill paid again under a slightly changed number or amount?",
        ),
        rationale=Text(
            "Kendali bawaan sistem menolak nomor yang sama; satu angka yang ditambah, dibuang, atau ditukar meloloskannya.",
            "Systems refuse the same number; one digit added, dropped or exchanged lets it through.",
        ),
        false_alarm=Text(
            "Tagihan berkala yang nilainya tetap dengan nomor berpola; pesanan serupa dalam waktu berdekatan.",
            "Regular bills over a fixed amount with patterned numbers; similar orders close to each other.",
        ),
        blind=Text(
            "Nomor yang hanya berbeda pada karakter terakhir dilewati, karena deret tagihan biasa tampak begitu; "
            "penyedia dengan terlalu banyak tagihan bernilai sama tidak dapat dibandingkan.",
            "Numbers that differ in their last character only are passed over, since ordinary series look like that; "
            "a vendor with too many bills over one amount cannot be compared.",
        ),
        needs={"payments": ("invoice", "paid", "amount")},
        compute=_near,
        explain=Text(
            "Faktur {invoice} dari penyedia {supplier} senilai {amount:money} ({paid}) hampir sama dengan faktur {other_invoice} "
            "(pembayaran {other}).",
            "Invoice {invoice} of vendor {supplier} over {amount:money} ({paid}) is nearly the same as invoice {other_invoice} "
            "(payment {other}).",
        ),
        source="ACFE Fraud Examiners Manual, duplicate payments; distances: house",
        severity=PLAIN,
        parameters=(
            Parameter("days", 30, Text("Jarak terjauh antara dua pembayaran", "Largest distance between two payments"), "day"),
            Parameter("amount", 1, Text("Selisih nilai terbesar", "Largest difference in amount"), "currency"),
            Parameter(
                "crowd",
                200,
                Text("Tagihan bernilai serupa per penyedia yang masih dibandingkan", "Bills over one amount per vendor still compared"),
            ),
        ),
    ),
    Indicator(
        id="BYR-03",
        family="payments",
        title=Text("Faktur sama, penyedia berbeda", "Same invoice, different vendor"),
        question=Text(
            "Apakah nomor, tanggal, dan nilai yang sama dibayarkan kepada penyedia yang berbeda?",
            "Were the same number, day and amount paid to different vendors?",
        ),
        rationale=Text(
            "Tagihan yang dibayar dua kali sering salah dibebankan pada penyedia lain; penyedia kembaran juga tampak di sini.",
            "A bill paid twice is often booked on another vendor; vendors kept twice in the master file show up here, too.",
        ),
        false_alarm=Text(
            "Nomor pendek seperti 1 atau 2026; bantuan dengan jumlah sama pada hari yang sama yang memakai nomor surat keputusan.",
            "Short numbers such as 1 or 2026; grants of one amount on one day that carry the number of a decree.",
        ),
        blind=Text("Tagihan yang dibayar pada hari lain atau di bawah batas nilai.", "Bills paid on another day or below the floor."),
        needs={"payments": ("invoice", "paid", "amount")},
        compute=_other_vendor,
        explain=Text(
            "Faktur {invoice_shown} senilai {amount:money} dibayar {n} kali pada {paid}, antara lain kepada {one} dan {other}.",
            "Invoice {invoice_shown} over {amount:money} was paid {n} times on {paid}, among others to {one} and {other}.",
        ),
        source="Nigrini, Forensic Analytics: same-same-different",
        severity=STRONG,
        parameters=(Parameter("least", 1_000_000, Text("Nilai terkecil yang diperiksa", "Smallest amount examined"), "currency"),),
    ),
)
