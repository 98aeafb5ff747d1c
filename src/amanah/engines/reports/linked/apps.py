from django.apps import AppConfig


class LinkedConfig(AppConfig):
    name = "amanah.engines.reports.linked"
    label = "reports_linked"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follow what the case engine decides about merged reports."""
        from amanah.engines.reports.linked import listeners, relations  # noqa: F401 - relations says how reports can be tied

        listeners.listen()
