from django.apps import AppConfig


class WhistleblowingConfig(AppConfig):
    name = "amanah.rooms.whistleblowing"
    label = "whistleblowing"
    default_auto_field = "django.db.models.BigAutoField"
