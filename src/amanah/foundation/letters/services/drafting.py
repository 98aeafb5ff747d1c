"""Drafting letters, and the documents that come of them."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeAlias
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence import files
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.letters import kinds, matters, rendering
from amanah.foundation.letters.errors import Refused
from amanah.foundation.letters.kinds import Kind
from amanah.foundation.letters.models import Letter
from amanah.foundation.letters.services.opened import OpenMatter
from amanah.foundation.letters.services.templates import template_bytes, template_in_use
from amanah.foundation.letters.store import Clear, Sealed
from amanah.foundation.threads import visibility
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.errors import CannotOpen, NotAHolder
from amanah.kernel import canonical, clock
from amanah.kernel.sealing import KeyPair

Values: TypeAlias = Mapping[str, Any]
"""Text by field; a list of {column: text} for a field with rows."""

CONTENT, DOCX = "content", "docx"
MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NO_NUMBER = "…"


def open_matter(ref: str, *, viewer: Viewer, key_pair: KeyPair | None) -> OpenMatter:
    """The matter, for whoever may see it and, where it is sealed, holds its key.

    Raises LookupError for who may not know of it, and Refused("locked") where the letters cannot be opened by this person.
    """
    if not visibility.may_see(viewer, ref):
        raise LookupError(ref)
    matter = matters.find(ref)
    record = matter.owner.record(ref)
    if record is None:
        return OpenMatter(matter, "", viewer, Clear())
    if key_pair is None:
        raise Refused("locked")
    matter.owner.before_opening(ref)
    try:
        key = vault.content_key(record, viewer.actor, key_pair)
    except (NotAHolder, CannotOpen):
        raise Refused("locked") from None
    return OpenMatter(matter, record, viewer, Sealed(record, key))


def draft(matter: OpenMatter, kind: str, values: Values) -> Letter:
    """Begin a letter. Raises Refused: "kind", "values"."""
    declared = _kind(kind)
    content = _content(declared, values)
    letter = Letter(
        id=uuid4(),
        ref=matter.ref,
        record=matter.record,
        kind=declared.key,
        template=template_in_use(declared.key),
        drafter=matter.viewer.account,
        drafted_on=clock.today(),
    )
    with transaction.atomic():
        letter.save(force_insert=True)
        matter.store.put(letter, CONTENT, content)
        matter.note("drafted", letter, kind=declared.key, template=letter.template.version if letter.template else 0)
    return letter


def revise(matter: OpenMatter, letter: Letter, values: Values) -> None:
    """Write a draft anew, with the template that is in use now; the earlier wording stays. Raises Refused: "state", "values"."""
    content = _content(_kind(letter.kind), values)
    with transaction.atomic():
        found = matter.locked(letter, Letter.State.DRAFT)
        found.template = template_in_use(found.kind)
        found.save(update_fields=["template"])
        matter.store.put(found, CONTENT, content)
        matter.note("revised", found, template=found.template.version if found.template else 0)


def void(matter: OpenMatter, letter: Letter) -> None:
    """Put a letter out of use. Its number stays taken, so that the row of numbers has no gap. Raises Refused("state")."""
    with transaction.atomic():
        found = matter.locked(letter, Letter.State.DRAFT, Letter.State.NUMBERED)
        found.state = Letter.State.VOID
        found.save(update_fields=["state"])
        matter.note("voided", found)


def parts_of(matter: OpenMatter, letter: Letter) -> dict[str, Any]:
    """What was filled in, by field. Raises CannotOpen."""
    return parts_of_each(matter, [letter])[letter.pk]


def parts_of_each(matter: OpenMatter, letters: Collection[Letter]) -> dict[UUID, dict[str, Any]]:
    """The same for several letters of one matter, by their keys: one query, and no more of them is opened."""
    return {letter_id: canonical.decode(content) for letter_id, content in matter.store.part(CONTENT, letters).items()}


def document(matter: OpenMatter, letter: Letter) -> bytes:
    """The letter as DOCX: a draft as it would be now, a numbered one as it was kept then.

    Raises Refused("rendering"), and what evidence raises for a file that is lost or damaged.
    """
    kept = matter.store.get(letter)
    if DOCX in kept:
        return b"".join(files_of(SealedUpload.from_bytes(kept[DOCX])))
    return made(matter, letter, canonical.decode(kept[CONTENT]))


def made(matter: OpenMatter, letter: Letter, content: Values) -> bytes:
    """The letter rendered from what it says, with its number and date as far as it has them. Raises Refused("rendering")."""
    given = {"number": letter.number or NO_NUMBER, "date": _day(letter), "matter": matter.title}
    template = bytes(letter.template.docx) if letter.template else _kind(letter.kind).shipped.read_bytes()
    return _filled(_kind(letter.kind), template, {**content, **given})


def render(kind: str, values: Values) -> bytes:
    """A document of this kind with these values, from the template in use, kept nowhere. Raises Refused: "kind", "rendering"."""
    return _filled(_kind(kind), template_bytes(kind), values)


def keep_file(matter: OpenMatter, letter: Letter, name: str, upload: SealedUpload) -> None:
    """Let a sealed file belong to the letter, in the caller's transaction; its key is kept where the letter is."""
    evidence.attach(matter.ref, upload, actor=matter.viewer.actor)
    matter.store.put(letter, name, upload.to_bytes())


def sealed_file(data: bytes, name: str, media: str) -> SealedUpload:
    """Bytes in memory as a sealed file on disk that belongs to nothing yet. Raises NotStored."""
    writer = files.SealingWriter()
    writer.write(data)
    sealed = writer.finish()
    return SealedUpload(writer.file_id, writer.file_key, name, media, len(data), hashlib.sha256(data).hexdigest(), sealed)


def files_of(upload: SealedUpload) -> Iterable[bytes]:
    """The content of a kept file. Raises NotThere, CannotOpen."""
    return files.opened(upload.file_id, upload.file_key)


def _filled(kind: Kind, template: bytes, values: Values) -> bytes:
    everything = {"institution": settings.AMANAH_INSTITUTION, **values}
    if everything.get("signer_nip"):
        everything["signer_nip"] = str(everything["signer_nip"]).removeprefix("NIP").strip()
    with translation.override("id"):
        title = str(kind.title)
    try:
        return rendering.fill(template, everything, title=title, author=settings.AMANAH_INSTITUTION, day=clock.today().isoformat())
    except rendering.WorkError as error:
        raise Refused("rendering") from error


def _content(kind: Kind, values: Values) -> bytes:
    kept: dict[str, Any] = {}
    for one in kind.asked:
        value = values.get(one.key) or ([] if one.rows else "")
        if one.required and not value and one.key != kinds.SUBJECT.key:
            raise Refused("values")
        kept[one.key] = [dict(row) for row in value if isinstance(row, Mapping)] if one.rows else str(value)
    if not kept["subject"]:
        with translation.override("id"):
            kept["subject"] = str(kind.subject)
    return canonical.encode(kept)


def _kind(key: str) -> Kind:
    try:
        return kinds.kind(key)
    except KeyError:
        raise Refused("kind") from None


def _day(letter: Letter) -> str:
    # Letters are written in Indonesian, whatever language the screen of the writer speaks.
    with translation.override("id"):
        return date_format(letter.dated, "j F Y") if letter.dated else NO_NUMBER
