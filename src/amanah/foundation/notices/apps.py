from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "amanah.foundation.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Send messages on the beat."""
        from amanah.foundation.clocks import tick  # late: both need the models of every app
        from amanah.foundation.notices import mail

        tick.register("notices.mail", lambda _moment: mail.send_due())
