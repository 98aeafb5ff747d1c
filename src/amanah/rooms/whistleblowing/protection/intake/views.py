"""Answering a check-in, and reporting retaliation with one act."""

from uuid import uuid4

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from amanah.engines.cases.refusals import Refused
from amanah.engines.reports.intake import mailbox, sending
from amanah.engines.reports.intake.failures import note_failure
from amanah.engines.reports.intake.mailbox import Notice
from amanah.engines.reports.intake.padding import pad
from amanah.engines.reports.queries.mailbox import Box
from amanah.engines.reports.services.filing import AlreadyFiled, NoRecipient
from amanah.foundation.vault.errors import Busy
from amanah.foundation.vault.services import OpenedMailbox
from amanah.rooms.whistleblowing.intake.steps import FLOW
from amanah.rooms.whistleblowing.protection import queries, services
from amanah.rooms.whistleblowing.protection.intake.forms import CheckInForm, RetaliationForm


def section(key: OpenedMailbox, _box: Box) -> dict[str, object]:
    """The check-in where one is due, and the way to report retaliation always."""
    return {"form": CheckInForm() if queries.asked_of(key) else None}


@require_POST
@never_cache
@csrf_protect
def check_in(request: HttpRequest) -> HttpResponse:
    """Keep the answer."""
    key = mailbox.opened(request)
    if key is None:
        return mailbox.ended(request, unsent=request.POST.get("told", ""))
    form = CheckInForm(request.POST)
    if not form.is_valid():
        return mailbox.show(
            request, key, Notice("warning", _("Jawaban Anda BELUM terkirim"), (_("Pilih salah satu jawaban."),)), status=422
        )
    try:
        services.answer_check_in(key, form.cleaned_data["answer"], form.cleaned_data["told"])
    except Refused:
        return HttpResponseRedirect(reverse("reports:mailbox"))
    except (DatabaseError, OSError) as error:
        note_failure("an answer to a check-in was not accepted", error)
        return mailbox.show(request, key, _not_kept(_("Jawaban Anda BELUM terkirim")), status=503)
    thanks = Notice("info", _("Terima kasih, jawaban Anda tersimpan"), (_("Hanya penangan laporan Anda yang dapat membacanya."),))
    return mailbox.show(request, key, thanks)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def retaliation(request: HttpRequest) -> HttpResponse:
    """A page with two questions, and then a receipt of its own."""
    key = mailbox.opened(request)
    if key is None:
        return mailbox.ended(request, unsent=request.POST.get("what", ""))
    form = RetaliationForm(request.POST or None, initial={"case": uuid4()})
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, status=422 if form.errors else 200)
    given = form.cleaned_data
    try:
        receipt, route = services.report_retaliation(key, given["case"], given["what"], given["who"])
    except AlreadyFiled:
        return HttpResponseRedirect(reverse("reports:mailbox"))
    except (NoRecipient, Busy, DatabaseError, OSError) as error:
        return _refused(request, form, error)
    return sending.receipt_page(request, FLOW, receipt, route)


def _refused(request: HttpRequest, form: RetaliationForm, error: Exception) -> HttpResponse:
    """The same page with what was typed, saying that nothing was sent and why."""
    title = _("Laporan Anda BELUM terkirim")
    if isinstance(error, NoRecipient):
        lines = (_("Semua penerima di sini terkait dengan orang yang Anda sebut. Lihat saluran di luar instansi."),)
        return _page(request, form, Notice("danger", title, lines), status=409)
    if isinstance(error, Busy):
        return _page(request, form, Notice("warning", title, (_("Sedang ramai. Coba lagi sebentar."),)), status=503)
    note_failure("a report of retaliation was not accepted", error)
    return _page(request, form, _not_kept(title), status=503)


def _not_kept(title: str) -> Notice:
    return Notice("danger", title, (_("Penyimpanan kami sedang terganggu. Salin tulisan Anda, lalu coba lagi beberapa menit lagi."),))


def _page(request: HttpRequest, form: RetaliationForm, notice: Notice | None = None, *, status: int = 200) -> HttpResponse:
    return pad(render(request, "protection/retaliation.html", {"form": form, "notice": notice}, status=status))
