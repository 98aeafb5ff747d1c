from django.apps import AppConfig


class NonconformitiesConfig(AppConfig):
    name = "amanah.rooms.antibribery.nonconformities"
    label = "smap_nonconformities"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear of audit reports and of actions, answer those who ask, and put what waits into everybody's work."""
        from amanah.engines.actions import verifying
        from amanah.engines.actions.events import ActionStepped
        from amanah.engines.engagements.events import FindingReported
        from amanah.foundation.clocks import events as clocks
        from amanah.foundation.clocks import work
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.kernel.events import subscribe
        from amanah.rooms.antibribery.audits import following
        from amanah.rooms.antibribery.nonconformities import (  # late: they need every model
            contributing,
            events,
            measuring,
            nodes,
            replay,
            services,
            telling,
        )
        from amanah.rooms.antibribery.nonconformities.queries import lines

        verify.register(replay.check)
        visibility.register(nodes.KIND, nodes.sieve, nodes.describe)
        visibility.register_arising(nodes.KIND, nodes.arisen)
        verifying.register(nodes.KIND, nodes.barred)
        following.register(nodes.KIND, nodes.follows)
        work.register("nonconformities", lines)
        contributing.offer()
        measuring.offer()
        subscribe(FindingReported, services.reported, inside=True)
        subscribe(ActionStepped, services.stepped, inside=True)
        subscribe(events.NonconformityStepped, telling.stepped)
        subscribe(clocks.DeadlineNear, telling.near)
        subscribe(clocks.DeadlineMissed, telling.missed)
