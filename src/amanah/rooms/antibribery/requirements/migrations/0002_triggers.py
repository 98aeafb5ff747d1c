"""What was said of a requirement is only ever added to, whoever asks the database."""

from django.db import migrations

from amanah.foundation.ledger.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("antibribery_requirements", "0001_initial")]
    operations = [AppendOnly("antibribery_requirements_step")]
