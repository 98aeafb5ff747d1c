from django.apps import AppConfig


class BrowserSealingConfig(AppConfig):
    name = "amanah.rooms.whistleblowing.browser_sealing"
    label = "whistleblowing_browser_sealing"
    default_auto_field = "django.db.models.BigAutoField"
