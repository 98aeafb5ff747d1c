"""What a scheme of the library is, and the controls that schemes share."""

from collections.abc import Mapping
from dataclasses import dataclass

from amanah.rulebook.rules import Text


@dataclass(frozen=True, slots=True)
class Process:
    """A business process that schemes belong to."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Pattern:
    """A control that holds back one scheme or more. The codes are those of `controls.declare`."""

    id: str
    title: Text
    nature: str
    sort: str
    way: str
    frequency: str
    key: bool
    evidence: Text
    """What would show that it works."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What comes of a scheme; `area` is one of `risks.declare.AREAS`."""

    text: Text
    area: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way of doing wrong. The codes are those of `risks.declare`.

    `red_flags` are ids of the red-flag catalogue; empty: no indicator can show it. `clauses` are those of ISO 37001:2016, `fcp` the
    attributes of the fraud control plan, `iepk` the indicators of the index of effective corruption control.
    """

    id: str
    kind: str
    process: Process
    fraud_type: str
    corruption_type: str
    collusion: bool
    stage: Text
    title: Text
    """The event in one sentence."""
    how: Text
    inside: tuple[Text, ...]
    outside: tuple[Text, ...]
    pressure: tuple[Text, ...]
    opportunity: tuple[Text, ...]
    rationalisation: tuple[Text, ...]
    consequences: tuple[Effect, ...]
    red_flags: tuple[str, ...]
    controls: tuple[Pattern, ...]
    measure: Text
    """A number that would tell early: a key risk indicator."""
    clauses: tuple[str, ...]
    fcp: tuple[str, ...]
    iepk: tuple[str, ...]
    blind: Text
    """What the data cannot show."""


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that was read, by id, in the order of the files."""

    processes: Mapping[str, Process]
    controls: Mapping[str, Pattern]
    schemes: Mapping[str, Scheme]

    def of(self, process: Process) -> list[Scheme]:
        """The schemes of a process."""
        return [scheme for scheme in self.schemes.values() if scheme.process == process]
