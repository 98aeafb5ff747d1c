"""Who hears of what. Notices name an action by its number only; none is made for who may not see it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from amanah.engines.actions import addresses
from amanah.engines.actions.declare import CHECK, CLOCK
from amanah.engines.actions.events import ActionOpened, ActionProposed, ActionStepped
from amanah.engines.actions.models import Action, Part
from amanah.engines.actions.sides import head_persons
from amanah.foundation.access.models import Account
from amanah.foundation.clocks.events import DeadlineMissed, DeadlineMoved, DeadlineNear
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register

GIVEN = register(NoticeCode("actions.given", _("Tindak lanjut %(number)s ditugaskan kepada Anda.")))
REPORTED = register(NoticeCode("actions.reported", _("Tindak lanjut %(number)s dilaporkan selesai dan menunggu verifikasi Anda.")))
VERIFIED = register(NoticeCode("actions.verified", _("Tindak lanjut %(number)s dinyatakan terverifikasi.")))
RETURNED = register(NoticeCode("actions.returned", _("Tindak lanjut %(number)s dikembalikan untuk diperbaiki."), urgent=True))
CHANGED = register(NoticeCode("actions.changed", _("Tenggat atau penanggung jawab tindak lanjut %(number)s berubah.")))
ENDED = register(NoticeCode("actions.ended", _("Tindak lanjut %(number)s dibatalkan atau dibuka kembali.")))
APPROVAL = register(NoticeCode("actions.approval", _("Usulan pada tindak lanjut %(number)s menunggu persetujuan Anda.")))
NEAR = register(NoticeCode("actions.near", _("Tindak lanjut %(number)s jatuh tempo pada %(due)s.")))
MISSED = register(NoticeCode("actions.missed", _("Tindak lanjut %(number)s melewati tenggat %(due)s."), urgent=True))
ESCALATED = register(
    NoticeCode("actions.escalated", _("Tindak lanjut %(number)s melewati tenggat %(due)s dan belum diselesaikan."), urgent=True)
)

HEADS, ASSIGNER = 1, 2
"""From which escalation on the heads of the owing units hear of it, and from which on whoever gave it."""
_AFTER = {"send_back": RETURNED, "verify": VERIFIED, "extend": CHANGED, "appoint": CHANGED, "cancel": ENDED, "reopen": ENDED}


def opened(event: ActionOpened) -> None:
    """Whoever owes it or a part of it hears of it."""
    action = Action.objects.get(pk=event.action_id)
    _tell(_owing(action), GIVEN, action, without=event.actor)


def stepped(event: ActionStepped) -> None:
    """The verifier hears that it is reported done; whoever owes it hears what became of it."""
    action = Action.objects.get(pk=event.action_id)
    if event.act == "report":
        _tell({action.verifier_id}, REPORTED, action, without=event.actor)
    elif event.act in _AFTER:
        _tell(_owing(action), _AFTER[event.act], action, without=event.actor)


def proposed(event: ActionProposed) -> None:
    """Verifier and assigner hear of a proposal."""
    action = Action.objects.get(pk=event.action_id)
    _tell({action.verifier_id}, APPROVAL, action, without=event.actor)
    _tell_accounts([action.assigned_by], APPROVAL, action, without=event.actor)


def near(event: DeadlineNear) -> None:
    """Whoever owes it, or has to check it, hears that it falls due."""
    action = Action.objects.filter(ref=event.ref).first()
    if action is not None:
        _tell(_acting(action, event.name), NEAR, action, due=event.due_on)


def missed(event: DeadlineMissed) -> None:
    """First whoever owes it, then the heads of their units, then whoever gave it; the last at once where it waits to be checked."""
    action = Action.objects.filter(ref=event.ref).first()
    if action is None:
        return
    _tell(_acting(action, event.name), MISSED, action, due=event.due_on)
    checking = event.name == CHECK
    if event.escalation >= HEADS and not checking:
        _tell(head_persons(_units(action)), ESCALATED, action, due=event.due_on)
    if event.escalation >= (HEADS if checking else ASSIGNER):
        _tell_accounts([action.assigned_by], ESCALATED, action, due=event.due_on)


def moved(event: DeadlineMoved) -> None:
    """Keep the copy of the date in line. Runs inside the transaction that moved it."""
    from amanah.engines.actions.services import refresh_due  # late: services publish what this module hears

    if event.name == CLOCK:
        refresh_due(event.ref, event.due_on)


def _units(action: Action) -> list[UUID]:
    return [action.unit_id, *_left(action).values_list("unit_id", flat=True)]


def _left(action: Action) -> "QuerySet[Part]":
    return Part.objects.filter(action=action, done_on__isnull=True)


def _owing(action: Action) -> set[UUID]:
    """The people who owe it or a part still open; the head of a unit that named nobody."""
    people = {person for person in (action.owner_id, *_left(action).values_list("person_id", flat=True)) if person}
    unnamed = list(_left(action).filter(person__isnull=True).values_list("unit_id", flat=True))
    return people | head_persons(unnamed if action.owner_id else [action.unit_id, *unnamed])


def _acting(action: Action, name: str) -> set[UUID]:
    """Whoever the clock of that name runs for."""
    return {action.verifier_id} if name == CHECK else _owing(action)


def _tell(people: Iterable[UUID], code: NoticeCode, action: Action, *, due: date | None = None, without: str = "") -> None:
    accounts = Account.objects.filter(person_id__in=list(people)).select_related("person").order_by("pk")
    _tell_accounts(accounts, code, action, due=due, without=without)


def _tell_accounts(accounts: Iterable[Account], code: NoticeCode, action: Action, *, due: date | None = None, without: str = "") -> None:
    params = {"number": action.number} | ({"due": due.isoformat()} if due else {})
    for account in accounts:
        if f"account:{account.pk}" != without:
            notices.notify(account, code.key, action.ref, params=params, url=addresses.of_action(action.number))
