from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "amanah.rooms.whistleblowing.questionnaires"
    label = "whistleblowing_questionnaires"
    default_auto_field = "django.db.models.BigAutoField"
