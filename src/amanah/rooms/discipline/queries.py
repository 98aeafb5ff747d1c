"""What may be read of cases of discipline: codes from the engine, words with the key of whoever may."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from amanah.engines.cases import papers
from amanah.engines.cases import queries as cases
from amanah.engines.cases.leading import Led
from amanah.engines.cases.models import Case
from amanah.engines.cases.papers import Papers
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person
from amanah.foundation.threads.models import Link
from amanah.foundation.vault.services import bulk
from amanah.kernel.sealing import KeyPair
from amanah.rooms.discipline.models import Element, Examiner
from amanah.rooms.discipline.opened import Opened
from amanah.rooms.discipline.papers import STATEMENT, Statement, record_of
from amanah.rooms.discipline.workflow import DISCIPLINE

BEGIN = gettext_lazy("Serahkan hasil untuk proses disiplin")


@dataclass(frozen=True)
class Content(Papers):
    """Everything sealed of a case of discipline."""

    @property
    def statement(self) -> Statement:
        """What the case began with."""
        return Statement.from_bytes(self.fields[STATEMENT])

    @property
    def person(self) -> Person | None:
        """Whom the case concerns."""
        return Person.objects.filter(pk=self.statement.person).first()


def find(viewer: Viewer, number: str) -> Case | None:
    """The case of discipline of that number, if the viewer may know of it."""
    found = cases.find(viewer, number)
    return found if found is not None and found.kind == DISCIPLINE.key else None


def open_case(viewer: Viewer, case: Case, key_pair: KeyPair) -> Opened | None:
    """The case with its content key, or None where it is not wrapped for this person's key."""
    record = record_of(case.pk)
    found = bulk.content_keys([record], viewer.actor, key_pair)
    return Opened(case, viewer, found[record]) if record in found else None


def content(opened: Opened) -> Content:
    """Everything sealed of the case. Raises CannotOpen when something was changed or exchanged."""
    return Content.read(opened.case, record_of(opened.case.pk), opened.key)


def examiners(case: Case) -> list[tuple[Account, str]]:
    """Who examines now, and in what quality."""
    elements = dict(Examiner.objects.filter(case=case).values_list("account_id", "element"))
    handlers: Iterable[Account] = cases.handlers_of([case.pk]).get(case.pk, ())
    return [(account, str(Element(elements[account.pk]).label) if account.pk in elements else "") for account in handlers]


def confirmed(case: Case) -> frozenset[str]:
    """The fields of the decisions that somebody else has confirmed; any other is a proposal, and no letter."""
    return frozenset(case.steps.exclude(reason_field="").values_list("reason_field", flat=True))


def who_can_open(case: Case) -> str:
    """The staff who hold a key to the case, by name."""
    return papers.who_can_open(record_of(case.pk))


def led_to(source: Case) -> list[Led]:
    """The cases of discipline that arose from a case, for whoever may see that one: numbers and codes only."""
    refs = Link.objects.filter(target=source.ref, relation="arose_from", ended_on__isnull=True).values_list("source", flat=True)
    arisen = Case.objects.filter(ref__in=[ref for ref in refs if ref.startswith("case:")], kind=DISCIPLINE.key).order_by("opened_on", "pk")
    return [Led(case.number, case.stands.title, case.declared.outcomes.get(case.outcome, "")) for case in arisen]
