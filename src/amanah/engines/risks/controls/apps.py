from django.apps import AppConfig


class ControlsConfig(AppConfig):
    name = "amanah.engines.risks.controls"
    label = "risks_controls"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer those who ask about controls, tell who has to hear of a test, and put what is due into everybody's work."""
        from amanah.engines.proofs import owners
        from amanah.engines.proofs import roles as proofs
        from amanah.engines.risks import panels
        from amanah.engines.risks.controls import contributing, events, nodes, proving, replay, telling  # all late: they need every model
        from amanah.engines.risks.controls.queries import lines, serving
        from amanah.engines.risks.roles import MANAGER, TESTER
        from amanah.foundation.clocks import work
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.kernel.events import subscribe

        verify.register(replay.check)
        visibility.register("control", nodes.sieve, nodes.describe)
        visibility.register("test", nodes.sieve_tests, nodes.describe_tests)
        work.register("controls", lines)
        contributing.offer()
        owners.register("control", proving.may_attach, proving.describe, proving.source_of)
        owners.register("test", proving.may_attach_to_test, proving.describe_tests, proving.source_of_test)
        for role in (MANAGER, TESTER):
            proofs.admit(role.key)
        panels.register("controls", "amanah.engines.risks.controls.desk.panel.build", "risks_controls/_panel.html", order=30)
        panels.controls_from(serving)
        subscribe(events.ControlTested, telling.tested)
