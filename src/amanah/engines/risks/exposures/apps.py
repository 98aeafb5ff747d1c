from django.apps import AppConfig


class ExposuresConfig(AppConfig):
    name = "amanah.engines.risks.exposures"
    label = "risks_exposures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the ledger's verification look at the decisions."""
        from amanah.engines.risks.exposures import replay
        from amanah.foundation.ledger import verify

        verify.register(replay.check)
