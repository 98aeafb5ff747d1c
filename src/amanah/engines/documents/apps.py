from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "amanah.engines.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer those who ask about documents, hear the clocks, hand versions to newcomers, and put what waits into everybody's work."""
        from amanah.engines.documents import events, measuring, nodes, replay, telling, work  # all late: they need the models of every app
        from amanah.engines.documents.roles import KEEPER
        from amanah.engines.documents.services import catch_up
        from amanah.foundation.access import roles
        from amanah.foundation.clocks import events as clocks
        from amanah.foundation.clocks import tick
        from amanah.foundation.clocks import work as lines
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.kernel.events import subscribe

        roles.register(KEEPER)
        verify.register(replay.check)
        visibility.register("document", nodes.sieve, nodes.describe)
        lines.register("documents", work.lines)
        measuring.offer()
        tick.register("documents.newcomers", catch_up)
        tick.register("documents.notices", telling.go_on)
        subscribe(events.DocumentStepped, telling.stepped)
        subscribe(clocks.DeadlineNear, telling.near)
        subscribe(clocks.DeadlineMissed, telling.missed)
