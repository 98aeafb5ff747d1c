"""Wrong receipts: whether the time of the answer tells a locator that exists from one that does not."""

import time
from collections.abc import Iterator

from amanah.cli.bench import reporters
from amanah.cli.bench import server as servers
from amanah.cli.bench.figures import Figure, Setting, percentile
from amanah.cli.bench.visitor import Visitor, write_report
from amanah.kernel import receipts

SAMPLES = 1_000
NO_BETTER_THAN = 0.55
"""Of a hundred guesses half are right by chance; a thousand samples a side scatter by about one and a half of them."""


def measure(setting: Setting) -> Iterator[Figure]:
    """So many guesses at a mailbox that exists and at as many that do not, in turns, through the whole house."""
    reporters.ready(setting)
    samples = setting.times(SAMPLES)
    with servers.Server(setting.folder, database_url=setting.database_url) as server:
        visitor = Visitor(server.url)
        _, form = write_report(visitor, reporters.TEXT)
        there = receipts.parse(visitor.send(form).receipt).locator
        entrance = Visitor(server.url)
        door = entrance.get("/mailbox/").posting(under="/mailbox/")
        taken: dict[bool, list[float]] = {True: [], False: []}
        for number in range(2 * samples):
            exists = number % 2 == 0
            guess = receipts.generate(there if exists else _another(there))
            began = time.perf_counter()
            entrance.send(door, receipt=str(guess))
            taken[exists].append(time.perf_counter() - began)
    yield Figure("guesses on each side", samples, "guesses")
    yield Figure("a wrong receipt of a mailbox that exists, middle", percentile(taken[True], 0.5) * 1000, "ms")
    yield Figure("a wrong receipt of none, middle", percentile(taken[False], 0.5) * 1000, "ms")
    yield Figure("told apart by the time of the answer", told_apart(taken[True], taken[False]), "of 1", NO_BETTER_THAN)


def _another(taken: int) -> int:
    """A random locator under which there is nothing."""
    return next(locator for locator in iter(receipts.new_locator, None) if locator != taken)


def told_apart(one: list[float], other: list[float]) -> float:
    """How often the slower of a pair, one from each list, is from the list that is slower on the whole: 0.5 tells nothing, 1 everything.

    The area under the receiver operating characteristic, which is the Mann-Whitney statistic divided by the number of pairs.
    """
    ranked = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    below = wins = 0
    for _value, which in ranked:
        if which:
            wins += below
        else:
            below += 1
    share = wins / (len(one) * len(other))
    return max(share, 1 - share)
