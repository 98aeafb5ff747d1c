"""How each column of the canonical tables of procurement is made of a staged release, as DuckDB's SQL."""

# ruff: noqa: S608 - names of our own only

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from amanah.redflags.reading.ocds import staging


@dataclass(frozen=True, slots=True)
class Within:
    """A table whose rows lie as lists in a column of another: there once, and taken out of it as often as somebody asks.

    `row` is what the SQL of its columns calls one of them, `own` the column that names the row of `table` in which it lies.
    """

    table: str
    column: str
    row: str
    own: str


@dataclass(frozen=True, slots=True)
class Made:
    """Column → SQL, with physical columns `…_text` beside the times; and the rows: from what, or which `within` another table."""

    columns: Mapping[str, str]
    rows: str
    within: Within | None = None


def _moment(text: str) -> str:
    """SQL: a text as a moment in UTC. One that says it is UTC is read as it stands, which is much faster than converting it."""
    return (
        f"case when ends_with({text}, 'Z') then try_cast({text} as timestamp) else cast(try_cast({text} as timestamptz) as timestamp) end"
    )


def _id(organisation: str) -> str:
    """SQL: the id of an organisation; in OCDS 1.0 its identifier stands for it."""
    return f"coalesce({organisation}.id, {organisation}.identifier.scheme || '-' || {organisation}.identifier.id)"


def _own_id(organisation: str) -> str:
    """SQL: the id of a tenderer; bids came with OCDS 1.1."""
    return f"{organisation}.id"


def _key(organisations: str, identify: Callable[[str], str]) -> str:
    """SQL: the ids of several organisations, sorted, each once."""
    every = f"array_to_string(list_sort(list_distinct(list_transform({organisations}, lambda one: {identify('one')}))), '|')"
    return f"case when len({organisations}) = 1 then {identify(f'{organisations}[1]')} else nullif({every}, '') end"


def _named(row: str) -> str:
    return f"coalesce({row}.id, '#' || place)"


def _each(listed: str, row: str) -> str:
    """SQL: what lies in a list of every release, with its place in the list."""
    places = f"unnest({listed}) as {row}, generate_subscripts({listed}, 1) as place"
    return f"(select ocid, {places} from {staging.RAW} where ocid is not null)"


RELEASES: Final = Made(
    {
        "ocid": "ocid",
        "place": "raw.rowid + 1",
        "tender": "tender.id",
        "title": "tender.title",
        "description": "tender.description",
        "status": "tender.status",
        "method": 'tender."procurementMethod"',
        "method_details": 'tender."procurementMethodDetails"',
        "category": 'tender."mainProcurementCategory"',
        "buyer_id": _id("buyer"),
        "buyer": "buyer.name",
        "entity_id": _id('tender."procuringEntity"'),
        "entity": 'tender."procuringEntity".name',
        "region": 'list_filter(parties, lambda one: one.id = coalesce(buyer.id, tender."procuringEntity".id))[1].address.region',
        "estimate": "tender.value.amount",
        "currency": "tender.value.currency",
        "tenderers": 'tender."numberOfTenderers"',
        "opened": _moment('tender."tenderPeriod"."startDate"'),
        "closed": _moment('tender."tenderPeriod"."endDate"'),
        "opened_text": 'tender."tenderPeriod"."startDate"',
        "closed_text": 'tender."tenderPeriod"."endDate"',
        "published_text": "list_min(list_transform(list_filter(tender.documents, lambda one: one.\"documentType\" = 'tenderNotice'), "
        'lambda one: one."datePublished"))',
        "published": _moment("published_text"),
        "awarded_text": "list_min(list_transform(list_filter(awards, lambda one: one.status = 'active'), lambda one: one.date))",
        "awarded": _moment("awarded_text"),
        "class": "coalesce(tender.items[1].classification.id, awards[1].items[1].classification.id)",
        "portal": "case when starts_with(ocid, 'ocds-') then 'ocds-' || split_part(ocid, '-', 2) end",
        "bids_given": "bids.details is not null",
        "awards_given": "awards is not null",
    },
    f"{staging.RAW} raw where ocid is not null",
)

