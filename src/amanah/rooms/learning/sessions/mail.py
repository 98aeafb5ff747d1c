"""Invitations by e-mail. What somebody's calendar was last told stands on their seat; each beat tells what is new since then.

These messages say what they are about, unlike those of the notices: a training is nothing to be hidden, and a calendar needs it.
"""

import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amanah.foundation.access.models import Account
from amanah.kernel import clock
from amanah.rooms.learning.sessions import addresses, invitations
from amanah.rooms.learning.sessions.models import PLACED, Seat, State

logger = logging.getLogger(__name__)
AT_ONCE = 500
"""The most messages of one beat."""


def send_due() -> int:
    """Tell calendars what changed, and answer how many messages went out. What cannot be handed over stays due."""
    sent = 0
    for seat in due()[:AT_ONCE]:
        wanted = str(getattr(seat, "wanted", ""))
        address, language = _address(seat)
        if address:
            try:
                _send(seat, wanted.partition(":")[0], address, language)
            except (OSError, smtplib.SMTPException) as error:
                logger.error("invitations: the mail server failed with %s", type(error).__name__)  # noqa: TRY400 - no addresses in logs
                break
            sent += 1
        Seat.objects.filter(pk=seat.pk).update(mailed=wanted)
    return sent


def due() -> QuerySet[Seat]:
    """The seats whose calendar does not know what it should, with what it should know as `wanted`."""
    number = Cast("session__sequence", CharField())
    wanted = Case(
        When(session__state=State.OPEN, state__in=PLACED, then=Concat(Value("REQUEST:"), number, output_field=CharField())),
        When(session__state__in=[State.HELD, State.CLOSED], then=F("mailed")),
        When(mailed__startswith="REQUEST", then=Concat(Value("CANCEL:"), number, output_field=CharField())),
        default=F("mailed"),
    )
    found = Seat.objects.filter(session__ends__gt=clock.now()).annotate(wanted=wanted).filter(~Q(mailed=F("wanted")))
    related = ("session__edition", "session__unit", "person", "outsider")
    return found.select_related(*related).order_by("session__day", "pk")


def _address(seat: Seat) -> tuple[str, str]:
    """Where and in which language this person reads; nothing where no address is known."""
    if seat.outsider is not None:
        return seat.outsider.email, settings.LANGUAGE_CODE
    for account in Account.objects.filter(person=seat.person, is_active=True).exclude(email=""):
        if account.may_sign_in():
            return account.email, account.language
    return "", ""


def _send(seat: Seat, method: str, address: str, language: str) -> None:
    session, token = seat.session, seat.token or ""
    with translation.override(language):
        title = session.edition.said
        here = addresses.of_guest(token) if token else addresses.absolute_desk(addresses.of_session(session.number))
        subject = _("Dibatalkan: %(title)s") if method == invitations.CANCEL else _("Undangan: %(title)s")
        begins = session.begins.astimezone(session.zone)
        lines = [
            title,
            f"{date_format(begins, 'l, j F Y, H.i')} {session.unit.get_zone_display()}",
            session.place,
            session.link,
            "",
            _("Kegiatan ini tidak lagi ada di kalender Anda.")
            if method == invitations.CANCEL
            else _("Jawab undangan: %(address)s") % {"address": here},
        ]
        message = EmailMultiAlternatives(subject % {"title": title}, "\n".join(line for line in lines if line or line == ""), to=[address])
        content = invitations.calendar(session, method=method, seat=seat, email=address, token=token)
        message.attach_alternative(content.decode(), f"text/calendar; method={method}")
        message.attach("amanah.ics", content, f"text/calendar; method={method}")
    message.send()
