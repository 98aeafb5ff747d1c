from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "amanah.rooms.whistleblowing.voice"
    label = "whistleblowing_voice"

    def ready(self) -> None:
        """The recorder stands wherever files are chosen."""
        from amanah.engines.reports.intake.attaching import offer_beside

        offer_beside("voice/voice.html")
