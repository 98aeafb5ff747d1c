from django.apps import AppConfig


class GravestConfig(AppConfig):
    name = "amanah.rooms.whistleblowing.gravest"
    label = "whistleblowing_gravest"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the holders of every step, and put what waits for them into their work."""
        from amanah.foundation.clocks import work
        from amanah.kernel import events
        from amanah.rooms.whistleblowing.gravest import telling

        for happened in telling.OF_EVENTS:
            events.subscribe(happened, telling.heard)
        work.register("quorum", telling.lines)
