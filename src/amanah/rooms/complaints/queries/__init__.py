"""What may be read of complaints, already narrowed to who is looking."""

from dataclasses import dataclass

from django.db.models import QuerySet

from amanah.engines.cases import addresses
from amanah.engines.cases.models import Case
from amanah.engines.cases.queries.offers import holders
from amanah.engines.cases.scope import holds
from amanah.engines.cases.services.people import unfitness
from amanah.foundation.access.models import Account, Grant, stands_on
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit
from amanah.foundation.vault import queries as keys
from amanah.kernel import clock
from amanah.rooms.complaints.models import Marks
from amanah.rooms.complaints.workflow import COORDINATOR, LIAISON, OFFICERS


@dataclass(frozen=True)
class Flags:
    """How a complaint wants to be treated; one that nobody marked is both anonymous and secret."""

    anonymous: bool = True
    secret: bool = True
    service: str = ""
    way: str = ""


def flags(case: Case) -> Flags:
    """The marks of a complaint."""
    found = Marks.objects.filter(case=case).first()
    return Flags(found.anonymous, found.secret, found.service, found.way) if found else Flags()


def liaisons(case: Case) -> list[Account]:
    """Those who act for the case's unit and may be given it: by role over that unit, with a key, not shut out."""
    fitting = [account for account in holders(case, frozenset({LIAISON})) if account.may_sign_in() and unfitness(case, account) is None]
    keyed = keys.public_keys(fitting)
    return [account for account in fitting if f"account:{account.pk}" in keyed]


def units_with_liaison() -> QuerySet[Unit]:
    """The units that a complaint can be passed on to: those over which somebody was made liaison officer, by name."""
    granted = Grant.objects.filter(stands_on(clock.today()), role=LIAISON).values("unit_id")
    return Unit.objects.filter(pk__in=granted).order_by("name")


def superiors(case: Case) -> list[Account]:
    """Who directs what was taken higher; who may not see it is told nothing by the notices."""
    return holders(case, frozenset({COORDINATOR}))


def only_by_appointment(account: Account, case: Case) -> bool:
    """Whether this person handles the case for a unit alone."""
    return not holds(Viewer.of(account), OFFICERS, case)


def address(case: Case) -> str:
    """The page of a complaint, for notices."""
    return addresses.through_desk(case.number)
