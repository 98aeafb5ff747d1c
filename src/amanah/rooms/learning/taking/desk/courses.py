"""Courses of whoever is signed in."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.rooms.learning import media
from amanah.rooms.learning.courses.reading import courses
from amanah.rooms.learning.quizzes import addresses
from amanah.rooms.learning.taking import queries, screens, way
from amanah.rooms.learning.taking.progress import Progress

FRAME = "desk/base.html"


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """Every course, and how far one is in it."""
    person, language = request.viewer.person, get_language() or "id"
    rounds = queries.all_of(person) if person is not None else {}
    rows = []
    for course in courses().values():
        enrolment = rounds.get(course.id)
        rows.append(
            {
                "title": course.title.get(language),
                "lead": course.lead.get(language),
                "minutes": course.minutes,
                "hours": course.hours,
                "url": way.of_course(course.id),
                "enrolment": enrolment,
                "read": Progress(course, enrolment).read,
                "of": len(course.pages),
            }
        )
    context = {"rows": rows, "person": person, "may_read": request.viewer.has_any(queries.READERS)}
    return render(request, "learning_taking/list.html", context)


@signed_in
@require_safe
def overview(request: StaffRequest, course: str) -> HttpResponse:
    """One course."""
    return screens.overview(request, _place(request, course))


@signed_in
@require_POST
def begin(request: StaffRequest, course: str) -> HttpResponse:
    """Begin it."""
    return screens.begin(_place(request, course))


@signed_in
@require_POST
def begin_test(request: StaffRequest, course: str, purpose: str) -> HttpResponse:
    """Begin its test."""
    return screens.begin_test(_place(request, course), "final" if purpose == "test" else purpose)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@media.may_play
def page(request: StaffRequest, course: str, key: str) -> HttpResponse:
    """One page of it."""
    return screens.page(request, _place(request, course), key)


@signed_in
@require_safe
def file(request: StaffRequest, course: str, digest: str, name: str) -> HttpResponseBase:
    """A picture or film of it."""
    answer: HttpResponseBase = media.file(request, course, digest, name)
    return answer


def _place(request: StaffRequest, name: str) -> screens.Place:
    person = request.viewer.person
    if name not in courses() or person is None:
        raise Http404
    enrolment = queries.current(person, name)
    back = (reverse("courses_desk:list"), _("Kursus"))
    root = way.of_course(name)
    return screens.Place(courses()[name], person, enrolment, root, f"{addresses.ROOT}attempts/", FRAME, f"{root}media/", back)
