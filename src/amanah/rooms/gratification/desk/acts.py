"""What is done with one matter: each form is sealed, each act goes back to the case."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amanah.engines.cases import queries as case_queries
from amanah.engines.reports.desk.acts import form_page
from amanah.engines.reports.desk.opening import answer, page_of, with_opened
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.queries import reading
from amanah.engines.reports.subjects import unit_of
from amanah.foundation.exports.downloads import TYPES
from amanah.foundation.exports.pdf import pdf_bytes
from amanah.foundation.exports.tables import xlsx_bytes
from amanah.kernel.paper import Paper
from amanah.rooms.gratification import services
from amanah.rooms.gratification.desk import forms, sheets
from amanah.rooms.gratification.models import Deposit
from amanah.rooms.gratification.opened import latest, papers
from amanah.rooms.gratification.services.handling import Codes
from amanah.rooms.gratification.workflow import FORWARDING, GIFT, GOODS, UNIT_ROUTE

_CODES = ("occasion", "form", "sort")
_OF_PAPER = ("giver", "relation", "value", *_CODES)


@with_opened
def analyse(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Keep an analysis."""
    if request.method != "POST":
        return redirect(page_of(opened.case, "gift"))
    form = forms.AnalysisForm(request.POST)
    if not form.is_valid():
        return form_page(request, opened, form, heading=_("Lembar analisis"), button=_("Simpan analisis"), tab="gift")
    given = form.cleaned_data
    paper = Paper(given["text"], {name: given[name] for name in _OF_PAPER} | {"checklist": " ".join(given["checklist"])})
    codes = Codes(**{name: given[name] for name in _CODES}, unit=unit_of(given["unit"]), found_by_audit=given["found_by_audit"])
    return answer(request, opened.case, "gift", lambda: services.analyse(opened, paper, codes), _("Analisis tersimpan."))


