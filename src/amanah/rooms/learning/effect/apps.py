from django.apps import AppConfig


def _beat(_moment: object) -> object:
    from amanah.rooms.learning.effect import recalls

    return recalls.invite()


class EffectConfig(AppConfig):
    name = "amanah.rooms.learning.effect"
    label = "learning_effect"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Ask people months later what they still know."""
        from amanah.foundation.clocks import tick
        from amanah.rooms.learning.effect import recalls  # late: it needs the models of every app
        from amanah.rooms.learning.quizzes import after

        tick.register("learning.recalls", _beat)
        after.register("attempt", recalls.leads)
