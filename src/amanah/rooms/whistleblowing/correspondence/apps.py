from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "amanah.rooms.whistleblowing.correspondence"
    label = "whistleblowing_correspondence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say which matters of this room letters belong to."""
        from amanah.foundation.letters import matters  # late: both need the models of every app
        from amanah.rooms.whistleblowing.correspondence.owner import ReportLetters

        matters.register("whistleblowing", ReportLetters())
