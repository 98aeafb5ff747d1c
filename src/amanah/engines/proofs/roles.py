"""Which roles of other parts of the house reach proofs of the units over which they are held. Proofs have no role of their own."""

_readers: set[str] = set()
_keepers: set[str] = set()


def admit(role: str, *, keeps: bool = True) -> None:
    """Let holders of this role see the proofs of the units over which they hold it, and (with `keeps`) add, replace and withdraw them."""
    _readers.add(role)
    if keeps:
        _keepers.add(role)


def admitted(*, keeping: bool = False) -> frozenset[str]:
    """The roles that were let in; with `keeping`, those that may add, replace and withdraw."""
    return frozenset(_keepers if keeping else _readers)
