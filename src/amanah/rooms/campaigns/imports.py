"""Bringing the list of who took part in activities, as one of the uses of `foundation.imports`."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.imports import table
from amanah.foundation.imports.columns import Column, Shape
from amanah.foundation.imports.table import Plan, Table
from amanah.foundation.organisation.models import Person
from amanah.kernel import clock, numbers
from amanah.rooms.campaigns import declare, services
from amanah.rooms.campaigns.models import Activity, Reached
from amanah.rooms.campaigns.queries.visible import activities

SHAPE = Shape(
    (
        Column(
            "activity",
            ("kegiatan", "nomor_kegiatan", "activity"),
            gettext_lazy("Nomor kegiatan seperti pada halamannya."),
            "KG-26-7F3K9Q",
            required=True,
            reads=numbers.tidy,
            longest=14,
        ),
        Column(
            "person",
            ("nip", "nomor", "nip_atau_nomor", "number"),
            gettext_lazy("NIP atau nomor lain pegawai yang hadir."),
            "198001012005011001",
            required=True,
            reads=lambda said: said.replace(" ", "").upper(),
            longest=40,
        ),
    )
)


@dataclass
class Row(table.Row):
    """One person at one activity."""

    activity: Activity | None = None
    person: Person | None = None


def _check(rows: Sequence[Row], viewer: Viewer) -> None:
    """A fixed number of queries for people, and one look at each activity that is named."""
    asked = {row.said["activity"] for row in rows if row.said["activity"]}
    found = activities(viewer).filter(number__in=asked).select_related("campaign__unit")
    refused = {one.number: _why_not(viewer, one) for one in found}
    known = {one.number: one for one in found}
    told = {row.said["person"] for row in rows if row.said["person"]}
    people = {person.nip: person for person in Person.objects.filter(nip__in=told)}
    people |= {person.other_number: person for person in Person.objects.filter(other_number__in=told)}
    there = set(Reached.objects.filter(activity__in=list(known.values())).values_list("activity_id", "person_id"))
    for row in rows:
        activity, person = known.get(row.said["activity"]), people.get(row.said["person"])
        if activity is None:
            row.refuse("activity", _("Tidak ada kegiatan bernomor ini yang dapat Anda lihat."))
        elif refused[activity.number]:
            row.refuse("activity", refused[activity.number])
        if person is None:
            row.refuse("person", _("Tidak ada orang dengan nomor ini."))
        if row.errors or activity is None or person is None or (activity.pk, person.pk) in there:
            continue
        there.add((activity.pk, person.pk))
        row.activity, row.person = activity, person
        row.changes.append(_("hadir pada %(title)s") % {"title": activity.title})


def _why_not(viewer: Viewer, activity: Activity) -> str:
    if not services.may_work(viewer, activity):
        return _("Kegiatan ini bukan bagian Anda.")
    if activity.state == declare.DROPPED or activity.campaign.state not in {"running", "finished"}:
        return _("Jangkauan kegiatan ini tidak dapat dicatat lagi.")
    return _("Kegiatan ini belum berlangsung.") if activity.day > clock.today() else ""


def _write(rows: Sequence[Row], viewer: Viewer) -> None:
    by_activity: dict[Activity, list[Person]] = defaultdict(list)
    for row in rows:
        if row.activity is not None and row.person is not None:
            by_activity[row.activity].append(row.person)
    for activity, people in by_activity.items():
        services.list_reach(activity, people, viewer=viewer)


def _count(plan: Plan[Row]) -> dict[str, int]:
    changing = plan.changing
    return {"rows": len(plan.rows), "new": len(changing), "activities": len({row.said["activity"] for row in changing})}


ATTENDANCE = Table(SHAPE, Row, _check, _write, ("campaign_list.imported", "campaign:list"), _count)
