from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "amanah.rooms.learning.needs"
    label = "learning_needs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put what people must learn into their work and onto their page, and remind them on the beat."""
        from amanah.foundation.clocks import tick
        from amanah.foundation.clocks import work as lines
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.rooms.learning import mine
        from amanah.rooms.learning.needs import contributing, measuring, reminders, replay, work

        verify.register(replay.check)
        lines.register("learning", work.lines)
        contributing.offer()
        measuring.offer()
        tick.register("learning.remind", lambda _moment: reminders.remind())
        visibility.register(reminders.OWES, reminders.sieve_own, reminders.describe_own)
        visibility.register(reminders.UNIT, reminders.sieve_units, reminders.describe_units)
        mine.register("needs", "amanah.rooms.learning.needs.desk.panel.build", "needs/_mine.html", order=10)
