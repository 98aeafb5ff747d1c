"""Which recipient the rules propose for a report, always through the exclusion check."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise

from amanah.engines.reports import subjects
from amanah.engines.reports.report import names
from amanah.foundation.access.models import Account
from amanah.foundation.organisation import lineage
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock
from amanah.rooms.whistleblowing.routing.models import RoutingRule
from amanah.rooms.whistleblowing.services import filing
from amanah.rooms.whistleblowing.workflow import SHARED_ROUTE

About = RoutingRule.About


def in_force() -> QuerySet[RoutingRule]:
    """The rules that count today, in their order."""
    return RoutingRule.objects.filter(ended_on=None).select_related("unit", "made_by__person")


@dataclass(frozen=True)
class Proposal:
    """What the rules say: the first that fits and whose recipient may read it, and those that fit but whose recipients are shut out."""

    rule: RoutingRule | None
    passed_over: tuple[RoutingRule, ...]

    @property
    def target(self) -> str:
        """The choice proposed, or ""."""
        return self.rule.target if self.rule else ""


def proposed(answers: Mapping[str, str]) -> Proposal:
    """What the rules propose for a report with these answers of the form."""
    rules = list(in_force())
    if not rules:
        return Proposal(None, ())
    readers = filing.recipients(filing.subjects_of(answers).tags)
    place, people = _places(answers)
    passed: list[RoutingRule] = []
    for rule in rules:
        if not _fits(rule, answers.get("topic", ""), place, people):
            continue
        if readers.open(rule.target):
            return Proposal(rule, tuple(passed))
        passed.append(rule)
    return Proposal(None, tuple(passed))


def proposed_title(answers: Mapping[str, str]) -> Promise | str:
    """How the proposed recipient is called, or ""."""
    return filing.title_of(proposed(answers).target)


def would_receive(choice: str, answers: Mapping[str, str]) -> list[str]:
    """Who could read a report with these answers on this route, by name."""
    readers = filing.recipients(filing.subjects_of(answers).tags)
    if choice in readers.outside:
        return [str(filing.title_of(choice))]
    holders = readers.shared if choice == SHARED_ROUTE else readers.on(choice)
    accounts = Account.objects.filter(pk__in=[holder.removeprefix("account:") for holder in holders]).select_related("person")
    return sorted(str(account) for account in accounts)


def _fits(rule: RoutingRule, topic: str, place: set[str], people: set[str]) -> bool:
    if rule.topic and rule.topic != topic:
        return False
    if rule.unit is None:
        return True
    compared = {About.PLACE: place, About.PEOPLE: people}.get(About(rule.about), place | people)
    return any(path.startswith(rule.unit.path) for path in compared)


def _places(answers: Mapping[str, str]) -> tuple[set[str], set[str]]:
    """The path of the unit reported, and those of every unit in which the people named have ever had a post."""
    unit = subjects.unit_of(answers.get("unit", ""))
    involved = organisation.match_people(names(answers.get("who", "")), unit)
    today = clock.today()
    held = {unit_id for person in involved for unit_id in lineage.held_units(person.pk, today)}
    paths = set(Unit.objects.filter(pk__in=held).values_list("path", flat=True))
    return ({unit.path} if unit else set()), paths
