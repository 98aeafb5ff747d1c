from django.apps import AppConfig, apps


class PreventionConfig(AppConfig):
    name = "amanah.rooms.illegal_levies.prevention"
    label = "levy_prevention"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let threads name what is mapped, put reviews that are due into people's work, and bring navigation and role."""
        from amanah.foundation.access import roles  # all late: they need the models of every app
        from amanah.foundation.clocks import work
        from amanah.foundation.threads import visibility
        from amanah.rooms.illegal_levies.prevention import nodes
        from amanah.rooms.illegal_levies.prevention.queries import lines
        from amanah.rooms.illegal_levies.prevention.room import MANAGER, ROOM
        from amanah.ui.rooms import register_room

        visibility.register("levyrisk", nodes.sieve, nodes.describe)
        work.register("levy_prevention", lines)
        if apps.is_installed("amanah.rooms.illegal_levies"):
            roles.register(MANAGER)  # the room itself shows NAV among its own lines
        else:
            register_room(ROOM)
