from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatisticsConfig(AppConfig):
    name = "amanah.rooms.transparency.statistics"
    label = "statistics"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the beat publish what has become due, and tell other rooms what was published."""
        from amanah.engines import contributions
        from amanah.foundation.clocks import tick  # late: services need the models of every app
        from amanah.rooms.transparency.statistics import contributing, measuring, services

        contributions.register(contributions.CONCERNS, "statistics", _("Laporan yang diumumkan"), contributing.concerns)
        measuring.offer()
        tick.register("statistics.releases", lambda _moment: services.release_due())
