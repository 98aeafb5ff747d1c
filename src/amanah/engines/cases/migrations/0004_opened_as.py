from django.db import migrations, models
from django.db.models import F


def as_it_is(apps, _schema):
    """No case has been handed to another kind before this."""
    apps.get_model("cases", "Case").objects.update(opened_as=F("kind"))


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_hold")]

    operations = [
        migrations.AddField("case", "opened_as", models.CharField(default="", max_length=40), preserve_default=False),
        migrations.RunPython(as_it_is, migrations.RunPython.noop, elidable=True),
    ]
