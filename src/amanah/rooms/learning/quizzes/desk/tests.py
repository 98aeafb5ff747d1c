"""Tests: those one can take and has taken; and for whoever manages learning, what they are and how good their questions are."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.rooms.learning.quizzes import addresses, queries, services
from amanah.rooms.learning.quizzes.declare import ACTIVE, ENOUGH, PURPOSES, STATES
from amanah.rooms.learning.quizzes.desk.forms import TestForm
from amanah.rooms.learning.quizzes.desk.guards import keepers, may_keep, may_read, readers
from amanah.rooms.learning.quizzes.models import KEY, Attempt, Test
from amanah.rooms.learning.quizzes.refusals import Refused
from amanah.rooms.learning.quizzes.services.setting import mark_of

SHOWN = 20
RESERVED = {"new", "questions", "attempts", "import"}
VERDICTS = {
    "weak": ("danger", gettext_lazy("Tidak membedakan: periksa rumusannya")),
    "hard": ("warning", gettext_lazy("Sukar")),
    "easy": ("info", gettext_lazy("Hampir semua benar")),
    "good": ("success", gettext_lazy("Membedakan dengan baik")),
    "": ("neutral", gettext_lazy("Belum cukup dijawab")),
}


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The tests that one can take, and those one has taken."""
    viewer, language = request.viewer, get_language() or "id"
    attempts = list(queries.mine(viewer.person)[:SHOWN])
    given = list(queries.tests())
    context = {
        "mine": [_row(attempt, language) for attempt in attempts],
        "open": [(test.said(language), str(test.topic), reverse("quizzes:begin", args=[test.key])) for test in given if not test.course],
        "kept": _kept(language) if may_read(viewer) else None,
        "may_keep": may_keep(viewer),
        "person": viewer.person,
    }
    return render(request, "learning_quizzes/list.html", context)


@keepers
def new(request: StaffRequest) -> HttpResponse:
    """Make a test."""
    form = TestForm(request.POST or None, topics=True)
    if request.method == "POST" and form.is_valid():
        plan = form.plan()
        try:
            test = services.enter_test(form.cleaned_data["topic"], _free(plan.title), plan, actor=request.viewer.actor)
        except Refused as refusal:
            form.add_error("draws" if refusal.code == "few" else "mark" if refusal.code == "mark" else None, refusal.sentence)
        else:
            messages.success(request, _("Tes dibuat."))
            return redirect("quizzes:test", test.key)
    return _form(request, form, _("Buat tes"), reverse("quizzes:list"))


@readers
@require_safe
def test(request: StaffRequest, key: str) -> HttpResponse:
    """One test: what it asks for, and how good its questions are."""
    found = _found(key)
    items = [
        {
            "item": item,
            "tone": VERDICTS[item.verdict][0],
            "verdict": VERDICTS[item.verdict][1],
            "right": None if item.right is None else round(100 * item.right),
            "url": addresses.of_question(item.version.question_id),
        }
        for item in queries.items(found)
    ]
    context = {
        "test": found,
        "title": found.said(get_language() or "id"),
        "state": STATES[found.state],
        "active": found.state == ACTIVE,
        "mark": mark_of(found),
        "items": items,
        "enough": ENOUGH,
        "may_keep": may_keep(request.viewer),
        "address": request.build_absolute_uri(reverse("quizzes:begin", args=[found.key])),
    }
    return render(request, "learning_quizzes/test.html", context)


@keepers
def change(request: StaffRequest, key: str) -> HttpResponse:
    """Change a test for those who begin it from now on."""
    found = _found(key)
    form = TestForm(request.POST or None, initial=TestForm.of(found))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_test(found, form.plan(), actor=request.viewer.actor)
        except Refused as refusal:
            form.add_error("draws" if refusal.code == "few" else "mark" if refusal.code == "mark" else None, refusal.sentence)
        else:
            messages.success(request, _("Perubahan berlaku bagi yang mulai sejak sekarang."))
            return redirect("quizzes:test", found.key)
    return _form(request, form, _("Ubah tes"), reverse("quizzes:test", args=[found.key]))


@keepers
@require_POST
def retire(request: StaffRequest, key: str) -> HttpResponse:
    """Let nobody begin it any more."""
    found = _found(key)
    try:
        services.retire_test(found, actor=request.viewer.actor)
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, _("Tes tidak dipakai lagi. Yang sudah mulai boleh menyelesaikannya."))
    return redirect("quizzes:test", found.key)


def _found(key: str) -> Test:
    found = queries.find_test(key)
    if found is None:
        raise Http404
    return found


def _kept(language: str) -> list[dict[str, Any]]:
    every = Test.objects.select_related("topic").order_by("state", "title")
    return [{"test": one, "title": one.said(language), "state": STATES[one.state], "active": one.state == ACTIVE} for one in every]


def _row(attempt: Attempt, language: str) -> dict[str, Any]:
    return {
        "attempt": attempt,
        "title": attempt.test.said(language),
        "purpose": PURPOSES[attempt.purpose],
        "url": addresses.of_attempt(attempt.pk),
    }


def _free(title: str) -> str:
    """A key for a test of this title that nobody has and that is no address of its own."""
    base = slugify(title)[: KEY - 4] or "tes"
    taken = set(Test.objects.filter(key__startswith=base).values_list("key", flat=True)) | RESERVED
    return next(key for key in (base, *(f"{base}-{n}" for n in range(2, 999))) if key not in taken)


def _form(request: StaffRequest, form: Any, heading: str, back: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "back": back}
    return render(request, "learning_quizzes/write.html", context, status=400 if form.errors else 200)
