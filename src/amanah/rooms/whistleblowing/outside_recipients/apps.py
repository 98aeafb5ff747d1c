from django.apps import AppConfig


class OutsideRecipientsConfig(AppConfig):
    name = "amanah.rooms.whistleblowing.outside_recipients"
    label = "whistleblowing_outside"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the desk on the beat what outside recipients brought."""
        from amanah.foundation.clocks import tick
        from amanah.rooms.whistleblowing.outside_recipients import telling

        tick.register("outside.announce", lambda _moment: telling.announce())
