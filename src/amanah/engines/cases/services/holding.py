"""Legal hold: what must not be destroyed, whatever a retention schedule says. Placed by one person, lifted by two."""

from datetime import date

from django.db import transaction

from amanah.engines.cases.models import Case, Hold
from amanah.engines.cases.refusals import Refused
from amanah.engines.cases.services.locking import lock
from amanah.engines.cases.services.moving import same_person
from amanah.engines.cases.services.people import works_on
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock


@transaction.atomic
def place_hold(case: Case, *, viewer: Viewer, reason_field: str, day: date | None = None) -> Hold:
    """From now on nothing of the case, its records and its evidence may be destroyed. `reason_field` says where the reason is sealed.

    Raises:
        Refused: "not_found", "role", "reason", or "held" when a hold stands already.
    """
    _take(case, viewer)
    if not reason_field:
        raise Refused("reason")
    if case.legal_holds.filter(released_on__isnull=True).exists():
        raise Refused("held")
    day = day or clock.today()
    hold = Hold.objects.create(case=case, placed_on=day, placed_by=viewer.account, reason_field=reason_field)
    ledger.append("case.held", case.ref, {"hold": hold.pk, "field": reason_field, "day": day}, actor=viewer.actor)
    return hold


@transaction.atomic
def ask_release(case: Case, *, viewer: Viewer, reason_field: str, day: date | None = None) -> Hold:
    """Ask for the hold to be lifted; it stands until somebody else agrees.

    Raises:
        Refused: "not_found", "role", "reason", "unheld", or "open_proposal" when it was asked for already.
    """
    hold = _standing(case, viewer)
    if not reason_field:
        raise Refused("reason")
    if hold.ending_asked_by_id is not None:
        raise Refused("open_proposal")
    hold.ending_asked_by, hold.ending_asked_on, hold.ending_field = viewer.account, day or clock.today(), reason_field
    hold.save(update_fields=["ending_asked_by", "ending_asked_on", "ending_field"])
    facts = {"hold": hold.pk, "field": reason_field, "day": hold.ending_asked_on}
    ledger.append("case.hold_release_asked", case.ref, facts, actor=viewer.actor)
    return hold


@transaction.atomic
def release_hold(case: Case, *, viewer: Viewer, day: date | None = None) -> Hold:
    """Be the second person: the hold is lifted.

    Raises:
        Refused: "not_found", "role", "unheld", "reason" when nobody has asked for it, or "same_person".
    """
    hold = _standing(case, viewer)
    if hold.ending_asked_by is None:
        raise Refused("reason")
    if same_person(Viewer.of(hold.ending_asked_by), viewer):
        raise Refused("same_person")
    hold.released_by, hold.released_on = viewer.account, day or clock.today()
    hold.save(update_fields=["released_by", "released_on"])
    ledger.append("case.released", case.ref, {"hold": hold.pk, "day": hold.released_on}, actor=viewer.actor)
    return hold


@transaction.atomic
def keep_hold(case: Case, *, viewer: Viewer) -> Hold:
    """Turn the wish to lift it down, or take back one's own: the hold goes on.

    Raises:
        Refused: "not_found", "role", "unheld", or "decided" when nobody asks for it any more.
    """
    hold = _standing(case, viewer)
    if hold.ending_asked_by_id is None:
        raise Refused("decided")
    hold.ending_asked_by, hold.ending_asked_on, hold.ending_field = None, None, ""
    hold.save(update_fields=["ending_asked_by", "ending_asked_on", "ending_field"])
    ledger.append("case.hold_kept", case.ref, {"hold": hold.pk, "day": clock.today()}, actor=viewer.actor)
    return hold


def _take(case: Case, viewer: Viewer) -> None:
    lock(case, viewer)
    if not works_on(viewer, case):
        raise Refused("role")


def _standing(case: Case, viewer: Viewer) -> Hold:
    _take(case, viewer)
    hold = case.legal_holds.select_for_update().filter(released_on__isnull=True).first()
    if hold is None:
        raise Refused("unheld")
    return hold
