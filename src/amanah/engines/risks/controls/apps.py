from django.apps import AppConfig


class ControlsConfig(AppConfig):
    name = "amanah.engines.risks.controls"
    label = "risks_controls"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer those who ask about controls, tell who has to hear of a test, and put what is due into everybody's work."""
        from amanah.engines.risks.controls import events, nodes, replay, telling  # all late: they need the models of every app
        from amanah.engines.risks.controls.desk.panel import build
        from amanah.engines.risks.controls.queries import lines, serving
        from amanah.engines.risks.desk import panels
        from amanah.foundation.clocks import work
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.kernel.events import subscribe

        verify.register(replay.check)
        visibility.register("control", nodes.sieve, nodes.describe)
        visibility.register("test", nodes.sieve_tests, nodes.describe_tests)
        work.register("controls", lines)
        panels.register("controls", build, "risks_controls/_panel.html", order=30)
        panels.controls_from(serving)
        subscribe(events.ControlTested, telling.tested)
