"""A record says in English too what was learned, where that has an English name. Those kept before say it as they did."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("learning", "0003_standing_as_numbers")]
    operations: ClassVar = [migrations.AddField("record", "title_en", models.CharField(blank=True, default="", max_length=160), preserve_default=False)]
