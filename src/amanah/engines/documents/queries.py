"""Which documents somebody may know of, the master list, what waits for them, and who read what."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from amanah.engines import keyset
from amanah.engines.documents import declare, roles
from amanah.engines.documents.models import Document, Reading, Remark, Seat, Signature, Step, Version
from amanah.engines.keyset import Page
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence.models import EvidenceItem
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.organisation.models import Unit, below
from amanah.kernel import clock, numbers

PAGE = 50
LARGEST = 500
_REACH = "engines.documents.reach"


@dataclass(frozen=True)
class Reach:
    """What somebody is to documents today. `belongs`: they hold a post at all, so that what is shared is theirs to read."""

    person_id: UUID | None
    belongs: bool
    read: tuple[Unit, ...]
    kept: tuple[Unit, ...]


@dataclass(frozen=True)
class Filters:
    """What the master list is narrowed to; an empty value narrows nothing. `standing` is a key of `declare.STANDINGS`."""

    standing: str = ""
    sort: str = ""
    unit: str = ""
    words: str = ""


def reach(viewer: Viewer) -> Reach:
    """Worked out once a request: one query beyond the viewer's roles."""
    if _REACH not in viewer.kept:
        viewer.kept[_REACH] = _worked_out(viewer)
    found: Reach = viewer.kept[_REACH]
    return found


def visible(viewer: Viewer) -> QuerySet[Document]:
    """The documents of units one keeps or heads, those one takes part in or was handed, and what is shared once it is in force."""
    mine = reach(viewer)
    condition = Q(pk__in=[])
    for unit in mine.read:
        condition |= below(unit.path, "unit__path")
    if mine.person_id is not None:
        condition |= Q(pk__in=_taking_part(mine.person_id).values("document"))
    if mine.belongs:
        condition |= Q(shared=True, current__isnull=False)
    return Document.objects.filter(condition)


def find(viewer: Viewer, number: str) -> Document | None:
    """The document of that number if the viewer may know of it; None otherwise, without telling which."""
    rows = visible(viewer).filter(number=numbers.tidy(number))
    return (
        rows.select_related("unit", "current", "opened_by__person", "end_asked_by", "destroyed_by")
        .defer("current__file_key", "current__text")
        .first()
    )


def may_keep(viewer: Viewer, unit: Unit) -> bool:
    """Whether the viewer keeps the documents of this unit."""
    return any(top.contains(unit) for top in reach(viewer).kept)


def keeps_anywhere(viewer: Viewer) -> bool:
    """Whether there is a unit whose documents the viewer keeps."""
    return bool(reach(viewer).kept)


def versions(viewer: Viewer, document: Document) -> list[Version]:
    """The versions that the viewer may open, the newest first: all for who reads the unit's documents, else what concerns them."""
    mine = reach(viewer)
    rows = Version.objects.filter(document=document).select_related("drafted_by").defer("file_key")
    if not any(top.contains(document.unit) for top in mine.read):
        person = mine.person_id
        concerned = Q(pk__in=_taking_part(person).values("pk")) if person is not None else Q(pk__in=[])
        rows = rows.filter(Q(state=declare.IN_FORCE) | concerned)
    return list(rows.order_by("-seq"))


def file_of(viewer: Viewer, document: Document, version: Version) -> tuple[EvidenceItem, SealedUpload] | None:
    """The sealed file of a version and what opens it; None where there is none or the viewer may not open the version."""
    if version.pk not in {one.pk for one in versions(viewer, document)}:
        return None
    return _kept_file(Version.objects.filter(pk=version.pk, file_id__isnull=False).first())


def _kept_file(kept: Version | None) -> tuple[EvidenceItem, SealedUpload] | None:
    item = EvidenceItem.objects.filter(pk=kept.file_id).first() if kept is not None and kept.file_id else None
    if kept is None or kept.file_key is None or item is None:
        return None
    name = (kept.file_name, kept.file_type, kept.file_size or 0, kept.file_sha256)
    return item, SealedUpload(str(item.pk), bytes(kept.file_key), *name, item.ciphertext_sha256)


