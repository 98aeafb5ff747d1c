from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "amanah.foundation.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer for letters where threads and notices ask, put dispositions into everybody's work, and hear what their clocks say."""
        from amanah.foundation.access import roles  # all late: they need the models of every app
        from amanah.foundation.clocks import events as clocks
        from amanah.foundation.clocks import work
        from amanah.foundation.letters import nodes, telling
        from amanah.foundation.letters.queries import lines
        from amanah.foundation.letters.roles import ADMINISTRATOR
        from amanah.foundation.threads import visibility
        from amanah.kernel.events import subscribe

        roles.register(ADMINISTRATOR)
        visibility.register("letter", nodes.sieve, nodes.describe)
        work.register("letters", lines)
        subscribe(clocks.DeadlineNear, telling.near)
        subscribe(clocks.DeadlineMissed, telling.missed)
