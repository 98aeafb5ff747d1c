from django.apps import AppConfig


class RoutingConfig(AppConfig):
    name = "amanah.rooms.whistleblowing.routing"
    label = "whistleblowing_routing"
    default_auto_field = "django.db.models.BigAutoField"
