"""Finding what an address names, for every page: not there and not yours look alike."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amanah.engines.engagements import kinds, queries
from amanah.engines.engagements.kinds import Criterion
from amanah.engines.engagements.models import Engagement, Finding, Paper, Programme
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import numbers
from amanah.kernel.refusal import Refusal


def engagement_or_404(request: StaffRequest, number: str) -> Engagement:
    """The engagement of that number."""
    found = queries.find(request.viewer, numbers.tidy(number))
    if found is None:
        raise Http404
    return found


def finding_or_404(request: StaffRequest, number: str) -> Finding:
    """The finding of that number."""
    found = queries.find_finding(request.viewer, numbers.tidy(number))
    if found is None:
        raise Http404
    return found


def paper_or_404(request: StaffRequest, number: str, seq: int) -> Paper:
    """A working paper of an engagement."""
    engagement = engagement_or_404(request, number)
    paper = queries.papers(request.viewer).filter(engagement=engagement, seq=seq).select_related("author", "reviewer").first()
    if paper is None:
        raise Http404
    paper.engagement = engagement
    return paper


def programme_or_404(request: StaffRequest, number: str) -> Programme:
    """The programme of that number."""
    found = queries.programmes(request.viewer).filter(number=numbers.tidy(number))
    programme = found.select_related("unit", "drafted_by", "approved_by").first()
    if programme is None:
        raise Http404
    return programme


def offered(engagement: Engagement) -> list[Criterion]:
    """The engagement's criteria, in order, as a form offers them."""
    declared = kinds.kind(engagement.kind)
    described = declared.criteria(engagement.criteria)
    return [described[ref] for ref in engagement.criteria if ref in described]


def act(
    request: StaffRequest,
    form: django_forms.Form,
    verb: Callable[[], object],
    page: Mapping[str, Any],
    fields: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Show the form; once it is valid, do it and go back, or say why not beside the field that is meant.

    `page` holds heading, back (an address), above (words of the link back), lead.
    """
    if request.method == "POST" and form.is_valid():
        try:
            done = verb()
        except Refusal as refusal:
            if refusal.code == "not_found":
                raise Http404 from None
            field = (fields or {}).get(refusal.code)
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Tersimpan."))
            return done if isinstance(done, HttpResponse) else redirect(page["back"])
    return render(request, "engagements/write.html", {"form": form, **page}, status=400 if form.errors else 200)
