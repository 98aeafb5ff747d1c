"""The pages of a course for somebody whose progress is kept, at the desk and behind an associate's link. All of it without JavaScript."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from amanah.kernel import clock
from amanah.kernel.refusal import Refusal
from amanah.rooms.learning import media
from amanah.rooms.learning.courses.definition import Course, Page
from amanah.rooms.learning.courses.words import html
from amanah.rooms.learning.quizzes import queries as quizzes
from amanah.rooms.learning.quizzes.declare import FINAL, PRE
from amanah.rooms.learning.quizzes.models import Attempt, Test
from amanah.rooms.learning.quizzes.queries.given import of_course
from amanah.rooms.learning.quizzes.services.setting import mark_of
from amanah.rooms.learning.quizzes.services.taking import Who, may_begin_on
from amanah.rooms.learning.taking import services
from amanah.rooms.learning.taking.models import Enrolment
from amanah.rooms.learning.taking.progress import Progress
from amanah.rooms.learning.taking.services.keeping import DRAWS
from amanah.rooms.learning.views import JUDGED


@dataclass(frozen=True)
class Place:
    """Whose course it is, and where: its own address (ending in "/"), where its attempts are, the page that carries it, and its files."""

    course: Course
    who: Who
    enrolment: Enrolment | None
    root: str
    attempts: str
    frame: str
    media: str
    back: tuple[str, str] | None = None

    @property
    def progress(self) -> Progress:
        """How far they came."""
        return Progress(self.course, self.enrolment)


def overview(request: HttpRequest, place: Place, extra: dict[str, Any] | None = None) -> HttpResponse:
    """What the course is about, how far one is, and where to go on."""
    course, enrolment, progress = place.course, place.enrolment, place.progress
    test = of_course(course.id)
    resume = progress.resume
    running = enrolment is not None and enrolment.finished_on is None
    context = {
        "lead": _said(course.lead),
        "minutes": course.minutes,
        "hours": course.hours,
        "learned": [_said(one) for one in course.learned],
        "pages": [
            {"title": _said(one.title), "url": f"{place.root}{one.key}/", "done": progress.done(one), "changed": progress.changed(one)}
            for one in course.pages
        ],
        "enrolment": enrolment,
        "running": running,
        "resume": {"title": _said(resume.title), "url": f"{place.root}{resume.key}/"} if resume and running else None,
        "read": progress.read,
        "of": len(course.pages),
        "changed": running and any(progress.changed(one) for one in course.pages),
        "test": _test(place, test) if test is not None and running else None,
        "draws": test.draws if test is not None else min(DRAWS, len(course.questions) + len(course.bank)),
        "mark": mark_of(test) if test is not None else None,
    }
    return _render(request, place, "overview", {**context, **(extra or {})})


def begin(place: Place) -> HttpResponse:
    """Begin the course, or a new round through it."""
    services.enrol(place.course, place.who)
    return redirect(place.root)


def begin_test(place: Place, purpose: str) -> HttpResponse:
    """Begin the test before or after, or go on with it; where that is not possible, back to the course."""
    if place.enrolment is None or purpose not in {PRE, FINAL}:
        raise Http404
    try:
        attempt = services.begin_test(place.enrolment, purpose)
    except Refusal:
        return redirect(place.root)
    return redirect(f"{place.attempts}{attempt.pk}/")


def page(request: HttpRequest, place: Place, key: str) -> HttpResponse:
    """One page. A choice in a scene is kept, and so is that the page was read."""
    course, enrolment = place.course, place.enrolment
    if key not in course.places or enrolment is None:
        raise Http404
    at = course.places[key]
    shown = course.pages[at]
    after = course.pages[at + 1] if at + 1 < len(course.pages) else None
    onward = f"{place.root}{after.key}/" if after else place.root
    if request.method == "POST":
        return _act(request, place, enrolment, shown, onward)
    progress = place.progress
    chosen = progress.choice(shown)
    before = course.pages[at - 1] if at else None
    context = {
        "page": _said(shown.title),
        "body": _html(_said(shown.text)),
        "media": media.shown(shown, place.media),
        "number": at + 1,
        "of": len(course.pages),
        "choices": [{"number": number, "text": _said(one.text)} for number, one in enumerate(shown.choices, 1) if number != chosen],
        "follows": _follows(shown, chosen),
        "before": f"{place.root}{before.key}/" if before else place.root,
        "next_title": _said(after.title) if after else "",
        "onward": onward,
        "closed": enrolment.finished_on is not None,
    }
    return _render(request, place, "page", context)


def _act(request: HttpRequest, place: Place, enrolment: Enrolment, shown: Page, onward: str) -> HttpResponse:
    here = f"{place.root}{shown.key}/"
    written = request.POST.get("choice", "")
    try:
        if written:
            services.choose(enrolment, shown.key, int(written) if written.isascii() and written.isdigit() else 0)
            return redirect(f"{here}#follows")
        services.read(enrolment, shown.key)
    except Refusal:
        return redirect(place.root if enrolment.finished_on is not None else here)
    return redirect(onward)


def _test(place: Place, test: Test) -> dict[str, Any]:
    """How the final test stands."""
    enrolment, progress = place.enrolment, place.progress
    origin = enrolment.ref if enrolment is not None else ""
    mine = list(quizzes.mine(place.who).filter(test=test, origin=origin))
    opened = next((one for one in mine if one.open), None)
    failed = next((one for one in mine if one.passed is False), None)
    day = may_begin_on(test, place.who, FINAL, origin)
    return {
        "ready": progress.resume is None,
        "open": _url(place, opened),
        "open_purpose": opened.purpose if opened else "",
        "failed": failed,
        "failed_url": _url(place, failed),
        "from_day": day if day > clock.today() else None,
        "offer_pre": not progress.seen and not any(one.purpose == PRE for one in mine),
    }


def _url(place: Place, attempt: Attempt | None) -> str:
    return f"{place.attempts}{attempt.pk}/" if attempt is not None else ""


def _follows(shown: Page, chosen: int) -> dict[str, Any] | None:
    if not chosen or chosen > len(shown.choices):
        return None
    choice = shown.choices[chosen - 1]
    tone, word = JUDGED[choice.sort]
    return {"tone": tone, "word": word, "did": _said(choice.text), "body": _html(_said(choice.follows))}


def _render(request: HttpRequest, place: Place, name: str, context: dict[str, Any]) -> HttpResponse:
    shared = {"place": place, "title": _said(place.course.title), "frame": place.frame}
    response = render(request, f"learning_taking/{name}.html", {**shared, **context})
    response["Cache-Control"] = "no-store"
    return response


def _html(text: str) -> str:
    return html(text, _language(), clock.today())


def _said(text: Any) -> str:
    return str(text.get(_language()))


def _language() -> str:
    return get_language() or "id"
