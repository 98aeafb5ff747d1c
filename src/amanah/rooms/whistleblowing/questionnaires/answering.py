"""Questionnaires in the mailbox: a section that says what waits, and the page on which it is answered."""

from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from amanah.engines.reports.intake import mailbox, sections
from amanah.engines.reports.intake.failures import note_failure
from amanah.engines.reports.intake.mailbox import Notice
from amanah.engines.reports.queries import mailbox as boxes
from amanah.engines.reports.queries.mailbox import Box
from amanah.foundation.vault.services import OpenedMailbox
from amanah.rooms.whistleblowing.questionnaires import answers as given
from amanah.rooms.whistleblowing.questionnaires import book as books
from amanah.rooms.whistleblowing.questionnaires import services
from amanah.rooms.whistleblowing.questionnaires.forms import QuestionsForm, wants_change
from amanah.rooms.whistleblowing.questionnaires.queries import Asked, waiting


def section(_key: OpenedMailbox, box: Box) -> dict[str, Any] | None:
    """What waits in this mailbox."""
    asked = waiting(box.opened)
    return {"asked": asked} if asked else None


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def questions(request: HttpRequest) -> HttpResponse:
    """One questionnaire that an officer sent. Which one is never in an address."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("reports:mailbox"))
    key = mailbox.opened(request)
    if key is None:
        return mailbox.ended(request, unsent=_unsent(request))
    asked = next((one for one in waiting(boxes.box(key).opened) if one.field == request.POST.get("entry", "")), None)
    if asked is None:
        return mailbox.show(request, key, Notice("info", _("Daftar pertanyaan ini sudah dijawab.")), status=409)
    if "begin" in request.POST:
        return _page(request, asked, QuestionsForm(asked.questionnaire))
    return _answer(request, key, asked)


def _answer(request: HttpRequest, key: OpenedMailbox, asked: Asked) -> HttpResponse:
    form = QuestionsForm(asked.questionnaire, request.POST)
    if not form.is_valid():
        return _page(request, asked, form, status=422)
    values = form.answers()
    if wants_change(request.POST) or form.opened:
        return _page(request, asked, form)
    if not values:
        form.add_error(None, _("Belum ada yang diisi. Jawab paling sedikit satu pertanyaan, atau kembali ke kotak komunikasi."))
        return _page(request, asked, form, status=422)
    try:
        services.answer(key, asked, values)
    except (DatabaseError, OSError) as error:
        note_failure("answers were not accepted", error)
        form.add_error(None, _("Jawaban Anda BELUM terkirim: penyimpanan kami sedang terganggu. Coba lagi beberapa menit lagi."))
        return _page(request, asked, form, status=503)
    return mailbox.show(request, key, Notice("success", _("Jawaban Anda sudah tersegel dan terkirim.")))


def _page(request: HttpRequest, asked: Asked, form: QuestionsForm, *, status: int = 200) -> HttpResponse:
    return render(request, "questionnaires/answer.html", {"asked": asked, "form": form}, status=status)


def _unsent(request: HttpRequest) -> str:
    """What was filled in, as words: a mailbox that closed meanwhile hands them on as a message."""
    questionnaire = books.book().get(request.POST.get("questionnaire", ""))
    if questionnaire is None or "begin" in request.POST:
        return ""
    form = QuestionsForm(questionnaire, request.POST)
    form.is_valid()
    return given.as_text(questionnaire.ref, form.answers())


sections.add(sections.Section("questionnaires", "questionnaires/mailbox.html", section, order=10))
