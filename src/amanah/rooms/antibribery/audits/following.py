"""Through which records the findings of internal audits are followed up, told by the parts of the room that keep them."""

from collections.abc import Collection, Mapping

from amanah.engines.engagements.kinds import Follows

_parts: dict[str, Follows] = {}


def register(part: str, follows: Follows) -> None:
    """Let a part of the room say which of its records follow up a finding; a part registered again replaces its answer."""
    _parts[part] = follows


def through(refs: Collection[str]) -> Mapping[str, Collection[str]]:
    """Finding → the records through which it is followed up."""
    found: dict[str, set[str]] = {ref: set() for ref in refs}
    for follows in _parts.values():
        for ref, some in follows(refs).items():
            found[ref] |= set(some)
    return found
