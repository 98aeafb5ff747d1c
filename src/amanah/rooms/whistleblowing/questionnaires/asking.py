"""The page of a report on which its topic's questions stand."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from amanah.engines.reports.intake import draft as drafts
from amanah.engines.reports.intake import stepping
from amanah.engines.reports.intake.draft import Draft
from amanah.rooms.whistleblowing.intake.steps import FLOW
from amanah.rooms.whistleblowing.questionnaires import answers as given
from amanah.rooms.whistleblowing.questionnaires import book as books
from amanah.rooms.whistleblowing.questionnaires import step
from amanah.rooms.whistleblowing.questionnaires.forms import QuestionsForm, wants_change
from amanah.rooms.whistleblowing.questionnaires.questions import Questionnaire

PAGE = FLOW.by_key[step.KEY]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def questions(request: HttpRequest) -> HttpResponse:
    """All questions of the topic on one page; what an answer opens is put in when "Lanjut" is pressed."""
    draft = drafts.load(request, FLOW.namespace)
    if draft is not None and draft.sent:
        return HttpResponseRedirect(reverse("whistleblowing:sent"))
    if draft is None and request.method != "POST":
        return stepping.gone(request, FLOW)
    writing = draft or stepping.new_draft(FLOW)
    questionnaire = _asked(request, writing)
    if questionnaire is None:
        return HttpResponseRedirect(FLOW.url(FLOW.pages[0].key) if draft is None else FLOW.onward(request, PAGE, writing))
    if request.method == "POST":
        return _answer(request, questionnaire, draft)
    return _show(request, writing, QuestionsForm(questionnaire, initial=_before(writing)))


def _answer(request: HttpRequest, questionnaire: Questionnaire, draft: Draft | None) -> HttpResponse:
    form = QuestionsForm(questionnaire, request.POST)
    writing = draft or stepping.new_draft(FLOW)
    valid = form.is_valid()
    kept = {"questionnaire": questionnaire.ref, "extra": given.encode(form.answers())}
    if valid and not wants_change(request.POST) and not form.opened:
        return stepping.keep(request, FLOW, PAGE, draft, kept)
    response = _show(request, writing, form, status=200 if valid else 422)
    if valid and draft is not None and kept.items() - draft.answers.items():
        draft.answers |= kept
        drafts.save(request, response, draft, known=True)
    return response


def _asked(request: HttpRequest, draft: Draft) -> Questionnaire | None:
    """The version that the page showed, where it may be asked; else the one this report calls for."""
    shown = request.POST.get("questionnaire", "")
    if shown and (topic := draft.answers.get("topic", "")):
        return books.book().fits(shown, topic) or step.to_ask({"topic": topic})
    return books.book().get(shown) if shown else step.to_ask(draft.answers)


def _before(draft: Draft) -> given.Answers:
    try:
        return given.decode(draft.answers.get("extra", ""))
    except given.NotAnswers:
        return {}


def _show(request: HttpRequest, draft: Draft, form: QuestionsForm, *, status: int = 200) -> HttpResponse:
    return stepping.ask(request, FLOW, PAGE, draft, form, status=status)
