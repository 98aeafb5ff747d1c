"""The register as a list, and as a file to keep."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.engines.risks.declare import BRIBERY, KINDS, OPTIONS, STATES
from amanah.engines.risks.desk.filters import FilterForm
from amanah.engines.risks.desk.queries import lists
from amanah.engines.risks.desk.queries.lists import Row
from amanah.engines.risks.roles import MANAGER
from amanah.engines.risks.sides import standing
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.exports.downloads import TYPES, table
from amanah.foundation.exports.pdf import pdf_bytes
from amanah.kernel import clock

MOST_PRINTED = 500
"""The most rows of one PDF."""


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The risks one may see, the highest score first, narrowed as the address says."""
    form = FilterForm(request.GET)
    chosen = form.filters()
    context = narrowing.shown(
        request.GET, form, lambda after: lists.listing(request.viewer, chosen, after=after), reverse("risks:register")
    )
    context["may_enter"] = may_enter(request.viewer)
    return render(request, "risks/register.html", context)


def may_enter(viewer: Viewer) -> bool:
    """Whether there is any unit whose register is theirs to keep."""
    return bool(standing(viewer).paths(MANAGER.key))


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Every risk of the same filters: as XLSX or CSV, or as PDF with the ledger's checkpoint and at most MOST_PRINTED."""
    if form not in {*TYPES, "pdf"}:
        raise Http404
    said = FilterForm(request.GET)
    chosen, printed = said.filters(), form == "pdf"
    most = MOST_PRINTED + 1 if printed else narrowing.MOST
    rows = narrowing.every(lambda after: lists.listing(request.viewer, chosen, after=after, size=lists.LARGEST), most)
    if not printed:
        return table(_("register risiko"), form, headers(), [line(row) for row in rows])
    content = pdf_bytes("risk_register.typ", document(rows, [one["text"] for one in said.sentence(request.GET)]))
    name = f"amanah-register-risiko-{clock.today().isoformat()}.pdf"
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def headers() -> list[str]:
    """The columns of a register that leaves the house."""
    first = [_("Nomor"), _("Jenis"), _("Unit"), _("Proses bisnis"), _("Tahapan"), _("Sasaran"), _("Peristiwa risiko"), _("Modus")]
    people = [_("Pemilik risiko"), _("Status")]
    scores = [
        heading
        for stage in (_("Melekat"), _("Tersisa"), _("Target"))
        for heading in (
            _("%(stage)s: kemungkinan") % {"stage": stage},
            _("%(stage)s: dampak") % {"stage": stage},
            _("%(stage)s: skor") % {"stage": stage},
        )
    ]
    rest = [_("Tingkat"), _("Dalam selera risiko"), _("Golongan risiko suap"), _("Perlakuan"), _("Bertanda"), _("Dicatat"), _("Tinjauan")]
    return [*first, *people, *scores, *rest]


def line(row: Row) -> list[Any]:
    """One row of it."""
    risk = row.risk
    texts = [risk.number, str(KINDS[risk.kind]), str(risk.unit), risk.process, risk.stage, risk.objective, risk.title, risk.scheme]
    people = [str(risk.owner or ""), str(STATES[risk.state])]
    scores = [
        getattr(risk, f"{stage}_{part}") for stage in ("inherent", "residual", "target") for part in ("likelihood", "impact", "score")
    ]
    within = "" if risk.within_appetite is None else _("ya") if risk.within_appetite else _("tidak")
    judged = [row.level.title if row.level else "", within, str(BRIBERY.get(risk.bribery_class, "")), str(OPTIONS.get(risk.option, ""))]
    return [*texts, *people, *scores, *judged, _("ya") if risk.flagged else "", risk.opened_on, risk.review_on]


def document(rows: list[Row], said: list[str]) -> dict[str, Any]:
    """The data of "risk_register.typ"."""
    left = len(rows) > MOST_PRINTED
    return {
        "title": _("Register risiko"),
        "lead": _("Menurut skor, yang tertinggi dahulu: %(filters)s.") % {"filters": " · ".join(said) or _("semua yang belum ditutup")},
        "columns": [
            _("Nomor"),
            _("Peristiwa risiko"),
            _("Unit dan proses"),
            _("Pemilik"),
            _("Melekat"),
            _("Tersisa"),
            _("Target"),
            _("Tinjauan"),
        ],
        "rows": [_printed(row) for row in rows[:MOST_PRINTED]],
        "note": _("Hanya %(n)d risiko dengan skor tertinggi yang tercetak; berkas XLSX memuat lebih banyak.") % {"n": MOST_PRINTED}
        if left
        else "",
    }


def _printed(row: Row) -> list[str]:
    risk = row.risk
    marks = [str(KINDS[risk.kind])]
    marks += [_("di atas selera risiko")] if risk.within_appetite is False else []
    marks += [_("bertanda")] if risk.flagged else []
    residual = row.level if risk.residual_score is not None else None
    return [
        risk.number,
        f"{risk.title}\n{' · '.join(marks)}",
        f"{risk.unit}\n{risk.process}".strip(),
        str(risk.owner or _("pemimpin unit")),
        *(
            f"{score}\n{level.title if level else ''}" if score is not None else "–"
            for score, level in (
                (risk.inherent_score, row.inherent),
                (risk.residual_score, residual),
                (risk.target_score, row.target),
            )
        ),
        date_format(risk.review_on, "j M Y") if risk.review_on else "–",
    ]
