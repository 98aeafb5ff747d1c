from django.apps import AppConfig


class WealthConfig(AppConfig):
    name = "amanah.rooms.interests.wealth"
    label = "interests_wealth"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hand in the duties of this part."""
        from amanah.rooms.interests import duties
        from amanah.rooms.interests.wealth import queries

        duties.register(queries.LHKPN)
        duties.register(queries.LHKAN)
