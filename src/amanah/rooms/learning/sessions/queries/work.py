"""What waits for a person among sessions: answers to give, people to decide about, lists to fill, papers to look at."""

from collections.abc import Iterator

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.work import Line
from amanah.kernel import clock
from amanah.rooms.learning import queries as learning
from amanah.rooms.learning.sessions import addresses
from amanah.rooms.learning.sessions.asking import last_day
from amanah.rooms.learning.sessions.models import PLACED, OutsideCertificate, Seat, State, Trainer
from amanah.rooms.learning.sessions.queries.outside import to_look_at
from amanah.rooms.learning.sessions.queries.visible import headed_holdings, manages_any, visible

LINES = 50


def lines(viewer: Viewer) -> list[Line]:
    """A line a session and a paper; a handful of queries."""
    if viewer.person is None:
        return []
    return [*_own(viewer), *_led(viewer), *_asked(viewer), *_papers(viewer)][:LINES]


def _own(viewer: Viewer) -> Iterator[Line]:
    """Invitations without an answer, and feedback that was not given."""
    mine = Seat.objects.filter(person=viewer.person, session__in=visible(viewer).values("pk")).select_related("session__edition")
    now = clock.now()
    open_ones = mine.filter(state=Seat.State.INVITED, session__state=State.OPEN, session__ends__gt=now)
    for seat in open_ones.order_by("session__day")[:LINES]:
        yield _line(seat, _("Jawab undangan"))
    # Within so many days feedback is taken at most; the page itself says until when.
    lately = clock.today().toordinal() - 31
    there = mine.filter(answered=False, presence__in=["full", "partial"], session__state__in=[State.HELD, State.CLOSED])
    for seat in there.filter(session__day__gt=clock.today().fromordinal(lately)).select_related("session__unit")[:LINES]:
        if seat.session.edition.questions and clock.today() <= last_day(seat.session):
            yield _line(seat, _("Beri umpan balik"))


def _led(viewer: Viewer) -> Iterator[Line]:
    """Sessions that took place and wait for their list or their end."""
    managed = learning.managed(viewer, "unit__path")
    teaches = Q(Exists(Trainer.objects.filter(session=OuterRef("pk"), person=viewer.person)))
    found = visible(viewer).filter(teaches if managed is None else teaches | managed, ends__lt=clock.now())
    found = found.filter(state__in=[State.OPEN, State.HELD]).select_related("edition", "unit")
    unmarked = Count("seats", filter=Q(seats__state__in=PLACED, seats__presence=""))
    for session in found.annotate(unmarked=unmarked).order_by("day", "pk")[:LINES]:
        act = _("Nyatakan sudah dilaksanakan") if session.state == State.OPEN else _("Tutup kegiatan")
        left = int(getattr(session, "unmarked", 0))
        if session.state == State.HELD and left:
            act = ngettext("Catat kehadiran %(n)d orang", "Catat kehadiran %(n)d orang", left) % {"n": left}
        yield Line(session.number, addresses.of_session(session.number), session.edition.said, act, str(session.unit), session.last_day)


def _asked(viewer: Viewer) -> Iterator[Line]:
    """People who were proposed: for who manages the session, or heads the unit of who asked."""
    managed = learning.managed(viewer, "session__unit__path")
    held = headed_holdings(viewer)
    condition = managed if managed is not None else Q(pk__in=[])
    if held is not None:
        condition |= Q(person__in=held.values("person_id"), proposed_by__person=F("person"))
    waiting = Seat.objects.filter(condition, state=Seat.State.PROPOSED, session__state=State.OPEN, session__ends__gt=clock.now())
    waiting = waiting.exclude(person=viewer.person)
    grouped: dict[str, list[Seat]] = {}
    for seat in waiting.select_related("session__edition", "session__unit").order_by("session__day", "pk")[: LINES * 4]:
        grouped.setdefault(seat.session.number, []).append(seat)
    for number, seats in grouped.items():
        session = seats[0].session
        act = ngettext("Putuskan %(n)d usulan peserta", "Putuskan %(n)d usulan peserta", len(seats)) % {"n": len(seats)}
        yield Line(number, addresses.of_session(number), session.edition.said, act, str(session.unit), session.day)


def _papers(viewer: Viewer) -> Iterator[Line]:
    """Certificates from elsewhere that wait for somebody to look at them."""
    if not manages_any(viewer):
        return
    for sent in to_look_at(viewer)[:LINES]:
        yield _paper(sent)


def _paper(sent: OutsideCertificate) -> Line:
    return Line(sent.number, addresses.of_outside(sent.number), _("Sertifikat dari luar"), _("Periksa sertifikat"), str(sent.person))


def _line(seat: Seat, act: str) -> Line:
    session = seat.session
    return Line(session.number, addresses.of_session(session.number), session.edition.said, act, "", session.day)
