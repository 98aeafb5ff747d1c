from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_triggers")]

    operations = [
        migrations.AddIndex("entry", models.Index(fields=["kind", "index"], name="ledger_entry_of_kind")),
    ]
