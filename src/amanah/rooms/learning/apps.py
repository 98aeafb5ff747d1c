from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "amanah.rooms.learning"
    label = "learning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Install the room, and answer those who ask about records of learning."""
        from amanah.engines.documents.events import Acknowledged
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.kernel import events
        from amanah.rooms.learning import documents, nodes, offers, replay
        from amanah.rooms.learning.room import ROOM
        from amanah.ui.rooms import register_room

        register_room(ROOM)
        events.subscribe(Acknowledged, documents.acknowledged, inside=True)
        offers.register(documents.fetch)
        verify.register(replay.check)
        visibility.register(nodes.KIND, nodes.sieve, nodes.describe)
