"""Messages that are to be read: writing, sending, reading and seeing how far it is."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.notices import services as notices
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock, numbers
from amanah.rooms.campaigns import addresses, audiences, declare, services
from amanah.rooms.campaigns.desk import forms
from amanah.rooms.campaigns.desk.fields import said_of
from amanah.rooms.campaigns.desk.requests import act, campaign_or_404, tried
from amanah.rooms.campaigns.models import Circular
from amanah.rooms.campaigns.queries import reading
from amanah.rooms.campaigns.queries.visible import worked_on
from amanah.rooms.campaigns.sides import standing


def circular_or_404(request: StaffRequest, number: str, *, own: bool = False) -> Circular:
    """The message of that number; with `own`, of a campaign that the viewer keeps or owns."""
    found = reading.visible_circulars(request.viewer).filter(number=numbers.tidy(number))
    circular = found.select_related("campaign__unit", "campaign__owner", "campaign__audience", "audience", "sent_by__person").first()
    if circular is None or (own and not services.writes(request.viewer, circular.campaign)):
        raise Http404
    return circular


def _works(request: StaffRequest, circular: Circular) -> bool:
    return worked_on(request.viewer).filter(pk=circular.campaign_id).exists()


@signed_in
def show(request: StaffRequest, number: str) -> HttpResponse:
    """A message: to be read by those it was sent to; and how far it is, for those who answer for it."""
    circular = circular_or_404(request, number)
    mine = circular.readings.filter(person=request.viewer.person).first()
    form = forms.ReadForm(request.POST or None, initial={"read": circular.digest})
    if request.method == "POST":
        if mine is None:
            raise Http404
        if form.is_valid() and tried(
            request,
            lambda: services.confirm_read(circular, form.cleaned_data["read"], viewer=request.viewer),
            _("Terima kasih. Tercatat bahwa Anda sudah membacanya."),
        ):
            return redirect(addresses.of_circular(circular.number))
    notices.mark_read(request.viewer, ref=circular.ref)
    works = _works(request, circular)
    english = (get_language() or "id").startswith("en")
    context: dict[str, Any] = {
        "circular": circular,
        "body": circular.body_en if english and circular.body_en else circular.body,
        "state": declare.CIRCULARS[circular.state],
        "tone": declare.CIRCULAR_TONES[circular.state],
        "mine": mine,
        "form": form if mine is not None and mine.read_on is None and circular.state == declare.SENT else None,
        "works": works,
        "writes": services.writes(request.viewer, circular.campaign),
        "audience": audiences.said(circular.audience) if works else "",
        "overdue": circular.state == declare.SENT and circular.due_on < clock.today(),
        "campaign_url": addresses.of_campaign(circular.campaign.number) if works else "",
        **_progress(request, circular, works=works),
    }
    if works and circular.state == "draft":
        context["size"] = audiences.size(circular.audience)
    return render(request, "campaigns/circular.html", context, status=400 if form.errors else 200)


def _progress(request: StaffRequest, circular: Circular, *, works: bool) -> dict[str, Any]:
    """By unit: all of them for who works on the campaign, their own for who heads a unit."""
    if circular.state == "draft":
        return {}
    heading = standing(request.viewer).heading
    if not works and not heading:
        return {}
    small = 0 if works and standing(request.viewer).manages(circular.campaign.unit) else declare.SMALL
    own = [] if works else [share for share in reading.shares(circular) if share.unit and share.unit.path in heading]
    shares = reading.shares(circular, small=small) if works else own
    if not shares:
        return {}
    rows = [{"share": share, "names": reading.may_see_names(request.viewer, share.unit)} for share in shares]
    return {"shares": rows, "total": reading.total(circular) if works else None, "small": small}


@signed_in
@require_safe
def names(request: StaffRequest, number: str, unit: str) -> HttpResponse:
    """Who of a unit has read it: for its head, and for who manages campaigns over it."""
    circular = circular_or_404(request, number)
    found = Unit.objects.filter(code=unit).first()
    readings = reading.names(request.viewer, circular, found) if found is not None else None
    if not readings:
        raise Http404
    context = {"circular": circular, "unit": found, "readings": readings, "read": sum(1 for one in readings if one.read_on)}
    return render(request, "campaigns/readers.html", context)


@signed_in
def new(request: StaffRequest, number: str) -> HttpResponse:
    """Write a message of a campaign."""
    campaign = campaign_or_404(request, number, own=True)
    form = forms.CircularForm(request.POST or None, initial=_initial(campaign))

    def done() -> HttpResponse:
        circular = services.write_circular(campaign, form.plan, viewer=request.viewer)
        return redirect(addresses.of_circular(circular.number))

    page = {"campaign": campaign, "lead": _("Sesudah ditulis, pesan dilihat dahulu sebelum dikirim.")}
    return act(request, form, done, addresses.of_campaign(campaign.number), _("Tulis pesan wajib baca"), page)


def _initial(campaign: Any) -> dict[str, Any]:
    said = said_of(campaign.audience)
    return {"title": campaign.title, "body": campaign.message, "body_en": campaign.message_en, **said}


@signed_in
def change(request: StaffRequest, number: str) -> HttpResponse:
    """Change a message that nobody has got yet."""
    circular = circular_or_404(request, number, own=True)
    form = forms.CircularForm(request.POST or None, initial=forms.CircularForm.of(circular))
    here = addresses.of_circular(circular.number)
    page = {"campaign": circular.campaign}
    return act(request, form, lambda: services.change_circular(circular, form.plan, viewer=request.viewer), here, _("Ubah pesan"), page)


@require_POST
@signed_in
def send(request: StaffRequest, number: str) -> HttpResponse:
    """Send it."""
    circular = circular_or_404(request, number, own=True)
    told = _("Pesan dikirim. Pemberitahuannya sampai kepada pembaca dalam beberapa menit.")
    tried(request, lambda: services.send_circular(circular, viewer=request.viewer), told)
    return redirect(addresses.of_circular(circular.number))


@signed_in
def withdraw(request: StaffRequest, number: str) -> HttpResponse:
    """Ask nobody any more to read it."""
    circular = circular_or_404(request, number, own=True)
    form = forms.WordsForm(request.POST or None)
    here = addresses.of_circular(circular.number)
    page = {"campaign": circular.campaign, "lead": _("Siapa yang sudah membaca tetap tercatat.")}
    return act(
        request,
        form,
        lambda: services.withdraw_circular(circular, form.cleaned_data["text"], viewer=request.viewer),
        here,
        _("Tarik pesan"),
        page,
    )
