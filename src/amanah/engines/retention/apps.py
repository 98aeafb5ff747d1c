from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "amanah.engines.retention"
    label = "retention"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the roles known, and let the beat go on with what was approved and release lists whose time is over."""
        from amanah.engines.retention import roles, schedule, services  # late: they need the models of every app
        from amanah.foundation.access.roles import register
        from amanah.foundation.clocks import tick

        register(roles.OFFICER)
        register(roles.APPROVER)
        tick.register("retention.destroy", lambda _moment: services.carry_out())
        tick.register("retention.release", lambda _moment: schedule.release_due())
