from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    name = "amanah.foundation.threads"
    label = "threads"
    default_auto_field = "django.db.models.BigAutoField"
