"""What the screens of access show, a bounded number of queries each."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from amanah.foundation.access.models import Account, Grant, GrantProposal, stands_on
from amanah.kernel import clock

PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """An account in the list, with the grants in force."""

    account: Account
    grants: list[Grant]
    open: bool


def accounts(words: str, after: str) -> tuple[list[Line], str]:
    """A page of accounts by user name, narrowed by words of user name or person, and where the next page begins ("" at the end)."""
    found = Account.objects.select_related("person").filter(username__gt=after).order_by("username")
    for word in words.split()[:5]:
        found = found.filter(Q(username__contains=word.lower()) | Q(person__name__icontains=word))
    shown = list(found[: PAGE + 1])
    standing: dict[UUID, list[Grant]] = {}
    for grant in Grant.objects.filter(stands_on(clock.today()), account__in=[account.pk for account in shown]).select_related("unit"):
        standing.setdefault(grant.account_id, []).append(grant)
    lines = [Line(account, standing.get(account.pk, []), account.may_sign_in()) for account in shown[:PAGE]]
    return lines, shown[PAGE - 1].username if len(shown) > PAGE else ""


def grants_of(account: Account) -> list[Grant]:
    """Every grant the account has or had, the newest first."""
    return list(account.grants.select_related("unit", "granted_by__person", "approved_by__person").order_by("-since", "-pk"))


def pending() -> list[GrantProposal]:
    """The proposals that wait for a second administrator, the oldest first."""
    waiting = GrantProposal.objects.filter(decision=GrantProposal.Decision.PENDING)
    return list(waiting.select_related("account__person", "unit", "proposed_by__person").order_by("proposed_on", "pk"))
