from django.apps import AppConfig


class IllegalLeviesConfig(AppConfig):
    name = "amanah.rooms.illegal_levies"
    label = "illegal_levies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Install the room."""
        from amanah.engines.reports import regimes
        from amanah.foundation.letters import matters
        from amanah.rooms.illegal_levies import retained, searched
        from amanah.rooms.illegal_levies.letters import LevyLetters
        from amanah.rooms.illegal_levies.regime import REGIME
        from amanah.rooms.illegal_levies.room import ROOM
        from amanah.ui.rooms import register_room

        register_room(ROOM)
        regimes.register(REGIME)
        matters.register("illegal_levies", LevyLetters())
        searched.declare()
        retained.declare()
