from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "amanah.engines.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer the vault for everything that came in as a report."""
        from amanah.engines.reports import listeners
        from amanah.engines.reports.services import rerouting, wishes
        from amanah.foundation.clocks import tick

        listeners.listen()
        rerouting.declare()
        tick.register("reports.wishes", lambda _moment: wishes.carry_out())
