"""Putting groups together until nobody can be singled out. Pure functions over whole numbers.

A *part* is a set of groups whose answers are summed; only sums of parts are ever told, and everything else is destroyed when a wave
closes. A group stands as a part of its own if enough people answered every question there and they did not all answer alike; all
others, and those who named no group, are one part together: the rest. The rest takes in further groups, the smallest first, until it may be
told as well. So no number is hidden that could be worked out again: each number told has at least `least` people behind it, and
every difference between numbers told is a sum of parts. Two waves are compared over the finest parts that both have (`common`), which
are sums of each wave's parts, and so nothing finer follows from comparing waves, pages or files.

`tests/test_protecting.py` adds and subtracts whatever is told in every way and looks for a smaller group of people.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Counts: TypeAlias = Mapping[str, Mapping[str, int]]
"""Question → choice → how many, without those who left the question out."""

REST = ""
"""The group of those who named none."""


@dataclass(frozen=True)
class Part:
    """Some groups together, and their answers."""

    groups: tuple[str, ...]
    answers: Mapping[str, Mapping[str, int]]

    def base(self, question: str) -> int:
        """How many answered this question."""
        return sum(self.answers.get(question, {}).values())


@dataclass(frozen=True)
class Told:
    """What may be told of a wave: the whole, and parts that make it up. `whole` is None where too few answered.

    A question that too few answered, or that everybody answered alike, is in neither.
    """

    whole: Part | None
    parts: tuple[Part, ...]


def told(groups: Mapping[str, Counts], least: int, favourable: Mapping[str, frozenset[str]] | None = None) -> Told:
    """What may be told of these answers, group by group; `groups[REST]` holds those who named none.

    `favourable` names the favourable choices of questions that have such: people who all chose another answered alike as well.

    Raises:
        ValueError: `least` below 3, with which two people would know each other's answers.
    """
    if least < 3:  # noqa: PLR2004 - see above
        raise ValueError("fewer than three people protect nobody")
    good = favourable or {}
    every = together(groups, groups.values())
    asked = [question for question, choices in every.answers.items() if tellable({question: choices}, least, good)]
    if not asked:
        return Told(None, ())
    groups = {name: {question: counts[question] for question in asked if question in counts} for name, counts in groups.items()}
    whole = together(groups, groups.values())
    standing = [name for name in groups if name != REST and tellable(groups[name], least, good)]
    standing.sort(key=lambda name: (-_smallest(groups[name]), name))
    rest = [name for name in groups if name not in standing]
    while standing and not _empty(pooled := _sum(groups[name] for name in rest)) and not tellable(pooled, least, good):
        rest.append(standing.pop())
    parts = [Part((name,), _plain(groups[name])) for name in sorted(standing)]
    pooled = _sum(groups[name] for name in rest)
    if not _empty(pooled):
        parts.append(Part(tuple(sorted(rest)), pooled))
    return Told(whole, tuple(parts) if len(parts) > 1 else ())


def tellable(answers: Counts, least: int, favourable: Mapping[str, frozenset[str]]) -> bool:
    """Whether enough people answered each question, and not all of them alike."""
    return all(sum(one.values()) >= least and not _alike(one, favourable.get(question)) for question, one in answers.items())


def together(names: Iterable[str], answers: Iterable[Counts]) -> Part:
    """Several groups as one part."""
    return Part(tuple(sorted(names)), _sum(answers))


def common(waves: Sequence[Sequence[Part]]) -> list[tuple[str, ...]]:
    """The finest sets of groups that are sums of parts in every one of the waves; groups that met in any wave stay together."""
    sets: list[set[str]] = []
    for part in (part for parts in waves for part in parts):
        joined = set(part.groups)
        apart = [one for one in sets if one.isdisjoint(joined)]
        for one in sets:
            if not one.isdisjoint(joined):
                joined |= one
        sets = [*apart, joined]
    return sorted(tuple(sorted(one)) for one in sets)


def summed(parts: Iterable[Part], groups: Iterable[str]) -> Part:
    """The parts that lie within these groups, as one."""
    wanted = set(groups)
    inside = [part for part in parts if set(part.groups) <= wanted]
    return together((name for part in inside for name in part.groups), (part.answers for part in inside))


def _alike(choices: Mapping[str, int], favourable: frozenset[str] | None) -> bool:
    chosen = {choice for choice, number in choices.items() if number}
    return len(chosen) < 2 or bool(favourable and chosen.isdisjoint(favourable))  # noqa: PLR2004 - one answer for all


def _sum(many: Iterable[Counts]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for counts in many:
        for question, choices in counts.items():
            into = found.setdefault(question, {})
            for choice, number in choices.items():
                into[choice] = into.get(choice, 0) + number
    return found


def _plain(counts: Counts) -> dict[str, dict[str, int]]:
    return _sum([counts])


def _smallest(counts: Counts) -> int:
    return min(sum(one.values()) for one in counts.values())


def _empty(counts: Counts) -> bool:
    return not any(number for one in counts.values() for number in one.values())
