"""Who hears of what. Notices name a request by its number only."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.models import Account
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.rooms.antibribery.auditor_room import addresses
from amanah.rooms.antibribery.auditor_room.models import Request
from amanah.rooms.antibribery.queries import function_of

ASKED = register(NoticeCode("visits.asked", _("Auditor luar menunggu jawaban atas %(number)s.")))


def asked(request: Request) -> None:
    """The function of the scope, and whoever opened the visit, hear that an auditor waits for them."""
    visit = request.visit
    url = addresses.of_request(visit.number, request.number)
    people = Account.objects.filter(person_id__in=function_of(visit.scope)) | Account.objects.filter(pk=visit.opened_by_id)
    for account in people.select_related("person").order_by("pk"):
        notices.notify(account, ASKED.key, visit.ref, params={"number": request.number}, url=url)
