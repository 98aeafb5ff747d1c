"""What was done about a certification is only ever added to, whoever asks the database."""

from django.db import migrations

from amanah.foundation.ledger.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("antibribery_certification", "0001_initial")]
    operations = [AppendOnly("antibribery_certification_step")]
