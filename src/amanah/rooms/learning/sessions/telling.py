"""Who hears of what. Notices name a session by its number only; none is made for who may not see it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.models import Account, Grant, stands_on
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.foundation.organisation.models import Holding, Unit, held_on
from amanah.kernel import clock
from amanah.rooms.learning.quizzes.events import AttemptSubmitted
from amanah.rooms.learning.roles import MANAGER
from amanah.rooms.learning.sessions import addresses
from amanah.rooms.learning.sessions.events import (
    OutsideDecided,
    OutsideSent,
    SeatDecided,
    SeatsGiven,
    SeatsProposed,
    SessionCancelled,
    SessionClosed,
    SessionMoved,
)
from amanah.rooms.learning.sessions.models import PLACED, Certificate, OutsideCertificate, Seat, Session, State
from amanah.rooms.learning.sessions.services.closing import settle_late

INVITED = register(NoticeCode("sessions.invited", _("Anda diundang ke kegiatan belajar %(number)s pada %(day)s.")))
WAITING = register(NoticeCode("sessions.waiting", _("Kegiatan belajar %(number)s penuh; Anda ada di daftar tunggu.")))
REFUSED = register(NoticeCode("sessions.refused", _("Permintaan ikut kegiatan belajar %(number)s tidak disetujui.")))
WITHDRAWN = register(NoticeCode("sessions.withdrawn", _("Anda dikeluarkan dari kegiatan belajar %(number)s; alasannya ada di halamannya.")))
PROPOSED = register(NoticeCode("sessions.proposed", _("Ada usulan peserta kegiatan belajar %(number)s yang menunggu keputusan Anda.")))
MOVED = register(NoticeCode("sessions.moved", _("Waktu atau tempat kegiatan belajar %(number)s berubah: %(day)s."), urgent=True))
CANCELLED = register(NoticeCode("sessions.cancelled", _("Kegiatan belajar %(number)s dibatalkan."), urgent=True))
CERTIFIED = register(NoticeCode("sessions.certified", _("Sertifikat kegiatan belajar %(number)s sudah terbit.")))
SENT = register(NoticeCode("sessions.outside_sent", _("Sertifikat dari luar %(number)s menunggu pemeriksaan Anda.")))
DECIDED = register(NoticeCode("sessions.outside_decided", _("Sertifikat dari luar %(number)s sudah diperiksa.")))


def given(event: SeatsGiven) -> None:
    """Those who were invited hear of it."""
    session = Session.objects.get(pk=event.session_id)
    _tell(_people(Seat.objects.filter(pk__in=event.seats)), INVITED, session, day=session.day, without=event.actor)


def decided(event: SeatDecided) -> None:
    """Whoever waits, was not approved or was taken off hears of it; who declined knows."""
    seat = Seat.objects.select_related("session").get(pk=event.seat)
    code = {Seat.State.WAITING: WAITING, Seat.State.REFUSED: REFUSED, Seat.State.WITHDRAWN: WITHDRAWN}.get(Seat.State(seat.state))
    if code is not None and seat.person_id is not None:
        _tell([seat.person_id], code, seat.session, without=event.actor)


def proposed(event: SeatsProposed) -> None:
    """Who manages learning where it is held decides; the heads of those who asked for themselves may, too."""
    session = Session.objects.select_related("unit").get(pk=event.session_id)
    asked = Seat.objects.filter(pk__in=event.seats).select_related("proposed_by")
    alone = [seat.person_id for seat in asked if seat.person_id is not None and seat.proposed_by.person_id == seat.person_id]
    people = _heads(alone) | _managers([session.unit])
    _tell(people, PROPOSED, session, without=event.actor)


def moved(event: SessionMoved) -> None:
    """Everybody who has or wants a place."""
    session = Session.objects.get(pk=event.session_id)
    _tell(_people(session.seats.filter(state__in=[*PLACED, Seat.State.WAITING])), MOVED, session, day=session.day, without=event.actor)


def cancelled(event: SessionCancelled) -> None:
    """Everybody who has or wants a place."""
    session = Session.objects.get(pk=event.session_id)
    seats = session.seats.filter(state__in=[*PLACED, Seat.State.WAITING, Seat.State.PROPOSED])
    _tell(_people(seats), CANCELLED, session, without=event.actor)


def closed(event: SessionClosed) -> None:
    """Everybody who has a certificate now."""
    session = Session.objects.get(pk=event.session_id)
    _tell(_people(session.seats.filter(certificates__withdrawn_on__isnull=True, credited=True)), CERTIFIED, session, without=event.actor)


def submitted(event: AttemptSubmitted) -> None:
    """Who passes after the session was closed is credited now; a guest on the next beat, for the public program may certify nothing."""
    if event.purpose != "post" or not event.passed or not event.origin.startswith("session:") or event.actor.startswith("outside:"):
        return
    session = Session.objects.filter(ref=event.origin, state=State.CLOSED).first()
    if session is None:
        return
    before = set(Certificate.objects.filter(seat__session=session).values_list("pk", flat=True))
    if settle_late(session):
        new = Certificate.objects.filter(seat__session=session).exclude(pk__in=before).values("seat")
        _tell(_people(Seat.objects.filter(pk__in=new)), CERTIFIED, session)


def outside_sent(event: OutsideSent) -> None:
    """Who manages that person's learning."""
    sent = OutsideCertificate.objects.get(pk=event.certificate_id)
    units = Unit.objects.filter(posts__holdings__in=Holding.objects.filter(held_on(clock.today()), person=sent.person_id))
    _tell_of_paper(_managers(list(units)) - {sent.person_id}, SENT, sent)


def outside_decided(event: OutsideDecided) -> None:
    """Whose it is."""
    sent = OutsideCertificate.objects.get(pk=event.certificate_id)
    _tell_of_paper({sent.person_id}, DECIDED, sent)


def _managers(units: Iterable[Unit]) -> set[UUID]:
    above = {unit_id for unit in units for unit_id in unit.path_ids}
    grants = Grant.objects.filter(stands_on(clock.today()), role=MANAGER.key, unit__in=above)
    return {person_id for person_id in grants.values_list("account__person_id", flat=True) if person_id is not None}


def _heads(persons: Iterable[UUID]) -> set[UUID]:
    held = Holding.objects.filter(held_on(clock.today()), person__in=list(persons)).select_related("post__unit")
    above = {unit_id for one in held for unit_id in one.post.unit.path_ids[-2:]}
    heading = Holding.objects.filter(held_on(clock.today()), heads=True, post__unit__in=above)
    return set(heading.values_list("person_id", flat=True)) - set(persons)


def _people(seats: "Iterable[Seat]") -> set[UUID]:
    return {seat.person_id for seat in seats if seat.person_id is not None}


def _tell(people: Iterable[UUID], code: NoticeCode, session: Session, *, day: date | None = None, without: str = "") -> None:
    params = {"number": session.number} | ({"day": day.isoformat()} if day else {})
    for account in Account.objects.filter(person_id__in=list(people)).select_related("person").order_by("pk"):
        if f"account:{account.pk}" != without:
            notices.notify(account, code.key, session.ref, params=params, url=addresses.of_session(session.number))


def _tell_of_paper(people: Iterable[UUID], code: NoticeCode, sent: OutsideCertificate) -> None:
    for account in Account.objects.filter(person_id__in=list(people)).select_related("person").order_by("pk"):
        notices.notify(account, code.key, sent.ref, params={"number": sent.number}, url=addresses.of_outside(sent.number))
