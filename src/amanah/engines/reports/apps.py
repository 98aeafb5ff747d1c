from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "amanah.engines.reports"
    label = "reports"

    def ready(self) -> None:
        """Answer the vault for everything that came in as a report."""
        from amanah.engines.reports import listeners
        from amanah.engines.reports.services import rerouting  # noqa: F401 - says how its messages read

        listeners.listen()
