"""What I have to learn, what I have, and my hours of this year. Nobody else sees this page."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from amanah import rulebook
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.organisation.models import Employment, Person
from amanah.kernel import clock
from amanah.rooms.learning import mine, provisions, queries


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """My own page."""
    person, today = request.viewer.person, clock.today()
    sections = [render_to_string(one.template, dict(one.context), request) for one in mine.shown(request.viewer)]
    context: dict[str, Any] = {"sections": sections, "person": person, "year": today.year}
    if person is not None:
        context |= {"records": queries.records_of(person), "today": today, **_hours(person, today)}
    return render(request, "learning_desk/mine.html", context)


def _hours(person: Person, today: date) -> dict[str, Any]:
    """The hours of this year; measured against the yearly ones for civil servants alone."""
    had = queries.hours_in(today.year, [person.pk]).get(person.pk, Decimal(0))
    found: dict[str, Any] = {"hours": had}
    if person.employment == Employment.PNS:
        rule, language = rulebook.provision(provisions.HOURS_A_YEAR, on=today), get_language() or "id"
        found |= {"wanted": rule.in_words(language), "basis": rule.cite(language), "sure": rule.verified}
        found["percent"] = min(100, int(had * 100 / int(rule.value)))
    return found
