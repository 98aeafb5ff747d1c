from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "amanah.rooms.whistleblowing.questionnaires"
    label = "whistleblowing_questionnaires"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let both sides read these messages."""
        from amanah.rooms.whistleblowing.questionnaires import messages

        messages.register()
