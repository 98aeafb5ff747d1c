"""Steps of visits are only ever added, whoever asks the database."""

from django.db import migrations

from amanah.foundation.ledger.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("antibribery_auditor_room", "0001_initial")]
    operations = [AppendOnly("antibribery_auditor_room_step")]
