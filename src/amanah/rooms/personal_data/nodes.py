"""Processing activities as threads know them, and what waits for whoever keeps the register."""

from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks.work import Line
from amanah.foundation.threads.visibility import Known, ThreadNode
from amanah.kernel import clock
from amanah.rooms.personal_data.models import Activity
from amanah.rooms.personal_data.queries import register


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those of the references that the viewer may know of."""
    return register.visible(viewer).filter(pk__in=_ids(refs))


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each activity by its number and name."""
    for activity in register.visible(viewer).filter(pk__in=_ids(refs)):
        yield ThreadNode(activity.ref, str(activity), _("Kegiatan pemrosesan"), _address(activity))


def lines(viewer: Viewer) -> Iterator[Line]:
    """The activities in sight whose review is near or late."""
    if not register.may_look(viewer):
        return
    shown = {activity.ref: activity for activity in register.visible(viewer).filter(ended_on__isnull=True)}
    for ref, running in clocks.open_by_ref(shown).items():
        urgency = clocks.describe(running[0], clock.today())
        if urgency.code in {"due_soon", "overdue"}:
            activity = shown[ref]
            title, act = _("Kegiatan pemrosesan"), _("Tinjau dan nyatakan masih berlaku")
            yield Line(activity.number, _address(activity), title, act, activity.title, running[0].due_on, urgency)


def _address(activity: Activity) -> str:
    return reverse("personal_data_desk:activity", args=[activity.number])


def _ids(refs: Collection[str]) -> list[UUID]:
    return [UUID(ref.removeprefix("processing:")) for ref in refs]
