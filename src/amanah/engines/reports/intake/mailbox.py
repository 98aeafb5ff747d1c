"""Coming back with a receipt. The key of an opened mailbox lives sealed under the visitor's cookie, half an hour at most unused."""

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amanah.engines.reports.intake import attaching, carried, fields, outbox, sections
from amanah.engines.reports.intake.draft import set_cookie
from amanah.engines.reports.intake.failures import note_failure
from amanah.engines.reports.intake.hearing import may_play
from amanah.engines.reports.intake.outbox import Outbox
from amanah.engines.reports.intake.padding import pad
from amanah.engines.reports.queries import mailbox as boxes
from amanah.engines.reports.services import mailbox
from amanah.foundation.evidence.downloads import handed_out
from amanah.foundation.evidence.errors import EvidenceError, NotThere
from amanah.foundation.evidence.models import EvidenceItem
from amanah.foundation.evidence.services import CannotOpen, Taken
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.errors import Busy
from amanah.foundation.vault.errors import CannotOpen as CannotUnseal
from amanah.foundation.vault.services import OpenedMailbox
from amanah.kernel import receipts

COOKIE = "mailbox"
PURPOSE = "mailbox"
IDLE = timedelta(minutes=30)
STEP = timedelta(minutes=5)
"""How much longer the cookie must last before the database is written for it."""

PATH = "/mailbox/"


@dataclass(frozen=True)
class Notice:
    """What has just happened, on top of the page."""

    tone: str
    title: str
    lines: tuple[str, ...] = ()


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
@may_play
def enter(request: HttpRequest) -> HttpResponse:
    """The mailbox if it is open, else the place to enter a receipt."""
    if request.method == "POST":
        return _enter(request)
    key = opened(request)
    return _ask(request, fields.ReceiptForm()) if key is None else _show(request, key)


def _enter(request: HttpRequest) -> HttpResponse:
    form = fields.ReceiptForm(request.POST)
    unsent = request.POST.get("unsent", "")
    if not form.is_valid():
        return _ask(request, form, unsent=unsent, status=422)
    try:
        receipt = receipts.parse(form.cleaned_data["receipt"])
    except receipts.ReceiptError as error:
        form.add_error("receipt", _misread(error))
        return _ask(request, form, unsent=unsent, status=422)
    try:
        key = vault.open_mailbox(receipt)
    except Busy:
        return _ask(request, form, notice=_busy(), unsent=unsent, status=503)
    if key is None:
        form.add_error("receipt", _("Tidak ada kotak komunikasi dengan kata dan angka ini. Periksa lagi catatan Anda, terutama angkanya."))
        return _ask(request, form, unsent=unsent, status=422)
    response: HttpResponse = HttpResponseRedirect(reverse("reports:mailbox"))
    if unsent:
        response = _show(request, key, fields.MessageForm(initial={"text": unsent}), notice=_take_up())
    set_cookie(response, COOKIE, vault.keep(PURPOSE, key.to_bytes(), IDLE), PATH)
    return response


@require_POST
@never_cache
@csrf_protect
@may_play
def message(request: HttpRequest) -> HttpResponse:
    """Send a message, with or without files."""
    key = opened(request)
    text = request.POST.get("text", "")
    if key is None:
        return ended(request, unsent=text)
    box = outbox.load(request, key)
    form = fields.MessageForm(request.POST, request.FILES, carrying=bool(box.files))
    preparing = bool({"add", "remove", "again"} & set(request.POST))
    if not preparing and not form.is_valid():
        return _show(request, key, form, status=422)
    try:
        taken = attaching.take(request, already=box.size)
        if preparing or taken.kept or taken.refused:
            return _prepare(request, key, box, taken, text)
        mailbox.add_message(key, form.cleaned_data["text"], box.uploads())
    except (DatabaseError, EvidenceError, CannotOpen, OSError) as error:
        note_failure("a message was not accepted", error)
        return _ask_later(request, text)
    response = HttpResponseRedirect(reverse("reports:mailbox"))
    outbox.drop(request, response)
    carried.discard(box.unwanted())
    return response


def _prepare(request: HttpRequest, key: OpenedMailbox, box: Outbox, taken: Taken, text: str) -> HttpResponse:
    """Show what the files would reveal before anything is sent; the words stay on the page."""
    gone = outbox.change(box, request.POST, taken.kept)
    notice = _partly(taken) if taken.refused else _look_first() if box.files else None
    response = _show(request, key, fields.MessageForm(initial={"text": text}), notice=notice, box=box)
    outbox.save(request, response, box)
    carried.discard(gone)
    return response


@require_POST
@never_cache
@csrf_protect
def contact(request: HttpRequest) -> HttpResponse:
    """Say whether one may be contacted."""
    key = opened(request)
    if key is None:
        return ended(request)
    mailbox.set_contact(key, wanted=request.POST.get("wanted") == "yes")
    return HttpResponseRedirect(reverse("reports:mailbox"))


@require_POST
@never_cache
@csrf_protect
def leave(request: HttpRequest) -> HttpResponse:
    """Close the mailbox in this browser."""
    if token := request.COOKIES.get(COOKIE, ""):
        key = opened(request)
        carried.discard(outbox.everything(outbox.load(request, key)) if key else ())
        vault.forget(PURPOSE, token)
    response = render(request, "reports/intake/left.html")
    outbox.drop(request, response)
    response.delete_cookie(COOKIE, path=PATH, samesite="Strict")
    return response


