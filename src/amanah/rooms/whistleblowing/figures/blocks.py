"""What other parts of the room can be counted for: protection from its entries' channels, ratings from their tally."""

from collections import Counter
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext as _

from amanah.engines.cases.cohorts.counting import following
from amanah.engines.cases.models import Case, Entry
from amanah.engines.cases.queries import visible
from amanah.engines.cases.queries.figures import SMALL, blur, may_count, plain
from amanah.engines.cases.queries.visible import not_hidden
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.whistleblowing.afterwards.queries import tally
from amanah.rooms.whistleblowing.afterwards.questions import ANSWERS, QUESTIONS
from amanah.rooms.whistleblowing.figures import providers
from amanah.rooms.whistleblowing.figures.providers import Block
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING as KIND

PROTECTION = ("protection", "measure", "check", "lpsk", "rehabilitation")
"""Channels of the room's protection papers."""
QUARTER = 3


def protection(viewer: Viewer, since: date, until: date) -> Block | None:
    """How often each protection paper was written in the period, in reports that the viewer may count; None where none was."""
    sees = viewer.has_any(KIND.staff_roles)
    cases = visible(viewer) if sees or not may_count(viewer) else Case.objects.filter(not_hidden(viewer))
    written = Entry.objects.filter(
        case__in=cases.filter(kind=KIND.key).values("pk"), channel__in=PROTECTION, day__gte=since, day__lte=until
    )
    counts = Counter(dict(written.order_by().values_list("channel").annotate(n=Count("pk"))))
    if not counts:
        return None
    shown = (plain if sees else blur)([counts[code] for code in PROTECTION])
    return Block(
        _("Perlindungan bagi pelapor"),
        _("Perlindungan dihitung menurut hari catatannya dibuat, bukan hari laporannya diterima."),
        [(KIND.channels[code], number) for code, number in zip(PROTECTION, shown, strict=True)],
    )


def ratings(viewer: Viewer, since: date, until: date) -> Block | None:
    """What reporters answered about the handling, in quarters of the period that are over.

    The tally knows no case, so nobody's own matters can be taken out of it: only overseers get it, small numbers never.
    """
    if not viewer.has_any(KIND.overseers):
        return None
    counts: Counter[tuple[str, str]] = Counter()
    for quarter, questions in tally().items():
        if since <= quarter and _end(quarter) <= min(until, clock.today()):
            for question, answers in questions.items():
                counts.update({(question, answer): number for answer, number in answers.items()})
    if not counts:
        return None
    lines = []
    for question, title in QUESTIONS.items():
        shown = blur([counts[question, answer] for answer in ANSWERS])
        lines += [(f"{title} {ANSWERS[answer]}", number) for answer, number in zip(ANSWERS, shown, strict=True)]
    method = _(
        "Penilaian berasal dari pelapor yang mau menjawab, per triwulan yang sudah berakhir. Angka di bawah %(n)d tidak ditampilkan."
    )
    return Block(_("Penilaian pelapor"), method % {"n": SMALL}, lines)


def _end(quarter: date) -> date:
    """The first day after the quarter."""
    for _month in range(QUARTER):
        quarter = following(quarter)
    return quarter


def declare() -> None:
    """Called once, when the app is installed."""
    providers.register("protection", protection)
    providers.register("ratings", ratings)
