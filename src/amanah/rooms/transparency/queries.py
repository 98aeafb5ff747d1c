"""What the public pages say of promised steps."""

from dataclasses import dataclass

from django.utils.translation import get_language

from amanah import rulebook
from amanah.kernel import clock

_STEPS = tuple(f"whistleblowing.{name}_within" for name in ("acknowledge", "triage", "feedback", "close"))


@dataclass(frozen=True, slots=True)
class Step:
    """One promised step in the page's language: what, how long, counted from when, on which basis."""

    title: str
    span: str
    counted_from: str
    basis: str
    verified: bool


def steps() -> list[Step]:
    """The promised lengths in force today, from the rulebook."""
    today, language = clock.today(), get_language() or "id"
    found = []
    for key in _STEPS:
        rule = rulebook.provision(key, on=today)
        counted_from = rule.counted_from.get(language) if rule.counted_from else ""
        found.append(Step(rule.title.get(language), rule.in_words(language), counted_from, rule.cite(language), rule.verified))
    return found
