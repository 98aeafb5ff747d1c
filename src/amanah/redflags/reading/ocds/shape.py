"""The part of an OCDS release that the canonical tables need, as one shape: read by DuckDB as types, checked by Python cell by cell."""

import math
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final, Literal

Leaf = Literal["text", "number", "integer", "any"]
Shape = Leaf | Mapping[str, "Shape"] | list["Shape"]

VALUE: Final[Shape] = {"amount": "number", "currency": "text"}
TENDERER: Final[Shape] = {"id": "text", "name": "text"}
ORGANISATION: Final[Shape] = {"id": "text", "name": "text", "identifier": {"scheme": "text", "id": "text"}}
ITEM: Final[Shape] = {"classification": {"scheme": "text", "id": "text"}}
AMENDMENT: Final[Shape] = {
    "id": "text",
    "date": "text",
    "rationale": "text",
    "changes": [{"property": "text", "former_value": "any"}],
}

RELEASE: Final[Mapping[str, Shape]] = {
    "ocid": "text",
    "date": "text",
    "tag": ["text"],
    "buyer": ORGANISATION,
    "tender": {
        "id": "text",
        "title": "text",
        "description": "text",
        "status": "text",
        "procurementMethod": "text",
        "procurementMethodDetails": "text",
        "mainProcurementCategory": "text",
        "procuringEntity": ORGANISATION,
        "value": VALUE,
        "numberOfTenderers": "integer",
        "tenderPeriod": {"startDate": "text", "endDate": "text"},
        "items": [ITEM],
        "documents": [{"documentType": "text", "datePublished": "text"}],
    },
    "bids": {"details": [{"id": "text", "date": "text", "status": "text", "tenderers": [TENDERER], "value": VALUE}]},
    "awards": [{"id": "text", "date": "text", "status": "text", "suppliers": [ORGANISATION], "value": VALUE, "items": [ITEM]}],
    "contracts": [
        {
            "id": "text",
            "awardID": "text",
            "status": "text",
            "dateSigned": "text",
            "value": VALUE,
            "amendments": [AMENDMENT],
            "amendment": AMENDMENT,
        }
    ],
    "parties": [
        {
            "id": "text",
            "name": "text",
            "roles": ["text"],
            "identifier": {"scheme": "text", "id": "text"},
            "address": {"streetAddress": "text", "locality": "text", "region": "text", "postalCode": "text", "countryName": "text"},
            "contactPoint": {"email": "text", "telephone": "text"},
        }
    ],
}

TEXTS: Final[Mapping[str, tuple[str, ...]]] = {
    "buyer.name": ("releases.buyer",),
    "buyer.identifier.scheme": ("releases.buyer_id",),
    "buyer.identifier.id": ("releases.buyer_id",),
    "tender.id": ("releases.tender",),
    "tender.title": ("releases.title",),
    "tender.description": ("releases.description",),
    "tender.status": ("releases.status",),
    "tender.procurementMethod": ("releases.method",),
    "tender.procurementMethodDetails": ("releases.method_details",),
    "tender.mainProcurementCategory": ("releases.category",),
    "tender.procuringEntity.name": ("releases.entity",),
    "tender.procuringEntity.identifier.scheme": ("releases.entity_id",),
    "tender.procuringEntity.identifier.id": ("releases.entity_id",),
    "tender.items.classification.scheme": (),
    "tender.items.classification.id": ("releases.class",),
    "bids.details.status": ("bids.status",),
    "bids.details.tenderers.name": ("bid_tenderers.tenderer",),
    "awards.status": ("awards.status", "releases.awarded", "releases.awarded_text"),
    "awards.suppliers.name": ("award_suppliers.supplier",),
    "awards.suppliers.identifier.scheme": ("awards.supplier_ids", "award_suppliers.supplier_id"),
    "awards.suppliers.identifier.id": ("awards.supplier_ids", "award_suppliers.supplier_id"),
    "awards.items.classification.scheme": ("award_items.scheme",),
    "awards.items.classification.id": ("award_items.class", "releases.class"),
    "contracts.awardID": ("contracts.award",),
    "contracts.status": ("contracts.status",),
    **{
        f"contracts.{amended}.{text}": made
        for amended in ("amendments", "amendment")
        for text, made in {
            "rationale": ("amendments.rationale",),
            "changes.property": ("amendments.amount_before", "amendments.amount_after"),
            "changes.former_value": ("amendments.amount_before", "amendments.amount_after"),
        }.items()
    },
    "parties.name": ("parties.name",),
    "parties.identifier.scheme": ("parties.party_id",),
    "parties.identifier.id": ("parties.party_id", "parties.tax_id"),
    "parties.address.streetAddress": ("parties.address",),
    "parties.address.locality": ("parties.address",),
    "parties.address.region": ("parties.address", "releases.region"),
    "parties.address.postalCode": ("parties.address",),
    "parties.address.countryName": ("parties.address",),
    "parties.contactPoint.email": ("parties.email",),
    "parties.contactPoint.telephone": ("parties.phone",),
}
"""Texts that need not be read, and the canonical columns that are made of them. Whatever is not named here always is: what is checked
(numbers, dates, currencies) and the ids by which releases are merged."""

