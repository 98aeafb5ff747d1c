"""The certifications of a scope, and the page of one."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from amanah import rulebook
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import clock, numbers
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.certification import declare, queries
from amanah.rooms.antibribery.certification.desk.picture import drawn, marks_of
from amanah.rooms.antibribery.certification.models import Certification
from amanah.rooms.antibribery.desk.pages import framed, scope_or_404
from amanah.rooms.antibribery.models import Scope

LIST = "certification:list"


def certification_or_404(scope: Scope, number: str) -> Certification:
    """One certification of this scope."""
    found = queries.find(scope, numbers.tidy(number))
    if found is None:
        raise Http404
    return found


@signed_in
@require_safe
def listed(request: StaffRequest, number: str) -> HttpResponse:
    """The certifications of a scope, the running one first."""
    scope = scope_or_404(request, number)
    rows = [(one, one.stands, scopes.EDITIONS[one.edition]) for one in queries.of_scope(scope)]
    running = any(one.state not in declare.ENDED for one, *_rest in rows)
    return render(request, "antibribery_certification/list.html", framed(request, scope, LIST, rows=rows, running=running))


@signed_in
@require_safe
def show(request: StaffRequest, number: str, certification_number: str) -> HttpResponse:
    """One certification: how it stands, what is due, what was found, and what may follow."""
    scope = scope_or_404(request, number)
    one = certification_or_404(scope, certification_number)
    today, due = clock.today(), queries.deadlines(one)
    marks = marks_of(one, due)
    context = framed(
        request,
        scope,
        LIST,
        one=one,
        stands=one.stands,
        edition=scopes.EDITIONS[one.edition],
        deadlines=[(deadline, deadline.left(today), _rule(deadline.rule)) for deadline in due],
        findings=[
            (finding, declare.GRADES[finding.grade], declare.GRADE_TONES[finding.grade], finding.late(today))
            for finding in one.findings.all()
        ],
        marks=marks,
        picture=drawn(one, marks),
        moves=queries.offers(one),
        entries=queries.timeline(one),
        ended=one.state in declare.ENDED,
    )
    return render(request, "antibribery_certification/show.html", context)


def _rule(key: str) -> str:
    """What a provision says, with how far anybody checked it; "" without one."""
    if not key:
        return ""
    provision, language = rulebook.provision(key, on=clock.today()), get_language() or "id"
    return f"{provision.in_words(language)}. {provision.cite(language)}"
