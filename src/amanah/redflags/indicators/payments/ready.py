"""What several payment indicators read: who was paid, under which number, and what a payment is called."""

from typing import Final

import ibis
from ibis.expr.types import IntegerValue, StringValue, Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data

PUNCTUATION: Final = " -/.,_#:;()'\"\\&+*"
UNIT: Final = 100
"""Hundredths in one unit of currency."""


def number_key(number: StringValue) -> StringValue:
    """An invoice number without case, punctuation and leading zeros; null where nothing remains."""
    plain = number.upper().translate(PUNCTUATION, "")
    return plain.re_replace("^0+", "").nullif("")


def name_key(name: StringValue) -> StringValue:
    """A name without case, spaces and punctuation; null where nothing remains."""
    return name.upper().translate(PUNCTUATION, "").nullif("")


def payments(data: Data) -> Table:
    """Payments with `supplier` (number, else name), `number` (of the invoice, for comparing), `label` and `day`; amounts are not null."""
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
        number=number_key(table.invoice),
        label=ibis.coalesce(table.payment_id, described) if data.has("payments", "payment_id") else described,
        day=op.day_number(table.paid),
    )


def digits(amount: IntegerValue) -> IntegerValue:
    """The first two significant digits of a positive amount, 10 to 99: read off its text, never by a logarithm."""
    return (amount.cast("string") + "0").substr(0, 2).cast("int64")


def grouping(data: Data, *columns: str) -> str:
    """The first of these columns of payments that holds anything, else the last."""
    return next((column for column in columns if data.has("payments", column)), columns[-1])
