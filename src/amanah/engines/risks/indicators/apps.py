from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "amanah.engines.risks.indicators"
    label = "risks_indicators"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer those who ask about indicators, tell who has to hear of a breach, and put missing values into everybody's work."""
        from amanah.engines.risks import panels  # all late: they need the models of every app
        from amanah.engines.risks.indicators import events, nodes, replay, telling
        from amanah.engines.risks.indicators.queries import lines
        from amanah.foundation.clocks import work
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.kernel.events import subscribe

        verify.register(replay.check)
        visibility.register("indicator", nodes.sieve, nodes.describe)
        work.register("indicators", lines)
        panels.register("indicators", "amanah.engines.risks.indicators.desk.panel.build", "risks_indicators/_panel.html", order=40)
        subscribe(events.IndicatorRead, telling.read)
