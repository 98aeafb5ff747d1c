"""The hold, the report on paper, masked versions, and messages among those who handle a case."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amanah.engines.cases import services as cases
from amanah.engines.cases.queries import hold_of
from amanah.engines.reports.desk.forms import ReasonForm
from amanah.engines.reports.desk.opening import answer, case_or_404, page_of, viewer_of, with_opened
from amanah.engines.reports.desk.parts import Page
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.queries import reading
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.evidence import queries as evidence
from amanah.foundation.evidence.services import open_stream, record_custody
from amanah.foundation.exports.pdf import pdf_bytes
from amanah.rooms.whistleblowing.inquiry import queries
from amanah.rooms.whistleblowing.inquiry import services as inquiry
from amanah.rooms.whistleblowing.inquiry.desk import composing, docx
from amanah.rooms.whistleblowing.inquiry.desk.forms import MaskForm
from amanah.rooms.whistleblowing.inquiry.desk.talk import TalkForm
from amanah.rooms.whistleblowing.inquiry.desk.views import attachment
from amanah.rooms.whistleblowing.inquiry.masking import premark
from amanah.rooms.whistleblowing.inquiry.services import holding

REPORT, STORY = "report", "story"
PLAIN = frozenset({"text/plain", "text/csv"})
MOST = 400_000
"""Characters of one file that are laid before the handler."""


@with_opened
def hold(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Place a hold, with a sealed reason; or ask for the one that stands to be lifted."""
    standing = hold_of(opened.case)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["text"]
        if standing is None:
            return answer(
                request, opened.case, "inquiry", lambda: holding.place(opened, reason), _("Perkara dan buktinya ditahan dari pemusnahan.")
            )
        done = _("Permintaan tercatat; penahanan berakhir setelah orang lain menyetujuinya.")
        return answer(request, opened.case, "inquiry", lambda: holding.ask(opened, reason), done)
    context = {
        "case": opened.case,
        "form": form,
        "heading": _("Tahan dari pemusnahan") if standing is None else _("Minta penahanan diakhiri"),
        "lead": _("Selama ditahan, perkara, catatan, dan buktinya tidak dimusnahkan walaupun masa simpannya habis.")
        if standing is None
        else _("Berakhir hanya bila orang lain menyetujui."),
        "button": _("Tahan") if standing is None else _("Kirim permintaan"),
        "back": page_of(opened.case, "inquiry"),
    }
    return render(request, "inquiry/paper.html", context, status=400 if form.errors else 200)


@require_POST
@signed_in
def release(request: HttpRequest, number: str) -> HttpResponseBase:
    """Agree that the hold ends."""
    case = case_or_404(request, number)
    return answer(request, case, "inquiry", lambda: cases.release_hold(case, viewer=viewer_of(request)), _("Penahanan berakhir."))


@require_POST
@signed_in
def keep(request: HttpRequest, number: str) -> HttpResponseBase:
    """Let the hold go on."""
    case = case_or_404(request, number)
    return answer(request, case, "inquiry", lambda: cases.keep_hold(case, viewer=viewer_of(request)), _("Penahanan diteruskan."))


@with_opened
def report(request: HttpRequest, opened: Opened, form: str) -> HttpResponseBase:
    """The investigation report as PDF or as an editable document."""
    content = reading.content(opened)
    document = composing.compose(Page(request, opened.viewer, opened.case, content), content)
    return _sent(document, form, f"LHP-{opened.case.number}")


@with_opened
def masked(request: HttpRequest, opened: Opened, paper_id: Any, form: str) -> HttpResponseBase:  # noqa: ARG001 - a view takes a request
    """A masked version as PDF or as an editable document."""
    paper = next((one for one in queries.papers(opened, "masked") if one.id == paper_id), None)
    if paper is None:
        raise Http404
    said = paper.values
    document = composing.of_masked(opened.case.number, said["title"], said["text"], said["removed"])
    return _sent(document, form, f"{opened.case.number}-tersamar-{paper.paper.number}")


