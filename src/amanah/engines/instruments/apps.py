from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "amanah.engines.instruments"
    label = "instruments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the roles known."""
        from amanah.engines.instruments.roles import ROLES  # late: it needs the models of every app
        from amanah.foundation.access import roles

        for role in ROLES:
            roles.register(role)
