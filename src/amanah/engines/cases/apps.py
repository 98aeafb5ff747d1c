from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "amanah.engines.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear what clocks and the organisation say, and answer those who ask about cases."""
        from django.core.checks import register  # all late: they need the models of every app

        from amanah.engines.cases import checks, conflicts, events, nodes, replay, services, telling
        from amanah.engines.cases.queries import figures, together
        from amanah.foundation.access import conflicts as interests
        from amanah.foundation.access import roles
        from amanah.foundation.clocks import events as clocks
        from amanah.foundation.clocks import tick
        from amanah.foundation.ledger import verify
        from amanah.foundation.organisation.events import HoldingChanged
        from amanah.foundation.threads import onlookers, visibility
        from amanah.kernel.events import subscribe

        register(checks.declarations)
        roles.register(figures.FIGURES)
        verify.register(replay.check)
        interests.register_record("case", conflicts.of_ref)
        visibility.register("case", nodes.sieve, nodes.describe)
        visibility.register_exclusion("case", nodes.hidden, nodes.concerns, nodes.named)
        onlookers.register("case", together.knowing)
        subscribe(events.CaseAssigned, telling.assigned)
        subscribe(events.CaseUnassigned, telling.unassigned)
        subscribe(events.ApprovalAsked, telling.approval_asked)
        subscribe(events.ApprovalDecided, telling.approval_decided)
        subscribe(clocks.DeadlineNear, telling.near)
        subscribe(clocks.DeadlineMissed, telling.missed)
        subscribe(clocks.DeadlineMoved, telling.moved, inside=True)
        subscribe(HoldingChanged, telling.holding_changed)
        tick.register("cases.exclusions", lambda _moment: services.recheck_exclusions())
        tick.register("cases.announce", lambda _moment: telling.announce())
