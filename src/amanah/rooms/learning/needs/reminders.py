"""Reminding people of what they must learn, and their superiors of what is late. One round a day, on the beat."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.foundation.organisation.models import Holding, Unit, held_on
from amanah.foundation.threads.visibility import ThreadNode
from amanah.kernel import clock
from amanah.rooms.learning.addresses import MINE
from amanah.rooms.learning.needs import addresses, declare, ground
from amanah.rooms.learning.needs.ground import Duty
from amanah.rooms.learning.needs.models import Round, Told

NEAR = register(NoticeCode("learning.near", _("%(count)s kewajiban belajar menunggu Anda.")))
LATE = register(NoticeCode("learning.late", _("%(count)s kewajiban belajar Anda melewati batas waktu."), urgent=True))
PEOPLE_LATE = register(NoticeCode("learning.people_late", _("%(count)s kewajiban belajar di unit Anda melewati batas waktu.")))
OWES, UNIT = "learner", "learning_unit"
_STAGES = {declare.SOON: "near", declare.MISSING: "late", declare.EXPIRED: "late"}


def remind() -> int:
    """Tell whoever came under a need, or fell behind one, since the last round; how many notices went out. Twice a day does nothing."""
    today = clock.today()
    with transaction.atomic():
        _round, first = Round.objects.get_or_create(day=today)
    if not first:
        return 0
    accounts = Account.objects.filter(person__isnull=False, is_active=True).select_related("person").order_by("pk")
    by_person: dict[UUID, list[Account]] = {}
    for account in accounts:
        if account.person_id is not None:
            by_person.setdefault(account.person_id, []).append(account)
    laid = ground.lay(today)
    told = set(Told.objects.values_list("person_id", "need_id", "stage", "due_on"))
    fresh: list[tuple[Duty, str, date]] = []
    for duty in laid.duties():
        stage, due = _STAGES.get(duty.state), duty.due if duty.state in _STAGES else None
        if stage and due is not None and (duty.person, duty.rule.need.pk, stage, due) not in told:
            fresh.append((duty, stage, due))
    return _tell(fresh, by_person)


@transaction.atomic
def _tell(fresh: list[tuple[Duty, str, date]], accounts: dict[UUID, list[Account]]) -> int:
    per_person = Counter((duty.person, stage) for duty, stage, _due in fresh)
    sent = 0
    for (person, stage), count in sorted(per_person.items()):
        code = LATE if stage == "late" else NEAR
        for account in accounts.get(person, ()):
            told = notices.notify(account, code.key, f"{OWES}:{person}", params={"count": str(count)}, url=MINE)
            sent += told is not None
    sent += _tell_heads([duty for duty, stage, _due in fresh if stage == "late"], accounts)
    rows = (Told(person_id=duty.person, need=duty.rule.need, stage=stage, due_on=due) for duty, stage, due in fresh)
    Told.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return sent


def _tell_heads(late: list[Duty], accounts: dict[UUID, list[Account]]) -> int:
    """Whoever heads the unit hears of its people; of what is late with a head, whoever heads the unit above."""
    heads = heads_of({duty.unit for duty in late})
    per_head: Counter[tuple[UUID, UUID]] = Counter()
    parents = dict(Unit.objects.filter(pk__in={duty.unit for duty in late}).values_list("pk", "parent_id"))
    above = heads_of({parent for parent in parents.values() if parent is not None})
    for duty in late:
        unit, told = duty.unit, heads.get(duty.unit, set()) - {duty.person}
        if not told and (parent := parents.get(duty.unit)) is not None:
            unit, told = parent, above.get(parent, set()) - {duty.person}
        for head in told:
            per_head[head, unit] += 1
    sent = 0
    for (head, unit), count in sorted(per_head.items()):
        for account in accounts.get(head, ()):
            url = addresses.gaps_of(unit)
            sent += notices.notify(account, PEOPLE_LATE.key, f"{UNIT}:{unit}", params={"count": str(count)}, url=url) is not None
    return sent


def heads_of(units: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """Unit → who heads it today; one query."""
    found: dict[UUID, set[UUID]] = {}
    heading = Holding.objects.filter(held_on(clock.today()), heads=True, post__unit__in=set(units))
    for unit, person in heading.values_list("post__unit_id", "person_id"):
        found.setdefault(unit, set()).add(person)
    return found


def sieve_own(viewer: Viewer, refs: Collection[str]) -> set[str]:
    """What somebody has to learn is theirs to be told of."""
    return {ref for ref in refs if ref == f"{OWES}:{viewer.account.person_id}"}


def describe_own(_viewer: Viewer, refs: Collection[str]) -> list[ThreadNode]:
    """By what it is."""
    return [ThreadNode(ref, _("Pembelajaran saya"), _("Pembelajaran"), MINE) for ref in refs]


def sieve_units(viewer: Viewer, refs: Collection[str]) -> set[str]:
    """Units that the viewer heads."""
    return set(refs) & {f"{UNIT}:{unit.pk}" for unit in viewer.headed}


def describe_units(_viewer: Viewer, refs: Collection[str]) -> list[ThreadNode]:
    """By the unit's name."""
    ids = {ref: UUID(ref.partition(":")[2]) for ref in refs}
    units = Unit.objects.in_bulk(ids.values())
    return [ThreadNode(ref, str(units[pk]), _("Kesenjangan belajar"), addresses.gaps_of(pk)) for ref, pk in ids.items() if pk in units]
