"""The list of all reviews, and those of one scope."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah import rulebook
from amanah.engines import narrowing
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table
from amanah.kernel import clock
from amanah.rooms.antibribery.desk.pages import framed, scope_or_404
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.reviews import addresses, declare, queries
from amanah.rooms.antibribery.reviews.desk import forms
from amanah.rooms.antibribery.reviews.models import Review
from amanah.rooms.antibribery.reviews.queries import Due, Filters

MOST = 60


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """Those one may see, narrowed as the address says."""
    form = forms.FilterForm(request.GET)
    chosen = Filters(**form.chosen())
    here = reverse("smap_reviews:list")
    context = narrowing.shown(request.GET, form, lambda after: queries.listing(request.viewer, chosen, after=after), here)
    context["rows"] = [row(one) for one in context["rows"]]
    return render(request, "antibribery_reviews/list.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """All of the same filters, as many as one file holds."""
    if form not in TYPES:
        raise Http404
    chosen = Filters(**forms.FilterForm(request.GET).chosen())
    found = narrowing.every(lambda after: queries.listing(request.viewer, chosen, after=after, size=queries.LARGEST))
    head = [_("Nomor"), _("Jenis"), _("Ruang lingkup"), _("Masa, dari"), _("Masa, sampai"), _("Hari tinjauan"), _("Diadakan"), _("Ketua")]
    lines = [_line(one) for one in found]
    return table(_("tinjauan"), form, [*head, _("Status")], lines)


@signed_in
@require_safe
def of_scope(request: StaffRequest, number: str) -> HttpResponse:
    """The reviews of one scope, and when the next are due."""
    scope = scope_or_404(request, number)
    counted = queries.counted(Scope.objects.filter(pk=scope.pk)).get()
    found = queries.visible(request.viewer).filter(scope=scope).select_related("scope", "chair").order_by("-planned_on", "-pk")[:MOST]
    more = {"rows": [row(one) for one in found], "dues": [_due(one) for one in queries.dues(counted)]}
    return render(request, "antibribery_reviews/of_scope.html", framed(request, scope, "smap_reviews:of_scope", **more))


def since(review_of: Scope, kind: str) -> dict[str, Any]:
    """What a new plan begins with: the period goes on where the last review of its kind ended."""
    last = review_of.reviews.filter(kind=kind, held_on__isnull=False).order_by("-held_on").first()
    today = clock.today()
    begins = last.period_to + timedelta(days=1) if last is not None else review_of.opened_on
    return {"kind": kind, "since": min(begins, today), "until": today}


def row(one: Review) -> dict[str, Any]:
    """A line of a list."""
    return {"one": one, "url": addresses.of_review(one.number), "kind": declare.KINDS[one.kind], "state": one.stands}


def _due(due: Due) -> dict[str, Any]:
    language = get_language() or "id"
    provision = rulebook.provision(due.rule, on=clock.today())
    rule = (provision.title.get(language), provision.in_words(language), provision.cite(language))
    return {"due": due, "late": due.due_on < clock.today() and not due.ahead, "rule": rule}


def _line(one: Review) -> list[Any]:
    days = [one.period_from, one.period_to, one.planned_on, one.held_on]
    return [one.number, str(declare.KINDS[one.kind]), one.scope.title, *days, one.chair.name, str(one.stands.title)]
