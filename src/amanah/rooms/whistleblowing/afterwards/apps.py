from django.apps import AppConfig


class AfterwardsConfig(AppConfig):
    name = "amanah.rooms.whistleblowing.afterwards"
    label = "whistleblowing_afterwards"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say how giving one's identity and rating the handling read in the conversation."""
        from amanah.rooms.whistleblowing.afterwards import words

        words.install()
