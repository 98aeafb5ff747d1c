"""One file of due diligence as PDF: everything that a decision rests on, with the checkpoint of the ledger."""

from typing import Any

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.risks.declare import BRIBERY
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.pdf import pdf_bytes
from amanah.rooms.antibribery.due_diligence import declare, queries
from amanah.rooms.antibribery.due_diligence.desk.forms import SAID
from amanah.rooms.antibribery.due_diligence.desk.parts import diligence_or_404
from amanah.rooms.antibribery.due_diligence.models import Diligence
from amanah.rooms.antibribery.due_diligence.queries import Said

SHORT = 12


@signed_in
@require_safe
def paper(request: StaffRequest, number: str) -> HttpResponse:
    """The file as it stands now."""
    one = diligence_or_404(request, number)
    content = pdf_bytes("report.typ", document(one))
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="amanah-{one.number}.pdf"'}
    )


def document(one: Diligence) -> dict[str, Any]:
    """What the paper says, for the template of reports."""
    sections = [
        {"heading": _("Untuk apa"), "text": one.about},
        *_signs(one),
        *_answers(one),
        *_owners(one),
        *_findings(one),
        *_lists(one),
        *_decisions(one),
        *_gaps(one),
    ]
    return {"title": _("Uji tuntas %(number)s") % {"number": one.number}, "lead": one.name, "facts": _facts(one), "sections": sections}


def _day(day: Any) -> str:
    return date_format(day, "j F Y") if day else "–"


def _round(n: int) -> str:
    return _("putaran %(n)d") % {"n": n}


def _facts(one: Diligence) -> list[list[str]]:
    outcome = str(declare.OUTCOMES.get(one.outcome, "–"))
    return [
        [_("Ruang lingkup"), f"{one.scope.title} ({one.scope.number})"],
        [_("Unit"), str(one.unit)],
        [_("Jenis"), str(declare.SORTS[one.sort])],
        *([[_("Orang yang diuji"), str(one.person)]] if one.person is not None else []),
        *([[_("Nomor identitas"), one.registration]] if one.registration else []),
        [_("Klausul ISO 37001"), declare.CLAUSES[one.sort]],
        [_("Golongan risiko"), f"{BRIBERY[one.risk_class]}: {one.class_reason}"],
        [_("Status"), f"{one.stands.title}, {_round(one.round)}"],
        [_("Yang memeriksa"), str(one.examiner or "–")],
        [_("Keputusan terakhir"), outcome],
        [_("Berlaku sampai"), _day(one.valid_until)],
    ]


def _table(heading: str, columns: list[tuple[str, int]], rows: list[list[str]], empty: str) -> list[dict[str, Any]]:
    if not rows:
        return [{"heading": heading, "text": empty}]
    return [{"heading": heading, "columns": [{"title": title, "width": width} for title, width in columns], "rows": rows}]


def _said(line: Said) -> str:
    words = str(SAID.get(str(line.words), line.words)) if line.plain else str(line.words)
    return words or _("belum dijawab")


def _signs(one: Diligence) -> list[dict[str, Any]]:
    rows = [[str(line.question.text), _said(line), str(line.question.why)] for line in queries.flags(queries.sheets(one))]
    return _table(
        _("Tanda bahaya"),
        [(_("Pertanyaan"), 3), (_("Jawaban"), 1), (_("Mengapa"), 3)],
        rows,
        _("Tidak ada jawaban yang menjadi tanda bahaya."),
    )


def _answers(one: Diligence) -> list[dict[str, Any]]:
    made = []
    for sheet in queries.sheets(one):
        rows = [[str(line.question.text), _noted(line)] for line in sheet.lines]
        made += _table(str(sheet.section.title), [(_("Pertanyaan"), 3), (_("Jawaban"), 2)], rows, "")
    return made


def _noted(line: Said) -> str:
    note = line.answer.note if line.answer is not None else ""
    return f"{_said(line)} ({note})" if note else _said(line)


