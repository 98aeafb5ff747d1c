from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "amanah.rooms.whistleblowing.figures"
    label = "whistleblowing_figures"
    default_auto_field = "django.db.models.BigAutoField"
