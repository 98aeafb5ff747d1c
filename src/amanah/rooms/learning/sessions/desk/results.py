"""What comes of a session: feedback and certificates."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import numbers
from amanah.rooms.learning.sessions import paper, queries, services
from amanah.rooms.learning.sessions.asking import last_day
from amanah.rooms.learning.sessions.desk import forms
from amanah.rooms.learning.sessions.desk.requests import found, led, managed, tried
from amanah.rooms.learning.sessions.models import Certificate
from amanah.rooms.learning.sessions.pictures import HEIGHT, WIDTH, bars
from amanah.rooms.learning.sessions.questions import of_post, questions


@signed_in
def feedback(request: StaffRequest, number: str) -> HttpResponse:
    """Say what one thought of it, without a name."""
    session = found(request, number)
    seat = queries.own_seat(request.viewer, session)
    if seat is None or not seat.there or seat.answered or not session.over or not session.edition.questions:
        raise Http404
    if request.method == "POST" and tried(
        request,
        lambda: services.give_feedback(seat, of_post(session, request.POST), viewer=request.viewer),
        _("Terima kasih atas umpan baliknya."),
    ):
        return redirect("sessions:session", session.number)
    context = {"session": session, "questions": questions(session, request.POST), "until": last_day(session)}
    return render(request, "sessions/feedback.html", context, status=400 if request.method == "POST" else 200)


@signed_in
@require_safe
def answers(request: StaffRequest, number: str) -> HttpResponse:
    """What people thought, once nobody can add to it and enough did."""
    session = led(request, number)
    told = queries.feedback(request.viewer, session)
    drawn = bars(told.scales) if told is not None else []
    context = {"session": session, "answers": told, "bars": drawn, "width": WIDTH, "height": HEIGHT, "until": last_day(session)}
    return render(request, "sessions/answers.html", context)


@signed_in
@require_safe
def certificate(request: StaffRequest, number: str, certificate: str) -> HttpResponse:
    """A certificate to print, for whose it is and for who leads the session."""
    session = found(request, number)
    one = queries.certificate_of(request.viewer, session, numbers.tidy(certificate))
    if one is None or one.withdrawn_on is not None:
        raise Http404
    content = paper.certificate_pdf(one, session, one.name)
    headers = {"Content-Disposition": f'attachment; filename="amanah-{one.number.lower()}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@signed_in
def withdraw(request: StaffRequest, number: str, certificate: str) -> HttpResponse:
    """Take a certificate back."""
    session = managed(request, number)
    one = get_object_or_404(Certificate, seat__session=session, number=numbers.tidy(certificate), withdrawn_on__isnull=True)
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried(
            request, lambda: services.withdraw_certificate(one, form.cleaned_data["text"], viewer=request.viewer), _("Sertifikat ditarik.")
        )
        return redirect("sessions:session", session.number)
    lead = _("Siapa pun yang memeriksanya akan diberi tahu bahwa sertifikat ini tidak berlaku. Jam pelajarannya tidak berubah.")
    heading = _("Tarik sertifikat %(number)s") % {"number": one.number}
    context = {"form": form, "session": session, "heading": heading, "button": _("Tarik sertifikat"), "lead": lead}
    return render(request, "sessions/act.html", context, status=400 if form.errors else 200)


@signed_in
@require_safe
def mine(request: StaffRequest) -> HttpResponse:
    """One's own certificates, of sessions here and from elsewhere."""
    context = {"certificates": queries.certificates_of(request.viewer), "outside": queries.own_outside(request.viewer)}
    return render(request, "sessions/certificates.html", context)
