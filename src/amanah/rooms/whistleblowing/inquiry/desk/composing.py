"""The investigation report: one composition, shown on paper, as an editable document and as the text that is masked."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amanah.engines.cases import queries as cases
from amanah.engines.reports.desk.parts import Page
from amanah.engines.reports.queries.reading import Content
from amanah.kernel import clock
from amanah.rooms.whistleblowing.inquiry import queries
from amanah.rooms.whistleblowing.inquiry.desk.describing import Described, Surroundings, described, rupiah
from amanah.rooms.whistleblowing.inquiry.queries import PaperRead

HEADING = "## "
"""What a heading begins with where the report is one plain text."""


@dataclass(frozen=True)
class Section:
    """A heading with paragraphs and rows of term and text."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Document:
    """A report on its way to paper."""

    title: str
    lead: str
    facts: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = field(default=(), repr=False)

    def as_text(self) -> str:
        """The sections as one plain text, for masking."""
        blocks = []
        for section in self.sections:
            lines = [HEADING + section.heading, *section.paragraphs, *(f"{term}: {text}" for term, text in section.rows)]
            blocks.append("\n".join(lines))
        return "\n\n".join(blocks)


def surroundings(content: Content, read: list[PaperRead], custody: dict[str, str] | None = None) -> Surroundings:
    """What the papers of this case refer to."""
    return Surroundings(
        files={line.upload.file_id: line.upload.name for line in content.files()},
        custody=custody or {},
        allegations={paper.id: paper.label for paper in read if paper.paper.kind == "allegation"},
    )


def compose(page: Page, content: Content) -> Document:
    """The whole report, as whoever handles the case may read it."""
    read = queries.papers(content.opened, fields=content.fields)
    around = surroundings(content, read)
    of_kind: dict[str, list[Described]] = {}
    for paper in read:
        of_kind.setdefault(paper.paper.kind, []).append(described(paper, around))
    case, kind = page.case, page.case.declared
    handlers = cases.handlers_of([case.pk]).get(case.pk, [])
    facts = (
        (_("Perkara"), case.number),
        (_("Topik"), str(kind.topics.get(case.topic, _("Tanpa topik")))),
        (_("Diterima"), date_format(case.opened_on, "j F Y")),
        (_("Ditangani"), ", ".join(str(account) for account in handlers) or "–"),
        (_("Hasil"), str(kind.outcomes.get(case.outcome, _("belum ditetapkan")))),
    )
    sections = [
        *_listed(_("Simpulan"), of_kind.get("conclusion", [])),
        *_listed(_("Ruang lingkup dan rencana"), of_kind.get("scope", [])),
        *_by_allegation(of_kind),
        *_numbered(of_kind.get("hypothesis", [])),
        *_numbered(of_kind.get("interview", [])),
        *_losses(read, of_kind),
        *_numbered(of_kind.get("recommendation", [])),
    ]
    lead = _("Rahasia. Memuat isi laporan dan keterangan orang; hanya untuk yang menangani perkara ini.")
    return Document(_("Laporan hasil pemeriksaan %(number)s") % {"number": case.number}, lead, facts, tuple(sections))


def of_masked(case_number: str, title: str, text: str, removed: int) -> Document:
    """A masked text as a document again: its headings are headings."""
    sections: list[Section] = []
    for block in text.split("\n\n"):
        heading, _line, rest = block.partition("\n") if block.startswith(HEADING) else ("", "", block)
        sections.append(Section(heading.removeprefix(HEADING), tuple(rest.split("\n"))))
    lead = _("Versi tersamar, disusun %(day)s. %(n)d bagian disamarkan; yang disamarkan tidak tersimpan dalam dokumen ini.") % {
        "day": date_format(clock.today(), "j F Y"),
        "n": removed,
    }
    return Document(f"{title} · {case_number}", lead, (), tuple(sections))


def to_typst(document: Document) -> dict[str, Any]:
    """As the house's report template takes it."""
    sections: list[dict[str, Any]] = []
    for section in document.sections:
        body: dict[str, Any] = {"heading": section.heading} if section.heading else {}
        if section.paragraphs:
            body["text"] = "\n\n".join(section.paragraphs)
        if section.rows:
            body["columns"] = [{"title": _("Hal"), "width": 2}, {"title": _("Uraian"), "width": 7}]
            body["rows"] = [list(row) for row in section.rows]
        sections.append(body)
    return {"title": document.title, "lead": document.lead, "facts": [list(fact) for fact in document.facts], "sections": sections}


def _listed(heading: str, papers: list[Described]) -> list[Section]:
    return [Section(heading, rows=paper.rows) for paper in papers]


def _numbered(papers: list[Described]) -> list[Section]:
    return [Section(_heading(paper), rows=_with_stand(paper)) for paper in papers]


def _heading(paper: Described) -> str:
    label = paper.paper.label if paper.title == paper.paper.label else f"{paper.paper.label}: {paper.title}"
    return f"{label} ({paper.about})" if paper.about else label


def _with_stand(paper: Described) -> tuple[tuple[str, str], ...]:
    return (*paper.rows, (_("Keadaan"), str(paper.paper.stand.title))) if len(paper.paper.kind.stands) > 1 else paper.rows


def _by_allegation(of_kind: dict[str, list[Described]]) -> list[Section]:
    sections = []
    for allegation in of_kind.get("allegation", []):
        mine = [
            paper for kind in ("finding", "weight") for paper in of_kind.get(kind, []) if paper.paper.paper.about_id == allegation.paper.id
        ]
        rows = list(allegation.rows)
        for paper in mine:
            rows.append((str(paper.paper.kind.title), f"{paper.paper.stand.title}: {paper.title}".removesuffix(f": {paper.paper.label}")))
            rows += paper.rows
        sections.append(Section(allegation.paper.label, rows=tuple(rows)))
    return sections


def _losses(read: list[PaperRead], of_kind: dict[str, list[Described]]) -> list[Section]:
    papers = [*of_kind.get("loss", []), *of_kind.get("recovery", [])]
    if not papers:
        return []
    sums = queries.losses(read)
    rows = (
        (_("Disebut dalam laporan"), rupiah(sums.claimed)),
        (_("Ditetapkan pemeriksaan"), rupiah(sums.established)),
        (_("Dipulihkan"), rupiah(sums.recovered)),
        (_("Belum dipulihkan"), rupiah(sums.outstanding)),
    )
    return [Section(_("Kerugian dan pemulihannya"), rows=rows), *_numbered(papers)]
