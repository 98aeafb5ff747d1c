from django.db import migrations

from amanah.foundation.ledger.triggers import AppendOnly

# The head may only grow; everything else may only be added to, except that an entry's content may be erased.
HEAD_SQLITE = [
    "CREATE TRIGGER ledger_head_no_delete BEFORE DELETE ON ledger_head BEGIN SELECT RAISE(ABORT, 'the head of the ledger stays'); END",
    "CREATE TRIGGER ledger_head_no_shrink BEFORE UPDATE ON ledger_head WHEN NEW.size <= OLD.size OR NEW.id <> OLD.id "
    "BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END",
]
HEAD_POSTGRESQL = [
    "CREATE FUNCTION ledger_head_grows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF TG_OP = 'UPDATE' THEN IF NEW.size > OLD.size AND NEW.id = OLD.id THEN RETURN NEW; END IF; END IF; "
    "RAISE EXCEPTION 'the ledger only grows' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE TRIGGER ledger_head_no_shrink BEFORE UPDATE OR DELETE ON ledger_head FOR EACH ROW EXECUTE FUNCTION ledger_head_grows()",
    "CREATE TRIGGER ledger_head_no_truncate BEFORE TRUNCATE ON ledger_head FOR EACH STATEMENT EXECUTE FUNCTION ledger_head_grows()",
]


def guard_head(apps, schema_editor):
    for statement in HEAD_POSTGRESQL if schema_editor.connection.vendor == "postgresql" else HEAD_SQLITE:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        AppendOnly("ledger_entry", primary_key="index", erasable=("payload", "salt")),
        AppendOnly("ledger_node"),
        AppendOnly("ledger_checkpoint"),
        migrations.RunPython(guard_head),
    ]
