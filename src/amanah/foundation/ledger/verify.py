"""Rebuild the log from the rows on disk and say what is not as it was written.

`run` trusts nothing it can compute: commitments, leaves and roots come from the rows, and are compared with the head, with the
stored roots of full tiles, with every checkpoint given out, with the one remembered beside the signing key, and with a checkpoint
(or a mirror of the public tiles) that was kept elsewhere. Only the last two do not depend on whoever owns the database.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from amanah.foundation.ledger import diagnosis, keys, triggers
from amanah.foundation.ledger.diagnosis import Finding
from amanah.foundation.ledger.models import Checkpoint, Head
from amanah.foundation.ledger.scan import as_bytes, scan
from amanah.kernel import merkle, notes

__all__ = ["Finding", "Report", "register", "run"]

Check = Callable[[], Iterable[Finding]]
_checks: list[Check] = []
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification found. `ok` means: nothing at all."""

    size: int
    root: str
    destroyed: int
    checkpoints: int
    against: str | None
    seconds: float
    findings: tuple[Finding, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Whether every row is where and what it should be."""
        return not self.findings

    def as_dict(self) -> dict[str, Any]:
        """For a program."""
        return {"ok": self.ok, **asdict(self)}

    def __str__(self) -> str:
        lines = [
            f"{self.size} entries, root {self.root}",
            f"{self.destroyed} of them destroyed on record, {self.checkpoints} checkpoints compared, {self.seconds:.1f} s",
        ]
        if self.against:
            lines.append(f"compared with the checkpoint kept elsewhere: {self.against}")
        lines += [f"{finding.code.upper()}: {finding.text}" for finding in self.findings[:_SHOWN]]
        if len(self.findings) > _SHOWN:
            lines.append(f"… and {len(self.findings) - _SHOWN} more")
        lines.append("The ledger is whole." if self.ok else f"THE LEDGER IS NOT WHOLE: {len(self.findings)} findings.")
        return "\n".join(lines)


def register(check: Check) -> None:
    """Have `run` also ask `check`: an engine's comparison of its tables with the state that the entries replay to."""
    if check not in _checks:
        _checks.append(check)


def run(against: str | Path | None = None) -> Report:
    """Verify everything; `against` is a checkpoint's text, the path of a file that holds one, or a mirror folder of /ledger/.

    Raises notes.NoteError where `against` is no checkpoint, and OSError where it cannot be read. Entries appended meanwhile are fine.
    """
    began = time.perf_counter()
    promises, findings = _promises(against)
    head, wrong = _head()
    found = scan({promise.size for promise in [*promises, *head]})
    # Read again after the rows: what was appended meanwhile belongs there, and what stands beyond even this does not.
    size = Head.objects.values_list("size", flat=True).first()
    if size is None and found.rows:
        wrong = [Finding("head", "the head of the log is gone")]
    known = [*promises, *head]
    in_rows = diagnosis.rows(found, head[0].size if head else 0, found.end if size is None else size, known, _mirror(against))
    findings = [*in_rows, *diagnosis.roots(found, known), *wrong, *findings]
    findings += [Finding("guard", f"the trigger {name} is not in the database") for name in triggers.missing(connection)]
    for check in _checks:
        findings += _asked(check)
    return Report(
        size=found.rows,
        root=found.root.hex(),
        destroyed=len(found.emptied),
        checkpoints=len(promises),
        against=next((promise.name for promise in promises if promise.elsewhere), None),
        seconds=round(time.perf_counter() - began, 3),
        findings=tuple(findings),
    )


def _asked(check: Check) -> list[Finding]:
    """What `check` finds. It reads rows that may have been tampered with, so that its failing is a finding too."""
    try:
        return list(check())
    except Exception as error:  # noqa: BLE001 - whatever it stumbled over, the rest of the report must be told
        return [Finding("check", f"the check {check.__module__} could not read the entries ({type(error).__name__})")]


def _head() -> tuple[list[diagnosis.Promise], list[Finding]]:
    """What the head says the tree is."""
    for size, frontier in Head.objects.values_list("size", "frontier"):
        try:
            return [diagnosis.Promise("the head of the log", size, merkle.Frontier.from_bytes(size, as_bytes(frontier)).root())], []
        except ValueError:
            return [], [Finding("head", "the head of the log is not one that appending writes")]
    return [], []


def _promises(against: str | Path | None) -> tuple[list[diagnosis.Promise], list[Finding]]:
    """Every root that was promised at some size, and what is wrong with the promises themselves."""
    promises, findings = [], []
    verifiers = {text: notes.Verifier.parse(text) for text in Checkpoint.objects.values_list("verifier", flat=True).distinct()}
    remembered = keys.last_note()
    if remembered:
        own = keys.signer(settings.AMANAH_LEDGER_ORIGIN, may_create=False).verifier
        promise, finding = _promise("the checkpoint remembered beside the signing key", remembered, [own])
        promises.append(promise)
        findings += finding
        findings += [Finding("key", f"checkpoints were given out under another key: {text}") for text in verifiers if text != str(own)]
    for row in Checkpoint.objects.order_by("id"):
        promise, finding = _promise(f"the checkpoint of {row.day.isoformat()}", row.note, [verifiers[row.verifier]])
        promises.append(promise)
        findings += finding
        if (row.size, as_bytes(row.root)) != (promise.size, promise.root):
            findings.append(Finding("checkpoint", f"the row of {promise.name} does not say what its signed note says"))
    if against is not None:
        promise, finding = _promise("the checkpoint kept elsewhere", _text(against), verifiers.values(), elsewhere=True)
        promises.append(promise)
        findings += finding
    return promises, findings


def _promise(
    name: str, note: str, verifiers: Iterable[notes.Verifier], *, elsewhere: bool = False
) -> tuple[diagnosis.Promise, list[Finding]]:
    checkpoint = notes.Checkpoint.parse(note)
    promise = diagnosis.Promise(f"{name} over {checkpoint.size} entries", checkpoint.size, checkpoint.root, elsewhere=elsewhere)
    for verifier in verifiers:
        try:
            notes.open_note(note, verifier)
        except notes.NoteError:
            continue
        return promise, []
    return promise, [Finding("signature", f"{promise.name} is not signed by the log's key")]


def _text(against: str | Path) -> str:
    if isinstance(against, str) and "\n" in against:
        return against
    path = Path(against)
    return (path / "checkpoint" if path.is_dir() else path).read_text(encoding="utf-8")


def _mirror(against: str | Path | None) -> list[bytes]:
    """The leaf hashes in a mirror of the public tiles, where one was given; they must give the mirror's own root."""
    if against is None or (isinstance(against, str) and "\n" in against) or not Path(against).is_dir():
        return []
    checkpoint = notes.Checkpoint.parse(_text(against))
    tiles = (Path(against) / str(path) for path in notes.tiles(checkpoint.size) if path.level == 0)
    data = b"".join(tile.read_bytes() for tile in tiles)
    leaves = [data[at : at + merkle.HASH_SIZE] for at in range(0, len(data), merkle.HASH_SIZE)]
    if merkle.root(leaves) != checkpoint.root:
        raise notes.NoteError("the mirror's tiles do not give the root of its checkpoint")
    return leaves
