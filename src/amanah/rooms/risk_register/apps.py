from django.apps import AppConfig


class RiskRegisterConfig(AppConfig):
    name = "amanah.rooms.risk_register"
    label = "risk_register"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Install the room."""
        from amanah.rooms.risk_register.room import ROOM
        from amanah.ui.rooms import register_room

        register_room(ROOM)
