from django.apps import AppConfig


class TreatmentConfig(AppConfig):
    name = "amanah.engines.risks.treatment"
    label = "risks_treatment"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear when a plan is done and when a risk is judged anew, and put plans onto the page of a risk and into people's work."""
        from amanah.engines.actions.events import ActionStepped  # all late: they need the models of every app
        from amanah.engines.risks import panels
        from amanah.engines.risks.events import RiskAssessed
        from amanah.engines.risks.treatment import services, telling
        from amanah.engines.risks.treatment.queries import lines
        from amanah.foundation.clocks import events as clocks
        from amanah.foundation.clocks import work
        from amanah.kernel.events import subscribe

        work.register("treatment", lines)
        panels.register("treatment", "amanah.engines.risks.treatment.desk.panel.build", "treatment/_panel.html", order=40)
        subscribe(ActionStepped, services.stepped, inside=True)
        subscribe(RiskAssessed, services.assessed, inside=True)
        subscribe(ActionStepped, telling.stepped)
        subscribe(clocks.DeadlineNear, telling.near)
        subscribe(clocks.DeadlineMissed, telling.missed)
