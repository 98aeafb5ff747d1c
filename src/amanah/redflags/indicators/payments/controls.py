"""Controls that were passed over: paid before receipt or beyond the contract, entered and approved by one person."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, STRONG, Indicator
from amanah.redflags.indicators.payments import ready
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text


def _too_early_or_too_much(data: Data, p: Parameters) -> Table:
    keyed = ready.payments(data)
    shown = ("name", "amount", "early", "paid", "received", "contract_value", "excess")
    blank = {"early": ibis.null("int64"), "received": ibis.null("date"), "paid": ibis.null("date")}
    parts: list[Table] = []
    if data.has("payments", "received", "paid"):
        rows = keyed.filter(keyed.amount > 0)
        rows = rows.mutate(
            name=rows.label, early=op.day_number(rows.received) - rows.day, contract_value=ibis.null("int64"), excess=ibis.null("int64")
        )
        early = rows.early > p.days
        hits = rows.filter(early)
        found = data.keep(op.assessed(hits, "payment", hits.label, fired=ibis.literal(value=True), value=hits.early, shown=shown))
        rest = rows.filter(~early.fill_null(False))
        parts.append(op.with_silent(found, "payment", (rest, early)))
    if data.has("payments", "contract", "contract_value"):
        rows = keyed.filter(keyed.contract.notnull())
        sums = rows.group_by(name=rows.contract).aggregate(amount=rows.amount.sum().cast("int64"), contract_value=rows.contract_value.max())
        sums = sums.mutate(excess=sums.amount - sums.contract_value, **blank)
        over = sums.amount.cast("float64") > sums.contract_value.cast("float64") * (1 + p.share)
        judged = op.assessed(sums, "contract", sums.name, fired=over, value=sums.excess / ready.UNIT, shown=shown)
        parts.append(op.with_silent(judged, "contract"))
    if not parts:
        rows = keyed.mutate(name=keyed.label, contract_value=ibis.null("int64"), excess=ibis.null("int64")).mutate(**blank)
        none = rows.filter(ibis.literal(value=False))
        found = op.assessed(none, "payment", none.label, fired=ibis.literal(value=True), value=ibis.null("float64"), shown=shown)
        parts.append(op.with_silent(found, "payment", (rows, None)))
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def _one_person(data: Data, p: Parameters) -> Table:
    keyed = ready.payments(data)
    rows = keyed.filter(keyed.amount >= int(p.least) * ready.UNIT)
    pairs = rows.select("created_by", "approved_by").distinct()
    pairs = pairs.filter(pairs.created_by.notnull() & pairs.approved_by.notnull())
    alike = data.keep(pairs.filter(pairs.created_by.strip().upper() == pairs.approved_by.strip().upper()))
    both = ["created_by", "approved_by"]
    hits = rows.semi_join(alike, both)
    found = op.assessed(
        hits,
        "payment",
        hits.label,
        fired=ibis.literal(value=True),
        value=hits.amount / ready.UNIT,
        shown=("label", "amount", "paid", "approved_by"),
    )
    known = rows.created_by.notnull() & rows.approved_by.notnull()
    rest = rows.filter(known).anti_join(alike, both)
    return op.with_silent(found, "payment", (rest, False), (rows.filter(~known), None))


INDICATORS: Final = (
    Indicator(
        id="BYR-16",
        family="payments",
        title=Text("Dibayar sebelum diterima atau melebihi kontrak", "Paid before receipt or beyond the contract"),
        question=Text(
            "Apakah pembayaran mendahului serah terima, atau jumlahnya melebihi nilai kontrak?",
            "Did payment come before acceptance, or exceed the value of the contract?",
        ),
        rationale=Text(
            "Bayar dulu, barang belakangan: yang dibayar mungkin tidak pernah ada.",
            "Paid first, delivered later: what was paid for may never exist.",
        ),
        false_alarm=Text(
            "Uang muka yang sah; kontrak yang ditambah tetapi nilainya belum diperbarui.",
            "Lawful advances; contracts amended without the new value.",
        ),
        blind=Text("Berita acara serah terima yang ditanggali mundur.", "Acceptance records that were dated back."),
        needs={"payments": ("amount",)},
        compute=_too_early_or_too_much,
        explain=Text(
            "{name}, dibayar {amount:money}. Hari sebelum diterima: {early} (dibayar {paid}, diterima {received}); "
            "lebih dari nilai kontrak {contract_value:money}: {excess:money}.",
            "{name}, paid {amount:money}. Days before receipt: {early} (paid {paid}, received {received}); "
            "more than the contract's {contract_value:money}: {excess:money}.",
        ),
        source="ACFE Fraud Examiners Manual, three-way match",
        ocp=("R068",),
        severity=PLAIN,
        parameters=(
            Parameter("days", 0, Text("Lebih awal dari sekian hari", "Earlier by more than"), "day"),
            Parameter("share", 0.0, Text("Kelebihan di atas bagian ini dari kontrak", "Excess beyond this share of the contract")),
        ),
    ),
    Indicator(
        id="BYR-18",
        family="payments",
        title=Text("Perekam menyetujui sendiri", "Entered and approved by one person"),
        question=Text("Apakah orang yang merekam pembayaran juga menyetujuinya?", "Did whoever entered a payment approve it, too?"),
        rationale=Text("Dua pasang mata adalah kendali tertua atas uang.", "Two pairs of eyes are the oldest control over money."),
        false_alarm=Text("Akun sistem; kantor kecil dengan izin tertulis.", "System accounts; small offices with a written exemption."),
        blind=Text("Satu orang dengan dua akun, atau sandi yang dipinjamkan.", "One person with two accounts, or a password lent."),
        needs={"payments": ("created_by", "approved_by", "amount")},
        compute=_one_person,
        explain=Text(
            "Pembayaran {label} senilai {amount:money} ({paid}) direkam dan disetujui oleh {approved_by}.",
            "Payment {label} over {amount:money} ({paid}) was entered and approved by {approved_by}.",
        ),
        source="Separation of duties; ACFE Fraud Examiners Manual",
        severity=STRONG,
        parameters=(Parameter("least", 0, Text("Nilai terkecil yang diperiksa", "Smallest amount examined"), "currency"),),
    ),
)
