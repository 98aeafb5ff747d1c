"""The tests before and after a session, for whoever sits in it: at the desk, or by a guest's own link."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amanah.kernel import clock
from amanah.rooms.learning.courses.reading import courses
from amanah.rooms.learning.models import Record
from amanah.rooms.learning.quizzes import queries as quizzes
from amanah.rooms.learning.quizzes.after import Leads
from amanah.rooms.learning.quizzes.models import Attempt, Test
from amanah.rooms.learning.quizzes.services.taking import Result
from amanah.rooms.learning.sessions import addresses
from amanah.rooms.learning.sessions.models import PLACED, Seat, Session, State
from amanah.rooms.learning.sessions.queries.coursework import Passed, passed_course
from amanah.rooms.learning.taking.queries import finished
from amanah.rooms.learning.taking.way import of_course

PRE, POST = "pre", "post"


@dataclass(frozen=True)
class Told:
    """One test as its taker sees it. `open` is the attempt that was begun and not handed in."""

    purpose: str
    title: str
    result: Result | None
    open: Attempt | None
    may: bool


def test_of(session: Session, purpose: str) -> Test | None:
    """The test before ("pre") or after ("post"); None where there is none."""
    return {PRE: session.edition.pre_test, POST: session.edition.post_test}.get(purpose)


def may_test(session: Session, seat: Seat | None, purpose: str) -> bool:
    """Before it ends the first test, from its beginning on the one afterwards; for those who have a place."""
    if seat is None or seat.state not in PLACED or session.state not in {State.OPEN, State.HELD, State.CLOSED}:
        return False
    if purpose == PRE:
        return session.state == State.OPEN and clock.now() < session.ends
    return seat.there


def tests_of(session: Session, seat: Seat | None) -> Iterator[Told]:
    """What there is to take, and what came of it."""
    for purpose, title in ((PRE, _("Tes awal")), (POST, _("Tes akhir"))):
        given = test_of(session, purpose)
        if given is None or seat is None:
            continue
        result = quizzes.result(seat.who, given, purpose, session.ref)
        again = result is not None and result.passed is False
        begun = quizzes.open_of(seat.who).filter(test=given, purpose=purpose, origin=session.ref).first()
        yield Told(purpose, title, result, begun, (result is None or again) and may_test(session, seat, purpose))


@dataclass(frozen=True)
class Lesson:
    """The course that a session consists of, and how whoever looks at it stands: `passed` as `passed_course` says it.

    `record` is what they keep of a round they finished, whatever it counts for the session; `over` is whether the last day has gone by.
    """

    title: str
    url: str
    passed: Passed | None
    record: Record | None
    over: bool


def course_of(session: Session, seat: Seat | None, url: str = "") -> Lesson | None:
    """For whoever has a place in a session that is a course; None for everybody else. `url` is where a guest finds the course."""
    known = courses().get(session.edition.course)
    if known is None or seat is None or seat.state not in PLACED or session.state == State.CANCELLED:
        return None
    passed = passed_course(session, [seat]).get(seat.pk)
    round_ = finished(seat.who, known.id, passed.day) if passed is not None else None
    record = round_.record if round_ is not None else None
    over = clock.today(session.unit.zone) > session.last_day
    return Lesson(known.title.get(get_language() or "id"), url or of_course(known.id), passed, record, over)


def leads(attempt: Attempt) -> Leads | None:
    """Where an attempt at the desk leads: back to its session; after one that did not suffice, to another."""
    session = Session.objects.filter(ref=attempt.origin).select_related("edition").first()
    return None if session is None else onward(attempt, session, addresses.of_session(session.number))


def onward(attempt: Attempt, session: Session, root: str) -> Leads:
    """As `leads`, where the session's own page is at `root`; tests begin at "`root`test/<purpose>/"."""
    back = (root, session.edition.said)
    if attempt.open:
        return Leads(back)
    again = f"{root}test/{attempt.purpose}/" if attempt.passed is False else ""
    return Leads(back, None if again else (root, _("Kembali ke kegiatan")), again)
