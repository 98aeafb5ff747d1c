from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "amanah.rooms.antibribery.approvals"
    label = "antibribery_approvals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer those who ask about approvals, tell who acts next, and put what is due into everybody's work."""
        from amanah.engines.proofs import owners
        from amanah.foundation.clocks import tick, work
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.kernel.events import subscribe
        from amanah.rooms.antibribery.approvals import contributing, events, glimpses, nodes, proving, replay, services, telling  # late
        from amanah.rooms.antibribery.approvals.queries import work as waiting

        verify.register(replay.check)
        for kind in nodes.VISIBLE:
            visibility.register(kind, nodes.sieve, nodes.describe)
            owners.register(kind, nodes.may_attach, nodes.purposes)
        work.register("antibribery.approvals", waiting.requests)
        work.register("antibribery.delegations", waiting.mandates)
        tick.register("smap.delegations", lambda _moment: services.doubt())
        tick.register("smap.commitments", lambda _moment: services.remind())
        subscribe(events.ApprovalStepped, telling.stepped)
        glimpses.offer()
        contributing.offer()
        proving.offer()
