"""Steps are only ever added, whoever asks the database."""

from django.db import migrations

from amanah.foundation.ledger.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [AppendOnly("documents_step")]
