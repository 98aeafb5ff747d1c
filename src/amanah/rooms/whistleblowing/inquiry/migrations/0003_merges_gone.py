"""The table of merges that moved."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("whistleblowing_inquiry", "0002_merges_move")]
    operations = [migrations.DeleteModel(name="Merge")]
