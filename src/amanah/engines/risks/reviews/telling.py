"""Who hears of what. Notices name a review by its number only; none is made for who may not see it."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from amanah.engines.risks.reviews import addresses
from amanah.engines.risks.reviews.events import ReviewMoved
from amanah.engines.risks.reviews.models import Review, State
from amanah.engines.risks.reviews.queries.visible import may_sign
from amanah.engines.risks.roles import MANAGER
from amanah.foundation.access.models import Account, Grant, stands_on
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.events import DeadlineMissed, DeadlineNear
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.foundation.organisation.models import Holding, held_on
from amanah.kernel import clock

TO_SIGN = register(NoticeCode("reviews.to_sign", _("Tinjauan register %(number)s menunggu pengesahan Anda.")))
SIGNED = register(NoticeCode("reviews.signed", _("Tinjauan register %(number)s disahkan.")))
RETURNED = register(NoticeCode("reviews.returned", _("Tinjauan register %(number)s dikembalikan untuk diperbaiki."), urgent=True))
NEAR = register(NoticeCode("reviews.near", _("Tinjauan register %(number)s jatuh tempo pada %(due)s.")))
MISSED = register(NoticeCode("reviews.missed", _("Tinjauan register %(number)s melewati tenggat %(due)s."), urgent=True))


def moved(event: ReviewMoved) -> None:
    """Those who could sign hear of what was submitted; whoever opened the round hears what became of it."""
    review = Review.objects.select_related("unit", "opened_by__person", "submitted_by__person").get(pk=event.review_id)
    if event.state == State.SUBMITTED:
        for account in _signers(review):
            _tell(account, TO_SIGN, review, without=event.actor)
    else:
        _tell(review.opened_by, SIGNED if event.state == State.SIGNED else RETURNED, review, without=event.actor)


def near(event: DeadlineNear) -> None:
    """Whoever opened the round is reminded."""
    _due(event.ref, NEAR, event.due_on)


def missed(event: DeadlineMissed) -> None:
    """Whoever opened the round hears that it is late."""
    _due(event.ref, MISSED, event.due_on)


def _due(ref: str, code: NoticeCode, due_on: date) -> None:
    review = Review.objects.filter(ref=ref).select_related("opened_by__person").first()
    if review is not None:
        _tell(review.opened_by, code, review, due_on=due_on)


def _signers(review: Review) -> list[Account]:
    """Everybody who could be the second person: managers of the register and heads of the unit, or of those above."""
    above = review.unit.path_ids
    managers = Grant.objects.filter(stands_on(clock.today()), role=MANAGER.key, unit__in=above).values("account_id")
    heads = Holding.objects.filter(held_on(clock.today()), heads=True, post__unit__in=above).values("person_id")
    accounts = Account.objects.filter(pk__in=managers) | Account.objects.filter(person_id__in=heads)
    return [account for account in accounts.select_related("person").order_by("pk") if may_sign(Viewer.of(account), review)]


def _tell(account: Account, code: NoticeCode, review: Review, *, due_on: date | None = None, without: str = "") -> None:
    params = {"number": review.number} | ({"due": due_on.isoformat()} if due_on else {})
    if f"account:{account.pk}" != without:
        notices.notify(account, code.key, review.ref, params=params, url=addresses.of_review(review.number))
