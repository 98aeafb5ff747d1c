from django.apps import AppConfig


class PersonalDataConfig(AppConfig):
    name = "amanah.rooms.personal_data"
    label = "personal_data"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Install the room."""
        from amanah.rooms.personal_data import listeners
        from amanah.rooms.personal_data.room import ROOM
        from amanah.ui.rooms import register_room

        register_room(ROOM)
        listeners.listen()
