"""Steps and editions are only ever added, whoever asks the database."""

from django.db import migrations

from amanah.foundation.ledger.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("instruments", "0001_initial")]
    operations = [AppendOnly("instruments_step"), AppendOnly("instruments_edition", primary_key="sha256")]
