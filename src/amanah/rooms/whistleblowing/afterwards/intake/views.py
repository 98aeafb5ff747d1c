"""What the holder of a receipt does below /mailbox/ besides writing."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amanah.engines.cases import services as cases
from amanah.engines.reports.intake import mailbox, reminders, sending
from amanah.engines.reports.intake.failures import note_failure
from amanah.engines.reports.intake.mailbox import Notice
from amanah.engines.reports.intake.padding import pad
from amanah.engines.reports.queries.mailbox import Box
from amanah.engines.reports.report import Identity
from amanah.foundation.exports.pdf import RenderingError, pdf_bytes
from amanah.foundation.vault.errors import CannotOpen
from amanah.foundation.vault.services import OpenedMailbox
from amanah.rooms.whistleblowing.afterwards import copying, queries, services
from amanah.rooms.whistleblowing.afterwards.intake import forms


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def identity(request: HttpRequest) -> HttpResponse:
    """Say who one is, to whom one chooses."""
    key = mailbox.opened(request)
    if key is None:
        return mailbox.ended(request)
    form = forms.GiveIdentityForm(queries.recipients(key), request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "identity", form, status=422 if form.errors else 200)
    given = form.cleaned_data
    try:
        identity = Identity(given["name"], given["contact"], given["note"])
        services.give_identity(key, identity, given["to"], passes_on=given["passes_on"])
    except cases.Refused:
        trouble = Notice("danger", _("Identitas Anda BELUM diberitahukan"), (_("Tulislah pesan biasa, atau hubungi petugas lain."),))
        return _page(request, "identity", form, trouble=trouble, status=409)
    except (DatabaseError, OSError) as error:
        return _page(request, "identity", form, trouble=_not_stored(error), status=503)
    return HttpResponseRedirect(reverse("reports:mailbox"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def rating(request: HttpRequest) -> HttpResponse:
    """Say how the handling was, once it is closed; again, to change it."""
    key = mailbox.opened(request)
    if key is None:
        return mailbox.ended(request)
    opened = queries.open_box(key)
    if opened.case.closed_on is None:
        return HttpResponseRedirect(reverse("reports:mailbox"))
    earlier = opened.rating()
    initial = {**earlier.facts, "text": earlier.text} if earlier else None
    form = forms.RatingForm(request.POST or None, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "rating", form, status=422 if form.errors else 200)
    try:
        services.rate(key, form.cleaned_data, form.cleaned_data["text"])
    except cases.Refused:
        return HttpResponseRedirect(reverse("reports:mailbox"))
    except (DatabaseError, OSError) as error:
        return _page(request, "rating", form, trouble=_not_stored(error), status=503)
    return HttpResponseRedirect(reverse("reports:mailbox"))


@require_POST
@never_cache
@csrf_protect
def copy(request: HttpRequest) -> HttpResponse:
    """One's own report as PDF, made in memory."""
    key = mailbox.opened(request)
    if key is None:
        return mailbox.ended(request)
    try:
        document = pdf_bytes("report.typ", copying.contents(key))
    except (RenderingError, CannotOpen) as error:
        note_failure("a copy was not rendered", error)
        trouble = Notice("danger", _("Salinan tidak dapat dibuat"), (_("Coba lagi beberapa menit lagi."),))
        return mailbox.show(request, key, trouble, status=503)
    return _attachment(document, "application/pdf", _("salinan") + ".pdf")


@require_safe
@never_cache
def reminder(request: HttpRequest) -> HttpResponse:
    """Days for a calendar, as a file that names no one and nothing."""
    key = mailbox.opened(request)
    if key is None:
        return mailbox.ended(request)
    return sending.calendar_file(reminders.calendar(reminders.coming(queries.case_of(key))))


def section(key: OpenedMailbox, _box: Box) -> dict[str, object]:
    """What the mailbox says of all this."""
    opened = queries.open_box(key)
    report, files = opened.report, opened.files()
    coming = reminders.coming(opened.case)
    return {
        "closed": opened.case.closed_on is not None,
        "rated": opened.rating() is not None,
        "may_name": report is None or report.identity is None,
        "files": [files[file_id] for file_id in (report.files if report else ()) if file_id in files],
        "again": coming[0] if coming else None,
    }


def _page(request: HttpRequest, name: str, form: object, *, trouble: Notice | None = None, status: int = 200) -> HttpResponse:
    return pad(render(request, f"afterwards/{name}.html", {"form": form, "notice": trouble}, status=status))


def _not_stored(error: Exception) -> Notice:
    note_failure("what a reporter did afterwards was not stored", error)
    return Notice(
        "danger",
        _("BELUM tersimpan. Tulisan Anda masih ada di halaman ini."),
        (_("Penyimpanan kami sedang terganggu. Coba lagi beberapa menit lagi."),),
    )


def _attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
