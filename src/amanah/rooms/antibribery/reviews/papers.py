"""Packs and minutes as they are printed: what the typst template is given."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amanah.engines.contributions import Told
from amanah.kernel import clock
from amanah.rooms.antibribery.reviews import declare
from amanah.rooms.antibribery.reviews.models import Paper, Review
from amanah.rooms.antibribery.reviews.queries.pack import Input, thawed

TEMPLATE = "management_review.typ"


def name_of(sort: str) -> str:
    """What a paper of this sort is called in the name of a file."""
    return _("bahan") if sort == declare.PACK else _("notula")


def frozen(paper: Paper) -> list[Input]:
    """The inputs as they were frozen, in the language of the moment."""
    content = paper.read
    return thawed(content.get((get_language() or "id")[:2], content["id"]))


def printed(review: Review, paper: Paper) -> dict[str, Any]:
    """One of the papers that are kept for good."""
    if paper.sort == declare.PACK:
        return pack(review, frozen(paper), paper)
    return minutes(review, frozen(review.papers.get(sort=declare.PACK)), paper)


def pack(review: Review, inputs: list[Input], paper: Paper | None) -> dict[str, Any]:
    """What the typst template is given for a pack; `paper` is None while it is not frozen."""
    sections = []
    for one in inputs:
        blocks: list[dict[str, Any]] = [
            {
                "heading": str(section.title),
                "columns": [{"title": _("Hal"), "width": 2}, {"title": _("Isi"), "width": 3}],
                "rows": [[_named(line), str(line.text)] for line in section.lines],
            }
            for section in one.sections
        ]
        if one.empty:
            nothing = _("Tidak ada yang tercatat untuk masukan ini: itu sendiri temuan, atau perlu alasannya.")
            blocks.append({"text": nothing, "framed": True})
        if one.comment:
            blocks += [{"heading": _("Catatan FKAP"), "text": one.comment, "framed": True}]
        sections.append({"heading": f"{one.number}. {one.title}", "clauses": _clauses(one), "asks": one.asks, "blocks": blocks})
    facts = _facts(review)
    facts.append([_("Masukan kosong"), _("%(empty)d dari %(all)d") % {"empty": sum(one.empty for one in inputs), "all": len(inputs)}])
    made = _paper(review, _("Bahan tinjauan"), facts, sections)
    if paper is None:
        made["lead"] = _("Rancangan %(day)s: belum dibekukan") % {"day": _day(clock.today())}
    else:
        made["seal"] = [
            [_("Dibekukan %(day)s") % {"day": _day(paper.day)}, str(paper.actor)],
            [_("Sidik SHA-256 isi bahan, seperti di buku besar"), paper.sha256],
        ]
    return made


def minutes(review: Review, inputs: list[Input], paper: Paper) -> dict[str, Any]:
    """What the typst template is given for approved minutes."""
    content = paper.read
    sections: list[dict[str, Any]] = []
    for one in inputs:
        said, concluded = content["minutes"].get(one.key, ["", ""])
        blocks = [{"heading": _("Yang dibahas"), "text": said}] if said else []
        blocks.append({"heading": _("Kesimpulan"), "text": concluded, "framed": True})
        sections.append({"heading": f"{one.number}. {one.title}", "clauses": _clauses(one), "blocks": blocks})
    titles = {one.key: one.title for one in inputs}
    decided = [
        [
            f"{one['seq']}. {one['text']}",
            f"{titles.get(one['input'], '')}\n{declare.SORTS[one['sort']]}",
            f"{one['owner']}\n{_day(date.fromisoformat(one['due_on']))}\n{one['action']}",
        ]
        for one in content["decisions"]
    ]
    columns = [
        {"title": _("Keputusan"), "width": 3},
        {"title": _("Masukan dan jenis"), "width": 2},
        {"title": _("Penanggung jawab, tenggat"), "width": 2},
    ]
    outcome = {"columns": columns, "rows": decided} if decided else {"text": _("Tidak ada keputusan yang memerlukan tindak lanjut.")}
    sections.append({"heading": _("Keputusan rapat"), "blocks": [outcome]})
    judged = [[str(declare.JUDGED[key]), str(declare.VERDICTS[value])] for key in declare.JUDGED if (value := content["judged"][key])]
    columns = [{"title": _("Penilaian sistem"), "width": 3}, {"title": _("Hasil"), "width": 1}]
    blocks = [{"columns": columns, "rows": judged}, {"text": content["conclusion"]}]
    sections.append({"heading": _("Kesimpulan tinjauan"), "blocks": blocks})
    facts = _facts(review)
    facts += [[_("Hadir"), ", ".join([content["chair"], *content["present"]])]]
    if content["absent"]:
        facts.append([_("Tidak hadir"), ", ".join(content["absent"])])
    made = _paper(review, _("Notula tinjauan"), facts, sections)
    made["seal"] = [
        [_("Disetujui ketua"), f"{_day(paper.day)}, {paper.actor}"],
        [_("Sidik SHA-256 isi notula, seperti di buku besar"), paper.sha256],
        [_("Sidik SHA-256 bahan yang dibahas"), content["pack"]],
    ]
    return made


def _paper(review: Review, title: str, facts: list[list[str]], sections: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "over": str(declare.KINDS[review.kind]),
        "title": f"{title} {review.number}",
        "lead": review.scope.title,
        "facts": facts,
        "words": {"contents": _("Daftar isi")},
        "sections": sections,
    }


def _facts(review: Review) -> list[list[str]]:
    clauses = "; ".join(f"ISO 37001:{edition}: {', '.join(declare.CLAUSES[review.kind][edition])}" for edition in review.scope.edition_keys)
    period = f"{_day(review.period_from)} – {_day(review.period_to)}"
    day = _day(review.held_on or review.planned_on)
    return [
        [_("Unit"), str(review.scope.unit)],
        [_("Masa yang ditinjau"), period],
        [_("Hari tinjauan"), f"{day}, {review.place}" if review.place else day],
        [_("Ketua"), review.chair.name],
        [_("Klausul"), clauses],
    ]


def _clauses(one: Input) -> str:
    parts = [
        f"ISO 37001:{clause.edition}, {clause.number}" + (f" ({_('nomor belum diverifikasi')})" if clause.unverified else "")
        for clause in one.clauses
    ]
    if one.house:
        parts.append(_("di luar daftar masukan standar; keputusan tentang sumber daya memerlukannya"))
    return " · ".join(parts)


def _named(line: Told) -> str:
    return f"{line.title}\n{_day(line.day)}" if line.day else str(line.title)


def _day(day: date) -> str:
    return date_format(day, "j F Y")
