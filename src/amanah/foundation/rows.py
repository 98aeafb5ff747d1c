"""Inserting many rows at the speed of the database driver: for imports, where the ORM's own way costs more than the database."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models

Row = TypeVar("Row", bound=models.Model)
_Convert = Callable[[Any], Any]

_PORTION = 2000
_INTEGERS: Final = (models.SmallIntegerField, models.PositiveSmallIntegerField, models.IntegerField, models.PositiveIntegerField)
_EXACT: Final[dict[type[Any], type[Any]]] = {
    models.CharField: str,
    models.TextField: str,
    models.BooleanField: bool,
    models.BinaryField: bytes,
    models.DateField: date,
    models.UUIDField: UUID,
    **dict.fromkeys(_INTEGERS, int),
}
"""Fields whose values, where they are exactly of this type, the driver takes as they are, or as `_CONVERT` says."""


def _as_it_is(value: Any) -> Any:
    return value


_CONVERT: Final[dict[str, dict[type[Any], _Convert]]] = {
    "sqlite": dict.fromkeys((str, bool, bytes, int), _as_it_is) | {date: date.isoformat, UUID: lambda value: value.hex},
    "postgresql": dict.fromkeys((str, bool, bytes, date, UUID), _as_it_is),
}


def insert(model: type[Row], rows: Iterable[Row]) -> None:
    """Insert rows that have every value they need, in the caller's transaction; a key that the database numbers is not told back.

    As `bulk_create`, without signals and without anything that a field does only when it is saved. Raises IntegrityError.
    """
    names = [field.attname for field in _fields(model)]
    insert_values(model, names, ([getattr(row, name) for name in names] for row in rows))


def insert_values(model: type[models.Model], names: Sequence[str], values: Iterable[Sequence[Any]]) -> None:
    """As `insert`, of rows for which nobody made objects: `names` are the attributes, all that have no default in the database."""
    connection = connections[DEFAULT_DB_ALIAS]  # itself, and not what looks it up anew for every value
    known = {field.attname: field for field in _fields(model)}
    fields = [known[name] for name in names]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608, SLF001 - names of our own models
    prepare = [_prepared(field, connection) for field in fields]
    every = iter(values)
    with connection.cursor() as cursor:
        while portion := [[ready(value) for ready, value in zip(prepare, row, strict=True)] for row in islice(every, _PORTION)]:
            cursor.executemany(statement, portion)


def _fields(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    return [field for field in model._meta.local_concrete_fields if not isinstance(field, models.AutoField)]  # noqa: SLF001 - Django's documented name


def _prepared(field: "models.Field[Any, Any]", connection: Any) -> _Convert:
    """What makes a value ready for the driver: at once for what needs nothing, else as the field itself does."""
    slow = field.get_db_prep_save
    kept = field.target_field if isinstance(field, models.ForeignKey) else field
    exact = _EXACT.get(type(kept))
    quick = _CONVERT.get(connection.vendor, {}).get(exact) if exact is not None else None

    def ready(value: Any) -> Any:
        if value is None:
            return None
        return quick(value) if quick is not None and type(value) is exact else slow(value, connection)

    return ready
