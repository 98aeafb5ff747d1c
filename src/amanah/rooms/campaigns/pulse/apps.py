from django.apps import AppConfig


class PulseConfig(AppConfig):
    name = "amanah.rooms.campaigns.pulse"
    label = "campaigns_pulse"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the beat close waves that are over, answer those who ask about pulses, and show results to the public."""
        from amanah.foundation.clocks import tick  # all late: they need the models of every app
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.rooms.campaigns.pulse import contributing, nodes, replay, services
        from amanah.ui import sections

        tick.register("pulse.closing", lambda _moment: services.close_due())
        visibility.register("pulse", nodes.sieve, nodes.describe)
        verify.register(replay.check)
        contributing.offer()
        sections.register("pulse", "amanah.rooms.campaigns.pulse.public.section.build", "campaigns_pulse/_section.html", order=50)
