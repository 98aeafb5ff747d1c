from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "amanah.rooms.complaints"
    label = "complaints"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Install the room."""
        from amanah.engines.reports import regimes
        from amanah.foundation.letters import matters
        from amanah.rooms.complaints import listeners, nodes, questions, retained
        from amanah.rooms.complaints.letters import ComplaintLetters
        from amanah.rooms.complaints.regime import REGIME
        from amanah.rooms.complaints.room import ROOM
        from amanah.ui.rooms import register_room

        register_room(ROOM)
        regimes.register(REGIME)
        questions.install()
        listeners.listen()
        retained.declare()
        matters.register("complaints", ComplaintLetters())
        nodes.declare()
