"""The one place that decides which sessions somebody may know of."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Holding, below, held_on
from amanah.kernel import clock
from amanah.rooms.learning import queries as learning
from amanah.rooms.learning.sessions.models import Offer, Seat, Session, State, Trainer


def visible(viewer: Viewer) -> QuerySet[Session]:
    """What somebody may know of.

    Those of units whose learning one manages; those one teaches or has a seat in; of the open ones, those one is meant by; and those in
    which somebody of a unit that one heads has a seat.
    """
    if not viewer.account.may_sign_in():
        return Session.objects.none()
    managed = learning.managed(viewer, "unit__path")
    condition = managed if managed is not None else Q(pk__in=[])
    if viewer.person is not None:
        seats, trainers = Seat.objects.filter(session=OuterRef("pk")), Trainer.objects.filter(session=OuterRef("pk"))
        condition |= Q(Exists(trainers.filter(person=viewer.person))) | Q(Exists(seats.filter(person=viewer.person)))
        condition |= Q(state=State.OPEN, audience__in=above(viewer))
        headed = headed_holdings(viewer)
        if headed is not None:
            condition |= Q(Exists(seats.filter(person__in=headed.values("person_id"))))
    return Session.objects.filter(condition)


def find(viewer: Viewer, number: str) -> Session | None:
    """The session of that number if the viewer may know of it; None otherwise, without telling which."""
    related = ("edition__offer", "edition__pre_test", "edition__post_test", "unit", "audience", "planned_by__person")
    return visible(viewer).filter(number=number).select_related(*related).first()


def find_offer(viewer: Viewer, number: str) -> Offer | None:
    """The offer of that number, for who may sign in: what can be learned is no secret inside the house."""
    if not viewer.account.may_sign_in():
        return None
    return Offer.objects.filter(number=number).select_related("unit").first()


def manages(viewer: Viewer, session: Session) -> bool:
    """Whether the viewer manages learning in the unit that holds it."""
    return learning.manages(viewer, session.unit)


def manages_any(viewer: Viewer) -> bool:
    """Whether there is any unit whose learning the viewer manages."""
    return learning.managed(viewer) is not None


def leads(viewer: Viewer, session: Session) -> bool:
    """Whether the viewer manages it or teaches it."""
    if manages(viewer, session):
        return True
    return viewer.person is not None and session.trainers.filter(person=viewer.person).exists()


def above(viewer: Viewer) -> set[UUID]:
    """The units in which the viewer holds a post today, and all above them: sessions for these mean the viewer."""
    return {unit_id for unit, _heads in viewer.held for unit_id in unit.path_ids}


def headed_holdings(viewer: Viewer) -> QuerySet[Holding] | None:
    """Who holds a post today in a unit that the viewer heads or below it, without the viewer; None where they head none."""
    condition = Q()
    for unit in viewer.headed:
        condition |= below(unit.path, "post__unit__path")
    if not condition:
        return None
    return Holding.objects.filter(held_on(clock.today())).filter(condition).exclude(person=viewer.person)
