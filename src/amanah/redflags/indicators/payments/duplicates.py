"""Invoices paid more than once."""

from typing import Final

import ibis
from ibis.expr.types import BooleanValue, StringValue, Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, STRONG, Indicator
from amanah.redflags.indicators.payments import ready
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text


def _twice(data: Data, p: Parameters) -> Table:
    keyed = ready.payments(data).mutate(size=lambda t: t.amount.abs(), usable=lambda t: t.supplier.notnull() & t.number.notnull())
    usable = keyed.filter(keyed.usable & keyed.paid.notnull() & (keyed.size > 0))
    groups = usable.group_by("supplier", "number", "size").aggregate(
        n=(usable.amount > 0).cast("int64").sum() - (usable.amount < 0).cast("int64").sum(),
        first=usable.paid.min(),
        last=usable.paid.max(),
        invoice_shown=usable.invoice.min(),
    )
    several = groups.filter(groups.n > 1).select("supplier", "number", "size")
    again = usable.filter(usable.amount > 0).semi_join(several, ["supplier", "number", "size"])
    order = ibis.window(group_by=[again.supplier, again.number, again["size"]], order_by=[again.day, again.label])
    gaps = again.select("supplier", "number", "size", gap=again.day - again.day.lag().over(order))
    nearest = gaps.group_by("supplier", "number", "size").aggregate(nearest=gaps.gap.min())
    judged = groups.left_join(nearest, ["supplier", "number", "size"]).select(groups, nearest=nearest.nearest)
    silent = keyed.filter(~keyed.usable | keyed.paid.isnull())
    shown = ("supplier", "invoice_shown", "size", "n", "first", "last")
    return op.assessed(
        judged,
        "invoice",
        judged.supplier + "/" + judged.number + "/" + judged["size"].cast("string"),
        fired=(judged.n > 1) & (judged.nearest <= p.days).fill_null(False),
        value=ibis.greatest(judged.n - 1, 0) * judged["size"] / ready.UNIT,
        shown=shown,
    ).union(_unjudged(silent, judged, shown))


def _unjudged(silent: Table, like: Table, shown: tuple[str, ...], kind: str = "invoice") -> Table:
    """Rows that lack what the question needs, in the form of the judged ones."""
    return silent.select(
        subject_type=ibis.literal(kind),
        subject_id=ibis.null("string"),
        fired=ibis.null("boolean"),
        value=ibis.null("float64"),
        **{name: ibis.null(like[name].type()) for name in shown},
    )


def _near(data: Data, p: Parameters) -> Table:
    keyed = ready.payments(data)
    usable = keyed.filter(keyed.supplier.notnull() & keyed.number.notnull() & keyed.day.notnull() & (keyed.amount > 0))
    slack = int(p.amount) * ready.UNIT
    width = 2 * slack + 1
    rows = usable.select(
        "supplier", "number", "amount", "day", "paid", "label", "invoice", cell=(usable.amount / width).floor().cast("int64")
    )
    crowds = rows.group_by("supplier", "cell").aggregate(crowd=rows.count())
    lonely = crowds.filter(crowds.crowd <= p.crowd)
    few = rows.semi_join(lonely, ["supplier", "cell"])
    # only cells that have company in themselves or next door are paired
    left = few.mutate(meets=ibis.array([few.cell, few.cell + 1])).unnest("meets") if slack else few.mutate(meets=few.cell)
    right = few.view()
    pairs = left.join(right, [left.supplier == right.supplier, left.meets == right.cell]).select(
        supplier=left.supplier,
        label=left.label,
        invoice=left.invoice,
        paid=left.paid,
        other=right.label,
        number=left.number,
        other_number=right.number,
        amount=left.amount,
        other_amount=right.amount,
        day=left.day,
        other_day=right.day,
        other_invoice=right.invoice,
        near=left.meets == left.cell,
    )
    ordered = pairs.filter(
        ~pairs.near
        | (pairs.amount < pairs.other_amount)
        | (
            (pairs.amount == pairs.other_amount)
            & ((pairs.day < pairs.other_day) | ((pairs.day == pairs.other_day) & (pairs.label < pairs.other)))
        )
    )
    close = ordered.filter(
        ((ordered.other_amount - ordered.amount).abs() <= slack)
        & ((ordered.other_day - ordered.day).abs() <= p.days)
        & ~((ordered.number == ordered.other_number) & (ordered.amount == ordered.other_amount))
    )
    alike = close.filter(_alike(close.number, close.other_number))
    hits = alike.group_by("label").aggregate(
        supplier=alike.supplier.min(),
        invoice=alike.invoice.min(),
        paid=alike.paid.min(),
        amount=alike.amount.min(),
        other=alike.other.min(),
        other_invoice=alike.other_invoice.min(),
    )
    shown = ("invoice", "paid", "amount", "supplier", "other", "other_invoice")
    found = op.assessed(hits, "payment", hits.label, fired=ibis.literal(value=True), value=hits.amount / ready.UNIT, shown=shown)
    rest = rows.anti_join(hits, "label").left_join(crowds, ["supplier", "cell"])
    rest = rest.select(
        subject_type=ibis.literal("payment"),
        subject_id=ibis.null("string"),
        fired=ibis.ifelse(rest.crowd > p.crowd, ibis.null("boolean"), ibis.literal(value=False)),
        value=rest.amount / ready.UNIT,
        **{name: ibis.null(found[name].type()) for name in shown},
    )
    return found.union(rest)


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
    keyed = ready.payments(data)
    large = keyed.filter(keyed.amount >= int(p.least) * ready.UNIT)
    usable = large.filter(large.supplier.notnull() & large.number.notnull() & large.paid.notnull())
    groups = usable.group_by("number", "amount", "paid").aggregate(
        one=usable.supplier.min(), other=usable.supplier.max(), n=usable.count(), invoice_shown=usable.invoice.min()
    )
    return op.assessed(
        groups,
        "invoice",
        groups.number + "/" + groups.amount.cast("string") + "/" + groups.paid.cast("string"),
        fired=groups.one != groups.other,
        value=groups.amount / ready.UNIT,
        shown=("invoice_shown", "amount", "paid", "one", "other", "n"),
    )


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
