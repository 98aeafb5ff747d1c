from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "amanah.engines.risks.reviews"
    label = "risks_reviews"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell people, answer for references, and put rounds into everybody's work."""
        from amanah.engines.risks.reviews import events, nodes, replay, telling  # all late: they need the models of every app
        from amanah.engines.risks.reviews.queries import lines
        from amanah.foundation.clocks import events as clocks
        from amanah.foundation.clocks import work
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.kernel.events import subscribe

        verify.register(replay.check)
        visibility.register("review", nodes.sieve, nodes.describe)
        work.register("reviews", lines)
        subscribe(events.ReviewMoved, telling.moved)
        subscribe(clocks.DeadlineNear, telling.near)
        subscribe(clocks.DeadlineMissed, telling.missed)
