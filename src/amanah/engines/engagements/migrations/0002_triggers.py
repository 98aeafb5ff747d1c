"""Steps and responses are only ever added, whoever asks the database."""

from django.db import migrations

from amanah.foundation.ledger.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("engagements", "0001_initial")]
    operations = [AppendOnly("engagements_step"), AppendOnly("engagements_response")]
