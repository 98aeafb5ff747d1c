"""A flat list of tenders, one row per package as LPSE gives it out, made into releases, awards, suppliers, contracts and parties."""

from collections.abc import Mapping
from typing import Final

import ibis
from ibis.expr.types import BooleanValue, NumericValue, StringValue, Table, Value

from amanah.redflags.data import Data
from amanah.redflags.schema import Schema
from amanah.redflags.schemas import procurement

UNITS: Final[Mapping[str, float]] = {"T|TRILIUN": 1e12, "M|MILIAR|MILYAR": 1e9, "JT|JUTA": 1e6, "RB|RIBU": 1e3}
"""Words behind an amount: M is a thousand million in Indonesian."""

STAGES: Final = (("batal", "cancelled"), ("gagal", "unsuccessful"), ("selesai", "complete"), ("tidak ada jadwal", "planned"))
"""What a stage says of the status; any other stage is under way."""

METHODS: Final = (
    ("penunjukan langsung|pengadaan langsung|dikecualikan|without_publication|outright", "direct"),
    ("terbatas|seleksi|restricted|negotiated|dialog", "selective"),
    ("pemilihan langsung|tender|lelang|sayembara|kontes|^open$", "open"),
)
"""Local methods, and those of DIGIWHIST, in OCDS's four; a selection of consultants works from a short list. The first that is found
holds."""

