from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "amanah.engines.actions"
    label = "actions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear what clocks say, answer those who ask about actions, and put actions into everybody's work."""
        from amanah.engines.actions import contributing, events, measuring, nodes, replay, telling  # all late: they need every model
        from amanah.engines.actions.queries import lines
        from amanah.engines.actions.roles import OVERSEER
        from amanah.foundation.access import roles
        from amanah.foundation.clocks import events as clocks
        from amanah.foundation.clocks import work
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.kernel.events import subscribe

        roles.register(OVERSEER)
        verify.register(replay.check)
        visibility.register("action", nodes.sieve, nodes.describe)
        work.register("actions", lines)
        contributing.offer()
        measuring.offer()
        subscribe(events.ActionOpened, telling.opened)
        subscribe(events.ActionStepped, telling.stepped)
        subscribe(events.ActionProposed, telling.proposed)
        subscribe(clocks.DeadlineNear, telling.near)
        subscribe(clocks.DeadlineMissed, telling.missed)
        subscribe(clocks.DeadlineMoved, telling.moved, inside=True)
