"""The page of a workshop and of one risk in it, and what its manager does."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amanah.engines.risks import addresses, criteria
from amanah.engines.risks.editions import criteria_of
from amanah.engines.risks.queries import visible as visible_risks
from amanah.engines.risks.workshops import queries, services
from amanah.engines.risks.workshops.desk import forms, picture
from amanah.engines.risks.workshops.desk.judging import told_of
from amanah.engines.risks.workshops.desk.requests import found, found_item, tried
from amanah.engines.risks.workshops.models import Item, Outcome, State, Workshop
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clocks
from amanah.kernel import clock

TONES = {State.SCORING: "info", State.OPENED: "warning", State.CLOSED: "success", State.CANCELLED: "neutral"}


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """One workshop: what is judged, by whom, and how far it is."""
    return render(request, "workshops/workshop.html", _context(request.viewer, found(request, number)))


@signed_in
@require_safe
def item(request: StaffRequest, number: str, item_id: int) -> HttpResponse:
    """One risk in a workshop: the opinions once they are opened, what was said, and what was settled."""
    return render(request, "workshops/item.html", _item_context(request, found_item(request, number, item_id)))


@require_POST
@signed_in
def open_scores(request: StaffRequest, number: str) -> HttpResponse:
    """Let everybody see everything."""
    workshop = found(request, number)
    tried(request, lambda: services.open_scores(workshop, viewer=request.viewer), _("Nilai dibuka untuk semua peserta."))
    return redirect("workshops:workshop", workshop.number)


@require_POST
@signed_in
def note(request: StaffRequest, number: str, item_id: int) -> HttpResponse:
    """Keep what was said."""
    there = found_item(request, number, item_id)
    form = forms.WordsForm(request.POST)
    if not form.is_valid():
        return render(request, "workshops/item.html", _item_context(request, there, note_form=form), status=400)
    tried(request, lambda: services.note(there, form.cleaned_data["text"], viewer=request.viewer))
    return redirect("workshops:item", number, item_id)


@signed_in
def settle(request: StaffRequest, number: str, item_id: int) -> HttpResponse:
    """Put down what the workshop came to."""
    there = found_item(request, number, item_id)
    if not _may_decide(request.viewer, there):
        raise Http404
    spread = queries.spreads(request.viewer, queries.items(request.viewer, there.workshop).filter(pk=there.pk)).get(there.pk)
    form = forms.SettleForm(request.POST or None, risk=there.risk, criteria=criteria.in_force(), initial=_middle(spread))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if tried(
            request,
            lambda: services.settle(
                there,
                said["likelihood"],
                said["impact"],
                said["reason"],
                bribery_class=said.get("bribery_class", ""),
                bribery_reason=said.get("bribery_reason", ""),
                viewer=request.viewer,
            ),
            _("Nilai ditetapkan dan masuk ke riwayat risiko."),
        ):
            return redirect("workshops:workshop", there.workshop.number)
    context = {"item": there, "workshop": there.workshop, "form": form, "spread": spread, **told_of(there)}
    return render(request, "workshops/settle.html", context, status=400 if form.errors else 200)


@signed_in
def leave(request: StaffRequest, number: str, item_id: int) -> HttpResponse:
    """Come to nothing about a risk."""
    there = found_item(request, number, item_id)
    if not _may_decide(request.viewer, there):
        raise Http404
    form = forms.WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried(request, lambda: services.leave(there, form.cleaned_data["text"], viewer=request.viewer))
        return redirect("workshops:workshop", there.workshop.number)
    heading = _("Jangan tetapkan di sini")
    lead = _("%(risk)s: tuliskan mengapa lokakarya ini tidak menetapkan nilainya.") % {"risk": there.risk.title}
    context = {"workshop": there.workshop, "form": form, "heading": heading, "button": _("Simpan alasan"), "lead": lead}
    return render(request, "workshops/write.html", context, status=400 if form.errors else 200)


@signed_in
def close(request: StaffRequest, number: str) -> HttpResponse:
    """End it."""
    workshop = found(request, number)
    form = forms.CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried(request, lambda: services.close(workshop, form.cleaned_data["text"], viewer=request.viewer), _("Lokakarya selesai."))
        return redirect("workshops:workshop", workshop.number)
    context = {"workshop": workshop, "form": form, "heading": _("Tutup lokakarya"), "button": _("Tutup lokakarya")}
    return render(request, "workshops/write.html", context, status=400 if form.errors else 200)


def _context(viewer: Viewer, workshop: Workshop) -> dict[str, Any]:
    of = queries.items(viewer, workshop)
    participant = queries.participant_of(viewer, workshop)
    taking_part = participant is not None and participant.absent_on is None
    own = queries.own(viewer, workshop)
    kept_off = set(participant.recusals.values_list("item_id", flat=True)) if participant else set()
    spreads = queries.spreads(viewer, of)
    rows = [
        {
            "item": one,
            "own": own.get(one.pk),
            "kept_off": one.pk in kept_off,
            "spread": spreads.get(one.pk),
            **_settled(one),
        }
        for one in of
    ]
    leads = queries.manages(viewer, workshop.unit)
    attendance = queries.attendance(viewer, workshop)
    deadline = clocks.most_pressing(clocks.open_by_ref([workshop.ref]).get(workshop.ref, ()))
    scoring, opened = workshop.state == State.SCORING, workshop.state == State.OPENED
    answered = sum(one.judged > 0 for one in attendance)
    return {
        "workshop": workshop,
        "tone": TONES[State(workshop.state)],
        "rows": rows,
        "next": next((row["item"] for row in rows if not row["own"] and not row["kept_off"]), None) if scoring and taking_part else None,
        "taking_part": taking_part,
        "scoring": scoring,
        "leads": leads,
        "attendance": attendance,
        "answered": answered,
        "may_open": leads and scoring and answered >= workshop.least,
        "may_settle": leads and opened,
        "may_close": leads and opened and all(row["item"].outcome != Outcome.OPEN for row in rows),
        "deadline": deadline,
        "urgency": clocks.describe(deadline, clock.today()) if deadline else None,
    }


def _item_context(request: StaffRequest, there: Item, note_form: forms.WordsForm | None = None) -> dict[str, Any]:
    viewer, workshop = request.viewer, there.workshop
    participant = queries.participant_of(viewer, workshop)
    kept_off = participant is not None and participant.recusals.filter(item=there).exists()
    spread = queries.spreads(viewer, queries.items(viewer, workshop).filter(pk=there.pk)).get(there.pk)
    may_note = workshop.state == State.OPENED and not kept_off and (participant is not None or queries.manages(viewer, workshop.unit))
    return {
        "item": there,
        "workshop": workshop,
        "spread": spread,
        "picture": picture.of(spread, criteria.in_force()) if spread else None,
        "own": queries.own(viewer, workshop).get(there.pk),
        "kept_off": kept_off,
        "silent": _silent(viewer, there, spread) if workshop.opened and not kept_off else [],
        "said": queries.notes(viewer, there),
        "note_form": (note_form or forms.WordsForm()) if may_note else None,
        "may_decide": _may_decide(viewer, there),
        "may_score": workshop.state == State.SCORING and participant is not None and participant.absent_on is None and not kept_off,
        "enough": spread is not None and len(spread.opinions) >= workshop.least,
        "sentence": _sentence(spread) if spread else "",
        **_settled(there),
        "risk_url": addresses.of_risk(there.risk.number) if visible_risks(viewer).filter(pk=there.risk_id).exists() else "",
        **told_of(there),
    }


def _silent(viewer: Viewer, there: Item, spread: queries.Spread | None) -> list[dict[str, Any]]:
    """Who was asked and said nothing on this risk, once the scores are opened; with the reason where there is one."""
    heard = {opinion.score.participant_id for opinion in spread.opinions} if spread else set()
    off = {recusal.participant_id: recusal.reason for recusal in there.recusals.all()}
    leads = queries.manages(viewer, there.workshop.unit)
    return [
        {
            "person": one.person,
            "kept_off": one.pk in off,
            "reason": (off.get(one.pk) if leads else "") or one.absent_reason,
            "absent": one.absent_on is not None,
        }
        for one in there.workshop.participants.select_related("person")
        if one.pk not in heard
    ]


def _may_decide(viewer: Viewer, there: Item) -> bool:
    workshop = there.workshop
    if workshop.state != State.OPENED or there.outcome != Outcome.OPEN or not queries.manages(viewer, workshop.unit):
        return False
    return viewer.person is None or not there.recusals.filter(participant__person=viewer.person).exists()


def _settled(there: Item) -> dict[str, Any]:
    """The band of what was settled, by the criteria it was settled with, and its words."""
    if there.assessment is None:
        return {"band": None, "band_title": ""}
    band = criteria_of(there.assessment.edition).band_of(there.assessment.level)
    return {"band": band, "band_title": band.title.get(get_language() or "id")}


def _sentence(spread: queries.Spread) -> str:
    """What the picture shows."""
    if not spread.apart:
        return _("Tidak ada penilaian yang jauh dari median.")
    names = ", ".join(str(opinion.score.participant.person) for opinion in spread.apart)
    return _("Jauh dari median: %(names)s. Tanyakan dahulu apa yang mereka lihat.") % {"names": names}


def _middle(spread: queries.Spread | None) -> dict[str, int]:
    """What the form proposes: the median, the higher of two."""
    if spread is None:
        return {}
    return {"likelihood": int(spread.likelihood.middle + 0.5), "impact": int(spread.impact.middle + 0.5)}
