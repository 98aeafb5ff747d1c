"""What is known of a scope's policy: the document in force, each element with its judgement, who received it, where it can be had."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from amanah.engines.documents import queries as documents
from amanah.engines.documents.models import Reading, Version
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Holding, below, held_on
from amanah.kernel import clock
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.objectives import declare, elements
from amanah.rooms.antibribery.objectives.elements import Element
from amanah.rooms.antibribery.objectives.models import Judgement, Policy, Publication

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Received:
    """How many people of the scope's unit were given the version in force, and how many said that they read it."""

    people: int
    given: int
    read: int
    newest: date | None

    @property
    def whole(self) -> bool:
        """Whether it reached everybody."""
        return self.people > 0 and self.read >= self.people


@dataclass(frozen=True)
class Line:
    """One element with what is known of it. `judgement` is None where nobody judged this version; `older`: an earlier one was judged."""

    element: Element
    judgement: Judgement | None = None
    older: bool = False
    seen: bool = False

    @property
    def holds(self) -> bool:
        """Whether it is there, and a second person said so or a record shows it."""
        if self.element.counted:
            return self.seen
        one = self.judgement
        return one is not None and one.state == declare.APPROVED and one.verdict == declare.MET

    @property
    def word(self) -> "StrOrPromise":
        """What was found."""
        return declare.VERDICTS[self.judgement.verdict] if self.judgement is not None else ""

    @property
    def tone(self) -> str:
        """Its tone."""
        return declare.VERDICT_TONES[self.judgement.verdict] if self.judgement is not None else "neutral"

    @property
    def state(self) -> "StrOrPromise":
        """What a second person said to it."""
        return declare.JUDGEMENTS[self.judgement.state] if self.judgement is not None else ""


@dataclass(frozen=True)
class Shown:
    """Everything about the policy of a scope. `readable`: the viewer may open the document themself."""

    policy: Policy | None
    version: Version | None
    lines: list[Line]
    received: Received | None
    places: list[Publication]
    readable: bool

    @property
    def missing(self) -> list[Line]:
        """What is wanting, or not yet known to be there."""
        return [one for one in self.lines if not one.holds]


def current(scope: Scope) -> Policy | None:
    """The policy in force: one query."""
    return Policy.objects.filter(scope=scope, until__isnull=True).select_related("document__current", "document__unit", "scope").first()


def shown(viewer: Viewer, scope: Scope) -> Shown:
    """The policy of a scope as its page tells it: six queries."""
    asked = elements.asked(scope)
    policy = current(scope)
    if policy is None:
        return Shown(None, None, [Line(one) for one in asked], None, [], readable=False)
    document = policy.document
    version = document.current if document.withdrawn_on is None else None
    judged: dict[str, Judgement] = {}
    for one in policy.judgements.select_related("judged_by__person", "decided_by__person").order_by("pk"):
        judged[one.element] = one
    places = list(policy.publications.filter(until__isnull=True))
    received = _received(scope, version) if version is not None else None
    counted = {
        elements.CONTROLLED: version is not None,
        elements.RECEIVED: received is not None and received.whole and any(one.sort == declare.ASSOCIATES for one in places),
        elements.AVAILABLE: any(one.sort == declare.PUBLIC for one in places),
    }
    lines = []
    for element in asked:
        last = judged.get(element.key)
        fits = last is not None and version is not None and last.version_id == version.pk
        seen = counted.get(element.counted, False)
        lines.append(Line(element, last if fits else None, older=last is not None and not fits, seen=seen))
    readable = documents.visible(viewer).filter(pk=document.pk).exists()
    return Shown(policy, version, lines, received, places, readable)


def _received(scope: Scope, version: Version) -> Received:
    today = clock.today()
    people = set(Holding.objects.filter(held_on(today), below(scope.unit.path, "post__unit__path")).values_list("person_id", flat=True))
    given = {
        person: read for person, read in Reading.objects.filter(version=version).values_list("person_id", "read_on") if person in people
    }
    read = [day for day in given.values() if day is not None]
    return Received(len(people), len(given), len(read), max(read, default=None))
