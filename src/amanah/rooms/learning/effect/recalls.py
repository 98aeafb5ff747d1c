"""Asking people, months later, what they still know: once after a test, by the beat, and nobody has to."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amanah import rulebook
from amanah.foundation.access.models import Account
from amanah.foundation.ledger import services as ledger
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.kernel import clock
from amanah.rooms.learning.effect.models import Recall
from amanah.rooms.learning.quizzes import services as quizzes
from amanah.rooms.learning.quizzes.after import Leads
from amanah.rooms.learning.quizzes.declare import ACTIVE, FINAL, LATER, POST
from amanah.rooms.learning.quizzes.models import Attempt

AFTER: Final = "learning.recall_after"
ASKED = register(NoticeCode("learning.recall", _("Masih ingat? Uji ingatan singkat menunggu Anda; tidak dinilai.")))
WINDOW: Final = timedelta(days=30)  # not a rule: how far back the first look goes
"""A house that begins with this does not ask about tests of long ago."""


def invite() -> int:
    """Invite whoever is due and was not asked yet; how many."""
    due = [attempt for attempt in _candidates() if _due(attempt)]
    return sum(_invite(attempt) for attempt in due)


def begin(recall: Recall) -> Attempt:
    """The test of memory that belongs to an attempt; raises the refusals of the quizzes."""
    attempt = recall.attempt
    person = attempt.person
    if person is None:
        raise ValueError("only people of the institution are asked again")
    return quizzes.begin(attempt.test, person, LATER, attempt.ref)


def leads(attempt: Attempt) -> Leads:  # noqa: ARG001 - every owner is asked alike
    """From a test of memory back to one's courses."""
    return Leads(("/desk/learning/", str(_("Pembelajaran saya"))))


def _candidates() -> list[Attempt]:
    length = rulebook.provision(AFTER, on=clock.today()).length
    earliest = clock.today() - timedelta(days=31 * length) - WINDOW
    found = Attempt.objects.filter(
        purpose__in=(POST, FINAL),
        submitted_on__gte=earliest,
        submitted_on__lte=clock.today() - timedelta(days=28 * length),
        person__isnull=False,
        recall__isnull=True,
        test__state=ACTIVE,
    )
    latest = {(one.person_id, one.test_id): one for one in found.select_related("test", "person").order_by("submitted_on", "pk")}
    return list(latest.values())


def _due(attempt: Attempt) -> bool:
    return attempt.submitted_on is not None and rulebook.due(AFTER, attempt.submitted_on).date <= clock.today()


@transaction.atomic
def _invite(attempt: Attempt) -> int:
    account = Account.objects.filter(person=attempt.person).order_by("pk").first()
    if account is None or not account.may_sign_in():
        return 0
    recall, made = Recall.objects.get_or_create(attempt=attempt, defaults={"invited_on": clock.today()})
    if not made:
        return 0
    notices.notify(account, ASKED.key, attempt.ref, url=f"/desk/learning/effect/recall/{recall.pk}/")
    ledger.append("recall.invited", attempt.ref, {"test": attempt.test.key}, actor="system")
    return 1
