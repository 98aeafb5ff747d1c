"""Typing in a report that came by phone, letter, meeting, e-mail or the office's WhatsApp number."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanah.engines.reports.desk.opening import viewer_of
from amanah.engines.reports.intake import carried
from amanah.engines.reports.intake.carried import BOTH
from amanah.engines.reports.intake.failures import note_failure
from amanah.engines.reports.services.filing import AlreadyFiled, NoRecipient
from amanah.foundation.access.decorators import role_required
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.errors import EvidenceError
from amanah.foundation.evidence.services import CannotOpen
from amanah.foundation.evidence.uploads import IncomingFile
from amanah.foundation.vault.errors import Busy
from amanah.kernel import clock, receipts
from amanah.rooms.whistleblowing.questionnaires import answers as given
from amanah.rooms.whistleblowing.questionnaires import step
from amanah.rooms.whistleblowing.questionnaires.forms import QuestionsForm, wants_change
from amanah.rooms.whistleblowing.services import filing
from amanah.rooms.whistleblowing.typed_in import services
from amanah.rooms.whistleblowing.typed_in.desk import draft as drafts
from amanah.rooms.whistleblowing.typed_in.desk.draft import Typed
from amanah.rooms.whistleblowing.typed_in.desk.forms import TypedForm
from amanah.rooms.whistleblowing.typed_in.ways import TYPIST, WHATSAPP


@never_cache
@role_required(TYPIST)
def write(request: HttpRequest) -> HttpResponse:
    """The whole report on one page; what was typed before is there again."""
    draft = _draft(request)
    if draft is not None and draft.sent:
        return _to("receipt")
    if request.method == "POST":
        return _written(request, draft)
    return _form_page(request, TypedForm(initial=_initial(draft) if draft else None), draft)


def _written(request: HttpRequest, draft: Typed | None) -> HttpResponse:
    form = TypedForm(request.POST, request.FILES)
    writing = draft or Typed(by=viewer_of(request).actor)
    gone = writing.remove(request.POST.get("remove", ""))
    if not _take(request, writing, form) or not form.is_valid() or gone:
        response = _form_page(request, form, writing, status=HTTPStatus.OK if gone else HTTPStatus.UNPROCESSABLE_ENTITY)
    else:
        kept = {name: writing.answers[name] for name in ("questionnaire", "extra") if name in writing.answers}
        writing.answers = step.settled(form.answers() | kept)
        writing.way, writing.came_on = form.cleaned_data["way"], form.cleaned_data["came_on"]
        writing.wants_receipt = form.cleaned_data["wants_receipt"]
        response = _to("questions" if step.is_asked(writing.answers) else "review")
    _keep(request, response, draft, writing)
    carried.discard(gone)
    return response


def _take(request: HttpRequest, writing: Typed, form: TypedForm) -> bool:
    """Seal the files that came along; False when one was refused or could not be kept, which the form then says."""
    incoming = [file for file in request.FILES.getlist("attached") if isinstance(file, IncomingFile)]
    try:
        taken = evidence.take(incoming, already=writing.size)
        writing.add(taken.kept)
    except (EvidenceError, CannotOpen, DatabaseError, OSError) as error:
        note_failure("files were not accepted", error)
        form.add_error("attached", _("Penyimpanan sedang terganggu. Berkas yang baru dipilih TIDAK tersimpan; coba lagi nanti."))
        return False
    writing.choices |= dict.fromkeys(writing.copies, BOTH)
    for refusal in taken.refused:
        form.add_error("attached", f"{refusal.name}: {refusal.reason}")
    return not taken.refused


@never_cache
@role_required(TYPIST)
def questions(request: HttpRequest) -> HttpResponse:
    """The questions of the topic, to be read out as well."""
    draft = _draft(request)
    questionnaire = step.to_ask(draft.answers) if draft is not None and not draft.sent else None
    if draft is None or questionnaire is None:
        return _to("review" if draft is not None else "")
    if request.method != "POST":
        return _questions_page(request, QuestionsForm(questionnaire, initial=given.decode(draft.answers.get("extra", ""))))
    form = QuestionsForm(questionnaire, request.POST)
    if not form.is_valid():
        return _questions_page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    draft.answers |= {"questionnaire": questionnaire.ref, "extra": given.encode(form.answers())}
    drafts.replace(request, draft)
    return _questions_page(request, form) if wants_change(request.POST) or form.opened else _to("review")


@never_cache
@role_required(TYPIST)
def review(request: HttpRequest) -> HttpResponse:
    """Everything once more, then sealed, once."""
    draft = _draft(request)
    if draft is None or draft.sent:
        return _to("receipt" if draft is not None else "")
    form = TypedForm(_initial(draft))
    if not form.is_valid() or not _questions_valid(draft):
        return _to("")
    if request.method != "POST":
        missing = filing.missing_recipient(draft.answers["route"], draft.answers["mode"], filing.subjects_of(draft.answers).tags)
        return _review_page(request, draft, form, trouble=_no_recipient(missing) if missing else "")
    return _send(request, draft, form)


def _send(request: HttpRequest, draft: Typed, form: TypedForm) -> HttpResponse:
    sent = Typed(by=draft.by, case=draft.case, sent=True, way=draft.way)

    def remember(receipt: receipts.Receipt | None) -> None:
        """In the same transaction: whatever becomes of this answer, the report is filed once and the receipt is at hand."""
        sent.receipt = str(receipt) if receipt else ""
        sent.until = (clock.now() + drafts.SHOWN).isoformat()
        drafts.replace(request, sent)

    try:
        services.file(
            UUID(draft.case), draft.answers, draft.coming, viewer=viewer_of(request), uploads=tuple(draft.uploads()), alongside=remember
        )
    except AlreadyFiled:
        return _to("receipt")
    except NoRecipient as refusal:
        return _review_page(request, draft, form, trouble=_no_recipient(refusal.missing), status=HTTPStatus.CONFLICT)
    except Busy:
        busy = _("Banyak orang sedang melapor. Laporan BELUM tersimpan; coba lagi setengah menit lagi.")
        return _review_page(request, draft, form, trouble=busy, status=HTTPStatus.SERVICE_UNAVAILABLE)
    except (DatabaseError, EvidenceError, OSError) as error:
        note_failure("a typed report was not accepted", error)
        failed = _("Penyimpanan sedang terganggu. Laporan BELUM tersimpan; tulisannya masih ada. Coba lagi beberapa menit lagi.")
        return _review_page(request, draft, form, trouble=failed, status=HTTPStatus.SERVICE_UNAVAILABLE)
    carried.discard(draft.unwanted())
    return _to("receipt")


@never_cache
@role_required(TYPIST)
def receipt(request: HttpRequest) -> HttpResponse:
    """The receipt to hand over, as long as it may be shown; never a word of the report, and not its number."""
    draft = _draft(request)
    if draft is None or not draft.sent:
        return _to("" if draft is None else "review")
    words = receipts.parse(draft.receipt_now) if draft.receipt_now else None
    context = {"words": words.words if words else (), "digits": words.grouped_digits if words else "", "whatsapp": draft.way == WHATSAPP}
    return render(request, "typed_in/receipt.html", context)


@require_POST
@never_cache
@role_required(TYPIST)
def done(request: HttpRequest) -> HttpResponse:
    """Forget everything in this browser: the receipt after it was handed over, or a report that shall not be filed."""
    draft = _draft(request)
    response = _to("")
    if draft is not None and not draft.sent:
        carried.discard([upload.file_id for upload in draft.uploads()] + draft.unwanted())
    drafts.drop(request, response)
    return response


def _draft(request: HttpRequest) -> Typed | None:
    return drafts.load(request, viewer_of(request).actor)


def _to(name: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(f"whistleblowing_desk:typed_in{'_' if name else ''}{name}"))


def _initial(draft: Typed) -> dict[str, Any]:
    return draft.answers | {"way": draft.way, "came_on": draft.came_on, "wants_receipt": draft.wants_receipt}


def _questions_valid(draft: Typed) -> bool:
    return not step.is_asked(draft.answers) or step.AnsweredForm(draft.answers).is_valid()


def _keep(request: HttpRequest, response: HttpResponse, draft: Typed | None, writing: Typed) -> None:
    if draft is not None:
        drafts.replace(request, writing)
    else:
        drafts.begin(response, writing)


def _no_recipient(missing: str) -> str:
    if missing == "custodian":
        return _("Saat ini tidak ada penyimpan amplop identitas yang boleh menerima nama itu. Ubah cara melapornya.")
    return _("Tidak ada penerima pada jalur ini yang boleh membacanya. Pilih jalur lain, atau arahkan orang itu ke lembaga di luar.")


def _form_page(request: HttpRequest, form: TypedForm, draft: Typed | None, *, status: int = 200) -> HttpResponse:
    files = [(upload.file_id, upload.name, upload.size) for upload in draft.originals()] if draft else []
    context = {"form": form, "files": files, "begun": draft is not None, "whatsapp": form["way"].value() == WHATSAPP}
    return render(request, "typed_in/write.html", context, status=status)


def _questions_page(request: HttpRequest, form: QuestionsForm, *, status: int = 200) -> HttpResponse:
    return render(request, "typed_in/questions.html", {"form": form}, status=status)


def _review_page(request: HttpRequest, draft: Typed, form: TypedForm, *, trouble: str = "", status: int = 200) -> HttpResponse:
    context = {
        "rows": form.rows(),
        "answers": step.lines(draft.answers),
        "files": [upload.name for upload in draft.uploads()],
        "asked": step.is_asked(draft.answers),
        "trouble": trouble,
        "wants_receipt": draft.wants_receipt,
    }
    return render(request, "typed_in/review.html", context, status=status)
