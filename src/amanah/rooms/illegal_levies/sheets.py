"""What is sealed of a levy, in the one form in which it is. Readers of old cases depend on these names: add, never rename."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Self

from amanah.foundation.public_services import queries as catalogue
from amanah.kernel import canonical
from amanah.rooms.illegal_levies.models import Excess

BANDS = ((1_000_000, Excess.SMALL), (5_000_000, Excess.MEDIUM), (25_000_000, Excess.LARGE))


@dataclass(frozen=True)
class Official:
    """One item of the official fee as it stood on the day of the event; `amount` in whole rupiah."""

    title: str
    amount: int
    basis: str
    verified: bool


@dataclass(frozen=True)
class Levy:
    """What happened. Money is whole rupiah, None where nobody knows; `day` is ISO or "", `unit` the id of the office or "".

    `official` is taken from the catalogue when the sheet is written, as of `day`; empty where the service had no fee on record then.
    """

    service: str = ""
    service_name: str = ""
    stage: str = ""
    day: str = ""
    time: str = ""
    place: str = ""
    unit: str = ""
    unit_name: str = ""
    asked: int | None = None
    paid: int | None = None
    official: tuple[Official, ...] = ()
    actor: str = ""
    role: str = "unknown"
    mode: str = ""
    text: str = ""
    form: str = field(default="levy/1")

    @property
    def fee(self) -> int | None:
        """The official fee of all items together; None where none is on record."""
        return sum(item.amount for item in self.official) if self.official else None

    @property
    def excess(self) -> Excess:
        """How far what was asked, or paid where that is more, lies above the official fee. Unknown without a fee on record."""
        demanded = max((amount for amount in (self.asked, self.paid) if amount is not None), default=None)
        if demanded is None or self.fee is None:
            return Excess.UNKNOWN
        over = demanded - self.fee
        if over <= 0:
            return Excess.NONE
        return next((band for most, band in BANDS if over <= most), Excess.HUGE)

    def to_bytes(self) -> bytes:
        """The bytes that are sealed."""
        return canonical.encode(asdict(self))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """What `to_bytes` wrote."""
        values: dict[str, Any] = canonical.decode(data)
        return cls(**values | {"official": tuple(Official(**item) for item in values["official"])})

    @property
    def words(self) -> str:
        """Everything in it that a person wrote."""
        said = (self.service_name, self.time, self.place, self.unit_name, self.actor, self.text)
        return "\n".join(said)


@dataclass(frozen=True)
class Screening:
    """The two tests, each with its coded result and the reason; `same_as` is the number of the report this one repeats."""

    jurisdiction: str
    jurisdiction_why: str
    known: str
    known_why: str
    same_as: str = ""
    form: str = field(default="tests/1")

    def to_bytes(self) -> bytes:
        """The bytes that are sealed."""
        return canonical.encode(asdict(self))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """What `to_bytes` wrote."""
        return cls(**canonical.decode(data))


@dataclass(frozen=True)
class Payer:
    """Who paid, how much of it goes back in whole rupiah, and how they are reached."""

    name: str
    amount: int
    contact: str = ""


@dataclass(frozen=True)
class Register:
    """Who gets money back, on what ground."""

    payers: tuple[Payer, ...]
    ground: str
    form: str = field(default="repayment/1")

    @property
    def amount(self) -> int:
        """All of it."""
        return sum(payer.amount for payer in self.payers)

    def to_bytes(self) -> bytes:
        """The bytes that are sealed."""
        return canonical.encode(asdict(self))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """What `to_bytes` wrote."""
        values: dict[str, Any] = canonical.decode(data)
        return cls(**values | {"payers": tuple(Payer(**payer) for payer in values["payers"])})


def official_fee(service: str, on: date) -> tuple[str, tuple[Official, ...]]:
    """The name of a service and its official fee on a day, item by item; empty where the catalogue had none then."""
    found = catalogue.offer(service, on) if service else None
    if found is None:
        return "", ()
    return found.edition.name, tuple(_items(found.fees))


def _items(fees: Iterable[Any]) -> Iterable[Official]:
    return (Official(fee.title, fee.amount, fee.basis, fee.verified) for fee in fees if fee.amount is not None)
