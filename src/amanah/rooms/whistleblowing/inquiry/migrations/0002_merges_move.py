"""Merges belong to every kind of report now: what was recorded here goes to the engine's own table."""

from django.db import migrations

COLUMNS = ("id", "leading_id", "merged_id", "proposal_id", "letter_field", "begun_on", "ended_on")


def copy(apps, _schema):
    old, new = apps.get_model("whistleblowing_inquiry", "Merge"), apps.get_model("reports_linked", "Merge")
    new.objects.bulk_create([new(**row) for row in old.objects.values(*COLUMNS)])


def back(apps, _schema):
    old, new = apps.get_model("whistleblowing_inquiry", "Merge"), apps.get_model("reports_linked", "Merge")
    kept = new.objects.filter(merged__kind="whistleblowing")
    old.objects.bulk_create([old(**row) for row in kept.values(*COLUMNS)])
    kept.delete()


class Migration(migrations.Migration):
    dependencies = [("whistleblowing_inquiry", "0001_initial"), ("reports_linked", "0001_initial")]
    operations = [migrations.RunPython(copy, back, elidable=True)]
