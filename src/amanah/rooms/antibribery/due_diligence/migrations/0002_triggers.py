"""Steps, decisions and what a list said are only ever added, whoever asks the database."""

from django.db import migrations

from amanah.foundation.ledger.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("antibribery_due_diligence", "0001_initial")]
    operations = [
        AppendOnly("antibribery_due_diligence_step"),
        AppendOnly("antibribery_due_diligence_decision"),
        AppendOnly("antibribery_due_diligence_version"),
        AppendOnly("antibribery_due_diligence_entry"),
        AppendOnly("antibribery_due_diligence_check"),
    ]
