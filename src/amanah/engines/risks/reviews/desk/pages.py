"""The list of reviews, the page of one, and what is done in it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.engines.risks import addresses, criteria
from amanah.engines.risks.reviews import queries, services
from amanah.engines.risks.reviews.desk import forms, showing
from amanah.engines.risks.reviews.desk.requests import found, found_entry
from amanah.engines.risks.reviews.models import Review, State, Verdict
from amanah.engines.risks.reviews.refusals import Refused
from amanah.engines.risks.reviews.services.holding import picture
from amanah.engines.risks.roles import MANAGER
from amanah.engines.risks.sides import standing
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clocks
from amanah.kernel import clock
from amanah.kernel.refusal import Refusal

TONES = {State.OPEN: "info", State.SUBMITTED: "warning", State.SIGNED: "success"}
SAID = {"confirmed": "neutral", "changed": "warning", "closed": "success"}
QUARTER = 92
"""How many days back the form proposes where there was no round before."""


@signed_in
@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    """The rounds one may see, the newest first."""
    form = forms.FilterForm(request.GET)
    state = form.chosen().get("state", "")
    context = narrowing.shown(
        request.GET, form, lambda after: queries.listing(request.viewer, state=state, after=after), reverse("reviews:list")
    )
    context["may_open"] = _may_open(request.viewer)
    return render(request, "reviews/list.html", context)


@signed_in
def new(request: StaffRequest) -> HttpResponse:
    """Begin a round."""
    if not _may_open(request.viewer):
        raise PermissionDenied
    today = clock.today()
    first = {"period_from": today - timedelta(days=QUARTER), "period_to": today, "deep": True, "unit": request.GET.get("unit", "")}
    form = forms.OpenForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            review = services.open_review(
                unit=said["unit"], deep=said["deep"], period_from=said["period_from"], period_to=said["period_to"], viewer=request.viewer
            )
        except Refused as refusal:
            form.add_error({"period": "period_to"}.get(refusal.code, "unit"), str(refusal))
        else:
            messages.success(request, _("Tinjauan dibuka. Setiap risiko yang terbuka dibawa ke putaran ini."))
            return redirect("reviews:review", review.number)
    return render(request, "reviews/new.html", {"form": form}, status=400 if form.errors else 200)


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """One round: its report as it grows, and as it was signed."""
    return render(request, "reviews/review.html", _context(request.viewer, found(request, number)))


@signed_in
def say(request: StaffRequest, number: str, entry_id: int) -> HttpResponse:
    """Say what is the case with one risk; then on to the next that waits."""
    entry = found_entry(request, number, entry_id)
    review, risk = entry.review, entry.risk
    if review.state != State.OPEN or not queries.keeps(request.viewer, review.unit):
        return redirect("reviews:review", review.number)
    first = {"verdict": entry.verdict or ("closed" if risk.state == "closed" else ""), "words": entry.words}
    form = forms.SayForm(request.POST or None, scale=criteria.in_force(), language=get_language() or "id", initial=first)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        acts: dict[str, Callable[[], object]] = {
            "confirmed": lambda: services.confirm(entry, said["words"], viewer=request.viewer),
            "closed": lambda: services.close(entry, said["words"], viewer=request.viewer),
            "changed": lambda: services.change(
                entry, said["words"], likelihood=said["likelihood"], impact=said["impact"], viewer=request.viewer
            ),
        }
        try:
            acts[said["verdict"]]()
        except Refusal as refusal:
            form.add_error("likelihood" if refusal.code == "unchanged" else None, str(refusal))
        else:
            messages.success(request, _("Tersimpan."))
            left = queries.entries(request.viewer, review).filter(verdict=Verdict.OPEN).first()
            return redirect("reviews:say", review.number, left.pk) if left else redirect("reviews:review", review.number)
    context = {
        "entry": entry,
        "review": review,
        "risk": risk,
        "risk_url": addresses.of_risk(risk.number),
        "before": showing.compared(entry.before),
        "flags": list(risk.flags.filter(cleared_on__isnull=True)),
        "form": form,
        "left": queries.entries(request.viewer, review).filter(verdict=Verdict.OPEN).count(),
    }
    return render(request, "reviews/say.html", context, status=400 if form.errors else 200)


@signed_in
def submit(request: StaffRequest, number: str) -> HttpResponse:
    """Ask for the signature."""
    review = found(request, number)
    form = forms.WordsForm(request.POST or None, initial={"text": review.summary})
    form.fields["text"].label = _("Kesimpulan tinjauan")
    heading, lead = (
        _("Ajukan untuk disahkan"),
        _("Apa yang paling penting dari putaran ini? Orang kedua akan membacanya lalu mengesahkannya."),
    )
    return _act(
        request, review, form, lambda: services.submit(review, form.cleaned_data["text"], viewer=request.viewer), heading=heading, lead=lead
    )


@signed_in
def sign(request: StaffRequest, number: str) -> HttpResponse:
    """Sign as the second person."""
    review = _to_sign(request, number)
    form = forms.SignForm(request.POST or None)
    lead = _("Yang berubah sejak putaran lalu dan keadaan setiap risiko disimpan sebagaimana adanya hari ini.")
    return _act(
        request,
        review,
        form,
        lambda: services.sign(review, form.cleaned_data["text"], viewer=request.viewer),
        heading=_("Sahkan"),
        lead=lead,
    )


@signed_in
def send_back(request: StaffRequest, number: str) -> HttpResponse:
    """Ask for something to be looked at again."""
    review = _to_sign(request, number)
    form = forms.WordsForm(request.POST or None)
    lead = _("Tuliskan apa yang perlu dilihat kembali.")
    heading = _("Kembalikan")
    return _act(
        request,
        review,
        form,
        lambda: services.send_back(review, form.cleaned_data["text"], viewer=request.viewer),
        heading=heading,
        lead=lead,
    )


def _act(request: StaffRequest, review: Review, form: Any, act: Callable[[], object], *, heading: str, lead: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("reviews:review", review.number)
    context = {"review": review, "form": form, "heading": heading, "lead": lead}
    return render(request, "reviews/write.html", context, status=400 if form.errors else 200)


def _to_sign(request: StaffRequest, number: str) -> Review:
    review = found(request, number)
    if not queries.may_sign(request.viewer, review):
        raise Http404
    return review


def _may_open(viewer: Viewer) -> bool:
    return bool(standing(viewer).paths(MANAGER.key))


def _context(viewer: Viewer, review: Review) -> dict[str, Any]:
    entries = list(queries.entries(viewer, review))
    rows = [
        {
            "entry": entry,
            "before": showing.standing_level(entry.before),
            "after": showing.standing_level(entry.after or picture(entry.risk)),
            "tone": SAID.get(entry.verdict, "neutral"),
        }
        for entry in entries
    ]
    keeps = queries.keeps(viewer, review.unit)
    left = [entry for entry in entries if entry.verdict == Verdict.OPEN]
    deadline = clocks.most_pressing(clocks.open_by_ref([review.ref]).get(review.ref, ()))
    return {
        "review": review,
        "tone": TONES[State(review.state)],
        "rows": rows,
        "groups": showing.groups(viewer, review),
        "since": showing.since(review),
        "done": len(entries) - len(left),
        "next": left[0] if left and keeps and review.state == State.OPEN else None,
        "may_say": keeps and review.state == State.OPEN,
        "may_submit": keeps and review.state == State.OPEN and not left,
        "may_sign": queries.may_sign(viewer, review),
        "deadline": deadline,
        "urgency": clocks.describe(deadline, clock.today()) if deadline else None,
    }
