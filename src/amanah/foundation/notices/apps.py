from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "amanah.foundation.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
