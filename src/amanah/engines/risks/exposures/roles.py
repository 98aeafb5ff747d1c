"""Who may class: whoever keeps the register of risks of the unit, and the roles that other parts let in."""

_admitted: set[str] = set()


def admit(role: str) -> None:
    """Let holders of this role class what stands in the units over which they hold it."""
    _admitted.add(role)


def admitted() -> frozenset[str]:
    """The roles that were let in."""
    return frozenset(_admitted)