TYPES: Final[Mapping[Leaf, str]] = {"text": "VARCHAR", "number": "DOUBLE", "integer": "BIGINT", "any": "VARCHAR"}
LARGEST: Final = 2**63 - 1

Complain = Callable[[str, str], None]
"""complain(JSON path, reason)"""


def duckdb_type(shape: Shape) -> str:
    """The DuckDB type that holds a shape."""
    if isinstance(shape, str):
        return TYPES[shape]
    if isinstance(shape, list):
        return f"{duckdb_type(shape[0])}[]"
    return "STRUCT({})".format(", ".join(f'"{name}" {duckdb_type(part)}' for name, part in shape.items()))


def without(shape: Shape, unread: Collection[str], at: str = "") -> Shape:
    """A shape without the texts at these paths (lists are passed through: `bids.details.tenderers.name`).

    Objects and lists stay, an object with one part at least: so a value of another type is found whether it is read or not.
    """
    if isinstance(shape, str):
        return shape
    if isinstance(shape, list):
        return [without(shape[0], unread, at)]
    paths = {name: f"{at}.{name}" if at else name for name in shape}
    kept = [name for name in shape if paths[name] not in unread] or list(shape)[:1]
    return {name: without(shape[name], unread, paths[name]) for name in kept}


def fitted(value: Any, shape: Shape, at: str, complain: Complain) -> Any:
    """`value` cut down to what `shape` asks for; what is of another type is left out (in a list: null) and complained of."""
    if value is None:
        return None
    if isinstance(shape, str):
        return _leaf(value, shape, at, complain)
    if isinstance(shape, list):
        if isinstance(value, dict) and isinstance(shape[0], Mapping):
            value = [value]  # releases of OCDS 1.0 hold one supplier without a list
        if not isinstance(value, list):
            return _wrong(value, "a list", at, complain)
        return [fitted(part, shape[0], f"{at}[{place}]", complain) for place, part in enumerate(value)]
    if not isinstance(value, dict):
        return _wrong(value, "an object", at, complain)
    return {
        name: whole
        for name, part in shape.items()
        if name in value and (whole := fitted(value[name], part, f"{at}.{name}" if at else name, complain)) is not None
    }


def _leaf(value: Any, kind: Leaf, at: str, complain: Complain) -> Any:
    match kind:
        case "any":
            return value
        case "text":
            if isinstance(value, str) or (isinstance(value, (int, float)) and not isinstance(value, bool)):
                return str(value)
            return _wrong(value, "a text", at, complain)
        case "number":
            number = _number(value)
            return _wrong(value, "a number", at, complain) if number is None else number
        case "integer":
            number = _number(value)
            if number is None or number != int(number) or abs(number) > LARGEST:
                return _wrong(value, "a whole number", at, complain)
            return int(number)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _wrong(value: Any, wanted: str, at: str, complain: Complain) -> None:
    shown = str(value)
    complain(at, f"{shown[:60]!r} is not {wanted}")
