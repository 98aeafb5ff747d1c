from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "amanah.foundation.imports"
    label = "imports"
    default_auto_field = "django.db.models.BigAutoField"
