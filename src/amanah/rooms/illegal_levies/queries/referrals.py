"""Referrals to law enforcement: what was prepared, what waits, what was answered."""

from typing import TYPE_CHECKING

from amanah.engines.cases.models import Case
from amanah.rooms.illegal_levies.models import Answer, Referral
from amanah.rooms.illegal_levies.refusals import SENTENCES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def waiting(case: Case) -> Referral | None:
    """The referral that was not answered yet."""
    return Referral.objects.filter(case=case, answered_on__isnull=True).first()


def latest(case: Case) -> Referral | None:
    """The referral that was prepared last."""
    return Referral.objects.filter(case=case).order_by("day", "answered_on").last()


def accepted(case: Case) -> bool:
    """Whether law enforcement took the matter on."""
    return Referral.objects.filter(case=case, answer=Answer.ACCEPTED).exists()


def why_not_sent(case: Case) -> "StrOrPromise | None":
    """What is missing before a case may be referred; None for nothing."""
    return None if waiting(case) else SENTENCES["referral"]


def why_not_back(case: Case) -> "StrOrPromise | None":
    """What is missing before a referred case goes on; None for nothing."""
    return SENTENCES["no_answer"] if waiting(case) else None
