"""Keeping the register of processing activities (UU 27/2022 art. 31)."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from amanah.engines.cases.refusals import Refused
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clock_queries
from amanah.foundation.clocks import services as clocks
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Unit
from amanah.kernel import canonical, clock, numbers
from amanah.rooms.personal_data.models import Activity, Revision
from amanah.rooms.personal_data.queries import register

FIELDS = (
    "title",
    "purpose",
    "basis",
    "basis_note",
    "subjects",
    "categories",
    "specific",
    "recipients",
    "abroad",
    "retention_line",
    "retention",
    "security",
    "assessment",
    "undisclosed",
)
"""What the register says of an activity; older revisions may lack the newer of these."""
REVIEW = "review"
REVIEW_AFTER = "personal_data.register_review_after"


@transaction.atomic
def enter(values: Mapping[str, Any], unit: Unit, *, viewer: Viewer) -> Activity:
    """Enter an activity of `unit`; its review is due from today on.

    Raises:
        Refused: "role" for who does not keep the register of that unit.
    """
    if not register.may_keep(viewer, unit):
        raise Refused("role")
    today, activity_id = clock.today(), uuid4()
    activity = Activity(
        id=activity_id,
        ref=f"processing:{activity_id}",
        number=_free_number(),
        unit=unit,
        entered_on=today,
        reviewed_on=today,
        **{name: values[name] for name in FIELDS},
    )
    activity.save(force_insert=True)
    clocks.start(activity.ref, REVIEW, REVIEW_AFTER, today, viewer.actor)
    _record(activity, Revision.Act.ENTERED, viewer)
    return activity


@transaction.atomic
def change(activity: Activity, values: Mapping[str, Any], *, viewer: Viewer) -> bool:
    """Let the register say something else; what it said before stays in its revisions. Answers whether anything changed.

    Raises:
        Refused: "role"; "closed" for an activity that has ended.
    """
    activity = _locked(activity, viewer)
    changed = [name for name in FIELDS if getattr(activity, name) != values[name]]
    for name in changed:
        setattr(activity, name, values[name])
    if changed:
        activity.save(update_fields=changed)
        _record(activity, Revision.Act.CHANGED, viewer)
    return bool(changed)


@transaction.atomic
def review(activity: Activity, *, viewer: Viewer) -> None:
    """State that the entry was looked at and holds; the next review counts from today. Raises Refused as `change`."""
    activity = _locked(activity, viewer)
    activity.reviewed_on = clock.today()
    activity.save(update_fields=["reviewed_on"])
    _stop(activity, viewer)
    clocks.start(activity.ref, REVIEW, REVIEW_AFTER, activity.reviewed_on, viewer.actor)
    _record(activity, Revision.Act.REVIEWED, viewer)


@transaction.atomic
def close(activity: Activity, *, viewer: Viewer) -> None:
    """The processing has ended; the entry stays readable. Raises Refused as `change`."""
    activity = _locked(activity, viewer)
    activity.ended_on = clock.today()
    activity.save(update_fields=["ended_on"])
    _stop(activity, viewer)
    _record(activity, Revision.Act.ENDED, viewer)


def _locked(activity: Activity, viewer: Viewer) -> Activity:
    found = Activity.objects.select_for_update().get(pk=activity.pk)
    if not register.may_keep(viewer, found.unit):
        raise Refused("role")
    if found.ended_on is not None:
        raise Refused("closed", _("Kegiatan ini sudah diakhiri."))
    return found


def _stop(activity: Activity, viewer: Viewer) -> None:
    for deadline in clock_queries.open_by_ref([activity.ref]).get(activity.ref, []):
        clocks.stop(deadline, clock.today(), viewer.actor)


def _record(activity: Activity, act: Revision.Act, viewer: Viewer) -> None:
    content = {name: getattr(activity, name) for name in FIELDS}
    last = activity.revisions.order_by("-seq").first()
    seq, day = (last.seq if last else 0) + 1, clock.today()
    Revision.objects.create(activity=activity, seq=seq, act=act, day=day, account=viewer.account, content=content)
    facts = {"number": activity.number, "seq": seq, "act": act.value, "sha256": canonical.digest(content).hex(), "day": day}
    ledger.append("personal_data.activity", activity.ref, facts, actor=viewer.actor)


def _free_number() -> str:
    while True:
        number = numbers.draw("KP", clock.today())
        if not Activity.objects.filter(number=number).exists():
            return number
