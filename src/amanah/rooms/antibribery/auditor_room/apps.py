from django.apps import AppConfig


class AuditorRoomConfig(AppConfig):
    name = "amanah.rooms.antibribery.auditor_room"
    label = "antibribery_auditor_room"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep external auditors to their visit, let evidence be attached to what they ask, and end visits when their time is over."""
        from amanah.engines.proofs import owners
        from amanah.foundation.access import confinement
        from amanah.foundation.clocks import tick, work
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.rooms.antibribery.auditor_room import contributing, glimpses, nodes, replay, services  # late: they need every model
        from amanah.rooms.antibribery.auditor_room.queries.visible import bounds_of
        from amanah.rooms.antibribery.auditor_room.queries.work import lines

        confinement.register("visits", bounds_of)
        verify.register(replay.check)
        visibility.register("visit", nodes.sieve, nodes.describe)
        owners.register("visit-request", nodes.may_attach, nodes.described)
        work.register("visits", lines)
        tick.register("smap.visits", lambda _moment: services.expire())
        glimpses.offer()
        contributing.offer()
