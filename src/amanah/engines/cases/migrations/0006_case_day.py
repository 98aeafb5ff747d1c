"""The days that matter to a case's clocks besides that of its receipt."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_category")]

    operations = [
        migrations.CreateModel(
            name="CaseDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40)),
                ("day", models.DateField()),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="days", to="cases.case")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("case", "key"), name="case_day_once")]},
        ),
    ]
