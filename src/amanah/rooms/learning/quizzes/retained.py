"""How long the answers of one person in a test are kept: how many were right stays, what was answered goes."""

from datetime import date
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amanah.engines.retention.schedule import Lists
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock
from amanah.rooms.learning.quizzes.models import Attempt, Drawn

AT_ONCE: Final = 2000
"""The most attempts of one beat."""


@transaction.atomic
def release(day: date) -> int:
    """Forget what was answered in attempts that were handed in before that day; how many."""
    old = Attempt.objects.filter(submitted_on__lt=day, released_on__isnull=True).order_by("submitted_on", "pk")
    keys = list(old.values_list("pk", flat=True)[:AT_ONCE])
    if not keys:
        return 0
    Drawn.objects.filter(attempt__in=keys).delete()
    Attempt.objects.filter(pk__in=keys).update(released_on=clock.today())
    ledger.append("attempts.released", f"attempts:{clock.today()}", {"attempts": len(keys), "before": day}, actor="system")
    return len(keys)


LINE: Final = Lists("quizzes.answers", _("Jawaban dalam tes"), "retention.attempt_answers", release)
