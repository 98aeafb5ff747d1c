"""Coverage, counted for everybody at once: judging three hundred thousand pairs one by one takes most of a second, in arrays a tenth.

What is counted is what `Ground.duties` goes through one by one; a test holds the two together.
"""

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING
from uuid import UUID

import numpy as np
import numpy.typing as npt

from amanah.rooms.learning.needs import declare
from amanah.rooms.learning.needs.judging import Rule

if TYPE_CHECKING:
    from amanah.rooms.learning.needs.ground import Ground

Numbers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]

_NEVER, _PAST, _COUNTS, _LASTS = range(4)
"""How the best record of somebody stands to a need; the greater the better."""
_STATES = np.array([declare.MISSING, declare.EXPIRED, declare.SOON, declare.MET])


@dataclass(frozen=True)
class _Posts:
    """What reaches people by their posts: a row for each post that somebody holds, by person, then by the day they got it.

    `who` and `unit` are places, `since` ordinals, `asked` says for each row (first axis) and need (second) whether it is reached.
    """

    who: Numbers
    since: Numbers
    unit: Numbers
    asked: Truths


@dataclass(frozen=True)
class _Records:
    """What people have: a row for each record that counts for something."""

    who: Numbers
    topic: Numbers
    done: Numbers
    until: Numbers

    def of(self, topic: int) -> "_Records":
        """Those of one topic."""
        rows = self.topic == topic
        return _Records(self.who[rows], self.topic[rows], self.done[rows], self.until[rows])


def counts(laid: "Ground") -> dict[UUID, list[int]]:
    """Unit → for each need five numbers in the order of `declare.STATES`; a person counts once for a need."""
    if not laid.rules:
        return {unit: [] for unit in laid.units}
    width = len(declare.STATES)
    posts, records, exempt = _posts(laid), _records(laid), _exempt(laid)
    found = np.zeros((len(laid.units), len(laid.rules), width), dtype=np.int64)
    for place, rule in enumerate(laid.rules):
        rows = np.flatnonzero(posts.asked[:, place])
        who = posts.who[rows]
        rows = rows[np.diff(who, prepend=-1) != 0]  # by the earliest of their posts only
        who = posts.who[rows]
        state = _states(rule, _best(rule, records.of(rule.topic), len(laid.people))[who], posts.since[rows])
        state[np.isin(who, exempt[place])] = declare.EXEMPT
        told = np.bincount(posts.unit[rows] * width + state, minlength=len(laid.units) * width)
        found[:, place, :] = told.reshape(len(laid.units), width)
    return dict(zip(laid.units, found.reshape(len(laid.units), -1).tolist(), strict=True))


def _best(rule: Rule, records: _Records, people: int) -> Numbers:
    """For each person how their best record stands to the need."""
    standing = np.full(len(records.who), _PAST)
    standing[(records.done >= rule.fresh) & (records.until >= rule.today)] = _COUNTS
    standing[(records.done >= rule.lasting) & (records.until >= rule.soon)] = _LASTS
    best = np.full(people, _NEVER)
    np.maximum.at(best, records.who, standing)
    return best


def _states(rule: Rule, best: Numbers, since: Numbers) -> Numbers:
    """What `Rule.state` says, for many: the state by the best record, or by the day on which they came under the need."""
    state: Numbers = _STATES[best]
    in_time = np.maximum(since, rule.since) + rule.within >= rule.today
    state[(best == _NEVER) & in_time] = declare.SOON
    return state


def _posts(laid: "Ground") -> _Posts:
    units = {unit: place for place, unit in enumerate(laid.units)}
    patterns: dict[int, int] = {}
    rows = [
        (place, since, units[unit], patterns.setdefault(bits, len(patterns)))
        for place, (came, _held, _exempt) in enumerate(laid.people.values())
        for bits, since, unit in (came if len(came) == 1 else sorted(came, key=itemgetter(1)))
    ]
    who, since, unit, pattern = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    reach = np.array([[bits >> place & 1 for place in range(len(laid.rules))] for bits in patterns], dtype=np.bool_)
    return _Posts(who, since, unit, reach.reshape(-1, len(laid.rules))[pattern])


def _records(laid: "Ground") -> _Records:
    said = [one.held for one in laid.people.values()]
    numbers = np.fromstring(",".join(text[1:-1] for text in said if len(text) > len("[]")), dtype=np.int64, sep=",")
    topic, done, until = numbers.reshape(-1, 3).T
    return _Records(np.repeat(np.arange(len(said)), [(text.count(",") + 1) // 3 for text in said]), topic, done, until)


def _exempt(laid: "Ground") -> list[list[int]]:
    """For each need the places of those who are exempt from it."""
    among = [(place, one.exempt) for place, one in enumerate(laid.people.values()) if one.exempt]
    return [[place for place, bits in among if bits >> n & 1] for n in range(len(laid.rules))]
