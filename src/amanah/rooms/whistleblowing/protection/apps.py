from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "amanah.rooms.whistleblowing.protection"
    label = "whistleblowing_protection"
    default_auto_field = "django.db.models.BigAutoField"
