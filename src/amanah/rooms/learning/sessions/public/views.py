"""What anybody may ask of a certificate, and what a guest does by their own link. Nobody is known here, and nothing is kept of who came."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from amanah.kernel import clock, numbers
from amanah.rooms.learning.sessions import codes, paper, queries, services, testing
from amanah.rooms.learning.sessions.asking import last_day
from amanah.rooms.learning.sessions.models import PLACED, Certificate, Seat, Session, State
from amanah.rooms.learning.sessions.public.links import seat_of
from amanah.rooms.learning.sessions.public.tests import may_learn
from amanah.rooms.learning.sessions.queries.certificates import PUBLIC
from amanah.rooms.learning.sessions.questions import of_post, questions
from amanah.rooms.learning.sessions.refusals import Refused
from amanah.rooms.learning.sessions.services.certifying import digest_of, same_name
from amanah.rooms.learning.sessions.trying import may_try

LONGEST = 160


@never_cache
@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Number and code, as they stand on the paper."""
    number, code = request.GET.get("number", "")[:40].strip(), request.GET.get("code", "")[:40].strip()
    if number:
        return redirect(f"{reverse('certificates:certificate', args=[_path(number)])}?code={codes.tidied(code)}")
    return render(request, "certificates/ask.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """Valid, withdrawn or unknown; and, for a name that somebody types, whether it is the one on the paper."""
    code = request.GET.get("code", "")[:40]
    found = queries.verified(number, code)
    valid = found is not None and found.withdrawn_on is None
    name = " ".join(request.POST.get("name", "")[:LONGEST].split())
    said = _compared(number, found, name) if request.method == "POST" and name else ""
    english = (get_language() or "id") == "en"
    context = {
        "number": numbers.tidy(number)[:20],
        "code": codes.tidied(code),
        "state": "valid" if valid else "withdrawn" if found is not None else "unknown",
        "found": found,
        "title": (found.title_en if english else found.title) if found is not None else "",
        "hours": paper.hours_said(found) if found is not None else "",
        "name": name,
        "said": said,
        "today": clock.today(),
    }
    return render(request, "certificates/certificate.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guest(request: HttpRequest, token: str) -> HttpResponse:
    """What a guest was invited to, their answer, their presence and what they thought of it."""
    seat = seat_of(token)
    session = seat.session
    problem, done = "", request.GET.get("done", "")
    if request.method == "POST":
        try:
            _act(seat, request.POST)
        except Refused as refusal:
            problem = str(refusal)
        else:
            return redirect(f"{reverse('attend:guest', args=[token])}?done={_done(request.POST)}")
    context = _context(seat, session) | {"problem": problem, "done": done if done in DONE else "", "told": DONE.get(done, lambda: "")()}
    context["questions"] = questions(session, request.POST) if context["may_feed_back"] else ()
    return render(request, "certificates/guest.html", context, status=400 if problem else 200)


@never_cache
@require_safe
def guest_certificate(_request: HttpRequest, token: str) -> HttpResponse:
    """The guest's certificate to print."""
    seat = seat_of(token)
    found = Certificate.objects.filter(seat=seat, withdrawn_on__isnull=True).only(*PUBLIC).first()
    if found is None or seat.outsider is None:
        raise Http404
    content = paper.certificate_pdf(found, seat.session, seat.outsider.name)
    headers = {"Content-Disposition": f'attachment; filename="amanah-{found.number.lower()}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


DONE = {
    "accept": lambda: _("Terima kasih, Anda tercatat bersedia hadir."),
    "decline": lambda: _("Jawaban Anda tercatat."),
    "here": lambda: _("Kehadiran Anda tercatat."),
    "feedback": lambda: _("Terima kasih atas umpan baliknya."),
    "not_yet": lambda: _("Tes ini belum dapat dimulai atau diulang hari ini. Cobalah lagi besok."),
}


def _act(seat: Seat, given: Mapping[str, Any]) -> None:
    act = given.get("act", "")
    if act == "accept":
        services.accept(seat, viewer=None)
    elif act == "decline":
        services.decline(seat, str(given.get("reason", "")), viewer=None)
    elif act == "here":
        services.check_in(seat, str(given.get("code", ""))[:40], viewer=None)
    elif act == "feedback":
        services.give_feedback(seat, of_post(seat.session, given), viewer=None)


def _done(given: Mapping[str, Any]) -> str:
    act = str(given.get("act", ""))
    return act if act in DONE else ""


def _context(seat: Seat, session: Session) -> dict[str, Any]:
    first, last = codes.window(session)
    now = clock.now()
    running = session.state == State.OPEN and now < session.ends
    placed = seat.state in PLACED
    fed = session.over and clock.today(session.unit.zone) <= last_day(session) and seat.there and not seat.answered
    return {
        "seat": seat,
        "session": session,
        "edition": session.edition,
        "begins": session.begins.astimezone(session.zone),
        "ends": session.ends.astimezone(session.zone),
        "may_answer": running and placed and not seat.there,
        "may_check_in": placed and not seat.there and first <= now <= last and session.state in {State.OPEN, State.HELD},
        "tests": list(testing.tests_of(session, seat)),
        "lesson": testing.course_of(session, seat, f"{reverse('attend:guest', args=[seat.token])}course/") if may_learn(seat) else None,
        "may_feed_back": fed and bool(session.edition.questions),
        "certificate": Certificate.objects.filter(seat=seat, withdrawn_on__isnull=True).only("id", "number").first(),
    }


def _compared(number: str, found: Certificate | None, name: str) -> str:
    """Answers "same", "other" or "later": worked out and counted alike whether there is such a certificate or not."""
    if not may_try(number):
        return "later"
    if found is None:
        digest_of(name, "00" * 16)
        return "other"
    return "same" if same_name(found, name) and found.withdrawn_on is None else "other"


def _path(number: str) -> str:
    return "".join(sign for sign in numbers.tidy(number) if sign.isalnum() or sign == "-")[:20] or "-"
