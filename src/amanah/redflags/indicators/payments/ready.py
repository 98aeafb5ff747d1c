"""What several payment indicators read: who was paid, under which number, and what a payment is called."""

from typing import Final

import ibis
from ibis.expr.types import IntegerValue, StringValue, Table

from amanah.redflags import identity
from amanah.redflags import operations as op
from amanah.redflags.data import Data

UNIT: Final = 100
"""Hundredths in one unit of currency."""


def number_key(number: StringValue) -> StringValue:
    """An invoice number without case, punctuation and leading zeros; null where nothing remains."""
    return number.upper().re_replace("[^A-Z0-9]", "").re_replace("^0+", "").nullif("")


def name_key(name: StringValue) -> StringValue:
    """A name without case, spaces and punctuation; in a script other than Latin as it is written."""
    plain = name.upper().re_replace(f"[^{identity.LATIN}]", "").nullif("")
    return ibis.coalesce(plain, name.strip().nullif(""))


def payments(data: Data) -> Table:
    """Payments with `supplier` (number, else name), `label` and `day`; amounts are not null."""
    table = data["payments"].filter(lambda t: t.amount.notnull())
    supplier = ibis.coalesce(table.vendor_id, name_key(table.vendor))
    described = (
        supplier.coalesce("–")
        + "/"
        + table.invoice.coalesce("–")
        + "/"
        + table.paid.cast("string").coalesce("–")
        + "/"
        + (table.amount.cast("string"))
    )
    return table.mutate(
        supplier=supplier,
        label=ibis.coalesce(table.payment_id, described) if data.has("payments", "payment_id") else described,
        day=op.day_number(table.paid),
    )


def bills(data: Data) -> Table:
    """Payments of invoices as one compares them: `supplier`, `number`, `amount`, `day`, `label`; rows that lack one have it null."""

    def build(data: Data) -> Table:
        rows = payments(data)
        return rows.select("supplier", "amount", "day", "label", number=number_key(rows.invoice))

    return data.once("payment_bills", build)


def unjudged(rows: Table, like: Table, kind: str, *, fired: bool | None = None) -> Table:
    """Rows that say nothing (or, with `fired` false, nothing bad), in the form of judged ones."""
    return rows.select(
        subject_type=ibis.literal(kind),
        subject_id=ibis.null("string"),
        fired=ibis.literal(fired, "boolean"),
        value=ibis.null("float64"),
        **{name: ibis.null(like[name].type()) for name in like.columns[4:]},
    )


def digits(amount: IntegerValue) -> IntegerValue:
    """The first two significant digits of a positive amount, 10 to 99: read off its text, never by a logarithm."""
    return (amount.cast("string") + "0").substr(0, 2).cast("int64")


def grouping(data: Data, *columns: str) -> str:
    """The first of these columns of payments that holds anything, else the last."""
    return next((column for column in columns if data.has("payments", column)), columns[-1])
