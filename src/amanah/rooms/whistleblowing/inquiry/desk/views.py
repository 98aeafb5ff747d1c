"""Writing papers of the inquiry, one page each."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amanah.engines.actions import queries as actions
from amanah.engines.cases.refusals import Refused
from amanah.engines.reports.desk.forms import ReasonForm
from amanah.engines.reports.desk.opening import answer, page_of, with_opened
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.queries import reading
from amanah.engines.reports.services import handling
from amanah.foundation.evidence import services as evidence
from amanah.foundation.exports.pdf import pdf_bytes
from amanah.kernel import clock
from amanah.rooms.whistleblowing.inquiry import queries
from amanah.rooms.whistleblowing.inquiry import services as inquiry
from amanah.rooms.whistleblowing.inquiry.desk import composing, describing
from amanah.rooms.whistleblowing.inquiry.desk.forms import FORMS, PaperForm, SignedForm
from amanah.rooms.whistleblowing.inquiry.models import Paper
from amanah.rooms.whistleblowing.inquiry.papers import KINDS
from amanah.rooms.whistleblowing.inquiry.queries import PaperRead


@with_opened
def new(request: HttpRequest, opened: Opened, paper_kind: str) -> HttpResponseBase:
    """Write a paper."""
    kind = paper_kind
    if kind not in FORMS:
        raise Http404
    form = _form(request, opened, kind)
    if request.method == "POST" and form.is_valid():
        about, state = _about(opened, form), form.stand()
        return _kept(request, opened, form, lambda: inquiry.write(opened, kind, form.values(), state=state, about=about))
    return _page(request, opened, form, heading=KINDS[kind].title)


@with_opened
def edit(request: HttpRequest, opened: Opened, paper_id: Any) -> HttpResponseBase:
    """Change a paper; earlier versions stay sealed beside it."""
    paper = _paper_or_404(opened, paper_id)
    if paper.paper.kind not in FORMS or paper.withdrawn:
        raise Http404
    form = _form(request, opened, paper.paper.kind, paper)
    if request.method == "POST" and form.is_valid():
        about, state = _about(opened, form), form.stand()
        return _kept(request, opened, form, lambda: inquiry.revise(opened, paper.paper, form.values(), state=state, about=about))
    heading = paper.kind.title if paper.kind.single else paper.label
    return _page(request, opened, form, heading=heading, paper=paper, earlier=_earlier(opened, paper))


def _earlier(opened: Opened, paper: PaperRead) -> list[dict[str, Any]]:
    if paper.paper.version == 1:
        return []
    content = reading.content(opened)
    around = composing.surroundings(content, queries.papers(opened, fields=content.fields))
    versions = queries.history(content, paper)
    return [{"day": day, "who": who, "rows": describing.described(version, around).rows} for day, who, version in versions]


@with_opened
def withdraw(request: HttpRequest, opened: Opened, paper_id: Any) -> HttpResponseBase:
    """Take a paper back, with a reason."""
    paper = _paper_or_404(opened, paper_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["text"]
        return answer(
            request, opened.case, "inquiry", lambda: inquiry.withdraw(opened, paper.paper, paper.values, reason), _("Kertas ditarik.")
        )
    lead = _("Yang ditarik tetap tersimpan dengan alasannya, tetapi tidak lagi dihitung.")
    return _page(request, opened, form, heading=_("Tarik: %(label)s") % {"label": paper.label}, lead=lead, button=_("Tarik"))


@require_POST
@with_opened
def signed(request: HttpRequest, opened: Opened, paper_id: Any) -> HttpResponseBase:
    """Keep the signed record of an interview as evidence and name it in the paper."""
    paper = _paper_or_404(opened, paper_id)
    if paper.paper.kind != "interview":
        raise Http404
    form = SignedForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            taken = evidence.take([form.cleaned_data["file"]])
        except evidence.NotStored:
            form.add_error("file", _("Berkas BELUM tersimpan: penyimpanan penuh atau tidak dapat ditulisi. Coba lagi nanti."))
        else:
            for refusal in taken.refused:
                form.add_error("file", f"{refusal.name}: {refusal.reason}")
            if taken.kept:
                upload = taken.kept[0]

                @transaction.atomic
                def keep() -> None:
                    inquiry.revise(opened, paper.paper, {**paper.values, "signed": upload.file_id}, state="held")
                    origin = _("Berita acara bertanda tangan: %(label)s") % {"label": paper.label}
                    handling.add_evidence(opened, upload, origin)

                return answer(request, opened.case, "inquiry", keep, _("Berita acara tersegel dan tersimpan sebagai bukti."))
    return _page(request, opened, form, heading=_("Berita acara bertanda tangan"), button=_("Segel dan simpan"))


@with_opened
def invitation(request: HttpRequest, opened: Opened, paper_id: Any) -> HttpResponseBase:  # noqa: ARG001 - a view takes a request
    """The letter of invitation, in neutral words."""
    paper = _paper_or_404(opened, paper_id)
    if paper.paper.kind != "interview":
        raise Http404
    said = paper.values
    body = said["letter"] or _(
        "Bersama ini kami mengundang Bapak/Ibu untuk memberikan keterangan yang kami perlukan dalam tugas pengawasan internal.\n\n"
        "Mohon membawa tanda pengenal. Keterangan Bapak/Ibu dicatat, dibacakan kembali, dan ditandatangani bersama. Bapak/Ibu dapat "
        "didampingi dan dapat meminta penjadwalan ulang.\n\n"
        "Undangan ini bersifat pribadi; mohon tidak membicarakannya dengan orang lain."
    )
    facts = [[_("Waktu"), describing.day(said["on"]) or "–"], [_("Jam dan tempat"), said["place"] or "–"]]
    closing = {"place_day": date_format(clock.today(), "j F Y"), "role": _("Pemeriksa"), "name": str(opened.viewer.account), "note": ""}
    data = {"title": _("Undangan memberikan keterangan"), "to": [_("Kepada Yth."), said["who"]], "facts": facts, "paragraphs": [body]}
    return attachment(pdf_bytes("letter.typ", data | {"closing": closing}), f"undangan-{paper.paper.number}.pdf", "application/pdf")


def attachment(content: bytes, name: str, content_type: str) -> HttpResponse:
    """A file to keep, which no cache keeps on the way."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _form(request: HttpRequest, opened: Opened, kind: str, paper: PaperRead | None = None) -> PaperForm:
    content = reading.content(opened)
    more: dict[str, Any] = {}
    if kind == "recommendation":
        found = actions.arising_from(opened.viewer, opened.case.ref)
        more["actions"] = [(row.action.number, f"{row.action.number} {row.action.title}") for row in found]
    allegations = queries.papers(opened, "allegation", fields=content.fields)
    asked = request.GET.get("about", "")
    return FORMS[kind](
        request.POST if request.method == "POST" else None,
        allegations=allegations,
        files={line.upload.file_id: line.upload.name for line in content.files()},
        paper=paper,
        **more,
        **({} if paper or not asked else {"initial": {"about": asked}}),
    )


