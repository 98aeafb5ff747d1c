from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "amanah.foundation.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the foundation's own roles known."""
        from amanah.foundation.access import roles  # late: translations need loaded apps

        roles.register(roles.ADMINISTRATOR)
        roles.register(roles.ORGANISATION_ADMINISTRATOR)
