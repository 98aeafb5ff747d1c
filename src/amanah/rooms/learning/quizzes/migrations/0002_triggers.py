"""Versions of questions are only ever added, whoever asks the database."""

from django.db import migrations

from amanah.foundation.ledger.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("learning_quizzes", "0001_initial")]
    operations = [AppendOnly("learning_quizzes_version")]
