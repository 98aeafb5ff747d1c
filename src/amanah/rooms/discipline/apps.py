from django.apps import AppConfig


class DisciplineConfig(AppConfig):
    name = "amanah.rooms.discipline"
    label = "discipline"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Install the room."""
        from amanah.foundation.letters import matters
        from amanah.rooms.discipline import listeners
        from amanah.rooms.discipline.letters import DisciplineLetters
        from amanah.rooms.discipline.room import ROOM
        from amanah.ui.rooms import register_room

        register_room(ROOM)
        matters.register("discipline", DisciplineLetters())
        listeners.listen()
