from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "amanah.rooms.whistleblowing.protection"
    label = "whistleblowing_protection"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear of cases and clocks, and say how answers to check-ins read."""
        from amanah.rooms.whistleblowing.protection import listeners, words

        words.install()
        listeners.listen()
