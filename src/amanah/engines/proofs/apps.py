from django.apps import AppConfig


class ProofsConfig(AppConfig):
    name = "amanah.engines.proofs"
    label = "proofs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer those who ask about proofs, compare them with the ledger, and tell users of a proof what became of it."""
        from amanah.engines.proofs import events, nodes, replay, telling  # all late: they need the models of every app
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.kernel.events import subscribe

        verify.register(replay.check)
        visibility.register("proof", nodes.sieve, nodes.describe)
        subscribe(events.ProofReplaced, telling.replaced)
        subscribe(events.ProofWithdrawn, telling.withdrawn)
