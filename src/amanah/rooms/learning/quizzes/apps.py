from django.apps import AppConfig


class QuizzesConfig(AppConfig):
    name = "amanah.rooms.learning.quizzes"
    label = "learning_quizzes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the ledger's verification recount the scores, and threads know whose attempts are whose."""
        from amanah.engines.retention import schedule
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.rooms.learning.quizzes import nodes, replay, retained  # late: they need the models of every app

        schedule.register_lists(retained.LINE)
        verify.register(replay.check)
        visibility.register("attempt", nodes.sieve, nodes.describe)