@with_opened
def forward(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Record that it went to KPK."""
    _offered_or_404(opened, "forward")
    form = forms.ForwardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        paper = Paper(form.cleaned_data["text"], {"means": form.cleaned_data["means"], "gol": form.cleaned_data["gol"]})
        return answer(request, opened.case, "gift", lambda: services.forward(opened, paper), _("Penerusan ke KPK tercatat."))
    lead = _("Kirimkan dahulu formulir KPK lewat GOL, surel, atau surat. Amanah tidak mengirimnya sendiri.")
    return form_page(request, opened, form, heading=_("Catat penerusan ke KPK"), button=_("Catat penerusan"), lead=lead, tab="gift")


@with_opened
def gol(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """The number that KPK gave, added or corrected."""
    before = latest(reading.content(opened), FORWARDING)
    if before is None:
        raise Http404
    form = forms.GolForm(request.POST or None, initial={"gol": before.facts.get("gol", "")})
    if request.method == "POST" and form.is_valid():
        paper = Paper(before.text, {**before.facts, "gol": form.cleaned_data["gol"]})
        return answer(request, opened.case, "gift", lambda: services.record_gol(opened, paper), _("Nomor GOL tersimpan."))
    return form_page(request, opened, form, heading=_("Nomor GOL"), button=_("Simpan"), tab="gift")


@with_opened
def decide(request: HttpRequest, opened: Opened, move: str) -> HttpResponseBase:
    """Take in what KPK decided."""
    offered = _offered_or_404(opened, move)
    form = forms.DecisionForm(request.POST or None, outcomes=list(offered.outcomes))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        facts = {"decided_on": given["decided_on"].isoformat()} | {
            name: given[name] for name in ("number", "value_state", "value_recipient")
        }

        def act() -> None:
            services.record_decision(opened, Paper(given["text"], facts), outcome=given["outcome"], decided_on=given["decided_on"])

        return answer(request, opened.case, "gift", act, _("Penetapan KPK tercatat."))
    return form_page(request, opened, form, heading=offered.move.title, button=_("Catat penetapan"), tab="gift")


@with_opened
def gift_day(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Say or correct the day from which the clocks count."""
    known = opened.case.days.filter(key=GIFT).values_list("day", flat=True).first()
    form = forms.ReceiptForm(request.POST or None) if known is None else forms.GiftDayForm(request.POST or None, initial={"day": known})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if given["day"] > opened.case.opened_on:
            form.add_error("day", _("Hari ini sesudah laporan diterima."))
        else:

            def act() -> None:
                receiver, may_know = given.get("receiver"), given.get("superior", False)
                services.say_receipt(opened, given["day"], receiver, superior_may_know=may_know)

            return answer(request, opened.case, "", act, _("Tenggat dihitung ulang."))
    if known is None:
        lead = _(
            "Laporan ini datang lewat pintu lain. Tanpa hari itu tidak ada tenggat, dan tanpa nama penerima ia belum tertutup baginya."
        )
        return form_page(request, opened, form, heading=_("Penerima dan hari penerimaan"), button=_("Simpan dan hitung tenggat"), lead=lead)
    return form_page(request, opened, form, heading=_("Hari penerimaan"), button=_("Simpan dan hitung ulang"))


@with_opened
def pass_on(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Hand it from a part's own UPG to the main one."""
    if opened.case.route != UNIT_ROUTE or opened.case.closed_on is not None:
        raise Http404
    form = forms.PassOnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _("Laporan diteruskan ke UPG instansi; kuncinya ada pada mereka.")
        return answer(request, opened.case, "", lambda: services.pass_on(opened, form.cleaned_data["text"]), done)
    lead = _("Sesudah diteruskan, UPG unit tidak melihatnya lagi. Tenggat pelapor dan UPG tidak berubah.")
    return form_page(request, opened, form, heading=_("Teruskan ke UPG instansi"), button=_("Teruskan laporan"), lead=lead)


@require_POST
@with_opened
def keep(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Take one object into keeping."""
    form = forms.KeepForm(request.POST)
    if not form.is_valid():
        return form_page(request, opened, form, heading=_("Terima titipan"), button=_("Terima titipan"), tab="goods")
    given = form.cleaned_data
    paper = Paper(given["what"], {"giver": given["giver"], "place": given["place"]})
    done = _("Titipan tercatat. Cetak tanda terimanya untuk yang menyerahkan.")
    return answer(request, opened.case, "goods", lambda: services.take_into_keeping(opened, paper, perishable=given["perishable"]), done)


@with_opened
def release(request: HttpRequest, opened: Opened, deposit: int) -> HttpResponseBase:
    """Say what became of it."""
    held = get_object_or_404(Deposit, case=opened.case, number=deposit, standing=Deposit.Standing.HELD)
    form = forms.EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        paper = Paper(given["to"], {"record": given["record"]})
        done = _("Catatan titipan diperbarui.")
        return answer(request, opened.case, "goods", lambda: services.end_keeping(opened, held, paper, standing=given["standing"]), done)
    return form_page(request, opened, form, heading=_("Akhiri titipan"), button=_("Catat"), tab="goods")


@require_safe
@with_opened
def deposit_receipt(request: HttpRequest, opened: Opened, deposit: int) -> HttpResponseBase:  # noqa: ARG001 - an address like the others
    """The receipt for whoever handed it in, as PDF."""
    row = get_object_or_404(Deposit, case=opened.case, number=deposit)
    paper = dict(papers(reading.content(opened), GOODS)).get(row.field)
    if paper is None:
        raise Http404
    return _download(
        pdf_bytes("report.typ", sheets.deposit_receipt(opened.case, row, paper)), f"{opened.case.number}-{row.number}.pdf", "pdf"
    )


@require_safe
@with_opened
def kpk_form(request: HttpRequest, opened: Opened, form: str) -> HttpResponseBase:  # noqa: ARG001 - an address like the others
    """The report in the order of KPK's form, as PDF or XLSX."""
    rows = sheets.kpk_rows(opened.case, reading.content(opened))
    if form == "pdf":
        return _download(pdf_bytes("report.typ", sheets.kpk_form(opened.case, rows)), f"KPK-{opened.case.number}.pdf", form)
    if form == "xlsx":
        return _download(xlsx_bytes([sheets.kpk_sheet(rows)]), f"KPK-{opened.case.number}.xlsx", form)
    raise Http404


def _offered_or_404(opened: Opened, move: str) -> case_queries.Offer:
    """The move if this person may make it now."""
    offered = next((one for one in case_queries.allowed_moves(opened.viewer, opened.case) if one.move.key == move), None)
    if offered is None or offered.blocked:
        raise Http404
    return offered


def _download(content: bytes, name: str, form: str) -> HttpResponse:
    kind = "application/pdf" if form == "pdf" else TYPES["xlsx"]
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
