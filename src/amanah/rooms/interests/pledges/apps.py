from django.apps import AppConfig


class PledgesConfig(AppConfig):
    name = "amanah.rooms.interests.pledges"
    label = "interests_pledges"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hand in the duties of this part."""
        from amanah.rooms.interests import duties
        from amanah.rooms.interests.pledges import queries

        for duty in queries.DUTIES.values():
            duties.register(duty)
