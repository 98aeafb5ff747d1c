"""The report, page by page. Nothing here stores a report; see `sending`."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from amanah.engines.reports import subjects
from amanah.engines.reports.intake import draft as drafts
from amanah.engines.reports.intake.draft import Draft
from amanah.engines.reports.promises import promised
from amanah.engines.reports.report import names
from amanah.foundation.organisation import queries as organisation
from amanah.kernel import clock
from amanah.rooms.whistleblowing.intake import forms, steps
from amanah.rooms.whistleblowing.outside import OUTSIDE_CHANNELS
from amanah.rooms.whistleblowing.questionnaires import step as questionnaire
from amanah.rooms.whistleblowing.regime import REGIME
from amanah.rooms.whistleblowing.routing import queries as routing
from amanah.rooms.whistleblowing.services import filing

MOST_UNITS = 12
REVIEWING = "review"


@require_GET
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """What to know before writing. Sets no cookie and asks no database."""
    return render(request, "whistleblowing/intake/start.html", {"promises": promised(REGIME, clock.today())})


@require_GET
def outside(request: HttpRequest) -> HttpResponse:
    """Where else one may turn."""
    return render(request, "whistleblowing/intake/outside.html", {"channels": OUTSIDE_CHANNELS})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def step(request: HttpRequest, key: str) -> HttpResponse:
    """One question: shown with what was answered before, kept when answered."""
    page = steps.BY_KEY[key]
    draft = drafts.load(request)
    if draft is not None and draft.sent:
        return HttpResponseRedirect(reverse("whistleblowing:sent"))
    if request.method == "POST":
        return _answer(request, page, draft)
    if draft is None and key != steps.PAGES[0].key:
        return gone(request)
    writing = draft or Draft()
    if page not in steps.asked(writing.answers):
        return HttpResponseRedirect(steps.neighbours(key, writing.answers)[1])
    return ask(request, page, writing, _form(page, writing.answers))


def _answer(request: HttpRequest, page: steps.Page, draft: Draft | None) -> HttpResponse:
    form = _form(page, request.POST, bound=True)
    writing = draft or Draft()
    if page.key == "place" and "search" in request.POST:
        return ask(request, page, writing, _form(page, request.POST))
    if not form.is_valid():
        return ask(request, page, writing, form, status=422)
    if page.key == "recipient" and form.cleaned_data["route"] == forms.RecipientForm.TOP:
        return ask(request, page, writing, forms.RecipientForm(initial=writing.answers, with_top=False), outside=True)
    return keep(request, page, draft, form.cleaned_data)


def keep(request: HttpRequest, page: steps.Page, draft: Draft | None, cleaned: dict[str, Any]) -> HttpResponse:
    """Store one page's answers in the draft and go on; a draft that was lost begins anew with them, and the visitor is told."""
    writing = draft or Draft()
    answers = questionnaire.settled(writing.answers | {name: str(value) for name, value in cleaned.items()})
    answers = {name: answers[name] for name in steps.names_asked(answers) if name in answers}
    changed = answers != writing.answers or page.key not in writing.passed
    if "questionnaire" in writing.answers and "questionnaire" not in answers:
        writing.passed.remove(questionnaire.KEY)
    writing.answers = answers
    if page.key not in writing.passed:
        writing.passed.append(page.key)
    if draft is None and page.key != steps.PAGES[0].key:
        response = render(request, "whistleblowing/intake/lost.html", {"kept": page, "go_on": steps.PAGES[0].url})
    else:
        response = HttpResponseRedirect(onward(request, page, writing))
    if changed or draft is None:
        drafts.save(request, response, writing, known=draft is not None)
    return response


def onward(request: HttpRequest, page: steps.Page, draft: Draft) -> str:
    """Where a page leads: to the next one, or straight back to the review if the change opened no new question."""
    if REVIEWING in request.GET and steps.first_open(draft.answers) is None:
        # Another topic asks other questions: they come before the way back.
        if page.key == "topic" and questionnaire.KEY not in draft.passed and questionnaire.is_asked(draft.answers):
            return f"{steps.BY_KEY[questionnaire.KEY].url}?{REVIEWING}"
        return reverse("whistleblowing:review")
    return steps.neighbours(page.key, draft.answers)[1]


def ask(request: HttpRequest, page: steps.Page, draft: Draft, form: Any, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of one question."""
    back, _onward = steps.neighbours(page.key, draft.answers)
    reviewing = REVIEWING in request.GET
    context = {
        "page": page,
        "form": form,
        "total": steps.TOTAL,
        "back": reverse("whistleblowing:review") if reviewing else back,
        "action": f"{page.url}?{REVIEWING}" if reviewing else page.url,
        "reviewing": reviewing,
        **_extras(request, page, draft),
        **more,
    }
    return render(request, page.template, context, status=status)


def _extras(request: HttpRequest, page: steps.Page, draft: Draft) -> dict[str, Any]:
    """What single pages show besides their form."""
    if page.key == "place":
        return _places(request, draft)
    if page.key == "shield":
        return {"involved": names(draft.answers.get("who", ""))}
    if page.key == "recipient":
        return {"shut": filing.shut_routes(draft.answers), "channels": OUTSIDE_CHANNELS, "proposed": routing.proposed_title(draft.answers)}
    return {}


def _places(request: HttpRequest, draft: Draft) -> dict[str, Any]:
    """The units a search found, each with the names above it; the one chosen before stands first."""
    query = request.POST.get("query", "").strip()
    found = organisation.search_units(query, MOST_UNITS + 1) if query else []
    chosen_id = request.POST.get("unit", draft.answers.get("unit", ""))
    chosen = subjects.unit_of(chosen_id)
    if chosen is not None and chosen not in found:
        found = [chosen, *found]
    above = organisation.path_names(found)
    return {
        "query": query,
        "searched": "search" in request.POST,
        "units": [(str(unit.pk), unit.name, " › ".join(above[unit.pk])) for unit in found[:MOST_UNITS]],
        "too_many": len(found) > MOST_UNITS,
        # After a search nothing is chosen beforehand, or the search would be forgotten with one click.
        "chosen": str(chosen.pk) if chosen else forms.UNSURE if chosen_id == forms.UNSURE and not found else "",
    }


def gone(request: HttpRequest, status: int = 410) -> HttpResponse:
    """The draft is not there: expired, finished, or written in another browser."""
    return render(request, "whistleblowing/intake/gone.html", status=status)


def _form(page: steps.Page, values: Any, *, bound: bool = False) -> Any:
    if page.form is None:
        raise ValueError(f"the page {page.key} has no form")
    return page.form(values) if bound else page.form(initial=values)