def _about(opened: Opened, form: PaperForm) -> Paper | None:
    chosen = form.cleaned_data.get("about", "")
    return Paper.objects.filter(pk=chosen, case=opened.case).first() if chosen else None


def _kept(request: HttpRequest, opened: Opened, form: PaperForm, act: Any) -> HttpResponseBase:
    """Do it; what was typed stays in the form when the answer is no."""
    try:
        act()
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, opened, form, heading=KINDS[form.kind].title, paper=form.paper)
    messages.success(request, _("Tersegel dan tersimpan."))
    return redirect(page_of(opened.case, "inquiry"))


def _paper_or_404(opened: Opened, paper_id: Any) -> PaperRead:
    found = next((paper for paper in queries.papers(opened, withdrawn=True) if paper.id == paper_id), None)
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest,
    opened: Opened,
    form: Any,
    *,
    heading: Any,
    button: Any = "",
    lead: Any = "",
    paper: PaperRead | None = None,
    earlier: Any = (),
) -> HttpResponseBase:
    context = {
        "case": opened.case,
        "form": form,
        "heading": heading,
        "button": button or _("Segel dan simpan"),
        "lead": lead,
        "back": page_of(opened.case, "inquiry"),
        "paper": paper,
        "earlier": earlier,
        "signed_form": SignedForm() if paper is not None and paper.paper.kind == "interview" else None,
        "signed_url": reverse("whistleblowing_desk:inquiry_signed", args=[opened.case.number, paper.id]) if paper else "",
    }
    return render(request, "inquiry/paper.html", context, status=400 if form.errors else 200)
