"""Recording a breach or a request: sealed for those who look after personal data, and for nobody whom it is about."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from amanah.engines.cases import services as cases
from amanah.engines.cases.declare import CaseKind
from amanah.engines.cases.models import Case
from amanah.engines.cases.refusals import Refused
from amanah.foundation.access import exclusion
from amanah.foundation.access.models import Account, Grant, stands_on
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person, Unit
from amanah.foundation.threads import services as threads
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.kernel import clock
from amanah.kernel.paper import Paper
from amanah.rooms.personal_data import moments
from amanah.rooms.personal_data.models import Activity, Breach
from amanah.rooms.personal_data.papers import record_of
from amanah.rooms.personal_data.roles import OFFICER
from amanah.rooms.personal_data.workflow import BREACH, REQUEST, asked

ROUTE = "protection"


class NoReceiver(Exception):  # noqa: N818 - it is an answer, not an error of the program
    """Nobody who looks after personal data may receive this and holds a key; nothing was stored."""


def report_breach(
    topic: str,
    paper: Paper,
    known_at: datetime,
    *,
    viewer: Viewer,
    persons: Iterable[Person] = (),
    units: Iterable[Unit] = (),
    activities: Iterable[Activity] = (),
) -> Case:
    """Record a breach known since `known_at` (aware); the hours of both notices count from there.

    `persons` and `units` may have caused it: they, and those who answer for them, never see it. `activities` are the processing in
    which it happened.

    Raises:
        NoReceiver: nobody may receive it.
        Refused: "role"; "excluded" where the one who records it is concerned; "guard" for a moment still to come.
    """
    if known_at > clock.now():
        raise Refused("guard", _("Saat diketahui tidak mungkin di masa depan."))
    tags = frozenset(exclusion.tags_for_subjects(persons, units))
    with transaction.atomic():
        case = _open(BREACH, topic, paper, viewer, channel="discovery", tags=tags, day=moments.local(known_at).date())
        Breach.objects.create(case=case, known_at=known_at)
        for activity in activities:
            threads.link(case.ref, "about", activity.ref, actor=viewer.actor)
    return case


def record_request(right: str, paper: Paper, received_on: date, *, viewer: Viewer, person: Person | None = None) -> Case:
    """Record a request that came in on `received_on`, by letter, mail or at the counter; the clock of its right counts from there.

    `right` is one of `workflow.RIGHTS`. `person` is who asks, where they work here: they do not handle their own request.

    Raises:
        NoReceiver: nobody may receive it.
        Refused: "role"; "excluded" where the one who records it is the one who asks; "guard" for a day still to come.
    """
    if received_on > clock.today():
        raise Refused("guard", _("Hari diterima tidak mungkin di masa depan."))
    tags = frozenset({exclusion.person_tag(person.pk)} if person is not None else ())
    with transaction.atomic():
        return _open(REQUEST, right, paper, viewer, channel=asked(right), tags=tags, day=received_on)


def receivers(tags: frozenset[bytes], *, strict: bool) -> list[Account]:
    """Everybody who looks after personal data for the institution, has a key, and is not concerned (`strict`: nor answers for who is)."""
    grants = Grant.objects.filter(stands_on(clock.today()), role=OFFICER.key, unit__parent__isnull=True).select_related("account")
    fit = {
        grant.account for grant in grants if grant.account.may_sign_in() and not _concerned(grant.account.person_id, tags, strict=strict)
    }
    return [account for account in sorted(fit, key=lambda one: one.pk) if keys.public_keys([account])]


def _concerned(person_id: UUID | None, tags: frozenset[bytes], *, strict: bool) -> bool:
    if person_id is None or not tags:
        return False
    known = exclusion.tags_of_person(person_id)
    return not (known.every if strict else known.own).isdisjoint(tags)


def _open(kind: CaseKind, topic: str, paper: Paper, viewer: Viewer, *, channel: str, tags: frozenset[bytes], day: date) -> Case:
    if not any(unit.parent_id is None for unit in viewer.units_with(OFFICER.key)):
        raise Refused("role")
    if _concerned(viewer.account.person_id, tags, strict=kind.superiors_excluded):
        raise Refused("excluded", _("Perkara ini menyangkut Anda atau orang yang Anda pimpin. Mintalah petugas lain mencatatnya."))
    readers = receivers(tags, strict=kind.superiors_excluded)
    if not readers:
        raise NoReceiver
    case_id, name = uuid4(), f"{channel}/1"
    holders = {**keys.public_keys(readers), **keys.standing_holders()}
    sealed = vault.seal_record(record_of(case_id), {name: paper.to_bytes()}, holders)
    vault.store(sealed)
    case = cases.open_case(
        kind, case_id=case_id, route=ROUTE, topic=topic, tags=tags, actor=viewer.actor, day=day, facts={"sealed": sealed.digest}
    )
    cases.add_entry(case, channel, name, author=viewer, seq=1, day=day)
    return case
