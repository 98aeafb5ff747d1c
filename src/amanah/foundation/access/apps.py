from django.apps import AppConfig, apps


class AccessConfig(AppConfig):
    name = "amanah.foundation.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the foundation's own roles known and, in the staff program, listen to sign-ins."""
        from amanah.foundation.access import roles  # late: translations need loaded apps

        roles.register(roles.ADMINISTRATOR)
        roles.register(roles.ORGANISATION_ADMINISTRATOR)
        if apps.is_installed("allauth.account"):
            from amanah.foundation.access.desk import witness  # late: the public program knows no sign-in

            witness.connect()
