"""Which way a database goes; that both lead to the same place, tools/both_ways.py says."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import ConnectionHandler
from django.db.migrations.operations import RunPython, SeparateDatabaseAndState

from amanah.foundation.ledger.management.commands import migrate
from amanah.foundation.ledger.triggers import AppendOnly


def test_only_a_database_without_any_table_goes_the_short_way(tmp_path, django_db_blocker):
    handler = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "new.sqlite3")}})
    connection = handler["default"]
    with django_db_blocker.unblock():
        assert migrate.is_empty(connection)
        with connection.cursor() as cursor:
            cursor.execute("create table something (id integer)")
        assert not migrate.is_empty(connection)
        connection.close()


@pytest.mark.django_db
def test_this_database_was_built_the_short_way_and_nothing_is_left_to_apply():
    said = StringIO()
    call_command("migrate", plan=True, stdout=said)
    assert "No planned migration operations" in said.getvalue()


def test_what_is_carried_out_besides_the_tables():
    assert migrate._is_done_besides(AppendOnly("ledger_entry"))
    assert migrate._is_done_besides(RunPython(lambda _apps, _editor: None))
    assert not migrate._is_done_besides(RunPython(lambda _apps, _editor: None, elidable=True))
    with pytest.raises(NotImplementedError):
        migrate._is_done_besides(SeparateDatabaseAndState())
