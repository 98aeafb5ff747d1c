"""The acts on an engagement and its team: a form page each, one POST, and back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.engagements import addresses, kinds, services
from amanah.engines.engagements.declare import MOVES
from amanah.engines.engagements.desk import forms
from amanah.engines.engagements.desk.parts import act, engagement_or_404
from amanah.engines.engagements.models import Engagement, Member, Waiver
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.access.viewer import Viewer


@dataclass(frozen=True)
class Act:
    """One move: its form, its verb, and what the page says first."""

    form: type[django_forms.Form]
    verb: Callable[[Engagement, Viewer, dict[str, Any]], object]
    lead: Any = ""


ACTS = {
    "prepare": Act(
        forms.PrepareForm,
        lambda one, viewer, said: services.prepare(one, said["assignment"], said["assigned_on"], viewer=viewer),
        gettext_lazy("Tim lengkap dan independen, dan yang akan diuji sudah tertulis. Sesudah ini unit yang diperiksa diberi tahu."),
    ),
    "begin": Act(
        forms.NoForm, lambda one, viewer, _said: services.begin(one, viewer=viewer), gettext_lazy("Independensi tim diperiksa sekali lagi.")
    ),
    "report": Act(
        forms.WordsForm,
        lambda one, viewer, said: services.report(one, said["text"], viewer=viewer),
        gettext_lazy("Tuliskan kesimpulan. Sesudah laporan terbit, kertas kerja dan temuan tidak dapat diubah."),
    ),
    "conclude": Act(forms.WordsForm, lambda one, viewer, said: services.conclude(one, said["text"], viewer=viewer)),
    "follow": Act(
        forms.WordsForm,
        lambda one, viewer, said: services.follow(one, said["text"], viewer=viewer),
        gettext_lazy("Semua rekomendasi sudah diverifikasi, atau dibatalkan dengan persetujuan orang kedua."),
    ),
    "close": Act(forms.WordsForm, lambda one, viewer, said: services.close(one, said["text"], viewer=viewer)),
    "cancel": Act(forms.ReasonForm, lambda one, viewer, said: services.cancel(one, said["text"], viewer=viewer)),
}


@signed_in
def do(request: StaffRequest, number: str, key: str) -> HttpResponse:
    """One move with its form; whoever may not make it is told so by the engine."""
    engagement = engagement_or_404(request, number)
    if key not in ACTS:
        raise Http404
    declared = ACTS[key]
    form = declared.form(request.POST or None) if key != "begin" else forms.NoForm(request.POST if request.method == "POST" else None)
    return act(
        request,
        form,
        lambda: declared.verb(engagement, request.viewer, form.cleaned_data),
        _page(engagement, MOVES[key].title, declared.lead),
        {"days": "assigned_on", "words": "text"},
    )


@signed_in
def revise(request: StaffRequest, number: str) -> HttpResponse:
    """Change the plan."""
    engagement = engagement_or_404(request, number)
    every = list(kinds.kind(engagement.kind).offered(engagement.scope))
    form = forms.PlanForm(request.POST or None, initial=forms.PlanForm.of(engagement), offered=every, revising=True)
    lead = _("Pengecualian independensi yang pernah disetujui tidak berlaku lagi, sebab diberikan untuk rencana lama.")
    return act(
        request,
        form,
        lambda: services.revise(engagement, form.draft(engagement.scope), form.cleaned_data["why"], viewer=request.viewer),
        _page(engagement, _("Ubah rencana"), lead),
        {"days": "period_to", "unit": "unit_1", "subjects": "unit_1"},
    )


@signed_in
def join(request: StaffRequest, number: str) -> HttpResponse:
    """Put somebody into the team."""
    engagement = engagement_or_404(request, number)
    form = forms.MemberForm(request.POST or None)
    lead = _("Jabatan sekarang dan yang lalu, jawaban atas kriteria, dan kepentingan yang dinyatakan diperiksa lebih dahulu.")
    return act(
        request,
        form,
        lambda: services.join(engagement, form.cleaned_data["person"], form.cleaned_data["part"], viewer=request.viewer),
        _page(engagement, _("Tetapkan anggota tim"), lead),
        dict.fromkeys(("not_independent", "excluded", "auditor", "member"), "person") | {"one_lead": "part"},
    )


@signed_in
def leave(request: StaffRequest, number: str, member_id: int) -> HttpResponse:
    """Take somebody out of the team."""
    engagement = engagement_or_404(request, number)
    member = get_object_or_404(Member.objects.select_related("person"), pk=member_id, engagement=engagement, until__isnull=True)
    member.engagement = engagement
    form = forms.ReasonForm(request.POST or None)
    return act(
        request,
        form,
        lambda: services.leave(member, form.cleaned_data["text"], viewer=request.viewer),
        _page(engagement, _("Keluarkan dari tim"), member.person.name),
    )


@signed_in
def ask_waiver(request: StaffRequest, number: str) -> HttpResponse:
    """Propose that somebody joins although they are not independent."""
    engagement = engagement_or_404(request, number)
    form = forms.WaiverForm(request.POST or None)
    lead = _("Hanya bila tidak ada orang lain. Orang kedua memutuskannya, dan laporan menyebutkannya.")

    def verb() -> object:
        said = form.cleaned_data
        return services.ask_waiver(engagement, said["person"], said["part"], said["text"], viewer=request.viewer)

    fields = dict.fromkeys(("independent", "excluded", "auditor", "member", "same_person"), "person") | {"one_lead": "part"}
    return act(request, form, verb, _page(engagement, _("Usulkan pengecualian"), lead), fields)


@signed_in
def decide_waiver(request: StaffRequest, number: str, waiver_id: int, verdict: str) -> HttpResponse:
    """Be the second person."""
    engagement = engagement_or_404(request, number)
    waiver = get_object_or_404(Waiver.objects.select_related("person"), pk=waiver_id, engagement=engagement, verdict="asked")
    waiver.engagement = engagement
    verbs = {"grant": (_("Setujui pengecualian"), services.grant_waiver), "refuse": (_("Tolak pengecualian"), services.refuse_waiver)}
    if verdict not in verbs:
        raise Http404
    heading, verb = verbs[verdict]
    form = forms.ReasonForm(request.POST or None)
    lead = f"{waiver.person.name}: {'; '.join(waiver.grounds)}"
    return act(request, form, lambda: verb(waiver, form.cleaned_data["text"], viewer=request.viewer), _page(engagement, heading, lead))


def _page(engagement: Engagement, heading: Any, lead: Any = "") -> dict[str, Any]:
    return {
        "heading": heading,
        "lead": lead,
        "back": addresses.of_engagement(engagement.number),
        "above": engagement.title,
        "number": engagement.number,
    }
