from django.apps import AppConfig
from django.db import transaction

from amanah.kernel import events


class UiConfig(AppConfig):
    name = "amanah.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Bind the kernel's events to the database: what is rolled back is never announced."""
        events.after_commit = transaction.on_commit
