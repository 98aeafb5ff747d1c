"""What was scored, and what was done, is only ever added to, whoever asks the database."""

from django.db import migrations

from amanah.foundation.ledger.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("risks", "0001_initial")]
    operations = [AppendOnly("risks_edition", primary_key="sha256"), AppendOnly("risks_assessment"), AppendOnly("risks_step")]