@with_opened
def mask(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Mark what must not be read by whoever gets this version; names are marked beforehand."""
    content = reading.content(opened)
    if request.method == "POST":
        form = MaskForm(request.POST)
        if form.is_valid():
            said = form.cleaned_data
            done = _("Versi tersamar tersegel dan tersimpan. Bacalah sebelum menyerahkannya.")
            try:
                inquiry.keep_masked(opened, said["title"], said["text"])
            except cases.Refused as refusal:
                form.add_error("text", refusal.sentence)
            else:
                messages.success(request, done)
                return redirect(page_of(opened.case, "inquiry"))
    else:
        form = MaskForm(initial={"text": _source(request, opened, content)})
    context = {
        "case": opened.case,
        "form": form,
        "heading": _("Versi tersamar"),
        "lead": _("Nama yang dikenali sudah ditandai. Periksa juga tempat, waktu, dan hal yang hanya diketahui satu orang."),
        "button": _("Samarkan dan simpan"),
        "back": page_of(opened.case, "inquiry"),
        "sources": _sources(content),
    }
    return render(request, "inquiry/mask.html", context, status=400 if form.errors else 200)


@require_POST
@with_opened
def say(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Write to the colleagues on this case."""
    form = TalkForm(request.POST)
    if form.is_valid():
        return answer(
            request, opened.case, "talk", lambda: inquiry.say(opened, form.cleaned_data["text"]), _("Pesan tersegel dan tersimpan.")
        )
    context = {
        "case": opened.case,
        "form": form,
        "heading": _("Pesan antarpetugas"),
        "button": _("Simpan"),
        "back": page_of(opened.case, "talk"),
    }
    return render(request, "inquiry/paper.html", context, status=400)


def _sent(document: composing.Document, form: str, name: str) -> HttpResponseBase:
    if form == "pdf":
        return attachment(pdf_bytes("report.typ", composing.to_typst(document)), f"{name}.pdf", "application/pdf")
    if form == "docx":
        return attachment(docx.docx_bytes(document, author=settings.AMANAH_INSTITUTION), f"{name}.docx", docx.TYPE)
    raise Http404


def _sources(content: reading.Content) -> list[tuple[str, str]]:
    """What can be masked: the investigation report, the reporter's own words, and files that are plain text."""
    texts = [(line.upload.file_id, line.upload.name) for line in content.files() if line.upload.content_type in PLAIN]
    return [(REPORT, _("Laporan hasil pemeriksaan")), (STORY, _("Uraian pelapor")), *texts]


def _source(request: HttpRequest, opened: Opened, content: reading.Content) -> str:
    chosen = request.GET.get("source", REPORT)
    report = content.report
    if chosen == STORY:
        text = "\n\n".join(part for part in report.answers.values() if part)
    elif chosen == REPORT:
        text = composing.compose(Page(request, opened.viewer, opened.case, content), content).as_text()
    else:
        text = _file_text(opened, content, chosen)
    people = [paper.values["who"] for paper in queries.papers(opened, "interview", fields=content.fields)]
    people += [name for paper in queries.papers(opened, "allegation", fields=content.fields) for name in paper.values["subjects"]]
    own = [report.identity.name] if report.identity else []
    return premark(text, [*report.involved, *report.excluded, *people, *own])


def _file_text(opened: Opened, content: reading.Content, file_id: str) -> str:
    line = next((one for one in content.files() if one.upload.file_id == file_id and one.upload.content_type in PLAIN), None)
    item = evidence.items(opened.case.ref).filter(pk=file_id).first() if line else None
    if line is None or item is None:
        raise Http404
    with transaction.atomic():
        record_custody(item, "downloaded", actor=opened.viewer.actor)
    return b"".join(open_stream(item, line.upload.file_key)).decode(errors="replace")[:MOST]
