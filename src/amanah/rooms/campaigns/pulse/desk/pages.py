"""The list of pulses, and one pulse: its waves, what they told, and what changed."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from amanah import rulebook
from amanah.engines import narrowing
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.pdf import qr_data
from amanah.kernel import clock, numbers
from amanah.rooms.campaigns import addresses as campaign_addresses
from amanah.rooms.campaigns.pulse import addresses, declare, queries, wording
from amanah.rooms.campaigns.pulse.desk.forms import FilterForm
from amanah.rooms.campaigns.pulse.models import Pulse, Wave
from amanah.rooms.campaigns.pulse.queries import Filters, results, trend
from amanah.rooms.campaigns.pulse.questions.definition import Question
from amanah.rooms.campaigns.pulse.questions.reading import library
from amanah.rooms.campaigns.roles import MANAGER


@signed_in
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """Pulses, narrowed as the address says, and what is followed over all waves of the institution."""
    form = FilterForm(request.GET)
    chosen = Filters(**form.chosen())
    context = narrowing.shown(request.GET, form, lambda after: queries.listing(request.viewer, chosen, after=after), reverse("pulse:list"))
    context["rows"] = [_row(row) for row in context["rows"]]
    whole = Wave.objects.filter(pulse__in=queries.visible(request.viewer), pulse__unit__parent__isnull=True, closed_on__isnull=False)
    context["trends"] = trend.followed(list(whole.select_related("pulse")))
    context["may_open"] = request.viewer.has(MANAGER.key)
    return render(request, "campaigns_pulse/list.html", context)


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """One pulse."""
    pulse = pulse_or_404(request, number)
    waves = results.waves_of(pulse)
    closed = [wave for wave in waves if wave.closed_on is not None]
    latest = closed[-1] if closed else None
    before = results.reference(latest, waves) if latest else None
    campaign = queries.campaigns_of([pulse]).get(pulse.origin)
    rule = rulebook.provision(declare.LEAST, on=clock.today())
    language = get_language() or "id"
    context = {
        "pulse": pulse,
        "campaign": campaign,
        "campaign_url": campaign_addresses.of_campaign(campaign.number) if campaign else "",
        "waves": [_wave(wave) for wave in reversed(waves)],
        "latest": latest,
        "before": before,
        "compared": [_compared(one) for one in results.compared(before, latest)] if latest and before else [],
        "figures": [_figure(one, latest) for one in results.figures(latest)] if latest else [],
        "trends": trend.followed(closed),
        "doubts": results.doubts(latest) if latest else [],
        "questions": [library()[key].text.get(language) for key in pulse.questions if key in library()],
        "answerable": queries.answerable(pulse),
        "may_manage": queries.may_manage(request.viewer, pulse.unit),
        "open_waves": any(wave.closed_on is None for wave in waves),
        "sheet": addresses.told_outside(pulse.slug),
        "rule": (rule.title.get(language), rule.in_words(language), rule.cite(language)),
    }
    return render(request, "campaigns_pulse/pulse.html", context)


@signed_in
@require_safe
def invitation(request: StaffRequest, number: str) -> HttpResponse:
    """Words and a code to invite people with."""
    pulse = pulse_or_404(request, number)
    if not queries.may_manage(request.viewer, pulse.unit):
        raise Http404
    wave = queries.answerable(pulse) or queries.upcoming(pulse)
    address = addresses.told_outside(pulse.slug)
    context = {"pulse": pulse, "wave": wave, "address": address, "qr": qr_data(address), "count": len(pulse.questions)}
    return render(request, "campaigns_pulse/invitation.html", context)


def pulse_or_404(request: StaffRequest, number: str) -> Pulse:
    """The pulse of that number. Not there and not yours look alike."""
    pulse = queries.find(request.viewer, numbers.tidy(number))
    if pulse is None:
        raise Http404
    return pulse


def _row(row: queries.Row) -> dict[str, Any]:
    standing = row.wave.standing() if row.wave else ""
    return {
        "pulse": row.pulse,
        "wave": row.wave,
        "standing": declare.STANDINGS.get(standing, ""),
        "tone": declare.TONES.get(standing, "neutral"),
        "sheets": results.sheets(row.wave) if row.wave else None,
    }


def _wave(wave: Wave) -> dict[str, Any]:
    standing = wave.standing()
    sheets = results.sheets(wave)
    return {
        "wave": wave,
        "standing": declare.STANDINGS[standing],
        "tone": declare.TONES[standing],
        "open": standing in {declare.OPEN, declare.OVER},
        "so_far": results.sheets_so_far(wave) if standing == declare.OPEN else 0,
        "sheets": sheets,
        "rate": round(100 * sheets / wave.invited) if sheets is not None and wave.invited else None,
    }


def _figure(figure: results.Figure, wave: Wave) -> dict[str, Any]:
    return {
        "short": figure.short,
        "text": figure.text,
        "base": figure.base,
        "lines": figure.lines,
        "share": wording.of_share(figure.share) if figure.share else "",
        "parts": _parts(figure.question, wave),
        "source": figure.question.source.get(get_language() or "id"),
        "mark": figure.question.mark,
    }


def _parts(question: Question, wave: Wave) -> list[tuple[str, int, str]]:
    return [(name, share.of, wording.of_share(share)) for name, share in results.by_part(wave, question)]


def _compared(one: results.Compared) -> dict[str, Any]:
    return {"short": one.short, **_change(one.change), "parts": [(name, _change(change)) for name, change in one.parts]}


def _change(change: Any) -> dict[str, Any]:
    return {
        "before": wording.percent(change.before.value),
        "before_of": change.before.of,
        "after": wording.percent(change.after.value),
        "after_of": change.after.of,
        "points": wording.points(change.value),
        "interval": wording.of_interval(change),
        "verdict": wording.verdict(change),
        "tone": wording.TONES[change.direction],
    }
