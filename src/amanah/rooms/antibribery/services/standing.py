"""Who carries the function, what the scope stands in, and the two decisions that the standard asks of it by name."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person
from amanah.kernel import clock
from amanah.rooms.antibribery import declare
from amanah.rooms.antibribery.models import TITLE, Appointment, Climate, Item, Member, Scope
from amanah.rooms.antibribery.refusals import Refused
from amanah.rooms.antibribery.services.stepping import keep, known, worded, write_step


@transaction.atomic
def appoint(
    scope: Scope,
    *,
    decree: str,
    decree_on: date,
    members: Sequence[Person],
    independence: str,
    access: str,
    viewer: Viewer,
) -> Appointment:
    """Appoint the anti-bribery function from today; the first of `members` leads it. An earlier appointment ends the day before.

    Raises:
        Refused: "not_found", "side", "state", "words", "members", "top_is_member" or "future".
    """
    keep(scope, viewer)
    today = clock.today()
    if decree_on > today:
        raise Refused("future")
    if not members or len({one.pk for one in members}) != len(members):
        raise Refused("members")
    if any(one.pk == scope.top_person_id for one in members):
        raise Refused("top_is_member")
    for earlier in scope.appointments.filter(until__isnull=True):
        # One of the same day is replaced on that day: a period has no fewer days than one.
        earlier.until = max(earlier.since, date.fromordinal(today.toordinal() - 1))
        earlier.save(update_fields=["until"])
    made = Appointment.objects.create(
        scope=scope,
        decree=worded(decree)[:TITLE],
        decree_on=decree_on,
        independence=worded(independence),
        access=worded(access),
        since=today,
    )
    Member.objects.bulk_create(Member(appointment=made, person=one, leads=place == 0) for place, one in enumerate(members))
    facts = {"appointment": made.pk, "decree_on": decree_on, "members": sorted(str(one.pk) for one in members)}
    write_step(scope, "appointed", viewer, text=made.decree, facts=facts)
    return made


@transaction.atomic
def add(scope: Scope, sort: str, title: str, words: str = "", *, viewer: Viewer, climate: bool = False) -> Item:
    """Write down something that the scope stands in.

    Raises:
        Refused: "not_found", "side", "state", "code" or "words".
    """
    keep(scope, viewer)
    made = Item(scope=scope, sort=known(sort, declare.SORTS), title=worded(title)[:TITLE], words=words.strip(), since=clock.today())
    made.climate = climate and sort in {declare.INTERNAL, declare.EXTERNAL, declare.PARTY}
    made.save()
    if sort == declare.PROCESS:
        made.exposure = f"scope-{scope.pk.hex}-{made.pk}"
        made.save(update_fields=["exposure"])
    write_step(scope, "added", viewer, text=f"{made.title}\n{made.words}".strip(), facts={"item": made.pk, "sort": sort})
    return made


@transaction.atomic
def end(item: Item, reason: str, *, viewer: Viewer) -> None:
    """It does not hold any more; that it did stays readable.

    Raises:
        Refused: "not_found", "side", "state" or "words".
    """
    scope = item.scope
    keep(scope, viewer)
    item.refresh_from_db(from_queryset=Item.objects.select_for_update(of=("self",)))
    if item.until is not None:
        raise Refused("state")
    item.until = clock.today()
    item.save(update_fields=["until"])
    write_step(scope, "ended", viewer, text=f"{item.title}\n{worded(reason)}", facts={"item": item.pk, "sort": item.sort})


@transaction.atomic
def decide_climate(scope: Scope, *, relevant: bool, reason: str, viewer: Viewer) -> Climate:
    """Decide whether climate change is an issue here. Both answers need a reason.

    Raises:
        Refused: "not_found", "side", "state" or "words".
    """
    keep(scope, viewer)
    made = Climate.objects.create(scope=scope, relevant=relevant, reason=worded(reason), day=clock.today(), actor=viewer.account)
    write_step(scope, "climate", viewer, text=made.reason, facts={"relevant": relevant})
    return made


@transaction.atomic
def confirm_transition(scope: Scope, day: date, source: str, *, viewer: Viewer) -> None:
    """Write down the confirmed day by which the 2025 edition must apply, and who said so. Nothing is ever assumed in its place.

    Raises:
        Refused: "not_found", "side", "state", "edition" or "source".
    """
    keep(scope, viewer)
    if declare.EDITION_2016 not in scope.edition_keys:
        raise Refused("edition")
    if not source.strip():
        raise Refused("source")
    scope.transition_on, scope.transition_source = day, source.strip()[:TITLE]
    write_step(scope, "transition", viewer, text=scope.transition_source, facts={"until": day})
