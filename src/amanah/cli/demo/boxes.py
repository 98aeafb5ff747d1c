"""Receipts and mailboxes for the demonstration, derived on the other core while the institution is being built."""

from concurrent.futures import Future, ThreadPoolExecutor

from amanah.foundation.vault import services as vault
from amanah.foundation.vault.services import PreparedMailbox
from amanah.kernel import receipts
from amanah.kernel.receipts import Receipt
from amanah.kernel.sealing import KeyPair

Box = tuple[Receipt, PreparedMailbox, KeyPair]


def _derive() -> Box:
    receipt = receipts.generate()
    prepared, keys = vault.prepare_with_keys(receipt)
    return receipt, prepared, keys


class Boxes:
    """As many mailboxes as wanted, with the full cost of production key derivation."""

    def __init__(self, number: int) -> None:
        pool = ThreadPoolExecutor(max_workers=1)
        self._coming: list[Future[Box]] = [pool.submit(_derive) for _ in range(number)]
        self._coming.reverse()
        pool.shutdown(wait=False)

    def take(self) -> Future[Box]:
        """The next one, as soon as it is derived."""
        return self._coming.pop()
