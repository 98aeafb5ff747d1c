from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "amanah.rooms.transparency.statistics"
    label = "statistics"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the beat publish what has become due."""
        from amanah.foundation.clocks import tick  # late: services need the models of every app
        from amanah.rooms.transparency.statistics import services

        tick.register("statistics.releases", lambda _moment: services.release_due())
