"""What indicators of procurement have in common: purchases, prices, and the limits by law of a package."""

from typing import Final

import ibis
from ibis.expr.types import DateValue, IntegerValue, NumericValue, StringValue, Table, TimestampValue

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.parameters import Dated, Parameter, Parameters
from amanah.redflags.schemas.procurement import SCHEMAS
from amanah.rulebook.rules import Text

DIRECT: Final = ("limited", "direct")
"""Methods of OCDS without competition."""

LIMIT_CURRENCY: Final = Parameter(
    "limit_currency",
    "IDR",
    Text(id="Mata uang batas; paket bermata uang lain tidak dinilai", en="Currency of limits; others are not judged"),
)
LIMITS: Final = (
    Parameter(
        "direct_limit",
        None,
        Text(id="Batas pengadaan langsung barang dan jasa lainnya", en="Limit of direct procurement of goods and other services"),
        "IDR",
        rule="procurement.direct_limit",
    ),
    Parameter(
        "direct_limit_works",
        None,
        Text(id="Batas pengadaan langsung pekerjaan konstruksi", en="Limit of direct procurement of works"),
        "IDR",
        rule="procurement.direct_limit_works",
    ),
    Parameter(
        "direct_limit_consultancy",
        None,
        Text(id="Batas pengadaan langsung jasa konsultansi", en="Limit of direct procurement of consultancy"),
        "IDR",
        rule="procurement.direct_limit_consultancy",
    ),
)


def table(data: Data, name: str) -> Table:
    """A canonical table, without rows where nothing of it was read."""
    if name in data.names:
        return data[name]
    schema = next(one for one in SCHEMAS if one.name == name)
    nothing = {column: ibis.null(kind) for column, kind in schema.types.items()}
    return data["releases"].filter(ibis.literal(value=False)).select(**nothing)


def alive(data: Data) -> Table:
    """Releases that were not called off, with `who` (the buyer's number or else its name) and `budget` (the year)."""
    releases = data["releases"]
    kept = releases.filter(releases.status.fill_null("") != "cancelled")
    return kept.mutate(
        who=kept.buyer_id.coalesce(kept.buyer),
        budget=kept.year.coalesce(kept.awarded.year().cast("int64"), kept.published.year().cast("int64")),
    )


def purchases(data: Data) -> Table:
    """One row per active award and supplier: its part of the amount, the buyer, the day. Computed once."""
    return data.once("procurement/purchases", _purchases)


def _purchases(data: Data) -> Table:
    releases = alive(data)
    releases = releases.select(
        "ocid", "who", "buyer", "method", "category", "region", "budget", kind=releases["class"].substr(0, 2), announced=releases.published,
        first_award=releases.awarded,
    )  # fmt: skip
    awards = table(data, "awards")
    awards = awards.filter(awards.status.fill_null("active") == "active")
    contracts = table(data, "contracts")
    contracts = contracts.filter((contracts.status.fill_null("active") != "cancelled") & contracts.award.notnull())
    signed = contracts.group_by("ocid", "award").aggregate(signed_amount=contracts.amount.sum())
    suppliers = table(data, "award_suppliers").select("ocid", "award", "supplier_id", "supplier")
    suppliers = suppliers.filter(suppliers.supplier_id.notnull()).distinct()
    several = suppliers.group_by("ocid", "award").aggregate(several=suppliers.count().cast("float64"))
    rows = (
        awards.select("ocid", "award", "awarded", "amount", "currency")
        .left_join(signed, ["ocid", "award"])
        .drop("ocid_right", "award_right")
        .inner_join(suppliers, ["ocid", "award"])
        .inner_join(several, ["ocid", "award"])
        .inner_join(releases, "ocid")
    )
    day = rows.awarded.coalesce(rows.first_award, rows.announced).date()
    return rows.select(
        "ocid", "award", "supplier_id", "supplier", "who", "buyer", "method", "category", "region", "kind", "currency",
        day=day,
        year=rows.budget.coalesce(day.year().cast("int64")),
        amount=rows.amount.coalesce(rows.signed_amount) / rows.several,
    )  # fmt: skip


def prices(data: Data) -> Table:
    """What a process came to in the end, per ocid: its contracts, else its active awards, in one currency. Computed once."""
    return data.once("procurement/prices", _prices)


def _prices(data: Data) -> Table:
    contracts = table(data, "contracts")
    contracts = contracts.filter(contracts.status.fill_null("active") != "cancelled")
    awards = table(data, "awards")
    awards = awards.filter(awards.status.fill_null("active") == "active")
    return (
        _sum(contracts)
        .outer_join(_sum(awards), "ocid")
        .select(
            ocid=lambda t: t.ocid.coalesce(t.ocid_right),
            price=lambda t: t.price.coalesce(t.price_right),
            price_currency=lambda t: ibis.ifelse(t.price.notnull(), t.price_currency, t.price_currency_right),
        )
    )


def _sum(rows: Table) -> Table:
    one = rows.filter(rows.amount.notnull())
    sums = one.group_by("ocid").aggregate(
        price=one.amount.sum(), price_currency=one.currency.min(), last_currency=one.currency.max(), least=one.amount.min()
    )
    several = (sums.price_currency != sums.last_currency).fill_null(False)
    return sums.filter(~several & (sums.least >= 0)).drop("last_currency", "least")


def span(releases: Table) -> tuple[DateValue, DateValue]:
    """The first and the last day on which a package may have been planned: the day it was announced, else its whole budget year."""
    day = releases.published.coalesce(releases.awarded).date()
    return day.coalesce(ibis.date(releases.year, 1, 1)), day.coalesce(ibis.date(releases.year, 12, 31))


def in_force(dated: Dated, first: DateValue, last: DateValue) -> NumericValue:
    """The legal number on a day that is only known to lie between two; null before the rule began, or where it changed between them."""
    earliest = dated.steps[0][0]
    early, late = op.in_force(dated, first), op.in_force(dated, last)
    known = early == late
    return ibis.ifelse(known & (first >= ibis.literal(earliest)) if earliest.year > 1 else known, early, ibis.null("float64"))


def direct_limit(rows: Table, p: Parameters, first: DateValue, last: DateValue) -> NumericValue:
    """The limit of direct procurement for each row's `category`."""
    return ibis.cases(
        (rows.category == "works", in_force(p.dated("direct_limit_works"), first, last)),
        (rows.category == "consultingServices", in_force(p.dated("direct_limit_consultancy"), first, last)),
        else_=in_force(p.dated("direct_limit"), first, last),
    )


def whole_days(start: TimestampValue, end: TimestampValue) -> IntegerValue:
    """Calendar days from one moment's day to another's."""
    return op.days_between(start.date(), end.date())


def joined(*parts: StringValue) -> StringValue:
    """Several identifiers as one, separated by a stroke; an unknown one is empty."""
    first, *rest = (part.fill_null("") for part in parts)
    for part in rest:
        first = first + "/" + part
    return first


def with_silent(judged: Table, silent: Table, kind: str) -> Table:
    """Assessments together with the rows that could not be judged, which are only counted."""
    types = judged.schema()
    nothing = {name: ibis.null(types[name]) for name in judged.columns if name != "subject_type"}
    unheard = silent.select(subject_type=ibis.literal(kind), **nothing).select(list(judged.columns))
    return judged.union(unheard)


def bare(text: StringValue) -> StringValue:
    """A text without tags, white space single."""
    plain = ibis.ifelse(text.contains("<"), text.re_replace(r"<[^>]*>", " "), text)
    return plain.re_replace(r"\s+", " ").strip()
