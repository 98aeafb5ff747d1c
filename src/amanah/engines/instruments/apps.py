from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "amanah.engines.instruments"
    label = "instruments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the roles known, answer those who ask about sheets and their answers, and put sheets into everybody's work."""
        from amanah.engines.instruments import events, nodes, replay, telling  # all late: they need the models of every app
        from amanah.engines.instruments.queries import lines
        from amanah.engines.instruments.roles import ASSESSOR, RECORDER, ROLES, VERIFIER
        from amanah.engines.proofs import owners
        from amanah.engines.proofs import roles as proofs
        from amanah.foundation.access import roles
        from amanah.foundation.clocks import work
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.kernel.events import subscribe

        for role in ROLES:
            roles.register(role)
        proofs.admit(ASSESSOR.key)
        proofs.admit(VERIFIER.key)
        proofs.admit(RECORDER.key, keeps=False)
        owners.register("answer", nodes.may_prove, nodes.purposes)
        verify.register(replay.check)
        visibility.register("sheet", nodes.sieve, nodes.describe)
        work.register("sheets", lines)
        subscribe(events.SheetStepped, telling.stepped)
