"""The part of an OCDS release that the canonical tables need, as one shape: read by DuckDB as types, checked by Python cell by cell."""

import math
from collections.abc import Callable, Mapping
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
