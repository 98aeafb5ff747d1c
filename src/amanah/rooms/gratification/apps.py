from django.apps import AppConfig


class GratificationConfig(AppConfig):
    name = "amanah.rooms.gratification"
    label = "gratification"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Install the room."""
        from amanah.engines.reports import regimes
        from amanah.rooms.gratification import listeners, retained, searched
        from amanah.rooms.gratification.regime import REGIME
        from amanah.rooms.gratification.room import ROOM
        from amanah.ui.rooms import register_room

        register_room(ROOM)
        regimes.register(REGIME)
        searched.declare()
        listeners.listen()
        retained.declare()
