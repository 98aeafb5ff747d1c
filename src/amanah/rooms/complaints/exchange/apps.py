from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "amanah.rooms.complaints.exchange"
    label = "complaints_exchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer the vault for files that are being imported."""
        from amanah.foundation.vault import custody as vault_custody
        from amanah.rooms.complaints.exchange.custody import CUSTODY, KINDS

        vault_custody.register(CUSTODY, *KINDS)
