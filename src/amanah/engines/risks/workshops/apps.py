from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "amanah.engines.risks.workshops"
    label = "risks_workshops"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell people, answer for references, put workshops into everybody's work and onto the page of a risk."""
        from amanah.engines.risks import panels  # all late: they need the models of every app
        from amanah.engines.risks.workshops import events, nodes, replay, telling
        from amanah.engines.risks.workshops.queries import lines
        from amanah.foundation.clocks import events as clocks
        from amanah.foundation.clocks import work
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.kernel.events import subscribe

        verify.register(replay.check)
        visibility.register("workshop", nodes.sieve, nodes.describe)
        work.register("workshops", lines)
        panels.register("workshops", "amanah.engines.risks.workshops.desk.panel.build", "workshops/_panel.html", order=60)
        subscribe(events.WorkshopCalled, telling.called)
        subscribe(events.ScoresOpened, telling.opened)
        subscribe(events.WorkshopEnded, telling.ended)
        subscribe(clocks.DeadlineNear, telling.near)
        subscribe(clocks.DeadlineMissed, telling.missed)
