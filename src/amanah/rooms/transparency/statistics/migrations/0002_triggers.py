"""What was published is never changed, whoever asks the database."""

from django.db import migrations

from amanah.foundation.ledger.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_initial")]
    operations = [AppendOnly("statistics_release")]
