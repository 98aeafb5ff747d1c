from django.apps import AppConfig


class CertificationConfig(AppConfig):
    name = "amanah.rooms.antibribery.certification"
    label = "antibribery_certification"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer those who ask about certifications, tell of deadlines on the beat, and put what is due into everybody's work."""
        from amanah.foundation.clocks import tick, work
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.rooms.antibribery.certification import contributing, glimpses, nodes, replay, telling  # late: they need every model
        from amanah.rooms.antibribery.certification.queries import lines

        verify.register(replay.check)
        visibility.register("certification", nodes.sieve, nodes.describe)
        work.register("antibribery.certification", lines)
        tick.register("smap.certification", lambda _moment: telling.alert())
        glimpses.offer()
        contributing.offer()
