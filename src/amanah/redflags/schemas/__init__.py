"""The canonical tables, a module per family. `SCHEMAS` has them all by name."""

from collections.abc import Mapping
from typing import Final

from amanah.redflags.schema import Schema
from amanah.redflags.schemas import payments, people, procurement, services, tenders, training, travel, vendors

SCHEMAS: Final[Mapping[str, Schema]] = {
    schema.name: schema
    for family in (payments, procurement, tenders, services, vendors, people, travel, training)
    for schema in family.SCHEMAS
}
