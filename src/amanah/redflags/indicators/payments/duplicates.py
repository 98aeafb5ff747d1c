"""Invoices paid more than once."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import STRONG, Indicator
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text


def _twice(data: Data, p: Parameters) -> Table:
    payments = data["payments"].filter(lambda t: t.amount > 0)
    number = payments.invoice.upper().re_replace("[^A-Z0-9]", "").re_replace("^0+", "")
    keyed = payments.mutate(number=number, usable=payments.vendor_id.notnull() & (number.length() > 0) & payments.paid.notnull())
    usable = keyed.filter(keyed.usable)
    groups = usable.group_by("vendor_id", "number", "amount").aggregate(
        n=usable.count(), first=usable.paid.min(), last=usable.paid.max(), invoice_shown=usable.invoice.min()
    )
    judged = groups.mutate(
        **op.subject("invoice", groups.vendor_id + "/" + groups.number + "/" + groups.amount.cast("string")),
        fired=(groups.n > 1) & (op.days_between(groups["first"], groups["last"]) <= p.days),
        value=(groups.n - 1).cast("float64") * groups.amount.cast("float64") / 100,
    )
    unusable = keyed.filter(~keyed.usable)
    silent = unusable.select(
        **op.subject("payment", unusable.payment_id.coalesce("")), fired=ibis.null("boolean"), value=ibis.null("float64")
    )
    shown = ("vendor_id", "invoice_shown", "amount", "n", "first", "last")
    blank = {name: ibis.null(judged[name].type()) for name in shown}
    return judged.select("subject_type", "subject_id", "fired", "value", *shown).union(silent.mutate(**blank))


INDICATORS: Final = (
    Indicator(
        id="BYR-01",
        family="payments",
        title=Text(id="Faktur dibayar lebih dari sekali", en="Invoice paid more than once"),
        question=Text(id="Apakah satu faktur dibayar dua kali?", en="Was one invoice paid twice?"),
        rationale=Text(
            id="Nomor yang sama dari penyedia yang sama dengan nilai yang sama biasanya satu tagihan, walau tanda bacanya berbeda.",
            en="The same number from the same vendor over the same amount is usually one bill, even when its punctuation differs.",
        ),
        false_alarm=Text(
            id="Angsuran yang memakai satu nomor kontrak sebagai nomor faktur; pembayaran yang ditolak bank lalu diulang.",
            en="Instalments that carry a contract's number as invoice number; payments that the bank returned and that were made again.",
        ),
        blind=Text(
            id="Tagihan yang sama dengan nomor yang diubah: lihat faktur yang hampir sama.",
            en="The same bill under a changed number: see near duplicates.",
        ),
        needs={"payments": ("vendor_id", "invoice", "paid", "amount")},
        compute=_twice,
        explain=Text(
            id="Faktur {invoice_shown} dari penyedia {vendor_id} senilai {amount:money} dibayar {n} kali antara {first} dan {last}.",
            en="Invoice {invoice_shown} of vendor {vendor_id} over {amount:money} was paid {n} times between {first} and {last}.",
        ),
        source="ACFE Fraud Examiners Manual, duplicate payments",
        severity=STRONG,
        parameters=(
            Parameter("days", 365, Text(id="Jarak terjauh antara dua pembayaran", en="Largest distance between two payments"), "day"),
        ),
    ),
)
