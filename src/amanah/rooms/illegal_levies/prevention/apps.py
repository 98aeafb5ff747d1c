from django.apps import AppConfig


class PreventionConfig(AppConfig):
    name = "amanah.rooms.illegal_levies.prevention"
    label = "levy_prevention"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let threads name what is mapped, put reviews that are due into people's work, and make the role known."""
        from amanah.foundation.access import roles  # all late: they need the models of every app
        from amanah.foundation.clocks import work
        from amanah.foundation.threads import visibility
        from amanah.rooms.illegal_levies.prevention import nodes
        from amanah.rooms.illegal_levies.prevention.queries import lines
        from amanah.rooms.illegal_levies.prevention.room import MANAGER

        visibility.register("levyrisk", nodes.sieve, nodes.describe)
        work.register("levy_prevention", lines)
        roles.register(MANAGER)