def _owners(one: Diligence) -> list[dict[str, Any]]:
    if one.sort != declare.ASSOCIATE:
        return []
    rows = []
    for owner in one.owners.all():
        share = f"{owner.share} %" if owner.share is not None else "–"
        ended = " " + _("(sampai %(day)s)") % {"day": _day(owner.until)} if owner.until else ""
        official = " · " + _("pejabat publik atau keluarganya") if owner.official else ""
        sure = " · ".join(part for part in (str(declare.SURE[owner.sure]), owner.seen) if part)
        rows.append([owner.name + ended, owner.control + official, share, sure])
    columns = [(_("Nama"), 2), (_("Bagaimana"), 2), (_("Bagian"), 1), (_("Kepastian"), 3)]
    return _table(_("Pemilik manfaat"), columns, rows, _("Tidak ada yang dicatat."))


def _findings(one: Diligence) -> list[dict[str, Any]]:
    rows = []
    for found in one.findings.select_related("judged_by__person"):
        judged = f"{declare.WEIGHTS[found.weight]}: {found.why} ({found.judged_by}, {_day(found.judged_on)})"
        rows.append([f"{found.source}, {_day(found.found_on)}", found.text, judged])
    return _table(_("Temuan yang merugikan"), [(_("Sumber"), 2), (_("Isi"), 3), (_("Bobot"), 3)], rows, _("Tidak ada temuan."))


def _lists(one: Diligence) -> list[dict[str, Any]]:
    newest: dict[str, list[str]] = {}
    for check in one.checks.select_related("version").order_by("pk"):
        version = check.version
        told = _("versi %(n)d per %(day)s, %(count)d nama") % {"n": version.n, "day": _day(version.as_of), "count": version.count}
        newest[version.list] = [str(declare.LISTS[version.list]), told, version.digest[:SHORT], _day(check.day)]
    columns = [(_("Daftar"), 3), (_("Versi"), 3), (_("Sidik"), 2), (_("Dicocokkan"), 2)]
    made = _table(_("Dicocokkan dengan daftar"), columns, list(newest.values()), _("Belum ada daftar yang dibawa masuk."))
    rows = []
    for hit in one.hits.select_related("entry", "judged_by__person"):
        entry = hit.entry
        who = f"{hit.judged_by}, {_day(hit.judged_on)}" if hit.judged_by is not None else ""
        judged = f"{declare.HITS[hit.state]}. {hit.why} {who}".strip()
        listed = " · ".join(part for part in (entry.name, entry.reference, entry.publisher) if part)
        rows.append([hit.name, listed, f"{hit.score} %", judged])
    if rows:
        made += _table(_("Kecocokan"), [(_("Nama"), 2), (_("Dalam daftar"), 3), (_("Mirip"), 1), (_("Penilaian"), 3)], rows, "")
    return made


def _decisions(one: Diligence) -> list[dict[str, Any]]:
    rows, label = [], _("Syarat")
    for made in one.decisions.select_related("decider__person"):
        by = _("%(by)s menurut daftar lama") % {"by": made.carried} if made.carried else str(made.decider)
        words = f"{made.reason}\n{label}: {made.conditions}" if made.conditions and not made.carried else made.reason
        rows.append([f"{_day(made.day)}, {_round(made.round)}", str(declare.OUTCOMES[made.outcome]), words, by])
    columns = [(_("Hari"), 2), (_("Keputusan"), 2), (_("Alasan"), 4), (_("Diputus oleh"), 2)]
    return _table(_("Keputusan"), columns, rows, _("Belum diputuskan."))


def _gaps(one: Diligence) -> list[dict[str, Any]]:
    rows = []
    for gap in one.inadequacies.select_related("decider__person").order_by("proposed_on", "pk"):
        by = f"{declare.INADEQUACY_STATES[gap.state]}: {gap.decider or '–'}, {_day(gap.decided_on)}"
        rows.append([f"{gap.number}, {declare.MEASURES[gap.measure]}", gap.gap, gap.reason, by])
    if not rows:
        return []
    columns = [(_("Tindakan"), 2), (_("Yang tidak tertahan"), 3), (_("Alasan"), 3), (_("Keputusan"), 2)]
    return _table(_("Ketidakcukupan pengendalian (8.8)"), columns, rows, "")
