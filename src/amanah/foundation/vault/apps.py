from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "amanah.foundation.vault"
    label = "vault"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the vault's role known."""
        from amanah.foundation.access import roles  # late: translations need loaded apps
        from amanah.foundation.vault.roles import RECOVERY_OFFICER  # late: as above

        roles.register(RECOVERY_OFFICER)
