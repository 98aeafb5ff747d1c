"""Cases in one state, newest first, whatever their kind."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_case_day")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["state", "-opened_on", "-id"], name="case_any_state_newest"),
        ),
    ]
