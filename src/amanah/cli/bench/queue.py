"""Queues: in made-up services, who of those who took part is found, and how often the innocent are named."""

from collections.abc import Iterator

from amanah.cli.bench.figures import Figure, Setting
from amanah.redflags.synthetic import judging
from amanah.redflags.synthetic.services import Plan

SEEDS = 100
OFFICERS_NAMED, FIRMS_NAMED = 2.0, 0.5
"""Most innocent people named, in per cent of those asked about."""
OFFICERS_FOUND, COLLECTORS_FOUND = 90.0, 90.0
PLANS: tuple[tuple[Plan, str], ...] = (
    ("none", "nobody takes anything"),
    ("slowed", "files of those who do not pay are slowed"),
    ("levy", "everybody pays through one firm"),
)


def measure(setting: Setting) -> Iterator[Figure]:
    """Each kind of world over as many seeds, every indicator that names people."""
    seeds = range(1, setting.times(SEEDS) + 1)
    for plan, meaning in PLANS:
        verdict = judging.judge(plan, seeds)
        name = f"{meaning}, {verdict.worlds} worlds:"
        if verdict.officers.guilty:
            yield Figure(
                f"{name} officers found", _percent(verdict.officers.found, verdict.officers.guilty), "%", OFFICERS_FOUND, least=True
            )
        if verdict.firms.guilty:
            limit = COLLECTORS_FOUND if plan == "levy" else None
            yield Figure(f"{name} firms found", _percent(verdict.firms.found, verdict.firms.guilty), "%", limit, least=True)
        for title, tally, limit in (("officers", verdict.officers, OFFICERS_NAMED), ("firms", verdict.firms, FIRMS_NAMED)):
            yield Figure(f"{name} innocent {title} named", _percent(tally.wronged, tally.innocent), "%", limit)
        for one, tally in sorted(verdict.by_indicator.items()):
            if tally.found or tally.wronged:
                yield Figure(f"  {one} named of those who took part", tally.found, "")
                yield Figure(f"  {one} named of the innocent", tally.wronged, "")


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
