from django.apps import AppConfig


class TakingConfig(AppConfig):
    name = "amanah.rooms.learning.taking"
    label = "learning_taking"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Credit whoever passes a course's final test, lead their attempts back to the course, and verify both."""
        from amanah.foundation.ledger import verify
        from amanah.kernel.events import subscribe
        from amanah.rooms.learning import mine, offers
        from amanah.rooms.learning.quizzes import after
        from amanah.rooms.learning.quizzes.events import AttemptSubmitted
        from amanah.rooms.learning.taking import offered, replay, services, way  # late: they need the models of every app

        subscribe(AttemptSubmitted, services.finished, inside=True)
        after.register("enrolment", way.leads)
        offers.register(offered.fetch)
        verify.register(replay.check)
        mine.register("courses", "amanah.rooms.learning.taking.desk.panel.build", "learning_taking/_mine.html", order=20)
