"""What a report says, in the one form in which it is sealed. Readers of old reports depend on these names: add, never rename."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from amanah.kernel import canonical

FORM = "whistleblowing/1"
ANSWERS = ("what", "who", "when", "where", "how", "known", "amount")
ANONYMOUS, CONFIDENTIAL, OPEN = "anonymous", "confidential", "open"


@dataclass(frozen=True)
class Identity:
    """Who the reporter is, as far as they chose to say."""

    name: str
    contact: str
    note: str

    def to_bytes(self) -> bytes:
        """The bytes that the identity envelope seals; an empty identity has them too."""
        return canonical.encode(asdict(self))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """What `to_bytes` wrote."""
        return cls(**canonical.decode(data))

    def __bool__(self) -> bool:
        return bool(self.name or self.contact or self.note)


@dataclass(frozen=True)
class Report:
    """The content of the sealed field "report" of record "case:<uuid>".

    `answers` holds the 5W1H by the names in ANSWERS. `unit` is the id of the unit reported, or "". `involved` and `excluded` are the
    names as typed, one each; `unmatched` those of them that no person or unit of the institution answers to, so that a handler must
    look before handing the case on. `identity` is filled only in an open report; a confidential one has its envelope elsewhere, which
    `identity_ref` names ("identity:<uuid>"; an anonymous report's envelope is empty, so that the database tells no difference).
    `questionnaire` names the version of the topic's questions that were asked ("illegal_levy/1") and `extra` holds the answers as
    questionnaires.answers keeps them.
    """

    topic: str
    route: str
    mode: str
    answers: dict[str, str]
    unit: str = ""
    unit_name: str = ""
    place: str = ""
    involved: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    identity_ref: str = ""
    identity: Identity | None = None
    questionnaire: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    form: str = field(default=FORM)

    def to_bytes(self) -> bytes:
        """The bytes that are sealed."""
        # Not by `asdict`, which copies every value first: an import seals tens of thousands.
        return canonical.encode({**vars(self), "identity": None if self.identity is None else vars(self.identity)})

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """What `to_bytes` wrote."""
        values: dict[str, Any] = canonical.decode(data)
        identity = values.pop("identity")
        for name in ("involved", "excluded", "unmatched", "files"):
            values[name] = tuple(values[name])
        return cls(**values, identity=Identity(**identity) if identity else None)


def names(text: str) -> tuple[str, ...]:
    """One name a line, blank lines and repetitions dropped, in the order typed."""
    return tuple(dict.fromkeys(line for line in (" ".join(line.split()) for line in text.splitlines()) if line))


MESSAGE, DO_NOT_CONTACT, CONTACT_AGAIN = "message", "do_not_contact", "contact_again"
IDENTITY, RATING, REROUTED = "identity", "rating", "rerouted"


@dataclass(frozen=True)
class Message:
    """One piece of the conversation, as the sealed field "message/<n>" holds it, whichever side wrote it.

    `kind` is MESSAGE, or what else the reporter does in the mailbox: a wish about being contacted, word that they gave their IDENTITY,
    a RATING of the handling. Said in the form of a message, none of that can be told apart in the database. `files` are ids of evidence
    items of the case; `facts` is what a kind needs besides words.
    """

    text: str
    kind: str = MESSAGE
    files: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """The bytes that are sealed."""
        return canonical.encode(asdict(self))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """What `to_bytes` wrote."""
        values = canonical.decode(data)
        return cls(values["text"], values["kind"], tuple(values["files"]), values.get("facts", {}))


def wants_no_contact(messages: Iterable[Message]) -> bool:
    """Whether the reporter's last wish in these messages, oldest first, was not to be contacted."""
    wishes = [message.kind for message in messages if message.kind in {DO_NOT_CONTACT, CONTACT_AGAIN}]
    return bool(wishes) and wishes[-1] == DO_NOT_CONTACT
