"""Exempting somebody from a need, with a reason."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Person
from amanah.kernel import canonical, clock
from amanah.rooms.learning import queries as learning
from amanah.rooms.learning.needs import queries
from amanah.rooms.learning.needs.models import Exemption, Need
from amanah.rooms.learning.needs.refusals import Refused


@transaction.atomic
def exempt(need: Need, person: Person, reason: str, viewer: Viewer, *, until: date | None = None) -> Exemption:
    """Somebody need not meet a need from today on; nobody exempts themselves.

    Raises:
        Refused: "own", "side", "reason", "days", "exempt" or "not_owed".
    """
    if person.pk == viewer.account.person_id:
        raise Refused("own")
    if not learning.manages_person(viewer, person):
        raise Refused("side")
    if not reason.strip():
        raise Refused("reason")
    today = clock.today()
    if until is not None and until < today:
        raise Refused("days")
    if Exemption.objects.filter(Q(until__isnull=True) | Q(until__gte=today), need=need, person=person).exists():
        raise Refused("exempt")
    if not any(duty.rule.need.pk == need.pk for duty in queries.of_person(person)):
        raise Refused("not_owed")
    made = Exemption.objects.create(
        need=need, person=person, reason=reason.strip(), since=today, until=until, decided_by=viewer.account, decided_on=today
    )
    facts = {"person": str(person.pk), "since": today, "until": until, "words": canonical.digest([made.reason]).hex()}
    ledger.append("need.exempted", need.ref, facts, actor=viewer.actor)
    return made


@transaction.atomic
def end_exemption(exemption: Exemption, viewer: Viewer) -> Exemption:
    """From today on the need holds for them again.

    Raises:
        Refused: "side" or "ended".
    """
    exemption.refresh_from_db(from_queryset=Exemption.objects.select_for_update(of=("self",)).select_related("need", "person"))
    if not learning.manages_person(viewer, exemption.person):
        raise Refused("side")
    today = clock.today()
    if exemption.until is not None and exemption.until < today:
        raise Refused("ended")
    if exemption.since == today:  # it never held for a whole day
        person, need = exemption.person_id, exemption.need
        exemption.delete()
    else:
        exemption.until = today - timedelta(days=1)
        exemption.save(update_fields=["until"])
        person, need = exemption.person_id, exemption.need
    ledger.append("need.exemption_ended", need.ref, {"person": str(person), "day": today}, actor=viewer.actor)
    return exemption
