from django.apps import AppConfig


class AntibriberyConfig(AppConfig):
    name = "amanah.rooms.antibribery"
    label = "antibribery"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Install the room, answer those who ask about scopes, and put what is due into everybody's work."""
        from amanah.engines.documents import roles as documents
        from amanah.engines.risks.exposures import roles as exposures
        from amanah.foundation.clocks import work
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.rooms.antibribery import contributing, nodes, pages, replay  # late: they need the models of every app
        from amanah.rooms.antibribery.queries import lines
        from amanah.rooms.antibribery.roles import AUDITOR, FUNCTION, READER
        from amanah.rooms.antibribery.room import ROOM
        from amanah.ui.rooms import register_room

        register_room(ROOM)
        verify.register(replay.check)
        visibility.register("scope", nodes.sieve, nodes.describe)
        work.register("antibribery", lines)
        exposures.admit(FUNCTION.key)
        documents.admit(FUNCTION.key, keeps=True)
        documents.admit(AUDITOR.key)
        documents.admit(READER.key)
        pages.offer()
        contributing.offer()
