from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "amanah.rooms.learning"
    label = "learning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Install the room, and answer those who ask about records of learning."""
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.rooms.learning import nodes, replay
        from amanah.rooms.learning.room import ROOM
        from amanah.ui.rooms import register_room

        register_room(ROOM)
        verify.register(replay.check)
        visibility.register(nodes.KIND, nodes.sieve, nodes.describe)
