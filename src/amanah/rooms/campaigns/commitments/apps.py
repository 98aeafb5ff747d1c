from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "amanah.rooms.campaigns.commitments"
    label = "campaigns_commitments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer those who ask about commitments, put signatures that are owed into everybody's work, and show what units wish to show."""
        from amanah.foundation.clocks import work  # all late: they need the models of every app
        from amanah.foundation.notices import codes
        from amanah.foundation.threads import visibility
        from amanah.rooms.campaigns.commitments import contributing, nodes, telling
        from amanah.rooms.campaigns.commitments.queries import lines
        from amanah.ui import sections

        for code in telling.CODES:
            codes.register(code)
        visibility.register("commitment", nodes.sieve, nodes.describe)
        work.register("commitments", lines)
        contributing.offer()
        sections.register(
            "commitments", "amanah.rooms.campaigns.commitments.public.section.build", "campaigns_commitments/_section.html", order=40
        )
