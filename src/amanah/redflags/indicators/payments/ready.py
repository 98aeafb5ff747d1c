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
    """Payments with `supplier` (number, else name), `label` and `day`; amounts are not null.

    What is chosen by a condition is computed for the rows that need it; of a `coalesce`, DuckDB computes every part for every row.
    """
    table = data["payments"].filter(lambda t: t.amount.notnull())
    supplier: StringValue = table.vendor_id
    if data.known("payments_by_name", lambda: _by_name(data)):
        names = data.once("payment_names", _names)
        named = table.left_join(names, table.vendor == names.name)
        table = named.select(table, supplier=ibis.ifelse(table.vendor_id.isnull(), names.key, table.vendor_id))
        supplier = table.supplier
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
        label=ibis.ifelse(table.payment_id.isnull(), described, table.payment_id) if data.has("payments", "payment_id") else described,
        day=op.day_number(table.paid),
    )


def _by_name(data: Data) -> bool:
    """Whether any payment names its vendor without a number."""
    rows = data["payments"]
    return bool(rows.filter(rows.vendor_id.isnull() & rows.vendor.notnull()).limit(1).count().to_pyarrow().as_py())


def _names(data: Data) -> Table:
    """Each name of a vendor with its key: there are far fewer of them than payments."""
    rows = data["payments"]
    names = rows.filter(rows.vendor_id.isnull() & rows.vendor.notnull()).select(name=rows.vendor).distinct()
    return names.mutate(key=name_key(names["name"]))


def bills(data: Data) -> Table:
    """Payments of invoices as one compares them: `supplier`, `number`, `amount`, `day`, `label`; rows that lack one have it null."""

    def build(data: Data) -> Table:
        rows = payments(data)
        return rows.select("supplier", "amount", "day", "label", number=number_key(rows.invoice))

    return data.once("payment_bills", build)


def digits(amount: IntegerValue) -> IntegerValue:
    """The first two significant digits of a positive amount, 10 to 99: read off its text, never by a logarithm."""
    return (amount.cast("string") + "0").substr(0, 2).cast("int64")


def grouping(data: Data, *columns: str) -> str:
    """The first of these columns of payments that holds anything, else the last."""
    return next((column for column in columns if data.has("payments", column)), columns[-1])
