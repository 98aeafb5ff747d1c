from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "amanah.rooms.campaigns"
    label = "campaigns"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Install the room."""
        from amanah.rooms.campaigns.listeners import listen  # late: it needs the models of every app
        from amanah.rooms.campaigns.room import ROOM
        from amanah.ui.rooms import register_room

        register_room(ROOM)
        listen()
