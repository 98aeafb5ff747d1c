"""The papers of an inquiry in words, for whoever has opened the case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from amanah.engines.reports.opened import Opened, work_ref
from amanah.engines.reports.queries import reading
from amanah.engines.reports.queries.reading import Content
from amanah.foundation.vault import services as vault
from amanah.rooms.whistleblowing.inquiry.models import Paper
from amanah.rooms.whistleblowing.inquiry.papers import CHANNEL, KINDS, PROVEN, WITHDRAWN, PaperKind, Sealed, Stand


@dataclass(frozen=True)
class PaperRead:
    """One paper, opened. `label` is how others name it, such as "Dugaan 2"."""

    paper: Paper
    kind: PaperKind
    values: Mapping[str, Any] = field(repr=False)
    author: str = ""

    @property
    def id(self) -> UUID:
        """The paper's id."""
        return self.paper.pk

    @property
    def stand(self) -> Stand:
        """How it stands."""
        return self.kind.stand(self.paper.state)

    @property
    def withdrawn(self) -> bool:
        """Whether it was taken back."""
        return self.paper.state == WITHDRAWN

    @property
    def label(self) -> str:
        """Its kind and number."""
        return f"{self.kind.title} {self.paper.number}"


@dataclass(frozen=True)
class Finding:
    """What was found about one alleged act: what a disciplinary matter, a letter or a report starts from.

    `subjects` are the names as the allegation has them; `state` is one of papers.PROVEN, PARTLY, UNPROVEN and UNDETERMINED.
    """

    allegation: UUID
    act: str = field(repr=False)
    subjects: tuple[str, ...] = field(repr=False)
    period: str = field(repr=False)
    rule: str = field(repr=False)
    state: str
    title: Any
    reasoning: str = field(repr=False)
    standard: str
    evidence: tuple[str, ...]
    day: date

    @property
    def proven(self) -> bool:
        """Whether the whole of the alleged act was proven."""
        return self.state == PROVEN


def papers(opened: Opened, *kinds: str, fields: Mapping[str, bytes] | None = None, withdrawn: bool = False) -> list[PaperRead]:
    """The papers of these kinds (of every kind, without), by their numbers. Three queries.

    Where the caller has opened the staff record already, `fields` saves opening it again. Raises CannotOpen.
    """
    rows = list(Paper.objects.filter(case=opened.case))
    if fields is None:
        fields = vault.open_fields(work_ref(opened.case.pk), opened.work_key, "inquiry/")
    names = reading.names_of({row.changed_by for row in rows})
    read = []
    for row in rows:
        if (kinds and row.kind not in kinds) or (row.state == WITHDRAWN and not withdrawn):
            continue
        values = Sealed.from_bytes(fields[row.field]).values
        read.append(PaperRead(row, KINDS[row.kind], values, names.get(row.changed_by, row.changed_by)))
    return read


def history(content: Content, paper: PaperRead) -> list[tuple[date, str, PaperRead]]:
    """The earlier versions of a paper, newest first, each with its day and who wrote it."""
    earlier = []
    for entry in content.entries:
        if entry.channel == CHANNEL and entry.field != paper.paper.field:
            sealed = Sealed.from_bytes(content.fields[entry.field])
            if sealed.paper == paper.id:
                version = PaperRead(paper.paper, paper.kind, sealed.values)
                earlier.append((entry.day, content.names.get(entry.author, entry.author), version))
    return earlier[::-1]


def findings(opened: Opened) -> list[Finding]:
    """What was found, one for each allegation that has a finding and was not withdrawn. Needs the case opened. Raises CannotOpen."""
    read = papers(opened, "allegation", "finding")
    allegations = {paper.id: paper for paper in read if paper.paper.kind == "allegation"}
    found = []
    for paper in read:
        allegation = allegations.get(paper.paper.about_id) if paper.paper.kind == "finding" and paper.paper.about_id else None
        if allegation is None:
            continue
        said = allegation.values
        found.append(
            Finding(
                allegation=allegation.id,
                act=said["act"],
                subjects=tuple(said["subjects"]),
                period=said["period"],
                rule=said["rule"],
                state=paper.paper.state,
                title=paper.stand.title,
                reasoning=paper.values["reasoning"],
                standard=paper.values["standard"],
                evidence=tuple(paper.values["evidence"]),
                day=paper.paper.changed_on,
            )
        )
    return found


@dataclass(frozen=True)
class Losses:
    """Whole rupiah: what is claimed, what was established, what came back, and what is still out of what was established."""

    claimed: int
    established: int
    recovered: int

    @property
    def outstanding(self) -> int:
        """What was established and has not come back; never below nought."""
        return max(0, self.established - self.recovered)


def losses(read: Iterable[PaperRead]) -> Losses:
    """The sums over the papers on loss and recovery."""
    said = [(paper.paper.kind, paper.values) for paper in read if not paper.withdrawn]
    return Losses(
        claimed=sum(values["claimed"] for kind, values in said if kind == "loss"),
        established=sum(values["established"] for kind, values in said if kind == "loss"),
        recovered=sum(values["amount"] for kind, values in said if kind == "recovery"),
    )
