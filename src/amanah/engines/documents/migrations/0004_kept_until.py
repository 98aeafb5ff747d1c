"""Until when documents are kept that were withdrawn before this day was written down."""

from datetime import date

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The same day of a later year; the last of February where there is none."""
    for one in apps.get_model("documents", "Document").objects.filter(withdrawn_on__isnull=False, keep_years__isnull=False):
        day, year = one.withdrawn_on, one.withdrawn_on.year + one.keep_years
        one.keep_until = date(year, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
        one.save(update_fields=["keep_until"])


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_destruction_and_rounds")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
