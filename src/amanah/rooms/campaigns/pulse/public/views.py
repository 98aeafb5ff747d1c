"""Answering a pulse: one page, no account, no cookie, no script."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from amanah.rooms.campaigns.pulse import queries, services
from amanah.rooms.campaigns.pulse.models import Pulse, Wave
from amanah.rooms.campaigns.pulse.protecting import REST
from amanah.rooms.campaigns.pulse.public.forms import SheetForm
from amanah.rooms.campaigns.pulse.refusals import Refused
from amanah.rooms.campaigns.pulse.tickets import Ticket

TICKET = "ticket"


@csrf_exempt  # whoever comes is nobody: there is no session to abuse, and the usual token would be a cookie. See `tickets`
@never_cache
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The questions of the wave that is open; a sheet that is complete is counted."""
    pulse = _found(slug)
    wave = queries.answerable(pulse)
    if wave is None:
        return render(request, "campaigns_pulse/closed.html", {"title": _title(pulse), "next": queries.upcoming(pulse)})
    if request.method == "POST":
        return _take(request, pulse, wave)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    return _page(request, pulse, wave, SheetForm(wave=wave))


@require_safe
@never_cache
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for everybody who answered."""
    pulse = _found(slug)
    return render(request, "campaigns_pulse/thanks.html", {"title": _title(pulse), "wave": queries.answerable(pulse)})


def _take(request: HttpRequest, pulse: Pulse, wave: Wave) -> HttpResponse:
    form = SheetForm(request.POST, wave=wave)
    ticket = Ticket.read(request.POST.get(TICKET, ""), _about(wave))
    if not form.is_valid():
        return _page(request, pulse, wave, form, ticket)
    if ticket is None:
        form.add_error(None, _("Halaman ini terlalu lama terbuka. Jawaban Anda belum terkirim: tunggu sebentar, lalu kirim sekali lagi."))
    elif ticket.left:
        form.add_error(None, _("Terlalu cepat, atau sedang ramai. Tunggu %(n)s detik, lalu kirim lagi.") % {"n": ticket.left})
    elif not form.answers():
        form.add_error(None, Refused("empty").sentence)
    elif ticket.use():
        try:
            services.answer(wave, form.answers(), form.cleaned_data.get("group") or REST)
        except Refused as refusal:
            ticket.give_back()
            form.add_error(None, refusal.sentence)
        else:
            return _thanks(pulse)
    else:
        return _thanks(pulse)
    return _page(request, pulse, wave, form, ticket)


def _page(request: HttpRequest, pulse: Pulse, wave: Wave, form: SheetForm, ticket: Ticket | None = None) -> HttpResponse:
    context = {
        "title": _title(pulse),
        "wave": wave,
        "form": form,
        "ticket": ticket or Ticket.give(_about(wave)),
        "few": wave.least,
    }
    return render(request, "campaigns_pulse/sheet.html", context, status=400 if form.errors else 200)


def _thanks(pulse: Pulse) -> HttpResponse:
    return HttpResponseRedirect(reverse("pulse_public:thanks", args=[pulse.slug]))


def _found(slug: str) -> Pulse:
    pulse = Pulse.objects.filter(slug=slug).first()
    if pulse is None:
        raise Http404
    return pulse


def _title(pulse: Pulse) -> str:
    return pulse.title_en if (get_language() or "id").startswith("en") else pulse.title


def _about(wave: Wave) -> str:
    return f"{wave.pulse_id}.{wave.seq}"
