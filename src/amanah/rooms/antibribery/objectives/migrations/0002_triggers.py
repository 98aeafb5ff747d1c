"""Steps, entries, readings and analyses are only ever added, whoever asks the database."""

from django.db import migrations

from amanah.foundation.ledger.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("antibribery_objectives", "0001_initial")]
    operations = [
        AppendOnly("antibribery_objectives_step"),
        AppendOnly("antibribery_objectives_progress"),
        AppendOnly("antibribery_objectives_reading"),
        AppendOnly("antibribery_objectives_analysis"),
    ]
