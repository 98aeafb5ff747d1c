"""What was stated, decided and done is only ever added to, whoever asks the database."""

from django.db import migrations

from amanah.foundation.ledger.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("antibribery", "0001_initial")]
    operations = [AppendOnly("antibribery_statement"), AppendOnly("antibribery_climate"), AppendOnly("antibribery_step")]
