from django.apps import AppConfig


class CohortsConfig(AppConfig):
    name = "amanah.engines.cases.cohorts"
    label = "cases_cohorts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear what changes a figure, and bring the kept figures up to date on the beat."""
        from amanah.engines.cases.cohorts import listeners, services  # late: they need the models of every app
        from amanah.foundation.clocks import tick

        listeners.listen()
        tick.register("cases.figures", lambda _moment: services.refresh())
