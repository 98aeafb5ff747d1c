from django.apps import AppConfig


class InquiryConfig(AppConfig):
    name = "amanah.rooms.whistleblowing.inquiry"
    label = "whistleblowing_inquiry"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follow what the engine decides about merged reports."""
        from amanah.rooms.whistleblowing.inquiry import listeners

        listeners.listen()
