"""Who hears of a commitment. Notices name it by its number only; none is made for who may not see it."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.models import Account, Grant, stands_on
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode
from amanah.foundation.organisation.models import Holding, held_on
from amanah.kernel import clock
from amanah.rooms.campaigns.commitments import addresses
from amanah.rooms.campaigns.commitments.models import Commitment
from amanah.rooms.campaigns.roles import MANAGER

ASKED = NoticeCode("commitments.asked", _("Komitmen unit Anda, %(number)s, menunggu tanda tangan Anda."))
SIGNED = NoticeCode("commitments.signed", _("Komitmen %(number)s menunggu tanda tangan Anda sebagai saksi."))
DECLINED = NoticeCode("commitments.declined", _("Komitmen %(number)s tidak ditandatangani. Alasannya ada pada halamannya."))
RENEWAL = NoticeCode("commitments.renewal", _("Tahun %(year)s dimulai: unit yang tahun lalu menandatangani komitmen dapat diminta lagi."))
CODES = (ASKED, SIGNED, DECLINED, RENEWAL)


def asked(commitments: Iterable[Commitment]) -> None:
    """The heads of the units hear that they are asked."""
    by_unit = {one.unit_id: one for one in commitments}
    held = Holding.objects.filter(held_on(clock.today()), heads=True, post__unit__in=by_unit)
    for person, unit in held.values_list("person_id", "post__unit_id"):
        _tell([person], ASKED, by_unit[unit])


def signed(commitment: Commitment) -> None:
    """The witness hears that it is their turn."""
    _tell([commitment.witness_asked_id], SIGNED, commitment)


def declined(commitment: Commitment) -> None:
    """Whoever asked hears that the unit does not sign."""
    person = commitment.asked_by.person_id
    _tell([person] if person else [], DECLINED, commitment)


def managers() -> list[UUID]:
    """The accounts that ask for commitments anywhere."""
    return list(Grant.objects.filter(stands_on(clock.today()), role=MANAGER.key).values_list("account_id", flat=True))


def renewal(account: Account, last: Commitment, year: int) -> None:
    """Whoever asks for signatures hears that a year's commitments are over; `last` is one of them."""
    notices.notify(account, RENEWAL.key, last.ref, params={"year": str(year)}, url=addresses.ASK)


def _tell(people: list[UUID], code: NoticeCode, commitment: Commitment) -> None:
    for account in Account.objects.filter(person__in=people).select_related("person").order_by("pk"):
        address = addresses.of_commitment(commitment.number)
        notices.notify(account, code.key, commitment.ref, params={"number": commitment.number}, url=address)
