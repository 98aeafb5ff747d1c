"""The acts of the desk: each is one POST, each goes back to the case."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amanah.engines.cases import queries as case_queries
from amanah.engines.cases import services as cases
from amanah.engines.cases.declare import Move
from amanah.engines.cases.desk.attaching import EvidenceForm, sealed
from amanah.engines.cases.models import Proposal
from amanah.engines.cases.refusals import Refused
from amanah.engines.reports.channels import ASK
from amanah.engines.reports.desk import forms, parts
from amanah.engines.reports.desk.opening import answer, case_or_404, page_of, viewer_of, with_opened
from amanah.engines.reports.desk.parts import Writing
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.queries import reading
from amanah.engines.reports.report import names
from amanah.engines.reports.services import handling
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.models import Account


def needs_words(move: Move) -> bool:
    """Whether a move goes through a form: it has an outcome or a reason, waits for a second person, or asks the reporter something."""
    return move.four_eyes or move.reason or bool(move.outcomes) or move.key == ASK


@require_POST
@signed_in
def move(request: HttpRequest, number: str, move: str) -> HttpResponseBase:
    """Make a move that needs no words."""
    case = case_or_404(request, number)
    declared = next((one for one in case.declared.moves if one.key == move), None)
    if declared is None or needs_words(declared):
        raise Http404
    return answer(request, case, "", lambda: cases.move(case, move, viewer=viewer_of(request)), _("Status perkara diperbarui."))


@with_opened
def propose(request: HttpRequest, opened: Opened, move: str) -> HttpResponseBase:
    """Propose a move that a second person must approve."""
    case = opened.case
    allowed = reading.proposable(opened)
    if move not in allowed:
        messages.error(request, Refused("state").sentence)
        return redirect(page_of(case))
    form = forms.OutcomeForm(request.POST or None, outcomes=list(allowed[move].outcomes))
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data.get("outcome", "")
        return answer(
            request,
            case,
            "",
            lambda: handling.propose(opened, move, outcome=chosen, reason=form.cleaned_data["text"]),
            _("Usulan tersimpan dan menunggu persetujuan orang kedua."),
        )
    return form_page(
        request,
        opened,
        form,
        heading=allowed[move].move.title,
        button=_("Kirim usulan"),
        lead=_("Baru berlaku setelah orang kedua menyetujuinya."),
    )


@with_opened
def decide(request: HttpRequest, opened: Opened, move: str) -> HttpResponseBase:
    """Make a move that one person may make alone, with its outcome or its reason."""
    case = opened.case
    offer = next((one for one in case_queries.allowed_moves(opened.viewer, case) if one.move.key == move), None)
    if offer is None or offer.blocked or offer.move.four_eyes or not needs_words(offer.move):
        messages.error(request, offer.blocked if offer is not None and offer.blocked else Refused("state").sentence)
        return redirect(page_of(case))
    form = forms.OutcomeForm(request.POST or None, outcomes=list(offer.outcomes))
    if request.method == "POST" and form.is_valid():
        chosen, reason = form.cleaned_data.get("outcome", ""), form.cleaned_data["text"]
        return answer(
            request, case, "", lambda: handling.decide(opened, move, outcome=chosen, reason=reason), _("Status perkara diperbarui.")
        )
    return form_page(request, opened, form, heading=offer.move.title, button=_("Simpan"))


@require_POST
@signed_in
def approve(request: HttpRequest, number: str) -> HttpResponseBase:
    """Approve the proposal that waits on this case."""
    case = case_or_404(request, number)
    proposal = get_object_or_404(Proposal, case=case, verdict=Proposal.Verdict.OPEN)
    return answer(request, case, "", lambda: handling.approve(proposal, viewer=viewer_of(request)), _("Usulan disetujui."))


@with_opened
def reject(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Turn the waiting proposal down, with a reason."""
    proposal = get_object_or_404(Proposal, case=opened.case, verdict=Proposal.Verdict.OPEN)
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return answer(request, opened.case, "", lambda: handling.reject(opened, proposal, form.cleaned_data["text"]), _("Usulan ditolak."))
    return form_page(request, opened, form, heading=_("Tolak usulan"), button=_("Tolak usulan"), lead=_("Pengusul membaca alasan ini."))


@with_opened
def write(request: HttpRequest, opened: Opened, kind: str) -> HttpResponseBase:
    """Keep one text. What was typed stays in the form when something is wrong."""
    writing = parts.writing(opened.case, kind)
    if writing is None:
        raise Http404
    if request.method != "POST":
        return redirect(page_of(opened.case, writing.tab))
    form = writing.form(request.POST)
    if not form.is_valid():
        heading = form.fields["text"].label if "text" in form.fields else writing.title
        return form_page(request, opened, form, heading=heading, button=_("Simpan"), tab=writing.tab)
    return answer(request, opened.case, writing.tab, lambda: writing.keep(opened, form), writing.done)