def handed(unit: Unit, tied: Collection[str]) -> list[Document]:
    """What is in force for a unit, for somebody from outside who looks at it: what it shares, the policies above it, and what is `tied`.

    Whether they may look at the unit is the caller's to decide. `tied` are references of documents. One query.
    """
    shared = Q(shared=True) & (below(unit.path, "unit__path") | Q(sort="policy", unit__in=unit.path_ids))
    rows = Document.objects.filter(shared | Q(ref__in=list(tied)), current__isnull=False, withdrawn_on__isnull=True)
    return list(rows.select_related("unit", "current").defer("current__file_key", "current__text").order_by("sort", "title", "pk"))


def handed_file(document: Document) -> tuple[EvidenceItem, SealedUpload] | None:
    """The sealed file of the version in force of such a document; None where it has none."""
    return _kept_file(Version.objects.filter(document=document, state=declare.IN_FORCE, file_id__isnull=False).first())


def listing(viewer: Viewer, filters: Filters, *, after: str = "", size: int = PAGE) -> Page[Document]:
    """The master list: newest first, or by the day of review where the filter asks what is due; one query.

    Raises:
        ValueError: when `after` is not what an earlier page gave.
    """
    due = filters.standing == "due"
    rows = visible(viewer).filter(_conditions(filters)).select_related("unit", "current").defer("current__file_key", "current__text")
    return Page(*keyset.page(rows, "review_on" if due else "opened_on", after=after, size=min(size, LARGEST), soonest=due))


def read_counts(documents: Collection[Document]) -> dict[int, tuple[int, int]]:
    """Version in force → how many have to read it and how many did; one query."""
    current = [one.current_id for one in documents if one.current_id is not None]
    counted = Reading.objects.filter(version__in=current).order_by().values("version").annotate(n=Count("pk"), read=Count("read_on"))
    return {row["version"]: (row["n"], row["read"]) for row in counted}


def waiting(viewer: Viewer) -> list[Reading]:
    """What the viewer has still to read, what is due first in front: versions in force of documents that were not withdrawn."""
    person = reach(viewer).person_id
    if person is None:
        return []
    rows = Reading.objects.filter(person=person, read_on__isnull=True, version__state=declare.IN_FORCE)
    rows = rows.filter(version__document__withdrawn_on__isnull=True)
    return list(rows.select_related("version__document__unit").defer("version__file_key", "version__text"))


def read_lately(viewer: Viewer, most: int = 20) -> list[Reading]:
    """What the viewer read last."""
    person = reach(viewer).person_id
    rows = Reading.objects.filter(person=person, read_on__isnull=False) if person is not None else Reading.objects.none()
    return list(rows.select_related("version__document").defer("version__file_key", "version__text").order_by("-read_on", "-pk")[:most])


def my_reading(viewer: Viewer, version: Version) -> Reading | None:
    """What the viewer owes or gave for this version."""
    person = reach(viewer).person_id
    return Reading.objects.filter(version=version, person=person).first() if person is not None else None


def readers(viewer: Viewer, document: Document, version: Version, *, most: int = 2000) -> list[Reading]:
    """Who has to read a version, who did not yet in front; for who reads the unit's documents, nothing for others."""
    if not any(top.contains(document.unit) for top in reach(viewer).read):
        return []
    rows = Reading.objects.filter(version=version).select_related("person").order_by("read_on", "due_on", "person__name")
    found = list(rows[:most])
    return sorted(found, key=lambda one: (one.read_on is not None, one.due_on, str(one.person)))


