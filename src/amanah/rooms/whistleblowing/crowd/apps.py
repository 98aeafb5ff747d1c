from django.apps import AppConfig


class CrowdConfig(AppConfig):
    name = "amanah.rooms.whistleblowing.crowd"
    label = "whistleblowing_crowd"
