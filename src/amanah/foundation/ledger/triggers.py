"""A migration operation that makes a table append-only in the database itself, for the ledger and for whoever keeps history."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_FUNCTION = "amanah_append_only"


class AppendOnly(Operation):
    """Refuse DELETE and UPDATE (and TRUNCATE, and SQLite's INSERT OR REPLACE) on `table`, whoever asks.

    `erasable` names columns that may be set to NULL, all together and with every other column unchanged. `primary_key` is the
    table's primary key column. A later migration that alters the table makes SQLite rebuild it, which loses its triggers: repeat
    the operation there; `missing` and verification tell when that was forgotten.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, *, primary_key: str = "id", erasable: Sequence[str] = ()) -> None:
        self.table = table
        self.primary_key = primary_key
        self.erasable = tuple(erasable)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Models stay as they are."""

    def database_forwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, *states: ProjectState) -> None:
        """Create the triggers, in place of older ones."""
        self.database_backwards(app_label, schema_editor, *states)
        for statement in self.statements(schema_editor.connection):
            schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, *states: ProjectState) -> None:  # noqa: ARG002 - Django's
        """Drop the triggers."""
        on_table = f" ON {self.table}" if schema_editor.connection.vendor == "postgresql" else ""
        for name in self.names(schema_editor.connection):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}", params=None)

    def describe(self) -> str:
        """What `migrate` prints."""
        return f"Make {self.table} append-only"

    @property
    def migration_name_fragment(self) -> str:
        """Part of a generated file name."""
        return f"{self.table}_append_only"

    def names(self, connection: BaseDatabaseWrapper) -> list[str]:
        """The triggers' names on this kind of database."""
        acts = ("change", "truncate") if connection.vendor == "postgresql" else ("update", "delete", "replace")
        return [f"{self.table}_no_{act}" for act in acts]

    def statements(self, connection: BaseDatabaseWrapper) -> list[str]:
        """The SQL that puts the triggers in place."""
        if connection.vendor == "postgresql":
            return self._postgresql(self._kept(connection))
        if connection.vendor == "sqlite":
            return self._sqlite(self._kept(connection))
        raise NotImplementedError(f"no append-only triggers for {connection.vendor}")

    def _kept(self, connection: BaseDatabaseWrapper) -> list[str]:
        if not self.erasable:
            return []
        with connection.cursor() as cursor:
            columns = [column.name for column in connection.introspection.get_table_description(cursor, self.table)]
        return [column for column in columns if column not in self.erasable]

    def _allowed(self, kept: list[str], same: str) -> str:
        gone = [f"NEW.{column} IS NULL" for column in self.erasable]
        unchanged = [f'OLD."{column}" {same} NEW."{column}"' for column in kept]
        return " AND ".join([*gone, f"OLD.{self.erasable[0]} IS NOT NULL", *unchanged])

    def _postgresql(self, kept: list[str]) -> list[str]:
        function, condition = _FUNCTION, ""
        if self.erasable:
            function = f"{self.table}_append_only"
            allowed = self._allowed(kept, "IS NOT DISTINCT FROM")
            condition = f"IF TG_OP = 'UPDATE' THEN IF {allowed} THEN RETURN NEW; END IF; END IF;"
        refusal = "RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation'"
        change, truncate = f"{self.table}_no_change", f"{self.table}_no_truncate"
        return [
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {condition} {refusal}; END $$",
            f"CREATE TRIGGER {change} BEFORE UPDATE OR DELETE ON {self.table} FOR EACH ROW EXECUTE FUNCTION {function}()",
            f"CREATE TRIGGER {truncate} BEFORE TRUNCATE ON {self.table} FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
        ]

    def _sqlite(self, kept: list[str]) -> list[str]:
        refused = f"BEGIN SELECT RAISE(ABORT, '{self.table} is append-only'); END"
        unless = f" WHEN NOT ({self._allowed(kept, 'IS')})" if self.erasable else ""
        # S608: table and column names come from migrations.
        replaced = f'EXISTS (SELECT 1 FROM {self.table} WHERE "{self.primary_key}" = NEW."{self.primary_key}")'  # noqa: S608
        return [
            f"CREATE TRIGGER {self.table}_no_update BEFORE UPDATE ON {self.table}{unless} {refused}",
            f"CREATE TRIGGER {self.table}_no_delete BEFORE DELETE ON {self.table} {refused}",
            f"CREATE TRIGGER {self.table}_no_replace BEFORE INSERT ON {self.table} WHEN {replaced} {refused}",
        ]


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that migrations declare with `AppendOnly` and that this database does not have."""
    declared = {
        name
        for migration in MigrationLoader(None).disk_migrations.values()
        for operation in migration.operations
        if isinstance(operation, AppendOnly)
        for name in operation.names(connection)
    }
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'")
        present: set[Any] = {row[0] for row in cursor.fetchall()}
    return sorted(declared - present)
