from django.apps import AppConfig


class QuorumConfig(AppConfig):
    name = "amanah.foundation.vault.quorum"
    label = "vault_quorum"
    default_auto_field = "django.db.models.BigAutoField"
