"""The shares on their way together: one after the other on one machine, kept under that browser's cookie alone, a quarter of an hour."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from amanah.foundation.vault.errors import SharesError
from amanah.foundation.vault.services.keepsakes import forget, keep, recall, rekeep
from amanah.kernel import canonical, clock, sealing

PURPOSE = "recovery-shares"
LASTS = timedelta(minutes=15)


class ShareRefused(SharesError):  # noqa: N818 - says what happened
    """A share that does not belong to those entered: `code` is "mistyped", "twice" or "foreign"."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Gathering:
    """What was entered so far, for one act of one account."""

    token: str
    account: str
    act: str
    ends: int
    shares: tuple[str, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the shares entered, in their order."""
        return tuple(sealing.read_share(share).number for share in self.shares)

    @property
    def needed(self) -> int | None:
        """How many it takes; unknown before the first."""
        return sealing.read_share(self.shares[0]).threshold if self.shares else None

    @property
    def complete(self) -> bool:
        """Whether enough are there."""
        return self.needed is not None and len(self.shares) >= self.needed

    def __repr__(self) -> str:
        return f"Gathering({self.act!r}, {len(self.shares)} shares)"


def begin(account: str, act: str) -> Gathering:
    """Begin to gather shares for one act, for example "rehearse"; the token belongs into a cookie and nowhere else."""
    ends = int((clock.now() + LASTS).timestamp())
    return Gathering(keep(PURPOSE, _payload(account, act, ends, ()), LASTS), account, act, ends, ())


def gathered(token: str, account: str, act: str) -> Gathering | None:
    """What was gathered under `token`; None when it is over, or another account's, or for another act."""
    payload = recall(PURPOSE, token) if token else None
    if payload is None:
        return None
    kept = canonical.decode(payload)
    if (kept["account"], kept["act"]) != (account, act):
        return None
    return Gathering(token, account, act, kept["ends"], tuple(kept["shares"]))


def add_share(gathering: Gathering, share: str) -> Gathering:
    """Take one share more; the quarter of an hour goes on from the first. Raises ShareRefused."""
    line = " ".join(share.lower().split())
    try:
        label = sealing.read_share(line)
    except SharesError:
        raise ShareRefused("mistyped") from None
    present = [sealing.read_share(one) for one in gathering.shares]
    if any(one.split != label.split for one in present):
        raise ShareRefused("foreign")
    if label.number in gathering.numbers:
        raise ShareRefused("twice")
    shares = (*gathering.shares, line)
    remaining = datetime.fromtimestamp(gathering.ends, UTC) - clock.now()
    rekeep(PURPOSE, gathering.token, _payload(gathering.account, gathering.act, gathering.ends, shares), remaining)
    return Gathering(gathering.token, gathering.account, gathering.act, gathering.ends, shares)


def disperse(token: str) -> None:
    """Forget every share entered."""
    forget(PURPOSE, token)


def _payload(account: str, act: str, ends: int, shares: tuple[str, ...]) -> bytes:
    return canonical.encode({"account": account, "act": act, "ends": ends, "shares": list(shares)})
