"""Who hears of what. Notices name a review by its number only."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.models import Account
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.rooms.antibribery.queries.visible import function_of
from amanah.rooms.antibribery.reviews import addresses
from amanah.rooms.antibribery.reviews.events import ReviewStepped
from amanah.rooms.antibribery.reviews.models import Review

INVITED = register(NoticeCode("smap_reviews.invited", _("Anda diundang ke tinjauan %(number)s pada %(day)s.")))
MOVED = register(NoticeCode("smap_reviews.moved", _("Rencana tinjauan %(number)s berubah: sekarang %(day)s.")))
FROZEN = register(NoticeCode("smap_reviews.frozen", _("Bahan tinjauan %(number)s siap dibaca.")))
CANCELLED = register(NoticeCode("smap_reviews.cancelled", _("Tinjauan %(number)s pada %(day)s dibatalkan.")))
SUBMITTED = register(NoticeCode("smap_reviews.submitted", _("Notula tinjauan %(number)s menunggu persetujuan Anda."), urgent=True))
RETURNED = register(NoticeCode("smap_reviews.returned", _("Ketua mengembalikan notula tinjauan %(number)s.")))
APPROVED = register(NoticeCode("smap_reviews.approved", _("Notula tinjauan %(number)s disetujui.")))
_TO_ALL = {"planned": INVITED, "moved": MOVED, "frozen": FROZEN, "cancelled": CANCELLED, "approved": APPROVED}


def stepped(event: ReviewStepped) -> None:
    """Whoever is asked to come hears of the day, the pack and the minutes; the chair of minutes; the function of those sent back."""
    review = Review.objects.select_related("scope").get(pk=event.review_id)
    if event.act in _TO_ALL:
        people = {review.chair_id, *review.invitees.values_list("person_id", flat=True)}
        _tell(people, _TO_ALL[event.act], review, without=event.actor)
    elif event.act == "submitted":
        _tell({review.chair_id}, SUBMITTED, review, without=event.actor)
    elif event.act == "returned":
        _tell(function_of(review.scope) | {review.planner.person_id}, RETURNED, review, without=event.actor)


def _tell(people: Iterable[UUID | None], code: NoticeCode, review: Review, *, without: str) -> None:
    params = {"number": review.number, "day": review.planned_on.isoformat()}
    for account in Account.objects.filter(person_id__in=[one for one in people if one]).select_related("person").order_by("pk"):
        if f"account:{account.pk}" != without:
            notices.notify(account, code.key, review.ref, params=params, url=addresses.of_review(review.number))
