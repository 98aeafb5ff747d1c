from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "amanah.rooms.whistleblowing.figures"
    label = "whistleblowing_figures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the other parts of the room be counted."""
        from amanah.rooms.whistleblowing.figures import blocks  # late: it needs the models of every app

        blocks.declare()
