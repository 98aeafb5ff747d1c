"""Every case kind this installation knows, by key and version."""

from collections.abc import Iterator

from amanah.engines.cases.declare import CaseKind, DeclarationError

_kinds: dict[str, dict[int, CaseKind]] = {}


def register(kind: CaseKind) -> CaseKind:
    """Make a kind known; the same declaration again changes nothing. Old versions stay until their last case closes.

    Raises:
        DeclarationError: when another declaration stands under the same key and version, or another kind uses its prefix.
    """
    if _kinds.get(kind.key, {}).get(kind.version, kind) != kind:
        raise DeclarationError(f"case kind {kind.key!r} version {kind.version} is declared twice, differently")
    for other in kinds():
        if other.key != kind.key and other.prefix == kind.prefix:
            raise DeclarationError(f"case kinds {other.key!r} and {kind.key!r} share the prefix {kind.prefix!r}")
    _kinds.setdefault(kind.key, {})[kind.version] = kind
    return kind


def kind(key: str, version: int | None = None) -> CaseKind:
    """The kind of that key, in that version or the newest. KeyError when it is not registered."""
    versions = _kinds[key]
    return versions[max(versions) if version is None else version]


def kinds() -> Iterator[CaseKind]:
    """The newest version of every kind, in the order they were registered."""
    return (versions[max(versions)] for versions in list(_kinds.values()) if versions)


def all_versions() -> Iterator[CaseKind]:
    """Every version of every kind."""
    return (kind for versions in list(_kinds.values()) for kind in versions.values())


def versions_of(key: str) -> list[CaseKind]:
    """Every version of one kind, oldest first; empty when it is not registered."""
    return [kind for _, kind in sorted(_kinds.get(key, {}).items())]
