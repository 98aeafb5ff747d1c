"""Steps, decisions and papers are only ever added, whoever asks the database."""

from django.db import migrations

from amanah.foundation.ledger.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("antibribery_reviews", "0001_initial")]
    operations = [AppendOnly("antibribery_reviews_step"), AppendOnly("antibribery_reviews_decision"), AppendOnly("antibribery_reviews_paper")]
