from django.apps import AppConfig


class ObjectivesConfig(AppConfig):
    name = "amanah.rooms.antibribery.objectives"
    label = "antibribery_objectives"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the beat read what the house counts itself, answer those who ask, and put what waits into everybody's work."""
        from amanah.engines import contributions
        from amanah.engines.actions import verifying
        from amanah.engines.proofs import owners
        from amanah.foundation.clocks import tick, work
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.rooms.antibribery.objectives import (  # late: they need every model
            glimpses,
            nodes,
            proving,
            replay,
            services,
            telling,
        )
        from amanah.rooms.antibribery.objectives import work as waiting
        from amanah.rooms.antibribery.requirements import records

        verify.register(replay.check)
        visibility.register(nodes.OBJECTIVE, nodes.sieve_objectives, nodes.describe_objectives)
        visibility.register(nodes.MEASURE, nodes.sieve_measures, nodes.describe_measures)
        verifying.register(nodes.OBJECTIVE, nodes.barred)
        owners.register(nodes.OBJECTIVE, nodes.may_prove_objective, nodes.objective_purposes)
        owners.register(nodes.MEASURE, nodes.may_prove_measure, nodes.measure_purposes)
        contributions.register(contributions.OBJECTIVES, "smap_objectives", telling.OBJECTIVES, telling.objectives)
        contributions.register(contributions.MEASURES, "smap_measures", telling.MEASURES, telling.measures)
        tick.register("smap.measures", lambda _moment: services.read_due())
        work.register("antibribery.objectives", waiting.objectives)
        work.register("antibribery.measures", waiting.measures)
        records.register("smap_policy", proving.POLICY, proving.policy)
        records.register("smap_objectives", proving.OBJECTIVES, proving.objectives)
        records.register("smap_measures", proving.MEASURES, proving.measures)
        glimpses.offer()
