from django.apps import AppConfig


class InquiryConfig(AppConfig):
    name = "amanah.rooms.whistleblowing.inquiry"
    label = "whistleblowing_inquiry"
    default_auto_field = "django.db.models.BigAutoField"
