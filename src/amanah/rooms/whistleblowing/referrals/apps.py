from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "amanah.rooms.whistleblowing.referrals"
    label = "whistleblowing_referrals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put what waits into everybody's work, answer for referrals where notices ask, and hear what their clocks say."""
        from amanah.foundation.clocks import events as clocks  # all late: they need the models of every app
        from amanah.foundation.clocks import work
        from amanah.foundation.threads import visibility
        from amanah.kernel.events import subscribe
        from amanah.rooms.whistleblowing.referrals import nodes, telling
        from amanah.rooms.whistleblowing.referrals.queries import lines

        for kind in ("referral", "received"):
            visibility.register(kind, nodes.sieve, nodes.describe)
        work.register("referrals", lines)
        subscribe(clocks.DeadlineNear, telling.near)
        subscribe(clocks.DeadlineMissed, telling.missed)
