"""The bank of questions: its list, one question with its versions, and the acts on it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amanah.engines import narrowing
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table
from amanah.kernel import canonical
from amanah.rooms.learning.quizzes import queries, services
from amanah.rooms.learning.quizzes.declare import ACTIVE, STATES
from amanah.rooms.learning.quizzes.desk.forms import FilterForm, QuestionForm
from amanah.rooms.learning.quizzes.desk.guards import keepers, may_keep, readers
from amanah.rooms.learning.quizzes.imports import COLUMNS, said_of
from amanah.rooms.learning.quizzes.models import KEY, Question, Version
from amanah.rooms.learning.quizzes.queries import Filters
from amanah.rooms.learning.quizzes.queries.bank import LARGEST
from amanah.rooms.learning.quizzes.refusals import Refused

TAIL = 6


@readers
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The questions, narrowed as the address says."""
    form = FilterForm(request.GET)
    chosen = Filters(**form.chosen())
    context = narrowing.shown(request.GET, form, lambda after: queries.listing(chosen, after=after), reverse("quizzes:questions"))
    return render(request, "learning_quizzes/questions.html", {**context, "may_keep": may_keep(request.viewer), "states": STATES})


@readers
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Every question of the same filters, in the columns that an import reads."""
    if form not in TYPES:
        raise Http404
    chosen = Filters(**FilterForm(request.GET).chosen())
    rows = narrowing.every(lambda after: queries.listing(chosen, after=after, size=LARGEST))
    return table(_("bank soal"), form, [column.names[0] for column in COLUMNS], [said_of(version) for version in rows])


@keepers
def new(request: StaffRequest) -> HttpResponse:
    """Write a question down."""
    form = QuestionForm(request.POST or None, topics=True)
    if request.method == "POST" and form.is_valid():
        draft = form.draft()
        # A name that the person need not think of; it only has to be free within the topic.
        key = f"{slugify(draft.text_id)[: KEY - TAIL - 1]}-{canonical.digest(draft.plain).hex()[:TAIL]}"
        try:
            question = services.enter_question(form.cleaned_data["topic"], key, draft, actor=request.viewer.actor)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Soal masuk ke bank."))
            return redirect("quizzes:question", question.pk)
    return _form(request, form, _("Tulis soal"), reverse("quizzes:questions"))


@readers
@require_safe
def question(request: StaffRequest, question: UUID) -> HttpResponse:
    """One question: what it asks now, and what it asked before."""
    found = _found(question)
    versions = list(found.versions.all())
    context = {
        "question": found,
        "title": versions[0].text_en if get_language() == "en" else versions[0].text_id,
        "latest": versions[0],
        "earlier": versions[1:],
        "state": STATES[found.state],
        "active": found.state == ACTIVE,
        "may_keep": may_keep(request.viewer),
    }
    return render(request, "learning_quizzes/question_of_bank.html", context)


@keepers
def change(request: StaffRequest, question: UUID) -> HttpResponse:
    """Write it anew, as a version of its own."""
    found = _found(question)
    latest: Version = found.versions.get(number=found.current)
    form = QuestionForm(request.POST or None, version=latest, initial=QuestionForm.of(latest))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_question(found, form.draft(), actor=request.viewer.actor)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Versi baru tersimpan. Yang sedang mengerjakan tetap memakai versi lamanya."))
            return redirect("quizzes:question", found.pk)
    return _form(request, form, _("Ubah soal"), reverse("quizzes:question", args=[found.pk]))


@keepers
@require_POST
def turn(request: StaffRequest, question: UUID, act: str) -> HttpResponse:
    """Retire it or take it back into use."""
    found = _found(question)
    if act not in {"retire", "restore"}:
        raise Http404
    try:
        {"retire": services.retire_question, "restore": services.restore_question}[act](found, actor=request.viewer.actor)
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, _("Soal tidak diambil lagi.") if act == "retire" else _("Soal dipakai lagi."))
    return redirect("quizzes:question", found.pk)


def _found(question_id: UUID) -> Question:
    return get_object_or_404(Question.objects.select_related("topic"), pk=question_id)


def _form(request: StaffRequest, form: Any, heading: str, back: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "back": back}
    return render(request, "learning_quizzes/write.html", context, status=400 if form.errors else 200)
