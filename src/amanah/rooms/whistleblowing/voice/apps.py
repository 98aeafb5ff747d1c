from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "amanah.rooms.whistleblowing.voice"
    label = "whistleblowing_voice"
