"""Who won what: awards where there are any, else payments."""

import ibis
from ibis.expr.types import Table

from amanah.redflags import identity
from amanah.redflags.data import Data
from amanah.redflags.indicators.payments import ready


def wins(data: Data) -> Table:
    """One row per award and supplier, or per vendor and day of payment; without either table none.

    Columns `vendor_id`, `vendor`, `what` (tender or payment), `day_shown`, `day` (as a number), `amount` (hundredths).
    """
    if data.has("award_suppliers", "supplier_id"):
        suppliers, awards = data["award_suppliers"], data["awards"]
        active = awards.filter(awards.status.isnull() | awards.status.isin(["active", "pending"]))
        rows = suppliers.join(active, ["ocid", "award"]).select(
            vendor_id=suppliers.supplier_id,
            vendor=suppliers.supplier,
            what=suppliers.ocid,
            day_shown=active.awarded.date(),
            amount=(active.amount * ready.UNIT).round().cast("int64"),
        )
    elif "payments" in data.names:
        paid = ready.payments(data)
        paid = paid.filter((paid.amount > 0) & paid.supplier.notnull())
        rows = paid.group_by(vendor_id=paid.supplier, day_shown=paid.paid).aggregate(
            vendor=paid.vendor.min(), what=paid.label.min(), amount=paid.amount.sum().cast("int64")
        )
        rows = rows.select("vendor_id", "vendor", "what", "day_shown", "amount")
    else:
        empty = {"vendor_id": "string", "vendor": "string", "what": "string", "day_shown": "date", "amount": "int64"}
        rows = ibis.memtable([], schema=empty)
    return rows.mutate(day=rows.day_shown.epoch_days().cast("int64"))


def named(data: Data) -> Table:
    """Wins with `company`, the winner's name without legal form, and `npwp`, from the vendor master where it has them."""
    won = wins(data)
    if "vendors" not in data.names:
        return won.mutate(company=identity.company(won.vendor), npwp=ibis.null("string"), founded=ibis.null("date"))
    master = data["vendors"]
    one = master.group_by(known=master.vendor_id).aggregate(
        master_name=master["name"].min(), tax=master.npwp.min(), founded=master.founded.min()
    )
    both = won.left_join(one, won.vendor_id == one.known)
    return both.select(
        won,
        company=identity.company(ibis.coalesce(won.vendor, one.master_name)),
        npwp=identity.digits(one.tax, 12),
        founded=one.founded,
    )
