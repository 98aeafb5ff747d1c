from django.apps import AppConfig


class QuorumConfig(AppConfig):
    name = "amanah.foundation.vault.quorum"
    label = "vault_quorum"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let openings end when their time is over."""
        from amanah.foundation.clocks import tick  # late: clocks know the vault
        from amanah.foundation.vault.quorum.services.ending import lapse

        tick.register("quorum.lapse", lambda _moment: lapse())
