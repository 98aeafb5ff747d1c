from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "amanah.rooms.antibribery.reviews"
    label = "antibribery_reviews"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer those who ask about reviews, put what waits into everybody's work, and tell people what concerns them."""
        from amanah.foundation.clocks import work
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.kernel.events import subscribe
        from amanah.rooms.antibribery.reviews import glimpses, nodes, proving, replay, telling  # all late: they need every model
        from amanah.rooms.antibribery.reviews.events import ReviewStepped
        from amanah.rooms.antibribery.reviews.queries import lines

        verify.register(replay.check)
        visibility.register(nodes.KIND, nodes.sieve, nodes.describe)
        work.register("smap_reviews", lines)
        subscribe(ReviewStepped, telling.stepped)
        glimpses.offer()
        proving.offer()
