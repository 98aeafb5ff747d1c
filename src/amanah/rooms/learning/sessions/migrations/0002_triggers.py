"""Editions, their parts and notes of presence are only ever added, whoever asks the database."""

from django.db import migrations

from amanah.foundation.ledger.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("learning_sessions", "0001_initial")]
    operations = [AppendOnly("learning_sessions_edition"), AppendOnly("learning_sessions_part"), AppendOnly("learning_sessions_presencenote")]
