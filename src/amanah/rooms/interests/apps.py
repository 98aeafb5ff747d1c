from django.apps import AppConfig


class InterestsConfig(AppConfig):
    name = "amanah.rooms.interests"
    label = "interests"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Install the room."""
        from amanah.rooms.interests import listeners
        from amanah.rooms.interests.room import ROOM
        from amanah.ui.rooms import register_room

        register_room(ROOM)
        listeners.listen()
