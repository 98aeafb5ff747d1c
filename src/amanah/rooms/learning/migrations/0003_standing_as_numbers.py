"""What people's records say together, as one list of numbers instead of an object by topic: read at once into an array."""

from typing import Any

from django.db import migrations, models

PORTION = 500


def to_numbers(apps: Any, schema_editor: Any) -> None:
    """From topic → [day, last day, …] to [topic, day, last day, …]."""
    standing = apps.get_model("learning", "Standing").objects.using(schema_editor.connection.alias)
    portion = []
    for row in standing.iterator(chunk_size=PORTION):
        pairs = ((int(topic), flat[at], flat[at + 1]) for topic, flat in row.held.items() for at in range(0, len(flat), 2))
        row.held = [number for one in sorted(pairs, key=lambda said: (said[0], -said[1])) for number in one]
        portion.append(row)
    for start in range(0, len(portion), PORTION):
        standing.bulk_update(portion[start : start + PORTION], ["held"])


def to_topics(apps: Any, schema_editor: Any) -> None:
    """And back."""
    for row in apps.get_model("learning", "Standing").objects.using(schema_editor.connection.alias).iterator(chunk_size=PORTION):
        found: dict[str, list[int]] = {}
        for at in range(0, len(row.held), 3):
            found.setdefault(str(row.held[at]), []).extend(row.held[at + 1 : at + 3])
        row.held = found
        row.save(update_fields=["held"])


class Migration(migrations.Migration):
    dependencies = [("learning", "0002_portion")]

    operations = [
        migrations.AlterField(model_name="standing", name="held", field=models.JSONField(default=list)),
        migrations.RunPython(to_numbers, to_topics),
    ]
