"""The acts on a review: a form page each, one POST, and back to the review."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from amanah.engines.engagements.desk.parts import act
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery import queries as rooms
from amanah.rooms.antibribery.desk.pages import scope_or_404
from amanah.rooms.antibribery.reviews import addresses, declare, queries, services
from amanah.rooms.antibribery.reviews.desk import forms, pages
from amanah.rooms.antibribery.reviews.desk.lists import since
from amanah.rooms.antibribery.reviews.desk.parts import papers, review_or_404
from amanah.rooms.antibribery.reviews.models import Review
from amanah.rooms.antibribery.reviews.papers import frozen
from amanah.rooms.antibribery.reviews.queries import Input, kinds_of

_FIELDS = {
    "days": "until",
    "past": "planned_on",
    "running": "kind",
    "kind": "kind",
    "chair_is_member": "chair",
    "held_on": "held_on",
    "absent": "present",
    "unit": "unit",
    "verifier": "verifier",
    "not_independent": "verifier",
    "nobody": "owner",
    "due": "due_on",
    "words": "text",
}


@signed_in
def new(request: StaffRequest, number: str) -> HttpResponse:
    """Plan a review of a scope that one keeps."""
    scope = scope_or_404(request, number)
    if not rooms.sides_of(request.viewer, scope).keeps or scope.state != scopes.ACTIVE:
        raise PermissionDenied
    kind = request.GET.get("kind", "")
    initial = since(scope, kind if kind in kinds_of(scope) else kinds_of(scope)[0])
    if scope.top_person is not None and initial["kind"] != declare.GOVERNING:
        initial["chair"] = forms.said([scope.top_person])
    form = forms.PlanForm(request.POST or None, scope=scope, initial=initial)

    def verb() -> HttpResponse:
        said = form.cleaned_data
        made = services.plan(scope, said["kind"], said["since"], said["until"], form.meeting, viewer=request.viewer)
        return redirect(addresses.of_review(made.number))

    page = {
        "heading": _("Rencanakan tinjauan"),
        "lead": _("Bahannya disusun sistem dari data yang ada pada masa itu; FKAP memberi catatan, lalu membekukannya sebelum rapat."),
        "back": addresses.of_scope(scope.number),
        "above": scope.title,
        "number": scope.number,
    }
    return act(request, form, verb, page, _FIELDS)


@signed_in
def do(request: StaffRequest, number: str, key: str) -> HttpResponse:
    """One act with its form; it is offered to whoever may do it now."""
    review = review_or_404(request, number)
    if key not in _ACTS:
        raise Http404
    sides = queries.sides_of(request.viewer, review)
    offered = {one["key"]: one["title"] for one in pages.acts(review, sides, done=True)}
    if key not in offered:
        raise PermissionDenied
    made, verb = _ACTS[key]
    form = made(request, review)
    page = {
        "heading": offered[key],
        "lead": _LEADS.get(key, lambda: "")(),
        "back": addresses.of_review(review.number),
        "above": f"{declare.KINDS[review.kind]} · {review.scope.title}",
        "number": review.number,
    }
    return act(request, form, lambda: verb(review, form, request), page, {**_FIELDS, "days": "planned_on"})


def _bare(request: StaffRequest, _review: Review) -> django_forms.Form:
    """Nothing to fill in: what is asked is whether."""
    return django_forms.Form(request.POST if request.method == "POST" else None)


def _inputs(review: Review) -> list[Input]:
    return frozen(papers(review)[declare.PACK])


_LEADS: dict[str, Callable[[], str]] = {
    "comment": lambda: _("Catatan Anda tampil di bawah data masukannya dan ikut dibekukan. Jangan menulis apa pun dari suatu laporan."),
    "freeze": lambda: _("Isi bahan disimpan seperti adanya sekarang, dan sidiknya masuk buku besar. Sesudah ini bahan tidak dapat diubah."),
    "minute": lambda: _("Boleh disimpan berkali-kali. Setiap masukan memerlukan kesimpulan sebelum notula diserahkan kepada ketua."),
    "submit": lambda: _("Ketua membaca dan menyetujuinya, atau mengembalikannya dengan alasan."),
    "approve": lambda: _("Sesudah disetujui, notula tidak dapat diubah lagi oleh siapa pun."),
    "close": lambda: _("Semua keputusan sudah dilaksanakan dan diverifikasi."),
}

_ACTS: dict[str, tuple[Callable[[StaffRequest, Review], Any], Callable[[Review, Any, StaffRequest], object]]] = {
    "comment": (
        lambda request, review: forms.CommentForm(request.POST or None, inputs=queries.build(request.viewer, review)),
        lambda review, form, request: services.comment(review, form.said, viewer=request.viewer),
    ),
    "freeze": (
        _bare,
        lambda review, _form, request: services.freeze(review, viewer=request.viewer),
    ),
    "move": (
        lambda request, review: forms.MoveForm(request.POST or None, initial=forms.MoveForm.of(review)),
        lambda review, form, request: services.move(review, form.meeting, form.cleaned_data["text"], viewer=request.viewer),
    ),
    "cancel": (
        lambda request, _review: forms.ReasonForm(request.POST or None),
        lambda review, form, request: services.cancel(review, form.cleaned_data["text"], viewer=request.viewer),
    ),
    "meet": (
        lambda request, review: forms.MeetForm(request.POST or None, initial=forms.MeetForm.of(review)),
        lambda review, form, request: services.meet(
            review, form.cleaned_data["held_on"], form.cleaned_data["present"], viewer=request.viewer
        ),
    ),
    "minute": (
        lambda request, review: forms.MinuteForm(request.POST or None, review=review, inputs=_inputs(review)),
        lambda review, form, request: services.minute(review, form.said, form.judged, viewer=request.viewer),
    ),
    "decide": (
        lambda request, review: forms.DecideForm(request.POST or None, inputs=_inputs(review), initial={"unit": review.scope.unit.code}),
        lambda review, form, request: services.decide(review, form.resolved, viewer=request.viewer),
    ),
    "submit": (
        _bare,
        lambda review, _form, request: services.submit(review, viewer=request.viewer),
    ),
    "approve": (
        _bare,
        lambda review, _form, request: services.approve(review, viewer=request.viewer),
    ),
    "return": (
        lambda request, _review: forms.ReasonForm(request.POST or None),
        lambda review, form, request: services.send_back(review, form.cleaned_data["text"], viewer=request.viewer),
    ),
    "close": (
        _bare,
        lambda review, _form, request: services.close(review, viewer=request.viewer),
    ),
}
