from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "amanah.engines.risks"
    label = "risks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer those who ask about risks."""
        from amanah.engines.risks import nodes  # late: it needs the models of every app
        from amanah.engines.risks.roles import EVERY
        from amanah.foundation.access import roles
        from amanah.foundation.threads import visibility

        for role in EVERY:
            roles.register(role)
        visibility.register("risk", nodes.sieve, nodes.describe)
