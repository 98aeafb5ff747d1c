from django.apps import AppConfig


class RequirementsConfig(AppConfig):
    name = "amanah.rooms.antibribery.requirements"
    label = "antibribery_requirements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let evidence be attached to requirements, compare them with the ledger, and put what is open into everybody's work."""
        from amanah.engines.proofs import owners
        from amanah.engines.proofs import roles as proofs
        from amanah.foundation.clocks import work
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.rooms.antibribery.requirements import glimpses, nodes, proving, replay  # late: they need the models of every app
        from amanah.rooms.antibribery.requirements.queries import lines
        from amanah.rooms.antibribery.roles import AUDITOR, FUNCTION

        verify.register(replay.check)
        glimpses.offer()
        work.register("antibribery.requirements", lines)
        owners.register("requirement", proving.may_attach, proving.describe)
        visibility.register(nodes.KIND, nodes.sieve, nodes.describe)
        owners.register(nodes.KIND, proving.may_attach_document, proving.describe_documents)
        proofs.admit(FUNCTION.key)
        proofs.admit(AUDITOR.key, keeps=False)
