"""The kinds of engagement there are. A room declares its own: who plans and audits, how findings are graded, what they must say."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from amanah.engines.engagements.declare import ANSWER_WITHIN, INDEPENDENT_AFTER, REPEATED_WITHIN

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = object


@dataclass(frozen=True)
class Grade:
    """How a finding is graded. One that is `owed` is answered by the auditee and followed up; the others are told only."""

    key: str
    title: Text
    tone: str
    owed: bool


@dataclass(frozen=True)
class Criterion:
    """What is audited against, by its reference ("<instrument>:<clause>"): how it is called and what it asks, in the reader's language."""

    ref: str
    number: str
    title: str
    text: str = ""


Criteria: TypeAlias = Callable[[Collection[str]], Mapping[str, Criterion]]
"""The criteria of these references, those that there are."""
Follows: TypeAlias = Callable[[Collection[str]], Mapping[str, Collection[str]]]
"""Finding → the other records through which it is followed up, such as a nonconformity: their actions count as the finding's."""

Offered: TypeAlias = Callable[[str], "Collection[Criterion]"]
"""The criteria to choose from for what is about this record ("scope:<id>", or "" for none), in the order of their book."""
Checklist: TypeAlias = Callable[[Collection[str]], "Collection[Check]"]
"""What there is to test for these criteria: a working paper each."""


@dataclass(frozen=True)
class Check:
    """One working paper of a checklist, before anybody adapts it."""

    title: str
    tested: str
    criteria: tuple[str, ...]


FIELDS = ("criterion", "cause", "effect")
"""What a graded finding may have to say besides its condition."""


def no_criteria(refs: Collection[str]) -> Mapping[str, Criterion]:
    """For kinds whose criteria are words only."""
    return {ref: Criterion(ref, ref, "") for ref in refs}


def no_follows(refs: Collection[str]) -> Mapping[str, Collection[str]]:
    """For kinds whose recommendations are actions of the finding itself."""
    return dict.fromkeys(refs, ())


def nothing_offered(_scope: str) -> Collection[Criterion]:
    """For kinds whose criteria are words only."""
    return ()


def no_checklist(_refs: Collection[str]) -> Collection[Check]:
    """For kinds without one."""
    return ()


@dataclass(frozen=True)
class Kind:
    """One kind of engagement.

    Args:
        key: what rows keep.
        title: what it is called.
        grades: the grades of its findings, the mildest first.
        required: which of FIELDS a finding must fill in whose grade is owed.
        planners: keys of roles that plan such engagements, choose teams and decide on waivers.
        auditors: keys of roles without one of which nobody is in a team.
        readers: keys of roles that read everything.
        criteria: what references to criteria mean.
        follows: through which other records a finding is followed up.
        offered: the criteria to choose from.
        checklist: what there is to test for them.
        covered_within: how often every criterion is covered, by a provision of the rulebook; "" where nothing says so.
        independent_after, answer_within, repeated_within: provisions of the rulebook.
    """

    key: str
    title: Text
    grades: tuple[Grade, ...]
    planners: frozenset[str]
    auditors: frozenset[str]
    readers: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset({"criterion"})
    criteria: Criteria = no_criteria
    follows: Follows = no_follows
    offered: Offered = nothing_offered
    checklist: Checklist = no_checklist
    covered_within: str = ""
    independent_after: str = INDEPENDENT_AFTER
    answer_within: str = ANSWER_WITHIN
    repeated_within: str = REPEATED_WITHIN

    def grade(self, key: str) -> Grade:
        """The grade of that key; KeyError if there is none."""
        return {grade.key: grade for grade in self.grades}[key]

    @property
    def owed(self) -> frozenset[str]:
        """The keys of the grades that are answered and followed up."""
        return frozenset(grade.key for grade in self.grades if grade.owed)


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known; one registered again replaces the first."""
    _kinds[kind.key] = kind
    return kind


def kind(key: str) -> Kind:
    """The kind of that key; KeyError if nobody registered it."""
    return _kinds[key]


def every() -> list[Kind]:
    """All kinds, by key."""
    return [_kinds[key] for key in sorted(_kinds)]
