"""Saying that one received and read something."""

from django.db import transaction

from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.learning import services as learning
from amanah.rooms.learning.models import Record, Sort
from amanah.rooms.learning.needs import declare, queries
from amanah.rooms.learning.needs.models import Need
from amanah.rooms.learning.needs.refusals import Refused


@transaction.atomic
def confirm_read(need: Need, viewer: Viewer) -> Record:
    """The viewer says that they received and read what the need is about; once a day at most.

    Raises:
        Refused: "unknown_person", "not_read" for a need that is met by learning, or "not_owed".
    """
    person = viewer.person
    if person is None or not viewer.account.may_sign_in():
        raise Refused("unknown_person")
    if need.sort != declare.READ:
        raise Refused("not_read")
    if not any(duty.rule.need.pk == need.pk for duty in queries.of_person(person)):
        raise Refused("not_owed")
    today = clock.today()
    return learning.credit(
        who=person,
        topic=need.topic,
        title=str(need.topic.title),
        done_on=today,
        hours=None,
        sort=Sort.READ,
        actor=viewer.account,
        origin=f"need:{need.pk}/{today.isoformat()}",
    )
