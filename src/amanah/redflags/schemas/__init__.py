"""The canonical tables, a module per family. `SCHEMAS` has them all by name."""

from collections.abc import Mapping
from typing import Final

from amanah.redflags.schema import Schema
from amanah.redflags.schemas import payments, procurement, services

SCHEMAS: Final[Mapping[str, Schema]] = {schema.name: schema for family in (payments, procurement, services) for schema in family.SCHEMAS}
