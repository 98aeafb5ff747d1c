from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "amanah.engines.risks"
    label = "risks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear what clocks say, answer those who ask about risks, and put risks into everybody's work."""
        from amanah.engines.risks import contributing, events, nodes, replay, telling  # all late: they need the models of every app
        from amanah.engines.risks.queries import lines
        from amanah.engines.risks.roles import EVERY
        from amanah.foundation.access import roles
        from amanah.foundation.clocks import events as clocks
        from amanah.foundation.clocks import work
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.kernel.events import subscribe

        for role in EVERY:
            roles.register(role)
        verify.register(replay.check)
        visibility.register(nodes.KIND, nodes.sieve, nodes.describe)
        visibility.register_arising(nodes.KIND, nodes.arisen)
        work.register("risks", lines)
        contributing.offer()
        subscribe(events.RiskEntered, telling.entered)
        subscribe(events.RiskStepped, telling.stepped)
        subscribe(events.RiskAssessed, telling.assessed)
        subscribe(events.RiskFlagged, telling.flagged)
        subscribe(clocks.DeadlineNear, telling.near)
        subscribe(clocks.DeadlineMissed, telling.missed)
        subscribe(clocks.DeadlineMoved, telling.moved, inside=True)
