from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    name = "amanah.engines.engagements"
    label = "engagements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer those who ask about engagements, tell who has to hear of them, and put them into everybody's work."""
        from amanah.engines.actions import verifying
        from amanah.engines.engagements import events, independence, nodes, proving, replay, telling  # all late: they need every model
        from amanah.engines.engagements.queries import lines
        from amanah.engines.proofs import owners
        from amanah.foundation.clocks import events as clocks
        from amanah.foundation.clocks import work
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.kernel.events import subscribe

        for check in independence.built_in():
            independence.register(check)
        verify.register(replay.check)
        visibility.register(nodes.KIND, nodes.sieve, nodes.describe)
        visibility.register(nodes.FINDING, nodes.sieve_findings, nodes.describe_findings)
        visibility.register_arising(nodes.KIND, nodes.arisen)
        visibility.register_arising(nodes.FINDING, nodes.arisen_findings)
        verifying.register(nodes.FINDING, proving.barred_from_verifying)
        owners.register("paper", proving.may_attach, proving.describe, proving.source_of)
        work.register("engagements", lines)
        subscribe(events.EngagementStepped, telling.stepped)
        subscribe(clocks.DeadlineNear, telling.near)
        subscribe(clocks.DeadlineMissed, telling.missed)
