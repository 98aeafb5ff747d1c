"""Steps and signatures are only ever added, whoever asks the database."""

from django.db import migrations

from amanah.foundation.ledger.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("antibribery_approvals", "0001_initial")]
    operations = [AppendOnly("antibribery_approvals_step"), AppendOnly("antibribery_approvals_signature")]
