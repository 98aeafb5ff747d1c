from django.apps import AppConfig


def _beat(_moment: object) -> object:
    """Mail and calendars are loaded when there is something for them to do, and never by the public program."""
    from amanah.rooms.learning.sessions import beat

    return beat.run()


class SessionsConfig(AppConfig):
    name = "amanah.rooms.learning.sessions"
    label = "learning_sessions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell people, answer for references, and put sessions into everybody's work."""
        from amanah.foundation.clocks import tick, work  # all late: they need the models of every app
        from amanah.foundation.ledger import verify
        from amanah.foundation.threads import visibility
        from amanah.kernel.events import subscribe
        from amanah.rooms.learning import offers
        from amanah.rooms.learning.quizzes import after
        from amanah.rooms.learning.quizzes.events import AttemptSubmitted
        from amanah.rooms.learning.sessions import events, nodes, offered, replay, telling, testing
        from amanah.rooms.learning.sessions.queries import lines

        offers.register(offered.fetch)
        after.register("session", testing.leads)
        verify.register(replay.check)
        visibility.register("session", nodes.sieve, nodes.describe)
        visibility.register("offer", nodes.sieve_offers, nodes.describe_offers)
        visibility.register("outside_certificate", nodes.sieve_outside, nodes.describe_outside)
        work.register("sessions", lines)
        tick.register("learning.sessions", _beat)
        subscribe(events.SeatsGiven, telling.given)
        subscribe(events.SeatDecided, telling.decided)
        subscribe(events.SeatsProposed, telling.proposed)
        subscribe(events.SessionMoved, telling.moved)
        subscribe(events.SessionCancelled, telling.cancelled)
        subscribe(events.SessionClosed, telling.closed)
        subscribe(events.OutsideSent, telling.outside_sent)
        subscribe(events.OutsideDecided, telling.outside_decided)
        subscribe(AttemptSubmitted, telling.submitted)
