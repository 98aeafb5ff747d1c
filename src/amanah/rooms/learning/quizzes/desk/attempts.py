"""Taking a test at the desk. An attempt is there for whoever makes it, and for nobody else."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import clock
from amanah.rooms.learning.quizzes import addresses, queries, screens, services
from amanah.rooms.learning.quizzes.after import leads
from amanah.rooms.learning.quizzes.declare import ACTIVE, FINAL
from amanah.rooms.learning.quizzes.refusals import Refused
from amanah.rooms.learning.quizzes.services.setting import mark_of
from amanah.rooms.learning.quizzes.services.taking import may_begin_on


@signed_in
@require_safe
def front(request: StaffRequest, attempt: UUID) -> HttpResponse:
    """Where one goes on, or what came of it."""
    return screens.front(request, _place(request, attempt))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: StaffRequest, attempt: UUID, number: int) -> HttpResponse:
    """One question."""
    return screens.question(request, _place(request, attempt), number)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def whole(request: StaffRequest, attempt: UUID) -> HttpResponse:
    """All questions."""
    return screens.whole(request, _place(request, attempt))


@signed_in
@require_safe
def review(request: StaffRequest, attempt: UUID) -> HttpResponse:
    """Before it is handed in."""
    return screens.review(request, _place(request, attempt))


@signed_in
@require_POST
def submit(request: StaffRequest, attempt: UUID) -> HttpResponse:
    """Hand it in."""
    return screens.submit(_place(request, attempt))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: StaffRequest, key: str) -> HttpResponse:
    """A test that stands by itself: what it is, and the button that begins it."""
    test, person = queries.find_test(key), request.viewer.person
    if test is None or test.course or person is None:
        raise Http404
    if request.method == "POST":
        try:
            return redirect(addresses.of_attempt(services.begin(test, person, FINAL).pk))
        except Refused:
            return redirect("quizzes:begin", key)
    opened = queries.open_of(person).filter(test=test, purpose=FINAL, origin="").exists()
    day = may_begin_on(test, person, FINAL)
    if test.state != ACTIVE and not opened:
        raise Http404
    context = {
        "test": test,
        "title": test.said(get_language() or "id"),
        "mark": mark_of(test),
        "open": opened,
        "from_day": day if day > clock.today() and not opened else None,
    }
    return render(request, "learning_quizzes/begin.html", context)


def _place(request: StaffRequest, attempt_id: UUID) -> screens.Place:
    attempt = queries.mine(request.viewer.person).filter(pk=attempt_id).first()
    if attempt is None:
        raise Http404
    root = addresses.of_attempt(attempt.pk)
    led = leads(attempt)
    if led is not None:
        return screens.Place(attempt, root, screens.DESK, led.back, led.onward, led.again)
    back = (reverse("quizzes:list"), _("Tes"))
    person = request.viewer.person
    if person is None or attempt.passed is not False or attempt.origin or attempt.test.state != ACTIVE:
        return screens.Place(attempt, root, screens.DESK, back)
    day = may_begin_on(attempt.test, person, attempt.purpose)
    if day > clock.today():
        return screens.Place(attempt, root, screens.DESK, back, again_from=day)
    return screens.Place(attempt, root, screens.DESK, back, again=reverse("quizzes:begin", args=[attempt.test.key]))
