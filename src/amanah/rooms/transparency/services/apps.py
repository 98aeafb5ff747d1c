from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "amanah.rooms.transparency.services"
    label = "transparency_services"
    default_auto_field = "django.db.models.BigAutoField"
