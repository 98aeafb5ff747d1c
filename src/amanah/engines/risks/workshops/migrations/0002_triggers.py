"""Scores and notes are only ever added, whoever asks the database."""

from django.db import migrations

from amanah.foundation.ledger.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("risks_workshops", "0001_initial")]
    operations = [AppendOnly("risks_workshops_score"), AppendOnly("risks_workshops_note")]
