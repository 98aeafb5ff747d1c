"""What a test builds first is built through the services once a process; later tests begin with the very same rows."""

import copy

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection

from amanah.foundation.ledger.models import Entry
from amanah.kernel import clock

_kept: dict[tuple, tuple] = {}


def once(key, build):
    """What `build()` returns, with the rows it leaves in an empty database; from the second call on without doing it again.

    A database that already holds something, and another day, get the real thing: rows bear days, and numbers run on.
    """
    key = (*key, clock.today())
    if Entry.objects.exists():
        return build()
    if key not in _kept:
        before = {model: set(model._base_manager.values_list("pk", flat=True)) for model in _models()}
        made = build()
        rows = {model: [_plain(row) for row in model._base_manager.all()] for model in before}
        new = {model: [row for row in found if row.pk not in before[model]] for model, found in rows.items()}
        old = [row for model, found in rows.items() for row in found if row.pk in before[model]]
        _kept[key] = ({model: found for model, found in new.items() if found}, old, copy.deepcopy(made))
        return made
    new, old, made = copy.deepcopy(_kept[key])
    for model, rows in new.items():
        model._base_manager.bulk_create(rows)
    for row in old:
        row.save_base(raw=True, force_update=True)
    if statements := connection.ops.sequence_reset_sql(no_style(), list(new)):
        with connection.cursor() as cursor:
            cursor.execute("".join(statements))
    return made


def _plain(row):
    """The row with bytes where PostgreSQL gives a view of memory, which cannot be copied."""
    for name, value in vars(row).items():
        if isinstance(value, memoryview):
            setattr(row, name, bytes(value))
    return row


def _models():
    """Tables that a service may write; what Django itself keeps about models stays as migrations left it."""
    own = (model for model in apps.get_models(include_auto_created=True) if model._meta.managed)
    return [model for model in own if model._meta.app_label not in {"contenttypes", "auth", "sites"}]
