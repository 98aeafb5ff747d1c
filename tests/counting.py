"""How much something asks of the database."""

from collections.abc import Callable, Iterable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries_of(act: "Callable[[], Iterable[object]]") -> int:
    """How many queries it takes to make what `act` answers and to go through all of it."""
    with CaptureQueriesContext(connection) as made:
        list(act())
    return len(made)
