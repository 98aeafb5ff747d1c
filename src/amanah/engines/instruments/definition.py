"""What an instrument is: a tree of weighted parts with questions, the values of answers, and what a score earns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from amanah.rulebook.rules import Text

Kind = Literal["choice", "percentage", "pair", "number", "level"]
"""choice: one of a scale's answers · percentage: 0 to 100, or the counts it is made of · pair: the counts, never the percentage alone ·
number: on a scale from 0 to `highest` · level: a whole step from 1 to `highest`."""
RollUp = Literal["sum", "mean", "weighted", "minimum"]
"""How a part is made of what it holds. mean: its weight times the mean of its questions' values · weighted: the sum of its questions'
values times their own weights · sum: the sum of its parts · minimum: its weight times the least of its questions' values."""
OverUnits = Literal["mean", "minimum"]
"""How the figure of many units is made of theirs."""
Relation = Literal["equal", "part of", "contains", "overlaps"]
Documented = Literal["", "I", "A", "M"]
"""Whether a requirement asks for documented information. I: implied, an auditor will ask · A: to be available · M: to be kept."""
News = Literal["", "moved", "changed", "new"]
"""What a requirement is to the edition before: there at another place, there in other words, or not there at all."""
Mark = Literal["", "verified", "unverified"]
"""Whether the number and place in the standard were checked against what is public; "" where it has none of its own."""
NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Scale:
    """The answers of a choice and what each is worth, from 0 to 1, best first. `also`: other ways to write an answer.

    `apart`: answers that take the question out of the sheet, so that it neither earns nor costs. `titles`: answers in both languages.
    """

    name: str
    values: Mapping[str, Decimal]
    also: Mapping[str, str]
    apart: tuple[str, ...] = ()
    titles: Mapping[str, Text] = field(default_factory=dict)

    @property
    def answers(self) -> tuple[str, ...]:
        """Everything that may be answered."""
        return (*self.values, *self.apart)


@dataclass(frozen=True, slots=True)
class Formula:
    """A percentage made of counts: (`over` minus `less`) / `under`, between 0 and 1. `empty` is its value where `under` is zero."""

    over: str
    under: str
    less: str
    empty: Decimal
    zero_both: Decimal
    """Its value where everything is zero: "nothing was due" is not "nothing was done"."""

    @property
    def counts(self) -> tuple[str, ...]:
        """The counts it needs."""
        return tuple(dict.fromkeys(name for name in (self.over, self.less, self.under) if name))


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `key` names it within its instrument for good; `type` is the scale or kind in a word.

    `criteria` say what is judged: for a requirement of a standard, what it asks, in our own words. The rest is there for requirements only.
    """

    key: str
    place: str
    """What it is called within its part."""
    text: Text
    type: str
    kind: Kind
    scale: Scale | None
    highest: Decimal
    formula: Formula | None
    evidence: tuple[Text, ...]
    criteria: tuple[Text, ...]
    weight: Decimal | None
    """The most it can earn, where its part is `weighted`; otherwise all questions of a part weigh alike."""
    documented: Documented = ""
    mark: Mark = ""
    news: News = ""
    note: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Part:
    """A component: parts of its own, or questions. `weight` is the most it can earn."""

    key: str
    title: Text
    weight: Decimal
    roll_up: RollUp
    parts: tuple["Part", ...]
    questions: tuple[Question, ...]
    mark: Mark = ""
    note: Text = NOTHING

    def most(self, question: Question) -> Decimal:
        """The most that a question of this part can earn."""
        return self.weight / len(self.questions) if question.weight is None else question.weight

    def walk(self) -> Iterator["Part"]:
        """This part and all below it, in order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Condition:
    """What a predicate asks: the points of these parts together, or their share of what they can earn, in percent."""

    title: Text
    parts: tuple[str, ...]
    points: Decimal | None
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Predicate:
    """What a whole sheet can earn, with everything that it takes. `before`: what must have been earned earlier."""

    key: str
    title: Text
    conditions: tuple[Condition, ...]
    before: str


@dataclass(frozen=True, slots=True)
class Band:
    """A grade from a total upward. `inclusive`: the bound itself belongs to it."""

    grade: str
    title: Text
    bound: Decimal
    inclusive: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A question here and what it is to a question, clause or attribute of another instrument or edition.

    `to` is "instrument:question"; `edition` narrows it to one edition; `mark` says how far anybody checked the likeness.
    """

    question: str
    to: str
    relation: Relation
    edition: str = ""
    mark: str = "D"

    @property
    def place(self) -> tuple[str, str]:
        """The instrument (or standard) and what is meant in it."""
        instrument, _, key = self.to.partition(":")
        return instrument, key


@dataclass(frozen=True, slots=True)
class Document:
    """A document that whoever assesses first asks for, and the clauses that it answers."""

    key: str
    clauses: tuple[str, ...]
    documented: Documented
    title: Text
    hint: Text


@dataclass(frozen=True)
class Instrument:
    """An instrument in one edition. `status` says whether anybody checked it against the official text."""

    id: str
    title: Text
    edition: str
    since: date
    until: date | None
    source: str
    status: str
    mark: str
    note: Text
    parts: tuple[Part, ...]
    predicates: tuple[Predicate, ...]
    bands: tuple[Band, ...]
    links: tuple[Link, ...]
    counts: Mapping[str, Text]
    """What the counts of its formulas are called; one without a title here goes by its name."""
    over_units: OverUnits
    documents: tuple[Document, ...]
    sha256: str
    content: str = field(repr=False, compare=False)
    """The file it was read from, word for word."""

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions in official order."""
        return tuple(question for top in self.parts for part in top.walk() for question in part.questions)

    @cached_property
    def weights(self) -> Mapping[str, Decimal]:
        """Question → the most that it can earn."""
        return {question.key: part.most(question) for top in self.parts for part in top.walk() for question in part.questions}

    @cached_property
    def by_key(self) -> Mapping[str, Question]:
        """Key → question."""
        return {question.key: question for question in self.questions}

    @cached_property
    def leaves(self) -> Mapping[str, Part]:
        """Question → the part in which it stands."""
        return {question.key: part for top in self.parts for part in top.walk() for question in part.questions}

    @cached_property
    def every_part(self) -> Mapping[str, Part]:
        """Key → part."""
        return {part.key: part for top in self.parts for part in top.walk()}

    @property
    def most(self) -> Decimal:
        """The most that a sheet can earn."""
        return sum((part.weight for part in self.parts), Decimal(0))
