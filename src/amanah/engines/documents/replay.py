"""Compares documents with what the ledger says was done about them, and contents with the digests under which they were approved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from amanah.engines.documents.models import Document, Reading, Step, Version
from amanah.engines.documents.services.holding import TOLD, content_digest, told
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.kernel import canonical


@dataclass
class Told:
    """What the ledger says of one document: its steps in order, and which readings were acknowledged."""

    steps: list[bytes] = field(default_factory=list)
    read: set[int] = field(default_factory=set)
    erased: bool = False

    def hear(self, kind: str, facts: Mapping[str, Any] | None) -> None:
        """Take in one entry; those of custody and threads say nothing here."""
        if not kind.startswith("document."):
            return
        if facts is None:
            self.erased = True
        elif kind == "document.acknowledged":
            self.read.add(facts["reading"])
        else:
            self.steps.append(canonical.encode({name: facts.get(name) for name in TOLD}))


def check() -> list[Finding]:
    """Everything that does not fit. What changed while this ran is looked at again before it is named."""
    heard: dict[str, Told] = {}
    for entry in ledger.replay("document"):
        heard.setdefault(entry.ref, Told()).hear(entry.kind, entry.facts)
    suspects, known = set(), set()
    for document in Document.objects.order_by("pk").iterator(chunk_size=500):
        known.add(document.ref)
        if any(_wrong(document, heard.get(document.ref, Told()))):
            suspects.add(document.ref)
    gone = {ref for ref, told_of in heard.items() if not told_of.erased} - known
    return [finding for ref in sorted(suspects | gone) for finding in _look_again(ref)]


def _look_again(ref: str) -> Iterator[Finding]:
    document = Document.objects.filter(ref=ref).first()
    if document is None:
        yield Finding("replay", f"the ledger tells of {ref}, but the document is gone", ref=ref)
        return
    heard = Told()
    for entry in ledger.entries(ref):
        heard.hear(entry.kind, entry.facts)
    for words in _wrong(document, heard):
        yield Finding("replay", f"{document.number}: {words}", ref=ref)


def _wrong(document: Document, heard: Told) -> Iterator[str]:
    if heard.erased:
        return
    rows = list(Step.objects.filter(document=document).order_by("seq"))
    if [canonical.encode(told(step)) for step in rows] != heard.steps:
        yield "its steps and the ledger differ"
    last = {step.version_id: step.content for step in rows if step.version_id is not None}
    for version in Version.objects.filter(document=document).defer("file_key"):
        gone = document.destroyed_on is not None
        digest = version.sha256 if gone else content_digest(version.text, version.address, version.file_sha256)
        if not version.sha256 == digest == last.get(version.pk):
            yield f"version {version.seq} does not say what it said when its steps were written"
        if gone and (version.text or version.address or version.file_id):
            yield f"version {version.seq} still says something though it was destroyed"
    acknowledged = Reading.objects.filter(version__document=document, read_on__isnull=False)
    if set(acknowledged.values_list("pk", flat=True)) != heard.read:
        yield "who read it and the ledger differ"
