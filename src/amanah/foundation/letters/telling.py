"""Who hears of dispositions. No notice says what a letter is about; none is made for who may not see it."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.clocks.events import DeadlineMissed, DeadlineNear
from amanah.foundation.letters import addresses
from amanah.foundation.letters.models import Disposition
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register

GIVEN = register(NoticeCode("letters.disposed", _("Sebuah surat didisposisikan kepada Anda.")))
FINISHED = register(NoticeCode("letters.finished", _("Disposisi Anda sudah dikerjakan.")))
NEAR = register(NoticeCode("letters.near", _("Disposisi surat untuk Anda jatuh tempo pada %(due)s.")))
MISSED = register(NoticeCode("letters.missed", _("Disposisi surat untuk Anda melewati tenggat %(due)s."), urgent=True))


def given(disposition: Disposition) -> None:
    """The receiver hears of it."""
    _tell(disposition, GIVEN)


def finished(disposition: Disposition) -> None:
    """The giver hears that it is done."""
    letter = disposition.letter
    notices.notify(disposition.giver, FINISHED.key, letter.reference, url=addresses.of_letter(letter))


def near(event: DeadlineNear) -> None:
    """The day comes closer."""
    _of_clock(event, NEAR)


def missed(event: DeadlineMissed) -> None:
    """The day has passed."""
    _of_clock(event, MISSED)


def _of_clock(event: DeadlineNear | DeadlineMissed, code: NoticeCode) -> None:
    kind, _colon, key = event.ref.partition(":")
    if kind != "disposition":
        return
    found = Disposition.objects.select_related("letter", "receiver").filter(pk=key, done_on=None).first()
    if found is not None:
        _tell(found, code, due=event.due_on.isoformat())


def _tell(disposition: Disposition, code: NoticeCode, **params: str) -> None:
    letter = disposition.letter
    notices.notify(disposition.receiver, code.key, letter.reference, params=params, url=addresses.of_letter(letter))
