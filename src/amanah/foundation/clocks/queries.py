"""Reading clocks. Whoever asks has already narrowed the records to those the viewer may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amanah import rulebook
from amanah.foundation.clocks import alarm
from amanah.foundation.clocks.models import Deadline


@dataclass(frozen=True, slots=True)
class Urgency:
    """How a clock stands on a day: a code for colour and icon, the days left (negative when late) in the clock's own unit, and words.

    Codes: on_track, due_soon, overdue, paused, done. `text` is in the language active when it was asked for.
    """

    code: str
    days_left: int
    text: str
    provisional: bool


def for_refs(refs: Iterable[str]) -> list[Deadline]:
    """Every clock of these records, stopped ones too, the earliest start first, in one query."""
    return list(Deadline.objects.filter(ref__in=list(refs)).order_by("since", "pk"))


def open_by_ref(refs: Iterable[str]) -> dict[str, list[Deadline]]:
    """The open clocks of these records by record, in one query, the most pressing first. Records without one are missing."""
    found: dict[str, list[Deadline]] = {}
    for deadline in Deadline.objects.filter(ref__in=list(refs), stopped_on__isnull=True).order_by("due_on", "pk"):
        found.setdefault(deadline.ref, []).append(deadline)
    return found


def most_pressing(deadlines: Iterable[Deadline]) -> Deadline | None:
    """The running clock that falls due first; else one that is paused; else None."""
    live = [deadline for deadline in deadlines if deadline.open]
    return min(live, key=lambda deadline: (deadline.state != Deadline.State.RUNNING, deadline.due_on), default=None)


def describe(deadline: Deadline, today: date) -> Urgency:
    """How the clock stands today, in words: "tinggal 3 hari kerja", "jatuh tempo hari ini", "lewat 2 hari kerja"."""
    left = _left(deadline, today)
    if deadline.state == Deadline.State.STOPPED:
        words = _("selesai tepat waktu") if deadline.kept else _("selesai terlambat")
        return Urgency("done", left, words, provisional=False)
    if deadline.state == Deadline.State.PAUSED:
        return Urgency("paused", left, _("dijeda"), deadline.provisional)
    if deadline.due_on < today:
        return Urgency("overdue", left, _late(deadline, -left), deadline.provisional)
    code = "due_soon" if today >= alarm.near_from(deadline.due_on) else "on_track"
    return Urgency(code, left, _remaining(deadline, today, left), deadline.provisional)


def _left(deadline: Deadline, today: date) -> int:
    if deadline.unit == "working_day":
        return rulebook.calendar().between(today, deadline.due_on)
    return (deadline.due_on - today).days


def _remaining(deadline: Deadline, today: date, left: int) -> str:
    if deadline.due_on == today:
        return _("jatuh tempo hari ini")
    if deadline.unit == "working_day":
        return ngettext("tinggal %(n)d hari kerja", "tinggal %(n)d hari kerja", left) % {"n": left}
    return ngettext("tinggal %(n)d hari", "tinggal %(n)d hari", left) % {"n": left}


def _late(deadline: Deadline, late: int) -> str:
    if deadline.unit != "working_day":
        return ngettext("lewat %(n)d hari", "lewat %(n)d hari", late) % {"n": late}
    if late == 0:  # due on the last working day before a weekend or holiday that is not over yet
        return _("lewat, belum sehari kerja")
    return ngettext("lewat %(n)d hari kerja", "lewat %(n)d hari kerja", late) % {"n": late}
