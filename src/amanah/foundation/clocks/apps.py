from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "amanah.foundation.clocks"
    label = "clocks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the clocks' own work on the beat."""
        from amanah.foundation.clocks import services, tick  # only once the models are loaded
        from amanah.foundation.evidence import services as evidence
        from amanah.foundation.ledger import services as ledger
        from amanah.foundation.vault import services as vault
        from amanah.foundation.vault.quorum import services as quorum
        from amanah.kernel import clock

        tick.register("clocks.recompute", lambda _moment: services.recompute())
        tick.register("clocks.announce", lambda _moment: services.announce(clock.today()))
        tick.register("ledger.checkpoint", ledger.beat)
        tick.register("vault.sweep", lambda _moment: vault.sweep())
        tick.register("quorum.lapse", lambda _moment: quorum.lapse())
        tick.register("evidence.orphans", lambda _moment: evidence.sweep_orphans())