BIDS: Final = Made(
    {
        "ocid": "ocid",
        "bid": _named("b"),
        "place": "place",
        "status": "b.status",
        "submitted": _moment("b.date"),
        "submitted_text": "b.date",
        "amount": "b.value.amount",
        "currency": "b.value.currency",
        "tenderers": "len(b.tenderers)",
        "tenderer_ids": _key("b.tenderers", _own_id),
        "tenderers_listed": "b.tenderers",
    },
    f"{_each('bids.details', 'b')} where b is not null",
)

BID_TENDERERS: Final = Made(
    {
        "ocid": "ocid",
        "bid": "bid",
        "place": "place",
        "tenderer_id": "t.id",
        "tenderer": "t.name",
    },
    "t is not null",
    Within("bids", "tenderers_listed", "t", own="bid"),
)

AWARDS: Final = Made(
    {
        "ocid": "ocid",
        "award": _named("a"),
        "place": "place",
        "status": "a.status",
        "awarded": _moment("a.date"),
        "awarded_text": "a.date",
        "amount": "a.value.amount",
        "currency": "a.value.currency",
        "suppliers": "len(a.suppliers)",
        "supplier_ids": _key("a.suppliers", _id),
        "suppliers_listed": "a.suppliers",
        "items_listed": "a.items",
    },
    f"{_each('awards', 'a')} where a is not null",
)

AWARD_SUPPLIERS: Final = Made(
    {
        "ocid": "ocid",
        "award": "award",
        "place": "place",
        "supplier_id": _id("s"),
        "supplier": "s.name",
    },
    "s is not null",
    Within("awards", "suppliers_listed", "s", own="award"),
)

AWARD_ITEMS: Final = Made(
    {
        "ocid": "ocid",
        "award": "award",
        "place": "place",
        "scheme": "i.classification.scheme",
        "class": "i.classification.id",
    },
    "i is not null",
    Within("awards", "items_listed", "i", own="award"),
)

_CONTRACTS: Final = _each("contracts", "c")

CONTRACTS: Final = Made(
    {
        "ocid": "ocid",
        "contract": _named("c"),
        "place": "place",
        "award": 'c."awardID"',
        "status": "c.status",
        "signed": _moment('c."dateSigned"'),
        "signed_text": 'c."dateSigned"',
        "amount": "c.value.amount",
        "currency": "c.value.currency",
    },
    f"{_CONTRACTS} where c is not null",
)

_AMENDED: Final = f"""(
  select ocid, contract, place, amount, len(every) as last, unnest(every) as m, generate_subscripts(every, 1) as number from (
    select ocid, {_named("c")} as contract, place, c.value.amount as amount,
      list_concat(coalesce(c.amendments, []), case when c.amendment is null then [] else [c.amendment] end) as every
    from {_CONTRACTS} where c.amendments is not null or c.amendment is not null)
  ) where m is not null"""

AMENDMENTS: Final = Made(
    {
        "ocid": "ocid",
        "contract": "contract",
        "amendment": "coalesce(m.id, '#' || number)",
        "amended": _moment("m.date"),
        "amended_text": "m.date",
        "place": "place",
        "number": "number",
        "amount_before": "try_cast(list_filter(m.changes, lambda one: one.property like '%amount')[1].former_value as double)",
        "amount_after": "case when amount_before is not null and number = last then amount end",
        "rationale": "m.rationale",
    },
    _AMENDED,
)

PARTIES: Final = Made(
    {
        "ocid": "ocid",
        "party_id": _id("p"),
        "name": "p.name",
        "roles": "array_to_string(p.roles, '|')",
        "address": 'nullif(concat_ws(\', \', p.address."streetAddress", p.address.locality, p.address.region, p.address."postalCode", '
        "p.address.\"countryName\"), '')",
        "phone": "p.contactPoint.telephone",
        "email": "p.contactPoint.email",
        "tax_id": "p.identifier.id",
    },
    f"{_each('parties', 'p')} where p is not null",
)

TABLES: Final = {
    "releases": RELEASES,
    "bids": BIDS,
    "bid_tenderers": BID_TENDERERS,
    "contracts": CONTRACTS,
    "amendments": AMENDMENTS,
    "awards": AWARDS,
    "award_suppliers": AWARD_SUPPLIERS,
    "award_items": AWARD_ITEMS,
    "parties": PARTIES,
}
