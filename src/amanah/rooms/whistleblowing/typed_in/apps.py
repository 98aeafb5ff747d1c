from django.apps import AppConfig


class TypedInConfig(AppConfig):
    name = "amanah.rooms.whistleblowing.typed_in"
    label = "whistleblowing_typed_in"
    default_auto_field = "django.db.models.BigAutoField"
