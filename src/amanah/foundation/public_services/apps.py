from django.apps import AppConfig


class PublicServicesConfig(AppConfig):
    name = "amanah.foundation.public_services"
    label = "public_services"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the two roles known, and put proposals that wait into the approvers' work."""
        from amanah.foundation.access import roles  # all late: they need the models of every app
        from amanah.foundation.clocks import work
        from amanah.foundation.public_services.queries import lines
        from amanah.foundation.public_services.roles import APPROVER, EDITOR

        roles.register(EDITOR)
        roles.register(APPROVER)
        work.register("public_services", lines)
