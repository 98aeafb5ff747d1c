from django.apps import AppConfig


class WhistleblowingConfig(AppConfig):
    name = "amanah.rooms.whistleblowing"
    label = "whistleblowing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Install the room."""
        from amanah.engines.reports import regimes
        from amanah.rooms.whistleblowing import listeners, retained, searched
        from amanah.rooms.whistleblowing.regime import REGIME
        from amanah.rooms.whistleblowing.room import ROOM
        from amanah.ui.rooms import register_room

        register_room(ROOM)
        regimes.register(REGIME)
        searched.declare()
        listeners.listen()
        retained.declare()
