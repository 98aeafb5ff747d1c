"""Pages for what went wrong: in plain words, without a database, without losing what was typed."""

import sys
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist
from django.template.context_processors import csrf
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from amanah.ui.context import bare

# Secrets that no page may show again, whatever the form calls them.
_NEVER_ECHOED = ("token", "receipt", "password", "passphrase", "code", "secret", "share", "words")
_WORTH_KEEPING = 20
_STORES_SOMETHING = ("/report/", "/mailbox/")
_OURS = "csrfmiddlewaretoken"


def _typed(request: HttpRequest) -> list[str]:
    """The longer texts that this request carried, so that a person can copy them; nothing where reading them fails."""
    return [value for name, values in _fields(request) if not _is_secret(name) for value in values if len(value.strip()) >= _WORTH_KEEPING]


def _fields(request: HttpRequest) -> list[tuple[str, list[str]]]:
    if request.method != "POST":
        return []
    try:
        return [(name, [str(value) for value in values]) for name, values in request.POST.lists()]
    except Exception:  # noqa: BLE001 - a broken body is often why we are here; the page must still come
        return []


def _is_secret(name: str) -> bool:
    return any(word in name.lower() for word in _NEVER_ECHOED)


def _again(request: HttpRequest) -> list[tuple[str, str]]:
    """The whole form, so that staff can send it once more; nothing where it held a secret or a file, which no page may carry."""
    fields = [(name, values) for name, values in _fields(request) if name != _OURS]
    if not request.path.startswith("/desk/") or not fields or request.FILES or any(_is_secret(name) for name, _values in fields):
        return []
    return [(name, value) for name, values in fields for value in values]


def _unsent(request: HttpRequest) -> str:
    """What whoever sent something must know first when that failed."""
    if request.method != "POST":
        return ""
    if request.path.startswith("/report/"):
        return _("Laporan Anda BELUM terkirim.")
    if request.path.startswith("/mailbox/"):
        return _("Pesan Anda BELUM terkirim.")
    return _("Isian Anda BELUM tersimpan.") if _typed(request) else ""


def page(request: HttpRequest, status: int, title: str, text: str, *, retry: bool = False) -> HttpResponse:
    """An error page with `title` and `text`, in the frame of the program that was asked. It needs no database."""
    desk = request.path.startswith("/desk/")
    context: dict[str, Any] = {
        **bare(request),
        **csrf(request),
        "title": title,
        "text": text,
        "status": status,
        "unsent": _unsent(request),
        "typed": _typed(request),
        "again": _again(request) if status == HTTPStatus.SERVICE_UNAVAILABLE else [],
        "retry": retry,
        "home": "/desk/" if desk else "/",
        "reporter": request.path.startswith(_STORES_SOMETHING),
    }
    try:
        body: str = render_to_string("errors/desk.html" if desk else "errors/public.html", context)
    except (TemplateDoesNotExist, OSError, ValueError):
        body = f"<!doctype html><meta charset=utf-8><title>{title}</title><h1>{title}</h1><p>{context['unsent']} {text}</p>"
    response = HttpResponse(body, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without the proof that it was ours: forged, too old, or sent with cookies switched off."""
    del reason  # says nothing that helps the person
    return page(
        request,
        403,
        _("Formulir ini tidak dapat kami terima"),
        _(
            "Halaman mungkin terlalu lama terbuka, atau peramban Anda menolak cookie dari situs ini. "
            "Buka kembali halamannya, lalu kirim sekali lagi."
        ),
        retry=True,
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 where the request was larger than the program takes."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return page(request, 400, _("Permintaan ini tidak dapat dibaca"), _("Alamat atau isiannya rusak. Mulailah lagi dari halaman depan."))


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more was sent than we can take in one go."""
    return page(
        request,
        413,
        _("Yang Anda kirim terlalu besar"),
        _("Kurangi jumlah atau ukuran berkas, lalu kirim lagi. Berkas lain dapat Anda susulkan lewat kotak komunikasi."),
        retry=True,
    )


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: this person may not do this. Says nothing about what would be there."""
    del exception
    return page(
        request,
        403,
        _("Anda tidak berwenang membuka halaman ini"),
        _("Jika menurut Anda ini keliru, hubungi administrator yang memberi Anda peran."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same answer for what does not exist and for what this person may not know of."""
    del exception
    return page(request, 404, _("Halaman tidak ditemukan"), _("Alamatnya mungkin salah ketik, atau halamannya sudah dipindahkan."))


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database or the disk cannot take anything at the moment."""
    if isinstance(sys.exc_info()[1], DatabaseError | InterfaceError | OSError):
        return unavailable(request)
    return page(
        request,
        500,
        _("Terjadi kesalahan pada sistem kami"),
        _("Kesalahan ini bukan karena Anda. Tidak ada yang disimpan. Silakan coba lagi sebentar lagi."),
        retry=True,
    )


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: storing is impossible now; said plainly, with a time to come back."""
    response = page(
        request,
        503,
        _("Penyimpanan kami sedang tidak dapat dipakai"),
        _("Tidak ada yang disimpan. Silakan coba lagi beberapa menit lagi."),
        retry=True,
    )
    response.headers["Retry-After"] = "120"
    return response
