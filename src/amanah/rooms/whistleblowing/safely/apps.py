from django.apps import AppConfig


class SafelyConfig(AppConfig):
    name = "amanah.rooms.whistleblowing.safely"
    label = "whistleblowing_safely"
