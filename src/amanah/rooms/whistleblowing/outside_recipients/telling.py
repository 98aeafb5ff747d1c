"""Coordinators hear on the beat what outside recipients did: the public program cannot read who works here."""

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases import addresses
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.rooms.whistleblowing.outside_recipients import services
from amanah.rooms.whistleblowing.outside_recipients.models import OutsideMatter, OutsideMessage

WROTE = register(NoticeCode("outside.wrote", _("Penerima luar menulis tentang perkara %(number)s.")))
TAKEN = register(NoticeCode("outside.taken", _("Penerima luar mengambil alih perkara %(number)s.")))
BACK = register(NoticeCode("outside.back", _("Penerima luar mengembalikan perkara %(number)s; Anda dapat membukanya."), urgent=True))


def announce() -> int:
    """Tell what is new since the last beat; answers how much."""
    messages = list(OutsideMessage.objects.filter(announced=False).select_related("matter__case"))
    matters = list(OutsideMatter.objects.filter(announced=False).select_related("case"))
    for message in messages:
        _tell(message.matter, WROTE)
    for matter in matters:
        _tell(matter, BACK if matter.standing == OutsideMatter.Standing.BACK else TAKEN)
    OutsideMessage.objects.filter(pk__in=[message.pk for message in messages]).update(announced=True)
    OutsideMatter.objects.filter(pk__in=[matter.pk for matter in matters]).update(announced=True)
    return len(messages) + len(matters)


def _tell(matter: OutsideMatter, code: NoticeCode) -> None:
    case = matter.case
    for account in services.coordinator_accounts(matter):
        notices.notify(account, code.key, case.ref, params={"number": case.number}, url=addresses.through_desk(case.number))