CATEGORIES: Final = (
    ("konsult", "consultingServices"),
    ("konstruksi|^works$", "works"),
    ("barang|suppl", "goods"),
    ("jasa|servic", "services"),
)
ENTITIES: Final = (("&nbsp;", " "), ("&quot;", '"'), ("&#0?39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def store(data: Data, schema: Schema, name: str) -> None:
    """Put the list of that name into `data` as canonical tables, beside what is there. Of a code named twice the last row counts."""
    raw = data.con.table(name)
    empty = {column: ibis.null(kind) for column, kind in schema.types.items() if column not in raw.columns}
    rows = raw.mutate(**empty).mutate(_row=ibis.row_number())
    place, lot = rows.portal.fill_null("").strip(), rows.lot.fill_null("").strip()
    code = ibis.ifelse(lot == "", rows.code, rows.code + "/" + lot)
    rows = rows.mutate(ocid=ibis.ifelse(place == "", code, place + "/" + code))
    # by now there is one currency only; what does not name it is in the same
    rows = rows.mutate(currency=rows.currency.upper().max().over(ibis.window()).coalesce("IDR"))
    last = rows._row == rows._row.max().over(ibis.window(group_by=rows.ocid))  # noqa: SLF001 - a column of ours
    rows = data.keep(_read(rows.mutate(_last=last).filter(lambda t: t["_last"])))
    for made, table in _canonical(rows).items():
        _add(data, {one.name: one for one in procurement.SCHEMAS}[made], table)
    for one in procurement.SCHEMAS:
        if one.name not in data.names:
            nothing = {column: ibis.null(kind) for column, kind in one.types.items()}
            data.add(one, rows.filter(ibis.literal(value=False)).select(**nothing), filled=())


def _read(rows: Table) -> Table:
    shown = rows.estimate_shown.coalesce(rows.estimate)
    estimate = amount(rows.estimate).coalesce(amount(shown))
    rounded = (amount(shown) == estimate) & unit(shown).notnull()
    supplier_id = clean(rows.supplier_id).coalesce(clean(rows.supplier).upper())
    return rows.mutate(
        title=clean(rows.title),
        retender=rows.title.re_search(r"(?i)<[^>]*>[^<]*\bulang\b"),
        buyer=clean(rows.buyer),
        buyer_id=clean(rows.buyer_id).coalesce(clean(rows.buyer).upper()),
        supplier=clean(rows.supplier),
        supplier_id=supplier_id,
        estimate=estimate.nullif(0),
        estimate_within=ibis.ifelse(rounded, coarseness(shown), ibis.null("float64")),
        award_amount=amount(rows.award_amount).nullif(0),
        contract_amount=amount(rows.contract_amount).nullif(0),
    )


def _canonical(rows: Table) -> dict[str, Table]:
    stage = rows.stage.lower()
    status = ibis.cases(
        *((stage.contains(word), meaning) for word, meaning in STAGES), else_=ibis.ifelse(stage.isnull(), ibis.null("string"), "active")
    )
    won = rows.supplier_id.notnull() | rows.award_amount.notnull()
    awarded = rows.filter(won)
    signed = rows.filter(rows.contract_amount.notnull())
    one = ibis.literal("1")
    return {
        "releases": rows.select(
            "ocid", "title", "buyer_id", "buyer", "entity", "region", "estimate", "estimate_within", "retender", "portal", "year",
            "currency",
            "tenderers",
            place=ibis.row_number().over(ibis.window(order_by=rows._row)) + 1,  # noqa: SLF001 - a column of ours
            tender=rows.code,
            status=status,
            method=_word(rows.method, METHODS),
            method_details=clean(rows.method),
            category=_word(rows.category, CATEGORIES),
            closed=rows.closed.cast("timestamp"),
            published=rows.published.cast("timestamp"),
            awarded=rows.awarded.cast("timestamp"),
            awards_given=won,
        ),
        "awards": awarded.select(
            "ocid",
            award=one,
            place=ibis.literal(1, "int64"),
            status=ibis.literal("active"),
            awarded=awarded.awarded.cast("timestamp"),
            amount=awarded.award_amount,
            currency=awarded.currency,
            suppliers=awarded.supplier_id.notnull().cast("int64"),
            supplier_ids=awarded.supplier_id,
        ),
        "award_suppliers": awarded.filter(awarded.supplier_id.notnull()).select(
            "ocid", "supplier_id", "supplier", award=one, place=ibis.literal(1, "int64")
        ),
        "contracts": signed.select(
            "ocid",
            contract=one,
            place=ibis.literal(1, "int64"),
            award=ibis.ifelse(signed.supplier_id.notnull() | signed.award_amount.notnull(), "1", ibis.null("string")),
            status=ibis.literal("active"),
            signed=signed.signed.cast("timestamp"),
            amount=signed.contract_amount,
            currency=signed.currency,
        ),
        "parties": awarded.filter(awarded.supplier_id.notnull()).select(
            "ocid",
            party_id=awarded.supplier_id,
            name=awarded.supplier,
            roles=ibis.literal("supplier"),
            address=clean(awarded.supplier_address),
        ),
    }  # fmt: skip


def _add(data: Data, schema: Schema, table: Table) -> None:
    whole = table.mutate(**{column: ibis.null(kind) for column, kind in schema.types.items() if column not in table.columns})
    whole = whole.select(**{column: whole[column].cast(kind) for column, kind in schema.types.items()})
    if schema.name in data.names:
        whole = data[schema.name].union(whole)
    kept = data.keep(whole)
    counts = kept.aggregate(**{column: kept[column].count() for column in schema.types}).to_pyarrow().to_pylist()[0]
    data.add(schema, kept, filled=[column for column, count in counts.items() if count])


def amount(text: StringValue) -> NumericValue:
    """An amount as portals write it: `Rp 217.764.799,25`, `1,1 M`, `248,5 Jt`, `1100000000.0`; null where it is in words."""
    plain = text.upper().re_replace(r"RP\.?|IDR|\s", "").re_replace(r"[A-Z]+$", "")
    dots_are_thousands = plain.re_search(r"^-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]*)?$")
    commas_are_thousands = plain.re_search(r"^-?[0-9]{1,3}(,[0-9]{3}){2,}(\.[0-9]*)?$|^-?[0-9]{1,3}(,[0-9]{3})+\.[0-9]*$")
    written = ibis.cases(
        (dots_are_thousands, plain.replace(".", "").replace(",", ".")),
        (commas_are_thousands, plain.replace(",", "")),
        else_=plain.replace(",", "."),
    )
    return written.re_replace(r"\.$", "").try_cast("float64") * unit(text).coalesce(1.0)


def unit(text: StringValue) -> NumericValue:
    """The unit in words behind an amount, such as M; null where there is none."""
    said = text.upper().strip()
    return ibis.cases(*((said.re_search(rf"[0-9]\s*({words})$"), size) for words, size in UNITS.items()), else_=ibis.null("float64"))


def coarseness(text: StringValue) -> NumericValue:
    """How far an amount such as `1,1 M` may be from the true one: portals round to one decimal, and leave out a decimal of nought."""
    decimals = text.re_extract(r"[0-9],([0-9]+)\s*[A-Za-z]+\s*$", 1).length()
    return ibis.cases((decimals <= 1, 0.05), (decimals == 2, 0.005), else_=0.0005) * unit(text)  # noqa: PLR2004 - places after the comma


def clean(text: StringValue) -> StringValue:
    """A text without the portal's markup: labels, tags and entities gone, white space single; null where nothing is left."""
    bare = text.re_replace(r"<span[^>]*>[^<]*</span>", " ").re_replace(r"<[^>]*>", " ")
    for written, meant in ENTITIES:
        bare = bare.re_replace(written, meant)
    return bare.re_replace(r"[\s\x00-\x1f\x{fffd}\x{a0}]+", " ").strip().nullif("")


def _word(text: StringValue, words: tuple[tuple[str, str], ...]) -> Value:
    low = text.lower()
    found: list[tuple[BooleanValue, str]] = [(low.re_search(pattern), meaning) for pattern, meaning in words]
    return ibis.cases(*found, else_=ibis.null("string"))