def asked_of(viewer: Viewer) -> tuple[list[Seat], list[Signature]]:
    """The reviews and approvals that wait for the viewer."""
    person = reach(viewer).person_id
    if person is None:
        return [], []
    seats = Seat.objects.filter(person=person, done_on__isnull=True, version__state=declare.REVIEW)
    signs = Signature.objects.filter(approver=person, approved__isnull=True, version__state=declare.APPROVAL)
    fields = ("version__file_key", "version__text")
    return (
        [one for one in seats.select_related("version__document").defer(*fields) if one.round == one.version.round],
        [one for one in signs.select_related("version__document").defer(*fields) if one.asked == one.version.asked],
    )


def writers(version: Version) -> set[UUID]:
    """The people who wrote in a version; none of them approves it."""
    acts = Step.objects.filter(version=version, act__in=("drafted", "written", "opened"))
    return {version.drafted_by_id, *(one for one in acts.values_list("actor__person_id", flat=True) if one)}


def open_remarks(version: Version) -> QuerySet[Remark]:
    """The remarks that nobody answered."""
    return Remark.objects.filter(version=version, accepted__isnull=True)


def gone_from(document: Document) -> date | None:
    """The day from which a withdrawn document need not be kept any longer; None while that is not known."""
    if document.withdrawn_on is None or document.keep_years is None:
        return None
    day = document.withdrawn_on
    year = day.year + document.keep_years
    return date(year, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def over() -> Q:
    """The documents whose time is over and that still say what they said."""
    return Q(keep_until__lt=clock.today(), destroyed_on__isnull=True)


def looked_at_again(viewer: Viewer, most: int) -> list[Document]:
    """What the viewer keeps and has to look at: reviews that fell due, what may be destroyed, and what another asked to destroy."""
    rows = visible(viewer).filter(_standing("due") | over()).select_related("unit").order_by("review_on", "keep_until", "pk")
    return [one for one in rows[:most] if may_keep(viewer, one.unit)]


def _worked_out(viewer: Viewer) -> Reach:
    account = viewer.account
    if not account.may_sign_in():
        return Reach(None, belongs=False, read=(), kept=())
    return Reach(
        account.person_id,
        belongs=bool(viewer.held),
        read=viewer.headed + _granted(viewer, roles.admitted()),
        kept=viewer.headed + _granted(viewer, roles.admitted(keeping=True)),
    )


def _granted(viewer: Viewer, admitted: frozenset[str]) -> tuple[Unit, ...]:
    return tuple(unit for role in sorted(viewer.roles & admitted) for unit in viewer.units_with(role))


def _taking_part(person: UUID) -> QuerySet[Version]:
    """The versions that somebody drafts, reviews, approves or has to read. A reading counts once its version is in force."""
    parts = [
        Version.objects.filter(drafted_by=person),
        Version.objects.filter(pk__in=Seat.objects.filter(person=person).values("version")),
        Version.objects.filter(pk__in=Signature.objects.filter(approver=person).values("version")),
        Version.objects.filter(pk__in=Reading.objects.filter(person=person).values("version")),
    ]
    condition = Q(pk__in=[])
    for part in parts:
        condition |= Q(pk__in=part.values("pk"))
    return Version.objects.filter(condition)


def _conditions(filters: Filters) -> Q:
    condition = _standing(filters.standing)
    if filters.sort:
        condition &= Q(sort=filters.sort)
    if filters.unit:
        condition &= Q(unit__name__icontains=filters.unit) | Q(unit__code__iexact=filters.unit)
    for word in filters.words.split():
        said = Q(title__icontains=word) | Q(number__contains=numbers.tidy(word)) | Q(code__icontains=word) | Q(issuer__icontains=word)
        condition &= said
    return condition


def _standing(key: str) -> Q:
    stands = Q(withdrawn_on__isnull=True)
    conditions = {
        "in_force": stands & Q(current__isnull=False),
        "making": stands & Q(current__isnull=True),
        "due": stands & Q(review_on__lte=clock.today(), current__isnull=False),
        "withdrawn": Q(withdrawn_on__isnull=False, destroyed_on__isnull=True),
        "over": over(),
        "destroyed": Q(destroyed_on__isnull=False),
    }
    return conditions.get(key, Q())
