"""What is done about a campaign and its activities: a form page each, or one button."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.organisation import queries as organisation
from amanah.kernel import clock
from amanah.rooms.campaigns import addresses, declare, services
from amanah.rooms.campaigns.desk import forms
from amanah.rooms.campaigns.desk.requests import act, activity_or_404, campaign_or_404, tried
from amanah.rooms.campaigns.sides import standing


@signed_in
def new(request: StaffRequest) -> HttpResponse:
    """Draw up a campaign."""
    who = standing(request.viewer)
    if not who.keeping:
        raise PermissionDenied
    person = request.viewer.person
    own = organisation.units_of(person) if person else []
    initial = {"owner": (person.nip or person.other_number or person.name) if person else "", "unit": own[0].code if len(own) == 1 else ""}
    form = forms.CampaignForm(request.POST or None, initial=initial)

    def done() -> HttpResponse:
        said = form.cleaned_data
        campaign = services.open_campaign(form.plan, unit=said["unit"], owner=said["owner"], viewer=request.viewer)
        return redirect(addresses.of_campaign(campaign.number))

    return act(request, form, done, reverse("campaigns:list"), _("Rancang kampanye"), template="campaigns/plan.html")


@signed_in
def change(request: StaffRequest, number: str) -> HttpResponse:
    """Change a draft."""
    campaign = campaign_or_404(request, number, own=True)
    form = forms.CampaignForm(request.POST or None, initial=forms.CampaignForm.of(campaign))

    def done() -> None:
        services.change(campaign, form.plan, owner=form.cleaned_data["owner"], viewer=request.viewer)

    here = addresses.of_campaign(campaign.number)
    page = {"campaign": campaign, "lead": _("Unit penyelenggara tidak dapat diganti di sini.")}
    return act(request, form, done, here, _("Ubah rancangan"), page, template="campaigns/plan.html")


@require_POST
@signed_in
def press(request: StaffRequest, number: str, move: str) -> HttpResponse:
    """A move that needs no words: submit or start."""
    campaign = campaign_or_404(request, number, own=True)
    verbs = {"submit": services.submit, "start": services.start}
    if move not in verbs:
        raise Http404
    tried(request, lambda: verbs[move](campaign, viewer=request.viewer), str(declare.MOVES[move].told))
    return redirect(addresses.of_campaign(campaign.number))


@signed_in
def say(request: StaffRequest, number: str, move: str) -> HttpResponse:
    """A move that is made with words: approve, send back, finish or cancel."""
    campaign = campaign_or_404(request, number, own=True)
    verbs = {"approve": services.approve, "send_back": services.send_back, "finish": services.finish, "cancel": services.cancel}
    leads = {
        "approve": _("Anda menyetujui tujuan, sasaran, dan anggarannya. Kampanye langsung berjalan."),
        "send_back": _("Tuliskan apa yang perlu berubah sebelum dapat disetujui."),
        "finish": _("Sesudah ini tidak ada kegiatan baru. Orang lain yang mengevaluasi hasilnya."),
        "cancel": _("Kegiatan yang belum terlaksana ikut dibatalkan. Yang sudah tercatat tetap ada."),
    }
    if move not in verbs:
        raise Http404
    form = (forms.RemarkForm if move == "approve" else forms.WordsForm)(request.POST or None)
    here = addresses.of_campaign(campaign.number)
    return act(
        request,
        form,
        lambda: verbs[move](campaign, form.cleaned_data["text"], viewer=request.viewer),
        here,
        str(declare.MOVES[move].title),
        {"campaign": campaign, "lead": leads[move]},
    )


@signed_in
def evaluate(request: StaffRequest, number: str) -> HttpResponse:
    """Say what came of it."""
    campaign = campaign_or_404(request, number, own=True)
    form = forms.EvaluationForm(request.POST or None, initial={"result": campaign.result})

    def done() -> None:
        said = form.cleaned_data
        services.evaluate(
            campaign, said["outcome"], said["findings"], lessons=said["lessons"], result=said["result"], viewer=request.viewer
        )

    page = {"campaign": campaign, "lead": campaign.aim, "figures": True}
    return act(request, form, done, addresses.of_campaign(campaign.number), _("Evaluasi kampanye"), page)


@signed_in
def plan_activity(request: StaffRequest, number: str) -> HttpResponse:
    """Put an activity into the calendar."""
    campaign = campaign_or_404(request, number, own=True)
    form = forms.ActivityForm(request.POST or None, initial={"day": max(campaign.begins_on, clock.today())})
    return act(
        request,
        form,
        lambda: services.plan_activity(campaign, form.plan, viewer=request.viewer),
        addresses.of_campaign(campaign.number),
        _("Jadwalkan kegiatan"),
        {"campaign": campaign},
    )


@signed_in
def spend(request: StaffRequest, number: str) -> HttpResponse:
    """Note money that was spent."""
    campaign = campaign_or_404(request, number, own=True)
    form = forms.SpendForm(request.POST or None, initial={"day": clock.today()})

    def done() -> None:
        services.spend(campaign, form.signed, form.cleaned_data["what"], form.cleaned_data["day"], viewer=request.viewer)

    page = {"campaign": campaign, "lead": _("Lampirkan kuitansinya sebagai bukti pada halaman kampanye.")}
    return act(request, form, done, addresses.of_campaign(campaign.number), _("Catat pengeluaran"), page)


@signed_in
def move_activity(request: StaffRequest, number: str) -> HttpResponse:
    """Another day."""
    activity = activity_or_404(request, number)
    form = forms.MoveForm(request.POST or None, initial={"day": activity.day})

    def done() -> None:
        said = form.cleaned_data
        services.move_activity(activity, said["day"], said["text"], last_day=said["last_day"], viewer=request.viewer)

    page = {"campaign": activity.campaign, "lead": activity.title}
    return act(request, form, done, addresses.of_activity(activity.number), _("Pindahkan hari"), page)


@signed_in
def end_activity(request: StaffRequest, number: str, how: str) -> HttpResponse:
    """It took place, or it does not."""
    activity = activity_or_404(request, number)
    verbs = {
        "done": (_("Catat pelaksanaan"), services.do_activity, _("Bagaimana jalannya, dan apa yang ditanyakan orang?")),
        "dropped": (_("Batalkan kegiatan"), services.drop_activity, _("Mengapa tidak jadi?")),
    }
    if how not in verbs:
        raise Http404
    heading, verb, label = verbs[how]
    form = forms.WordsForm(request.POST or None)
    form.fields["text"].label = label
    return act(
        request,
        form,
        lambda: verb(activity, form.cleaned_data["text"], viewer=request.viewer),
        addresses.of_activity(activity.number),
        heading,
        {"campaign": activity.campaign, "lead": activity.title},
    )


@signed_in
def reach(request: StaffRequest, number: str) -> HttpResponse:
    """How many were reached."""
    activity = activity_or_404(request, number)
    form = forms.ReachForm(request.POST or None, initial={"basis": declare.COUNTED})

    def done() -> None:
        said = form.cleaned_data
        services.count_reach(activity, said["people"], unit=said["unit"], group=said["group"], basis=said["basis"], viewer=request.viewer)

    lead = _("Isi unit, kelompok, atau keduanya. Angka yang dicatat lagi untuk unit dan kelompok yang sama menggantikan yang lama.")
    page = {"campaign": activity.campaign, "lead": lead}
    return act(request, form, done, addresses.of_activity(activity.number), _("Catat jumlah orang"), page)
