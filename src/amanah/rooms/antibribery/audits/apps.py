from django.apps import AppConfig


class AuditsConfig(AppConfig):
    name = "amanah.rooms.antibribery.audits"
    label = "smap_audits"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the internal audit of the anti-bribery management system."""
        from amanah.engines.engagements import independence, kinds
        from amanah.rooms.antibribery.audits import contributing
        from amanah.rooms.antibribery.audits.function import audits_itself  # late: they need the models of every app
        from amanah.rooms.antibribery.audits.kind import KIND

        kinds.register(KIND)
        independence.register(audits_itself)
        contributing.offer()
