"""One certification for its page: what was done, and what may follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.antibribery import queries as rooms
from amanah.rooms.antibribery.certification import declare
from amanah.rooms.antibribery.certification.models import Certification
from amanah.rooms.antibribery.models import Scope

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Entry:
    """One thing that was done about a certification."""

    title: "StrOrPromise"
    day: date
    actor: str
    text: str
    tone: str


def visible(viewer: Viewer) -> QuerySet[Certification]:
    """The certifications of the scopes that the viewer may know of."""
    return Certification.objects.filter(scope__in=rooms.visible(viewer))


def of_scope(scope: Scope) -> list[Certification]:
    """The certifications of a scope, newest first."""
    return list(scope.certifications.all())


def current(scope: Scope) -> Certification | None:
    """The one that runs."""
    return scope.certifications.exclude(state__in=declare.ENDED).first()


def find(scope: Scope, number: str) -> Certification | None:
    """One certification of the scope with its visits and findings at hand."""
    found = scope.certifications.filter(number=number).prefetch_related("visits", "findings").first()
    if found is not None:
        found.scope = scope
    return found


def offers(certification: Certification) -> list[declare.Move]:
    """The moves that the table allows now; what cannot be done yet for another reason is left out."""
    waiting = any(finding.waits for finding in certification.findings.all())
    over = certification.valid_to is not None and certification.valid_to < clock.today()
    return [
        move
        for move in declare.MOVES.values()
        if certification.state in move.sources
        and not (move.settled and waiting)
        and not (move.unsettled and not waiting)
        and not (move.key == "expire" and not over)
    ]


def timeline(certification: Certification) -> list[Entry]:
    """Everything that was done, newest first."""
    return list(_told(certification))


def _told(certification: Certification) -> Iterable[Entry]:
    for step in certification.steps.select_related("actor__person").order_by("-seq"):
        tone = declare.STATES[step.target].tone if step.act in declare.MOVES else "neutral"
        yield Entry(declare.title_of(step.act), step.day, str(step.actor), step.text, tone)
