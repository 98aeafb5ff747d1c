"""From the staging table to the canonical tables of procurement."""

# ruff: noqa: S608 - names of our own only; what files say is bound

from collections.abc import Callable
from typing import Final

import duckdb

from amanah.redflags.reading import Into
from amanah.redflags.reading.ocds import staging
from amanah.redflags.schemas import SCHEMAS


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


RELEASES: Final = f"""
select ocid, raw.rowid + 1 as place, tender.id as tender, tender.title as title, tender.description as description,
  tender.status as status, tender."procurementMethod" as method, tender."procurementMethodDetails" as method_details,
  tender."mainProcurementCategory" as category, {_id("buyer")} as buyer_id, buyer.name as buyer,
  {_id('tender."procuringEntity"')} as entity_id, tender."procuringEntity".name as entity,
  list_filter(parties, lambda one: one.id = coalesce(buyer.id, tender."procuringEntity".id))[1].address.region as region,
  tender.value.amount as estimate, tender.value.currency as currency, tender."numberOfTenderers" as tenderers,
  {_moment('tender."tenderPeriod"."startDate"')} as opened, {_moment('tender."tenderPeriod"."endDate"')} as closed,
  tender."tenderPeriod"."startDate" as opened_text, tender."tenderPeriod"."endDate" as closed_text,
  list_min(list_transform(list_filter(tender.documents, lambda one: one."documentType" = 'tenderNotice'),
    lambda one: one."datePublished")) as published_text, {_moment("published_text")} as published,
  list_min(list_transform(list_filter(awards, lambda one: one.status = 'active'), lambda one: one.date)) as awarded_text,
  {_moment("awarded_text")} as awarded,
  coalesce(tender.items[1].classification.id, awards[1].items[1].classification.id) as class,
  case when starts_with(ocid, 'ocds-') then 'ocds-' || split_part(ocid, '-', 2) end as portal,
  bids.details is not null as bids_given, awards is not null as awards_given
from {staging.RAW} raw where ocid is not null
"""

BIDS: Final = f"""
select ocid, {_named("b")} as bid, place, b.status as status, {_moment("b.date")} as submitted, b.date as submitted_text,
  b.value.amount as amount, b.value.currency as currency, len(b.tenderers) as tenderers, {_key("b.tenderers", _own_id)} as tenderer_ids
from (select ocid, unnest(bids.details) as b, generate_subscripts(bids.details, 1) as place from {staging.RAW} where ocid is not null)
where b is not null
"""

BID_TENDERERS: Final = f"""
select ocid, bid, place, t.id as tenderer_id, t.name as tenderer
from (select ocid, {_named("b")} as bid, place, unnest(b.tenderers) as t from (
  select ocid, unnest(bids.details) as b, generate_subscripts(bids.details, 1) as place from {staging.RAW} where ocid is not null))
where t is not null
"""

_AWARDS: Final = f"(select ocid, unnest(awards) as a, generate_subscripts(awards, 1) as place from {staging.RAW} where ocid is not null)"

AWARDS: Final = f"""
select ocid, {_named("a")} as award, place, a.status as status, {_moment("a.date")} as awarded, a.date as awarded_text,
  a.value.amount as amount, a.value.currency as currency, len(a.suppliers) as suppliers, {_key("a.suppliers", _id)} as supplier_ids
from {_AWARDS} where a is not null
"""

AWARD_SUPPLIERS: Final = f"""
select ocid, award, place, {_id("s")} as supplier_id, s.name as supplier
from (select ocid, {_named("a")} as award, place, unnest(a.suppliers) as s from {_AWARDS}) where s is not null
"""

AWARD_ITEMS: Final = f"""
select ocid, award, place, i.classification.scheme as scheme, i.classification.id as class
from (select ocid, {_named("a")} as award, place, unnest(a.items) as i from {_AWARDS}) where i is not null
"""

_CONTRACTS: Final = (
    f"(select ocid, unnest(contracts) as c, generate_subscripts(contracts, 1) as place from {staging.RAW} where ocid is not null)"
)

CONTRACTS: Final = f"""
select ocid, {_named("c")} as contract, place, c."awardID" as award, c.status as status, {_moment('c."dateSigned"')} as signed,
  c."dateSigned" as signed_text, c.value.amount as amount, c.value.currency as currency
from {_CONTRACTS} where c is not null
"""

AMENDMENTS: Final = f"""
select ocid, contract, coalesce(m.id, '#' || number) as amendment, {_moment("m.date")} as amended, m.date as amended_text, place, number,
  try_cast(list_filter(m.changes, lambda one: one.property like '%amount')[1].former_value as double) as amount_before,
  case when amount_before is not null and number = last then amount end as amount_after, m.rationale as rationale
from (select ocid, contract, place, amount, len(every) as last, unnest(every) as m, generate_subscripts(every, 1) as number from (
  select ocid, {_named("c")} as contract, place, c.value.amount as amount,
    list_concat(coalesce(c.amendments, []), case when c.amendment is null then [] else [c.amendment] end) as every
  from {_CONTRACTS} where c.amendments is not null or c.amendment is not null))
where m is not null
"""

PARTIES: Final = f"""
select ocid, coalesce(p.id, p.identifier.scheme || '-' || p.identifier.id) as party_id, p.name as name,
  array_to_string(p.roles, '|') as roles,
  nullif(concat_ws(', ', p.address."streetAddress", p.address.locality, p.address.region, p.address."postalCode",
    p.address."countryName"), '') as address,
  p.contactPoint.telephone as phone, p.contactPoint.email as email, p.identifier.id as tax_id
from (select ocid, unnest(parties) as p from {staging.RAW} where ocid is not null) where p is not null
"""

QUERIES: Final = {
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


SPENT: Final = {"releases": "tender", "bid_tenderers": "bids", "amendments": "contracts", "award_items": "awards", "parties": "parties"}
"""Once the table is made, nobody needs that part of the staged releases any more."""


def make(into: Into) -> None:
    """Make every canonical table that the releases fill, physical columns `…_text` beside the times for whoever checks them."""
    cursor = staging.stage(into.data).cursor
    for name, query in QUERIES.items():
        cursor.execute(f"create table ocds_{name} as {query}")
        if name in SPENT:
            cursor.execute(f"alter table {staging.RAW} drop column {SPENT[name]}")


def hand_over(into: Into) -> None:
    """Give the tables to the indicators, after those of flat files where there are any, and count them. An empty table is not given."""
    cursor = staging.stage(into.data).cursor
    for name in QUERIES:
        columns = list(SCHEMAS[name].types)
        (count,) = cursor.execute(f"select count(*) from ocds_{name}").fetchone() or (0,)
        if not count:
            continue
        present = [one[0] for one in cursor.execute(f"describe ocds_{name}").fetchall() if one[0] in columns]
        filled = {one for one in present if _any(cursor, f"ocds_{name}", one)}
        before = into.data[name] if name in into.data.names else None
        also = {one for one in columns if into.data.has(name, one)}
        into.data.add(SCHEMAS[name], into.data.con.table(f"ocds_{name}"), filled=filled | also)
        if before is not None:
            into.data.add(SCHEMAS[name], before.union(into.data[name]), filled=filled | also)
        into.taken.rows[name] = into.taken.rows.get(name, 0) + count


def _any(cursor: duckdb.DuckDBPyConnection, table: str, column: str) -> bool:
    """Whether a column holds anything: stops at the first value, and the statistics of an empty column spare its reading."""
    return cursor.execute(f"select 1 from {table} where {column} is not null limit 1").fetchone() is not None
