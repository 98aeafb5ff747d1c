"""Two years of risk management in the invented ministry: register, controls and their tests, treatment, indicators, workshops, reviews.

Everything happens in the order of its days, through the services.
"""

import heapq
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from django.db import transaction

from amanah.cli.demo.later import Stage
from amanah.cli.demo.later.risks import controls, indicators, register, together, treatment
from amanah.cli.demo.later.risks.people import cast_of
from amanah.engines.risks.models import Risk
from amanah.kernel.refusal import Refusal

IN_PIECES = True
WRITTEN_AFTER = 10
"""Days from a risk to the controls that hold it back."""


def seed(stage: Stage) -> None:
    """Let two years go by."""
    if Risk.objects.exists():
        return
    cast = cast_of(stage)
    plans = cast.plans = list(register.intended(stage, cast))
    begun: list[tuple[date, Iterator[date]]] = [(plan.day, register.life(cast, plan)) for plan in plans]
    for one in controls.means(plans):
        day = min(plan.day for plan in one.served) + timedelta(days=WRITTEN_AFTER)
        begun.append((day, controls.life(cast, one, day)))
    for part in (indicators, treatment, together):
        begun += part.lives(cast)
    queue = [(day, place, life) for place, (day, life) in enumerate(begun)]
    heapq.heapify(queue)
    while queue:
        day, place, life = heapq.heappop(queue)
        following = None
        # Another day brings other people together; what the house refuses them then is left undone.
        with stage.at(day), suppress(Refusal), transaction.atomic():
            following = next(life, None)
        if following is not None and following <= stage.today:
            heapq.heappush(queue, (max(following, day), place, life))
