from django.apps import AppConfig


class IntegrityZoneConfig(AppConfig):
    name = "amanah.rooms.integrity_zone"
    label = "integrity_zone"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Install the room."""
        from amanah.rooms.integrity_zone.room import ROOM
        from amanah.ui.rooms import register_room

        register_room(ROOM)
