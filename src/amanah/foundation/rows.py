"""Inserting many rows at the speed of the database driver: for imports, where the ORM's own way costs more than the database."""

from collections.abc import Iterable
from itertools import islice
from typing import TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models

Row = TypeVar("Row", bound=models.Model)

_PORTION = 2000


def insert(model: type[Row], rows: Iterable[Row]) -> None:
    """Insert rows that have every value they need, in the caller's transaction; a key that the database numbers is not told back.

    As `bulk_create`, without signals and without anything that a field does only when it is saved. Raises IntegrityError.
    """
    connection = connections[DEFAULT_DB_ALIAS]  # itself, and not what looks it up anew for every value
    fields = [field for field in model._meta.local_concrete_fields if not isinstance(field, models.AutoField)]  # noqa: SLF001 - Django's documented name
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608, SLF001 - names of our own models
    readers = [(field.attname, field.get_db_prep_save) for field in fields]
    every = iter(rows)
    with connection.cursor() as cursor:
        while portion := [[prepare(getattr(row, name), connection) for name, prepare in readers] for row in islice(every, _PORTION)]:
            cursor.executemany(statement, portion)
