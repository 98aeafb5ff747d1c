"""How somebody stands to a need on a day. Days are ordinals throughout, because this is asked three hundred thousand times a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from amanah import rulebook
from amanah.rooms.learning import provisions, standings
from amanah.rooms.learning.needs import declare
from amanah.rooms.learning.needs.models import Need

_LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class Rule:
    """One need as it is judged on `today`.

    A record counts today where its day is `fresh` or later and its last day `today` or later; it counts for longer than people are
    reminded before, where these are `lasting` and `soon`. Whoever never had one owes it `within` days after they came under the need.
    """

    need: Need
    topic: int
    today: int
    soon: int
    fresh: int
    lasting: int
    since: int
    within: int

    def state(self, flat: Sequence[int] | None, came: int) -> int:
        """The state as a place in `declare.STATES`.

        Args:
            flat: what their records of the topic say: day, last day it counts, day, ….
            came: the day on which they came under the need.
        """
        if not flat:
            return declare.SOON if max(self.since, came) + self.within >= self.today else declare.MISSING
        found = declare.EXPIRED
        for place in range(0, len(flat), 2):
            done, until = flat[place], flat[place + 1]
            if done >= self.lasting and until >= self.soon:
                return declare.MET
            if done >= self.fresh and until >= self.today:
                found = declare.SOON
        return found

    def due(self, flat: Sequence[int] | None, came: int) -> date | None:
        """Until when it has to be done, or done again; None where it is done for good."""
        if not flat:
            return date.fromordinal(max(self.since, came) + self.within)
        last = max(min(until, self.good_until(done)) for done, until in standings.pairs_of(list(flat)))
        return None if last >= standings.FOREVER else date.fromordinal(last)

    def good_until(self, done: int) -> int:
        """The last day on which something learned on `done` counts for this need."""
        return _after(done, self.need.every_months) if self.need.every_months else standings.FOREVER


def rules(needs: Sequence[Need], day: date) -> list[Rule]:
    """The needs, ready to be judged on that day."""
    remind = rulebook.provision(provisions.REMIND_BEFORE, on=day).length
    today = day.toordinal()
    soon = (day + timedelta(days=remind + 1)).toordinal()
    found = []
    for need in needs:
        months = need.every_months
        fresh, lasting = (_earliest(today, months), _earliest(soon, months)) if months else (0, 0)
        found.append(Rule(need, need.topic_id, today, soon, fresh, lasting, need.since.toordinal(), need.within_days))
    return found


def _after(done: int, months: int) -> int:
    return rulebook.calendar().add(date.fromordinal(done), months, "month").date.toordinal()


def _earliest(day: int, months: int) -> int:
    """The earliest day from which `months` later is `day` at the earliest."""
    start = day - months * _LONGEST_MONTH - 1
    while _after(start, months) < day:
        start += 1
    return start