for _writing in (
    Writing(
        "question",
        forms.QuestionForm,
        lambda opened, form: handling.ask(opened, form.cleaned_data["text"], wait=form.cleaned_data.get("wait", False)),
        gettext_lazy("Pesan terkirim ke kotak komunikasi pelapor."),
        "conversation",
    ),
    Writing(
        "feedback",
        forms.FeedbackForm,
        lambda opened, form: handling.give_feedback(opened, form.cleaned_data["text"]),
        gettext_lazy("Umpan balik terkirim ke kotak komunikasi pelapor."),
        "conversation",
    ),
    Writing(
        "closing",
        forms.ClosingForm,
        lambda opened, form: handling.send_closing(opened, form.cleaned_data["text"]),
        gettext_lazy("Surat penutup terkirim ke kotak komunikasi pelapor."),
        "conversation",
    ),
    Writing(
        "note",
        forms.NoteForm,
        lambda opened, form: handling.write_note(opened, form.cleaned_data["text"]),
        gettext_lazy("Catatan tersimpan."),
        "notes",
    ),
):
    parts.COMMON.add_writing(_writing)


@require_POST
@with_opened
def add_evidence(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Keep a file with where it came from. A file that cannot be taken is named, and the words beside it stay."""
    form = EvidenceForm(request.POST, request.FILES)
    upload = sealed(form) if form.is_valid() else None
    if upload is not None:
        origin, done = form.cleaned_data["text"], _("Bukti tersegel dan tersimpan.")
        return answer(request, opened.case, "evidence", lambda: handling.add_evidence(opened, upload, origin), done)
    return form_page(request, opened, form, heading=_("Tambahkan bukti"), button=_("Segel dan simpan"), tab="evidence")


@with_opened
def assign(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Give the case to somebody."""
    fit = reading.assignable(opened)
    form = forms.AssignForm(request.POST or None, people=[(str(account.pk), str(account)) for account in fit])
    if request.method == "POST" and form.is_valid():
        account = next(person for person in fit if str(person.pk) == form.cleaned_data["account"])
        return answer(request, opened.case, "", lambda: handling.assign(opened, account), _("Perkara ditugaskan; kuncinya diserahkan."))
    lead = _("Hanya orang yang tidak terkait dengan laporan ini, memegang peran yang sesuai, dan sudah mempunyai kunci yang dapat dipilih.")
    aside = ", ".join(str(account) for account in case_queries.standing_aside(opened.case))
    if aside:
        lead += " " + _("Tidak melihat perkara ini selama kepentingan yang mereka nyatakan berlaku: %(names)s.") % {"names": aside}
    return form_page(request, opened, form, heading=_("Tugaskan seseorang"), button=_("Tugaskan"), lead=lead)


@require_POST
@signed_in
def release(request: HttpRequest, number: str, account_id: Any) -> HttpResponseBase:
    """Take the case from somebody."""
    case = case_or_404(request, number)
    account = get_object_or_404(Account, pk=account_id)
    return answer(request, case, "", lambda: cases.unassign(case, account, viewer=viewer_of(request)), _("Penugasan diakhiri."))


@require_POST
@signed_in
def recuse(request: HttpRequest, number: str) -> HttpResponseBase:
    """Step back from the case for good."""
    case = case_or_404(request, number)
    handling.recuse(case, viewer=viewer_of(request))
    messages.success(request, _("Anda mundur dari perkara ini. Perkara itu tidak lagi terlihat oleh Anda."))
    return redirect(reverse("cases:work"))


@with_opened
def name_subject(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Say who is meant by names that matched nobody, so that they are shut out too."""
    form = forms.SubjectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        left = handling.name_subjects(opened, names(form.cleaned_data["text"]))
        if left:
            messages.warning(request, _("Tetap tidak dikenali: %(names)s.") % {"names": ", ".join(left)})
        return answer(request, opened.case, "", lambda: None, _("Orang yang dikenali tidak lagi dapat melihat perkara ini."))
    return form_page(
        request,
        opened,
        form,
        heading=_("Siapa yang dimaksud?"),
        button=_("Tutup aksesnya"),
        lead=_("Yang Anda sebut, dan atasannya, tidak akan dapat melihat perkara ini."),
    )


def form_page(
    request: HttpRequest, opened: Opened, form: Any, *, heading: Any, button: Any, lead: Any = "", tab: str = ""
) -> HttpResponseBase:
    """One form about a case on a page of its own."""
    context = {"case": opened.case, "form": form, "heading": heading, "button": button, "lead": lead, "back": page_of(opened.case, tab)}
    return render(request, "reports/desk/write.html", context, status=400 if form.errors else 200)
