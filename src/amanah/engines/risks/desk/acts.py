"""The acts on a risk: a page each with its form, one POST, and back to the risk."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amanah.engines.risks import queries, services
from amanah.engines.risks.declare import FLAGS
from amanah.engines.risks.desk import forms
from amanah.engines.risks.desk.requests import risk_or_404
from amanah.engines.risks.models import Risk
from amanah.engines.risks.refusals import Refused
from amanah.engines.risks.services.moving import REVIEWING
from amanah.engines.risks.sides import WRITING, Side, sides_of
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.access.viewer import Viewer

KEEPING = frozenset({Side.KEEPER})


@dataclass(frozen=True)
class Act:
    """One act: its words, its form, its verb, and when and to whom it is offered."""

    title: Any
    form: type[django_forms.Form]
    verb: Callable[[Risk, Viewer, dict[str, Any]], object]
    states: tuple[str, ...]
    sides: frozenset[Side]
    lead: Any = ""


def _classify(risk: Risk, viewer: Viewer, said: dict[str, Any]) -> object:
    """The class stands beside the score, so that the score is said once more with it."""
    stage = "residual" if risk.residual_score is not None else "inherent"
    place = risk.cell(stage)
    if place is None:
        raise Refused("unscored")
    reason = _("Nilai tetap; golongan risiko suap ditetapkan.")
    return services.assess(risk, stage, *place, reason, viewer=viewer, **said)


ACTS = {
    "class": Act(
        gettext_lazy("Tetapkan golongan risiko suap"),
        forms.ClassForm,
        _classify,
        ("draft", "active"),
        WRITING,
        gettext_lazy(
            "Risiko suap di atas batas rendah menyalakan uji kelayakan dan langkah lain sistem antisuap. Golongan ini keputusan orang, "
            "dengan alasan, di samping skor."
        ),
    ),
    "review": Act(
        gettext_lazy("Catat tinjauan"),
        forms.ReviewForm,
        lambda risk, viewer, said: services.reviewed(risk, said["reason"], viewer, next_on=said["next_on"]),
        ("active",),
        REVIEWING,
        gettext_lazy("Bila nilainya berubah, nilailah dahulu; tinjauan mencatat bahwa risiko ini sudah dilihat lagi."),
    ),
    "close": Act(
        gettext_lazy("Tutup risiko"),
        forms.ReasonForm,
        lambda risk, viewer, said: services.close(risk, said["reason"], viewer),
        ("draft", "active"),
        KEEPING,
        gettext_lazy("Untuk risiko yang tidak ada lagi, atau ternyata tidak pernah ada. Ia tetap tersimpan bersama seluruh riwayatnya."),
    ),
    "reopen": Act(
        gettext_lazy("Berlakukan lagi"),
        forms.ReasonForm,
        lambda risk, viewer, said: services.activate(risk, viewer, reason=said["reason"]),
        ("closed",),
        KEEPING,
    ),
}


@dataclass(frozen=True)
class Offers:
    """What may be done now, in the order in which it presses: buttons that act at once, and links to pages with a form."""

    posts: list[dict[str, Any]]
    links: list[dict[str, Any]]
    clear: bool

    @property
    def any(self) -> bool:
        """Whether there is anything."""
        return bool(self.posts or self.links)


def may_write(viewer: Viewer, risk: Risk) -> bool:
    """Whether what is said of the risk is theirs to change."""
    return risk.state != "closed" and bool(sides_of(viewer, risk) & WRITING)


def offers(viewer: Viewer, risk: Risk) -> Offers:
    """What the risk's state and the viewer's sides allow, before anyone tries."""
    sides = sides_of(viewer, risk)
    links: list[tuple[str, Any]] = []
    posts = []
    if risk.state == "draft" and sides & KEEPING and risk.inherent_score is not None:
        posts.append({"url": reverse("risks:activate", args=[risk.number]), "title": _("Berlakukan risiko"), "first": True})
    if risk.state != "closed" and sides & WRITING:
        for stage, title in _stages(risk):
            links.append((reverse("risks:assess", args=[risk.number, stage]), title))
        links.append((reverse("risks:change", args=[risk.number, "event"]), _("Ubah uraian")))
    scored = risk.inherent_score is not None or risk.residual_score is not None
    for key, act in ACTS.items():
        if risk.state in act.states and sides & act.sides and (key != "class" or scored):
            links.append((reverse("risks:do", args=[risk.number, key]), act.title))
    drawn = [{"url": url, "title": title, "first": not posts and not n} for n, (url, title) in enumerate(links)]
    return Offers(posts, drawn, bool(sides & REVIEWING))


def _stages(risk: Risk) -> list[tuple[str, str]]:
    """What is to be assessed, what presses first."""
    inherent = ("inherent", _("Nilai risiko melekat") if risk.inherent_score is None else _("Nilai ulang risiko melekat"))
    residual = ("residual", _("Nilai risiko tersisa") if risk.residual_score is None else _("Nilai ulang risiko tersisa"))
    target = ("target", _("Tetapkan target") if risk.target_score is None else _("Ubah target"))
    return [inherent, residual, target] if risk.inherent_score is None else [residual, target, inherent]


@require_POST
@signed_in
def activate(request: StaffRequest, number: str) -> HttpResponse:
    """Let a draft count from now on."""
    risk = risk_or_404(request, number)
    return answer(request, risk, lambda: services.activate(risk, request.viewer), _("Risiko ini kini berlaku."))


@signed_in
def do(request: StaffRequest, number: str, act: str) -> HttpResponse:
    """One act with its form; whoever may not do it is told so by the engine."""
    risk = risk_or_404(request, number)
    if act not in ACTS:
        raise Http404
    declared = ACTS[act]
    initial = {"bribery_class": risk.bribery_class, "bribery_reason": risk.bribery_reason} if act == "class" else None
    form = declared.form(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return answer(request, risk, lambda: declared.verb(risk, request.viewer, form.cleaned_data))
    return form_page(request, risk, form, declared.title, declared.lead)


@signed_in
def clear_flag(request: StaffRequest, number: str, flag_id: int) -> HttpResponse:
    """Answer a flag with a reason."""
    risk = risk_or_404(request, number)
    flag = get_object_or_404(risk.flags.filter(cleared_on__isnull=True), pk=flag_id)
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return answer(request, risk, lambda: services.clear_flag(flag, form.cleaned_data["reason"], request.viewer), _("Tanda dijawab."))
    lead = f"{FLAGS[flag.sort]}: {flag.note}" if flag.note else FLAGS[flag.sort]
    return form_page(request, risk, form, _("Jawab tanda ini"), lead)


def answer(request: StaffRequest, risk: Risk, act: Callable[[], object], done: str = "") -> HttpResponse:
    """Do it and go back, saying what was done or why not."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done or _("Tersimpan."))
    there = queries.find(request.viewer, risk.number)
    return redirect("risks:risk", risk.number) if there else redirect("risks:register")


def form_page(request: StaffRequest, risk: Risk, form: django_forms.Form, heading: Any, lead: Any = "") -> HttpResponse:
    """A page with one form."""
    context = {"risk": risk, "form": form, "heading": heading, "lead": lead, "back": reverse("risks:risk", args=[risk.number])}
    return render(request, "risks/write.html", context, status=400 if form.errors else 200)
