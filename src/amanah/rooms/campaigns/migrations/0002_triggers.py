"""What was done about campaigns and ideas is only ever added, whoever asks the database."""

from django.db import migrations

from amanah.foundation.ledger.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial")]
    operations = [
        AppendOnly("campaigns_step"),
        AppendOnly("campaigns_spending"),
        AppendOnly("campaigns_deed"),
        AppendOnly("campaigns_ideastep"),
    ]
