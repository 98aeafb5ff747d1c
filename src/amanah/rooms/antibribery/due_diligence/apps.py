from django.apps import AppConfig


class DueDiligenceConfig(AppConfig):
    name = "amanah.rooms.antibribery.due_diligence"
    label = "antibribery_due_diligence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer those who ask about files, keep them from whom they are about, and put what waits into everybody's work."""
        from amanah.engines.actions import verifying
        from amanah.engines.proofs import owners
        from amanah.foundation.access import conflicts
        from amanah.foundation.clocks import events as clocks
        from amanah.foundation.clocks import work
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.kernel.events import subscribe
        from amanah.rooms.antibribery.due_diligence import (  # late: they need every model
            contributing,
            events,
            measuring,
            nodes,
            proving,
            replay,
            telling,
        )
        from amanah.rooms.antibribery.due_diligence.queries import lines

        verify.register(replay.check)
        visibility.register(nodes.KIND, nodes.sieve, nodes.describe)
        visibility.register(nodes.INADEQUACY, nodes.sieve_inadequacies, nodes.describe_inadequacies)
        visibility.register_exclusion(nodes.KIND, nodes.hidden, nodes.concerns, nodes.named)
        visibility.register_arising(nodes.KIND, nodes.arisen)
        visibility.register_arising(nodes.INADEQUACY, nodes.arisen_inadequacies)
        conflicts.register_record(nodes.KIND, nodes.matter_of)
        conflicts.register_record(nodes.INADEQUACY, nodes.matter_of)
        verifying.register(nodes.KIND, nodes.barred)
        verifying.register(nodes.INADEQUACY, nodes.barred_inadequacy)
        owners.register(nodes.KIND, nodes.may_attach, nodes.purposes, nodes.source_of)
        work.register("due_diligence", lines)
        subscribe(events.DiligenceStepped, telling.stepped)
        subscribe(events.InadequacyStepped, telling.settled)
        subscribe(clocks.DeadlineNear, telling.near)
        subscribe(clocks.DeadlineMissed, telling.missed)
        contributing.offer()
        measuring.offer()
        proving.offer()
