"""What the holder of a receipt decides below /mailbox/complaint/, and what everybody may read of complaints."""

from collections.abc import Callable

from django.core.paginator import Paginator
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from amanah.engines.cases import services as cases
from amanah.engines.reports.intake import mailbox
from amanah.engines.reports.intake.failures import note_failure
from amanah.engines.reports.intake.mailbox import Notice
from amanah.engines.reports.intake.padding import pad
from amanah.engines.reports.queries.mailbox import Box
from amanah.foundation.vault.services import OpenedMailbox
from amanah.rooms.complaints.intake import forms
from amanah.rooms.complaints.queries import public
from amanah.rooms.complaints.services import afterwards

MOST_WORDS = 100

DECISIONS = {
    "finish": (gettext_lazy("Ya, sudah selesai"), gettext_lazy("Terima kasih. Pengaduan ini kami tutup.")),
    "dispute": (gettext_lazy("Belum, tindak lanjuti lagi"), gettext_lazy("Tulis apa yang belum selesai; petugas melanjutkannya.")),
    "reopen": (gettext_lazy("Buka kembali"), gettext_lazy("Tulis mengapa belum selesai; petugas melanjutkannya.")),
    "appeal": (gettext_lazy("Naikkan kepada atasan"), gettext_lazy("Atasan pengelola pengaduan membacanya dan memberi arahan.")),
    "close_off": (
        gettext_lazy("Rahasiakan isinya"),
        gettext_lazy("Isinya tidak akan diterbitkan; yang sudah terbit kami tarik. Ini tidak dapat dibatalkan."),
    ),
}
WAITING = {
    "finish": gettext_lazy("Anda menyatakan sudah selesai; sedang kami catat."),
    "dispute": gettext_lazy("Anda menyatakan belum selesai; sedang kami teruskan."),
    "reopen": gettext_lazy("Permintaan membuka kembali sedang kami teruskan."),
    "appeal": gettext_lazy("Permintaan menaikkan kepada atasan sedang kami teruskan."),
    "close_off": gettext_lazy("Permintaan merahasiakan isinya sedang kami jalankan."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def decide(request: HttpRequest, act: str) -> HttpResponse:
    """One decision about an answer, with words if one likes."""
    key = mailbox.opened(request)
    if act not in DECISIONS:
        raise Http404
    if key is None:
        return mailbox.ended(request, unsent=request.POST.get("text", ""))
    form = forms.DecisionForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, act, form, status=422 if form.errors else 200)
    try:
        afterwards.decide(key, act, form.cleaned_data["text"])
    except cases.Refused:
        trouble = Notice("warning", _("Ini tidak mungkin lagi"), (_("Keadaannya sudah berubah. Kembali ke kotak komunikasi Anda."),))
        return _page(request, act, form, trouble=trouble, status=409)
    except (DatabaseError, OSError) as error:
        return _page(request, act, form, trouble=_not_stored(error), status=503)
    return HttpResponseRedirect(reverse("reports:mailbox"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def rating(request: HttpRequest) -> HttpResponse:
    """Say how the handling was; again, to change it."""
    key = mailbox.opened(request)
    if key is None:
        return mailbox.ended(request, unsent=request.POST.get("text", ""))
    now = afterwards.standing(key)
    if not now.may_rate:
        return HttpResponseRedirect(reverse("reports:mailbox"))
    earlier = afterwards.rating(key, now.case)
    form = forms.RatingForm(request.POST or None, initial={**earlier.facts, "text": earlier.text} if earlier else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "rating", form, status=422 if form.errors else 200)
    try:
        afterwards.rate(key, form.cleaned_data, form.cleaned_data["text"])
    except cases.Refused:
        return HttpResponseRedirect(reverse("reports:mailbox"))
    except (DatabaseError, OSError) as error:
        return _page(request, "rating", form, trouble=_not_stored(error), status=503)
    return HttpResponseRedirect(reverse("reports:mailbox"))


def section(key: OpenedMailbox, _box: Box) -> dict[str, object]:
    """What the mailbox offers of all this."""
    now = afterwards.standing(key)
    return {
        "answered": now.case.state == "answered" and not now.waiting & {"finish", "dispute"},
        "acts": now.acts,
        "waiting": [WAITING[act] for act in WAITING if act in now.waiting],
        "may_rate": now.may_rate,
        "rated": now.may_rate and afterwards.rating(key, now.case) is not None,
        "ombudsman": now.case.state in {"escalated", "resolved", "archived", "withdrawn"} or bool(now.acts & {"appeal", "reopen"}),
    }


View = Callable[..., HttpResponse]


def _public(view: View) -> View:
    """A page without secrets and without forms: safe to compress, fresh for five minutes."""
    return require_safe(gzip_page(cache_control(public=True, max_age=300)(view)))


@_public
def published(request: HttpRequest) -> HttpResponse:
    """Complaints and their answers, searched without scripts."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:MOST_WORDS]
    found = Paginator(public.searched(words), public.PAGE).get_page(request.GET.get("page"))
    return render(request, "complaints/intake/published.html", {"words": words, "found": found})


@_public
def matter(request: HttpRequest, number: str) -> HttpResponse:
    """One published complaint with its answer."""
    found = public.find(number)
    if found is None:
        raise Http404
    return render(request, "complaints/intake/matter.html", {"one": found, "case": found.case})


def _page(request: HttpRequest, name: str, form: object, *, trouble: Notice | None = None, status: int = 200) -> HttpResponse:
    title, lead = DECISIONS.get(name, ("", ""))
    template = "rating" if name == "rating" else "decide"
    context = {"form": form, "notice": trouble, "title": title, "lead": lead, "act": name}
    return pad(render(request, f"complaints/intake/{template}.html", context, status=status))


def _not_stored(error: Exception) -> Notice:
    note_failure("what a reporter decided was not stored", error)
    return Notice(
        "danger",
        _("BELUM tersimpan. Tulisan Anda masih ada di halaman ini."),
        (_("Penyimpanan kami sedang terganggu. Coba lagi beberapa menit lagi."),),
    )