@require_safe
@never_cache
def file(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    """A file of the conversation or of the report. Unlike staff's, this download is noted nowhere: that somebody came leaves no trace."""
    key = opened(request)
    if key is None:
        return ended(request)
    upload = boxes.files(key).get(str(file_id))
    item = EvidenceItem.objects.filter(pk=file_id, ref=key.record).first()
    if upload is None or item is None:
        raise Http404
    try:
        return handed_out(item, upload)
    except (NotThere, CannotUnseal) as error:
        note_failure("a file was not handed out", error)
        broken = _("Berkas ini rusak atau hilang dari penyimpanan kami. Tulislah kepada petugas bahwa berkas ini tidak dapat dibuka.")
        return show(request, key, Notice("danger", _("Berkas tidak dapat diunduh"), (broken,)), status=500)


def opened(request: HttpRequest) -> OpenedMailbox | None:
    """The mailbox that is open in this browser; None where there is none or its time is over."""
    token = request.COOKIES.get(COOKIE, "")
    data = vault.refresh(PURPOSE, token, IDLE, step=STEP) if token else None
    return OpenedMailbox.from_bytes(data) if data is not None else None


def _show(
    request: HttpRequest,
    key: OpenedMailbox,
    form: Any = None,
    *,
    notice: Notice | None = None,
    status: int = 200,
    box: Outbox | None = None,
) -> HttpResponse:
    form = form or fields.MessageForm()
    form.fields["attached"].help_text = attaching.limits()
    waiting = box or outbox.load(request, key)
    shown = boxes.box(key)
    context = {
        "box": shown,
        "form": form,
        "notice": notice,
        "files": waiting.lines(),
        "beside": attaching.beside(),
        "sections": sections.built(key, shown),
    }
    return pad(render(request, "reports/intake/mailbox.html", context, status=status))


def ended(request: HttpRequest, *, unsent: str = "") -> HttpResponse:
    """The answer to whoever comes to an address below /mailbox/ with a mailbox that is closed by now; `unsent` is kept for them."""
    return _ask(request, fields.ReceiptForm(), notice=_ended(), unsent=unsent, status=403)


def show(request: HttpRequest, key: OpenedMailbox, notice: Notice, *, status: int = 200) -> HttpResponse:
    """The mailbox with word of what has just happened in one of its sections."""
    return _show(request, key, notice=notice, status=status)


def _ask(request: HttpRequest, form: Any, *, notice: Notice | None = None, unsent: str = "", status: int = 200) -> HttpResponse:
    response = pad(render(request, "reports/intake/enter.html", {"form": form, "notice": notice, "unsent": unsent}, status=status))
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = "20"
    return response


def _ask_later(request: HttpRequest, text: str) -> HttpResponse:
    lines = (
        _("Penyimpanan kami sedang terganggu. Salin pesan Anda dari halaman ini, lalu buka kotak komunikasi lagi beberapa menit lagi."),
    )
    notice = Notice("danger", _("Pesan Anda BELUM terkirim. Tulisan Anda masih ada di halaman ini."), lines)
    return _ask(request, fields.ReceiptForm(), notice=notice, unsent=text, status=503)


def _partly(taken: Taken) -> Notice:
    title = _("Pesan Anda BELUM terkirim: ada berkas yang tidak diterima")
    return Notice("warning", title, tuple(attaching.sentences(taken.refused)))


def _look_first() -> Notice:
    return Notice(
        "warning",
        _("Pesan Anda BELUM terkirim"),
        (_("Lihat dahulu apa yang terbaca dari berkas Anda di bawah, pilih yang akan dikirim, lalu tekan “Kirim pesan”."),),
    )


def _busy() -> Notice:
    return Notice("warning", _("Sedang banyak orang yang masuk"), (_("Isian Anda tidak hilang. Tunggu setengah menit, lalu coba lagi."),))


def _ended() -> Notice:
    return Notice(
        "warning",
        _("Kotak komunikasi sudah tertutup"),
        (_("Setengah jam tidak dipakai, atau dibuka di peramban lain. Masukkan lagi kata-kata Anda; pesan Anda tidak hilang."),),
    )


def _take_up() -> Notice:
    return Notice("info", _("Pesan Anda belum terkirim"), (_("Periksa pesan di bawah ini, lalu kirim."),))


def _misread(error: receipts.ReceiptError) -> str:
    """What is wrong with what was typed; tells nothing about which mailboxes exist."""
    sentences = {
        "digits": _("Angkanya harus sembilan. Periksa lagi angka pada catatan Anda."),
        "too_few_words": _("Katanya kurang: harus delapan kata."),
        "too_many_words": _("Katanya terlalu banyak: harus delapan kata."),
        "unknown_word": _("Kata ke-%(place)d, “%(word)s”, tidak ada dalam daftar kata kami. Periksa ejaannya."),
        "ambiguous_word": _("Kata ke-%(place)d, “%(word)s”, dapat berarti beberapa kata: %(other)s. Tulis yang tepat."),
        "checksum": _("Semua kata dikenal, tetapi kata dan angka ini tidak cocok satu sama lain. Periksa urutan kata dan angkanya."),
    }
    sentence = sentences[error.kind]
    if error.kind == "unknown_word" and error.suggestion:
        sentence = _("Kata ke-%(place)d, “%(word)s”, tidak ada dalam daftar kata kami. Apakah maksud Anda “%(other)s”?")
    return sentence % {"place": error.position, "word": error.word, "other": error.suggestion}
