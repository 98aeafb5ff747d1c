"""One indicator, one page."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from amanah import rulebook
from amanah.engines.risks.indicators import declare, periods, queries
from amanah.engines.risks.indicators.desk.forms import ReadingForm, plain
from amanah.engines.risks.indicators.models import Indicator
from amanah.engines.risks.indicators.picture import trend
from amanah.engines.risks.redflags import titles
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import clock, numbers


def indicator_or_404(request: StaffRequest, number: str) -> Indicator:
    """The indicator of that number. Not there and not yours look alike."""
    indicator = queries.find(request.viewer, numbers.tidy(number))
    if indicator is None:
        raise Http404
    return indicator


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """The page of one indicator: how its values went, of what it warns, what is owed."""
    return page(request, indicator_or_404(request, number))


def page(request: StaffRequest, indicator: Indicator, form: ReadingForm | None = None) -> HttpResponse:
    """The same, with a form of a value where the viewer may give one."""
    viewer, language = request.viewer, get_language() or "id"
    values = queries.counted(indicator)
    offers = queries.offers(viewer, indicator)
    missing = queries.missing(indicator)
    provision = rulebook.provision(declare.READ_WITHIN, on=clock.today())
    flag = titles().get(indicator.redflag)
    context = {
        "indicator": indicator,
        "level": declare.level_title(indicator.level),
        "tone": declare.TONES[indicator.level],
        "value": plain(indicator.value) if indicator.value is not None else "",
        "amber": plain(indicator.amber),
        "red": plain(indicator.red),
        "values": [(one, plain(one.reading.value), plain(one.reading.amber), plain(one.reading.red)) for one in reversed(values)],
        "trend": trend(indicator, values) if values else None,
        "direction": declare.DIRECTIONS[indicator.direction],
        "frequency": periods.FREQUENCIES[indicator.frequency],
        "feed": declare.SOURCES[indicator.feed],
        "measure": declare.MEASURES.get(indicator.measure, ""),
        "redflag": flag.get(language) if flag else indicator.redflag,
        "watched": queries.watched(viewer, indicator),
        "timeline": queries.timeline(viewer, indicator),
        "offers": offers,
        "missing": [periods.label(period, indicator.frequency) for period in missing],
        "rule": (provision.title.get(language), provision.in_words(language), provision.cite(language)),
        "form": form or (ReadingForm(indicator=indicator) if offers.read else None),
        "may_restore": indicator.state == "retired" and queries.may_keep(viewer, indicator.unit),
    }
    return render(request, "risks_indicators/indicator.html", context, status=400 if form is not None and form.errors else 200)
