"""Doing what the database refuses: for tests that play someone who owns it, and for emptying it between tests."""

from contextlib import contextmanager

from django.db import connection


@contextmanager
def triggers_lifted():
    """Within the block no append-only trigger fires."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            yield cursor
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield cursor
        for _, sql in found:
            cursor.execute(sql)
