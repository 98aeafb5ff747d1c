"""From what the pass over the rows saw to plain findings: which row was changed, removed, inserted, reordered or emptied."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from amanah.foundation.ledger.models import Entry
from amanah.foundation.ledger.scan import Scan, leaves_on_disk, runs
from amanah.kernel import merkle

_MOST_TRIES = 16


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `index`, `kind` and `ref` name the row where one can be named; a removed row has no kind left to read."""

    code: str
    text: str
    index: int | None = None
    kind: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """A root that the tree was said to have at a size, and who said so."""

    name: str
    size: int
    root: bytes
    elsewhere: bool = False


def rows(found: Scan, size_before: int, size: int, promises: Sequence[Promise], mirror: list[bytes]) -> list[Finding]:
    """What is wrong with rows; `size_before` and `size` are what the head said before and after they were read."""
    findings = [Finding("changed", f"entry {index} ({kind} {ref}): {text}", index, kind, ref) for index, kind, ref, text in found.changed]
    findings += _emptied(found)
    lost = [*found.gaps, *([(found.end, size_before - 1)] if found.end < size_before else [])]
    order = _order(found, size, promises) if found.displaced or found.end > size else _removed(lost)
    findings += order
    shifted = any(finding.code in ("inserted", "reordered") for finding in order) or bool(found.displaced)
    if mirror and not shifted:
        findings += _against_mirror(mirror, {finding.index for finding in findings})
    elif not shifted:
        findings += _tiles(found, [*lost, *((finding.index, finding.index) for finding in findings if finding.index is not None)])
    return findings


def roots(found: Scan, promises: Sequence[Promise]) -> Iterator[Finding]:
    """Which promises the rows do not keep, and between which sizes the first difference must lie."""
    kept = 0
    for promise in sorted(promises, key=lambda promise: promise.size):
        if promise.size > found.end:
            yield Finding("root", f"{promise.name}: the rows on disk end at {found.end}")
        elif found.roots[promise.size] == promise.root:
            kept = promise.size
        else:
            between = (
                f"the first difference is among entries {kept} to {promise.size - 1}"
                if kept < promise.size
                else "another root was promised too"
            )
            yield Finding("root", f"{promise.name}: the rows on disk give another root; {between}")


def _emptied(found: Scan) -> Iterator[Finding]:
    for index, (kind, ref) in found.emptied.items():
        if index not in found.erasures:
            yield Finding("emptied", f"entry {index} ({kind} {ref}): its content is gone and no destruction is on record", index, kind, ref)
        elif found.erasures[index] != (kind, ref):
            said = " ".join(found.erasures[index])
            yield Finding("changed", f"entry {index} ({kind} {ref}): the record of its destruction names {said}", index, kind, ref)
    for index, (kind, ref) in found.erasures.items():
        if index not in found.emptied:
            yield Finding(
                "returned", f"entry {index} ({kind} {ref}): its destruction is on record, yet its content is there", index, kind, ref
            )


def _removed(missing: list[tuple[int, int]]) -> list[Finding]:
    return [
        Finding("removed", f"entry {first} is missing" if first == last else f"entries {first} to {last} are missing", first)
        for first, last in missing
    ]


def _order(found: Scan, size: int, promises: Sequence[Promise]) -> list[Finding]:
    """Rows that hold another entry than their place says, or stand beyond the end of the log."""
    on_disk = leaves_on_disk()
    claims = {index: found.displaced[index][0] if index in found.displaced else index for index, _ in on_disk}
    _follow(claims, found)
    claimants: dict[int, list[int]] = defaultdict(list)
    for index, claim in claims.items():
        claimants[claim].append(index)
    disputed = {claim: indices for claim, indices in claimants.items() if len(indices) > 1 and claim < size}
    inserted = [index for index, claim in claims.items() if claim >= size]
    inserted += _forged(disputed, claimants, dict(on_disk), promises)
    kept = [claim for index, claim in claims.items() if index not in set(inserted)]
    end = size
    if inserted and len(kept) == max(kept, default=-1) + 1:
        end = len(kept)  # the head was moved along with what was inserted: nothing is missing at the end
    missing = sorted(set(range(end)) - set(kept))
    places = [index for index in claims if index not in set(inserted)]
    moved = [(place, claim) for place, claim, rightful in zip(places, kept, sorted(kept), strict=True) if claim != rightful]
    names = _names([*inserted, *(place for place, _ in moved)])
    findings = _removed(list(runs(missing)))
    for index in sorted(inserted):
        kind, ref = names[index]
        findings.append(Finding("inserted", f"row {index} ({kind} {ref}) was never appended", index, kind, ref))
    for place, claim in moved:
        kind, ref = names[place]
        findings.append(Finding("reordered", f"row {place} ({kind} {ref}) holds entry {claim}", place, kind, ref))
    return findings


def _names(indices: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Kind and ref of rows, asked for in portions that SQLite takes."""
    names = {}
    for start in range(0, len(indices), 500):
        rows = Entry.objects.filter(index__in=indices[start : start + 500]).values_list("index", "kind", "ref")
        names.update({index: (kind, ref) for index, kind, ref in rows})
    return names


def _follow(claims: dict[int, int], found: Scan) -> None:
    """An emptied row cannot say which entry it held: it is taken to have moved with the row before it."""
    for index in sorted(found.emptied):
        if index - 1 in claims and claims[index - 1] != index - 1:
            claims[index] = claims[index - 1] + 1


def _forged(
    disputed: dict[int, list[int]], claimants: dict[int, list[int]], leaves: dict[int, bytes], promises: Sequence[Promise]
) -> list[int]:
    """Of rows that claim the same entry, those without which the tree gives the longest promised root; all but the last where none does."""
    if not disputed:
        return []
    targets = sorted((promise for promise in promises if promise.size > max(disputed)), key=lambda promise: -promise.size)
    for _, chosen in zip(range(_MOST_TRIES), product(*disputed.values()), strict=False):
        genuine = dict(zip(disputed, chosen, strict=True))
        for target in targets[:2]:
            if all(claim in claimants for claim in range(target.size)):
                tried = [leaves[genuine.get(claim, claimants[claim][0])] for claim in range(target.size)]
                if merkle.root(tried) == target.root:
                    return [index for claim, indices in disputed.items() for index in indices if index != genuine[claim]]
    return [index for indices in disputed.values() for index in indices[:-1]]


def _against_mirror(mirror: list[bytes], named: set[int | None]) -> Iterator[Finding]:
    for index, hashed in leaves_on_disk():
        if index < len(mirror) and hashed != mirror[index] and index not in named:
            yield Finding("changed", f"entry {index} was rewritten together with its hashes: the mirror holds another leaf", index)


def _tiles(found: Scan, named: list[tuple[int, int]]) -> Iterator[Finding]:
    """Full tiles whose stored root differs although each of their rows fits itself: none of them is `named` already."""
    narrowest: list[tuple[int, int]] = []
    for first, end in sorted(found.bad_tiles, key=lambda span: span[1] - span[0]):
        if not any(start < end and first <= last for start, last in [*named, *narrowest]):
            narrowest.append((first, end - 1))
            yield Finding(
                "rewritten",
                f"one of the entries {first} to {end - 1} was rewritten together with its hashes: their stored root is another",
                first,
            )
