"""A participant's own pages."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amanah.engines.risks import criteria
from amanah.engines.risks.workshops import queries, services
from amanah.engines.risks.workshops.desk import forms
from amanah.engines.risks.workshops.desk.requests import found_item, tried
from amanah.engines.risks.workshops.models import Item, State
from amanah.engines.risks.workshops.queries.work import to_judge
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest


@signed_in
def score(request: StaffRequest, number: str, item_id: int) -> HttpResponse:
    """Judge one risk, alone; then on to the next that waits."""
    item = found_item(request, number, item_id)
    workshop = item.workshop
    participant = queries.participant_of(request.viewer, workshop)
    if participant is None or workshop.state != State.SCORING or item.recusals.filter(participant=participant).exists():
        return redirect("workshops:item", workshop.number, item.pk)
    mine = queries.own(request.viewer, workshop).get(item.pk)
    first: dict[str, Any] = {"likelihood": mine.likelihood, "impact": mine.impact, "reason": mine.reason} if mine else {}
    form = forms.ScoreForm(request.POST or None, criteria=criteria.in_force(), initial=first)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done = tried(
            request,
            lambda: services.score(item, said["likelihood"], said["impact"], said["reason"], viewer=request.viewer),
            _("Penilaian Anda tersimpan. Orang lain belum dapat melihatnya."),
        )
        following = to_judge(request.viewer).filter(workshop=workshop).order_by("sort").first() if done else None
        if following is not None:
            return redirect("workshops:score", workshop.number, following.pk)
        return redirect("workshops:workshop", workshop.number)
    context = {"item": item, "workshop": workshop, "form": form, "mine": mine, **told_of(item)}
    return render(request, "workshops/score.html", context, status=400 if form.errors else 200)


@signed_in
def recuse(request: StaffRequest, number: str, item_id: int) -> HttpResponse:
    """Keep off one risk."""
    item = found_item(request, number, item_id)
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried(request, lambda: services.recuse(item, form.cleaned_data["text"], viewer=request.viewer))
        return redirect("workshops:workshop", item.workshop.number)
    context = {
        "workshop": item.workshop,
        "form": form,
        "heading": _("Nyatakan berkepentingan"),
        "button": _("Nyatakan berkepentingan"),
        "lead": _("%(risk)s: Anda tidak menilai risiko ini dan tidak melihat nilai orang lain. Pengelola risiko membaca alasan Anda.")
        % {"risk": item.risk.title},
    }
    return render(request, "workshops/write.html", context, status=400 if form.errors else 200)


def told_of(item: Item) -> dict[str, Any]:
    """What people need to know of a risk in order to judge it."""
    risk = item.risk
    return {"risk": risk, "causes": list(risk.causes.all()), "consequences": list(risk.consequences.all())}
