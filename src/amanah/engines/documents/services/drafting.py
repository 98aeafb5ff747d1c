"""Opening a document, writing a version of it, and taking in what was in force before."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Max

from amanah.engines.documents import declare, queries
from amanah.engines.documents.events import ref_of
from amanah.engines.documents.models import ADDRESS, CODE, CONTENT, TITLE, Document, Version
from amanah.engines.documents.refusals import Refused
from amanah.engines.documents.services.holding import (
    content_digest,
    hold,
    need_keeper,
    need_maker,
    person_of,
    set_review,
    stand,
    worded,
    write_step,
)
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock, numbers

PREFIX = "DK"
DRAWS = 8


@dataclass(frozen=True)
class Heading:
    """What a document is, apart from what it says. `issuer` is for a document from outside only."""

    title: str
    sort: str
    code: str = ""
    issuer: str = ""
    shared: bool = True
    every_months: int | None = None
    keep_years: int | None = None


@dataclass(frozen=True)
class Content:
    """What a version says: exactly one of text, a file that was taken over, and the address where the paper lies.

    `summary` says what changed and why; `label` is what the institution calls the version, its place in the row where empty.
    """

    text: str = ""
    upload: SealedUpload | None = None
    address: str = ""
    summary: str = ""
    label: str = ""


@transaction.atomic
def open_document(heading: Heading, unit: Unit, content: Content, *, viewer: Viewer) -> Document:
    """Open a document of `unit` with a draft of its first version.

    Raises:
        Refused: "unit", "nobody", "words", "state" (no such sort), "issuer", "code", "content", "address" or "file".
    """
    document = _opened(heading, unit, viewer)
    version = _drafted(document, content, viewer)
    write_step(document, "opened", viewer, version=version, text=document.title, facts={"unit": str(unit.pk), "sort": document.sort})
    return document


@transaction.atomic
def keep(heading: Heading, unit: Unit, content: Content, effective_from: date, *, viewer: Viewer) -> Document:
    """Take in a document as it was in force before it came here: an external one, or one of an older list. Nobody approves it here.

    Raises:
        Refused: as `open_document`, or "period" for a day to come.
    """
    if effective_from > clock.today():
        raise Refused("period")
    document = _opened(heading, unit, viewer)
    version = _drafted(document, content, viewer)
    version.state, version.effective_from, version.imported = declare.IN_FORCE, effective_from, True
    version.save(update_fields=["state", "effective_from", "imported"])
    document.current = version
    set_review(document, viewer)
    document.save(update_fields=["current", "review_on"])
    write_step(document, "kept", viewer, version=version, text=document.title, facts={"unit": str(unit.pk), "sort": document.sort})
    return document


@transaction.atomic
def describe(document: Document, heading: Heading, *, viewer: Viewer) -> None:
    """Change what a document is called, who may read it, when it is reviewed and how long it is kept; its sort and unit stay.

    Raises:
        Refused: "not_found", "closed", "unit", "words", "issuer" or "code".
    """
    hold(document, viewer)
    need_keeper(viewer, document)
    before = document.every_months
    _head(document, heading)
    _free_code(document)
    if document.current_id is not None and before != document.every_months:
        set_review(document, viewer)
    document.save()
    write_step(document, "described", viewer, text=document.title)


@transaction.atomic
def revise(document: Document, content: Content, *, viewer: Viewer) -> Version:
    """Begin the next version; what is in force stays so until the new one is approved.

    Raises:
        Refused: "not_found", "closed", "unit", "nobody", "open", or as `open_document` for the content.
    """
    hold(document, viewer)
    need_keeper(viewer, document)
    if document.versions.filter(state__in=declare.OPEN).exists():
        raise Refused("open")
    version = _drafted(document, content, viewer)
    write_step(document, "drafted", viewer, version=version, text=version.summary)
    return version


@transaction.atomic
def write(version: Version, content: Content, *, viewer: Viewer) -> None:
    """Put other content into a version that is drafted or reviewed. Its drafter or a keeper does; neither approves it later.

    Raises:
        Refused: "not_found", "closed", "state", "nobody", "side", or as `open_document` for the content.
    """
    hold(version.document, viewer)
    stand(version, {declare.DRAFT, declare.REVIEW})
    need_maker(viewer, version)
    _fill(version, content)
    version.save()
    _attach(version, content, viewer)
    write_step(version.document, "written", viewer, version=version, text=version.summary)


@transaction.atomic
def drop(version: Version, reason: str, *, viewer: Viewer) -> None:
    """Give up a version in the making; what was said about it stays.

    Raises:
        Refused: "not_found", "closed", "state", "nobody", "side" or "words".
    """
    hold(version.document, viewer)
    stand(version, declare.OPEN)
    need_maker(viewer, version)
    reason = worded(reason)
    version.state, version.ended_on = declare.DROPPED, clock.today()
    version.save(update_fields=["state", "ended_on"])
    write_step(version.document, "dropped", viewer, version=version, text=reason)


def _opened(heading: Heading, unit: Unit, viewer: Viewer) -> Document:
    if not queries.may_keep(viewer, unit):
        raise Refused("unit")
    if heading.sort not in declare.SORTS:
        raise Refused("state")
    document = Document(id=uuid4(), unit=unit, sort=heading.sort, opened_by=viewer.account, opened_on=clock.today())
    document.ref = ref_of(document.id)
    _head(document, heading)
    _free_code(document)
    for _ in range(DRAWS):
        document.number = numbers.draw(PREFIX, document.opened_on)
        try:
            with transaction.atomic():
                document.save(force_insert=True)
        except IntegrityError:
            if not Document.objects.filter(number=document.number).exists():
                raise
        else:
            return document
    raise RuntimeError(f"no free number after {DRAWS} draws; the space of {PREFIX} numbers is nearly full")


def _head(document: Document, heading: Heading) -> None:
    if not heading.title.strip():
        raise Refused("words")
    external = document.sort == declare.EXTERNAL
    if external != bool(heading.issuer.strip()):
        raise Refused("issuer")
    document.title, document.code = heading.title.strip()[:TITLE], heading.code.strip()[:CODE]
    document.issuer, document.shared = heading.issuer.strip()[:TITLE], heading.shared
    document.every_months, document.keep_years = heading.every_months or None, heading.keep_years


def _free_code(document: Document) -> None:
    same = Document.objects.filter(unit=document.unit, code=document.code).exclude(pk=document.pk)
    if document.code and same.exists():
        raise Refused("code")


def _drafted(document: Document, content: Content, viewer: Viewer) -> Version:
    seq = (document.versions.aggregate(last=Max("seq"))["last"] or 0) + 1
    version = Version(document=document, seq=seq, drafted_by=person_of(viewer), begun_on=clock.today())
    _fill(version, content)
    version.save(force_insert=True)
    _attach(version, content, viewer)
    return version


def _fill(version: Version, content: Content) -> None:
    text, address = content.text.strip(), content.address.strip()
    if sum((bool(text), bool(address), content.upload is not None)) != 1 or len(text) > CONTENT:
        raise Refused("content")
    version.text, version.address = text, _checked(address) if address else ""
    version.summary, version.label = content.summary.strip(), content.label.strip()[:20] or str(version.seq)
    upload = content.upload
    version.file_id = UUID(upload.file_id) if upload else None
    version.file_key = upload.file_key if upload else None
    version.file_name, version.file_type = (upload.name, upload.content_type) if upload else ("", "")
    version.file_size, version.file_sha256 = (upload.size, upload.sha256) if upload else (None, "")
    version.sha256 = content_digest(version.text, version.address, version.file_sha256)


def _checked(address: str) -> str:
    """The address, if a browser can go there and nothing else happens."""
    try:
        parts = urlsplit(address)
    except ValueError:
        raise Refused("address") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or len(address) > ADDRESS or any(sign.isspace() for sign in address):
        raise Refused("address")
    return address


def _attach(version: Version, content: Content, viewer: Viewer) -> None:
    if content.upload is not None:
        try:
            evidence.attach(version.document.ref, content.upload, actor=viewer.actor, version=version.seq)
        except evidence.NotThere:
            raise Refused("file") from None
