from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "amanah.rooms.campaigns.commitments"
    label = "campaigns_commitments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer who asks about commitments, put owed signatures into work, propose them anew each year, show what units wish to show."""
        from amanah.foundation.clocks import tick, work  # all late: they need the models of every app
        from amanah.foundation.ledger import verify
        from amanah.foundation.notices import codes
        from amanah.foundation.threads import visibility
        from amanah.rooms.campaigns.commitments import contributing, nodes, renewing, replay, telling
        from amanah.rooms.campaigns.commitments.queries import lines
        from amanah.ui import sections

        for code in telling.CODES:
            codes.register(code)
        visibility.register("commitment", nodes.sieve, nodes.describe)
        work.register("commitments", lines)
        tick.register("commitments.renewing", lambda _moment: renewing.propose())
        verify.register(replay.check)
        contributing.offer()
        sections.register(
            "commitments", "amanah.rooms.campaigns.commitments.public.section.build", "campaigns_commitments/_section.html", order=40
        )
