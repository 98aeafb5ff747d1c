from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "amanah.rooms.transparency.rules"
    label = "rules"
    default_auto_field = "django.db.models.BigAutoField"
