"""The pages of a public form, one question each. Nothing here stores a report; see `sending`."""

from collections.abc import Iterable
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from amanah.engines.reports import subjects
from amanah.engines.reports.intake import carried
from amanah.engines.reports.intake import draft as drafts
from amanah.engines.reports.intake.attaching import beside, limits, sentences, take
from amanah.engines.reports.intake.draft import Draft
from amanah.engines.reports.intake.failures import note_failure
from amanah.engines.reports.intake.fields import UNSURE
from amanah.engines.reports.intake.flow import FILES, REVIEWING, Flow, Page
from amanah.engines.reports.intake.hearing import may_play
from amanah.engines.reports.promises import promised
from amanah.foundation.evidence.errors import EvidenceError
from amanah.foundation.evidence.services import CannotOpen, Refusal, Taken
from amanah.foundation.organisation import queries as organisation
from amanah.kernel import clock

MOST_UNITS = 12


@require_GET
@never_cache
def start(request: HttpRequest, flow: Flow) -> HttpResponse:
    """What to know before writing. Sets no cookie and asks no database."""
    query = request.GET.urlencode()
    context = {
        "promises": promised(flow.regime, clock.today()),
        "names": flow.names,
        "begin": _first(flow) + (f"?{query}" if query else ""),
    }
    return render(request, flow.start_template, context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def step(request: HttpRequest, flow: Flow, key: str) -> HttpResponse:
    """One question: shown with what was answered before, kept when answered."""
    page = flow.by_key[key]
    draft = drafts.load(request, flow.namespace)
    if draft is not None and draft.sent:
        return HttpResponseRedirect(flow.url("sent"))
    if request.method == "POST":
        return _answer(request, flow, page, draft)
    if draft is None and page is not flow.pages[0]:
        return gone(request, flow)
    writing = draft or new_draft(flow)
    if page not in flow.asked(writing.answers):
        return HttpResponseRedirect(flow.neighbours(key, writing.answers)[1])
    brought = {name: request.GET[name] for name in page.fields if name in request.GET} if page is flow.pages[0] else {}
    return ask(request, flow, page, writing, form_of(page, writing.answers | brought))


def _answer(request: HttpRequest, flow: Flow, page: Page, draft: Draft | None) -> HttpResponse:
    form = form_of(page, request.POST, bound=True)
    writing = draft or new_draft(flow)
    if "search" in request.POST and "unit" in page.fields:
        return ask(request, flow, page, writing, form_of(page, request.POST))
    if not form.is_valid():
        return ask(request, flow, page, writing, form, status=422)
    interjected = flow.interject(request, page, writing, form)
    return interjected if interjected is not None else keep(request, flow, page, draft, form.cleaned_data)


def keep(request: HttpRequest, flow: Flow, page: Page, draft: Draft | None, cleaned: dict[str, Any]) -> HttpResponse:
    """Store one page's answers in the draft and go on; a draft that was lost begins anew with them, and the visitor is told."""
    writing = draft or new_draft(flow)
    answers = flow.settled(writing.answers | {name: str(value) for name, value in cleaned.items()})
    answers = {name: answers[name] for name in flow.names_asked(answers) if name in answers}
    changed = answers != writing.answers or page.key not in writing.passed
    # What an answer has made void was not passed any more: it comes before the review when it is asked again.
    voided = [one.key for one in flow.pages if set(one.fields) & set(writing.answers) and not set(one.fields) & set(answers)]
    writing.passed = [key for key in writing.passed if key not in voided]
    writing.answers = answers
    if page.key not in writing.passed:
        writing.passed.append(page.key)
    if draft is None and page is not flow.pages[0]:
        response = lost(request, flow, page)
    else:
        response = HttpResponseRedirect(flow.onward(request, page, writing))
    if changed or draft is None:
        drafts.save(request, response, writing, known=draft is not None)
    return response


def ask(request: HttpRequest, flow: Flow, page: Page, draft: Draft, form: Any, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of one question."""
    back, _onward = flow.neighbours(page.key, draft.answers)
    reviewing = REVIEWING in request.GET
    url = flow.url(page.key)
    context = {
        "page": page,
        "number": flow.number(page),
        "names": flow.names,
        "form": form,
        "total": flow.total,
        "back": flow.url("review") if reviewing else back,
        "action": f"{url}?{REVIEWING}" if reviewing else url,
        "reviewing": reviewing,
        **(_places(request, draft) if "unit" in page.fields else {}),
        **flow.extras(request, page, draft),
        **more,
    }
    return render(request, page.template, context, status=status)


def new_draft(flow: Flow) -> Draft:
    """A report that somebody begins to write."""
    return Draft(flow=flow.namespace)


def gone(request: HttpRequest, flow: Flow, status: int = 410) -> HttpResponse:
    """The draft is not there: expired, finished, or written in another browser."""
    return render(request, "reports/intake/gone.html", {"begin": _first(flow)}, status=status)


def lost(request: HttpRequest, flow: Flow, page: Page) -> HttpResponse:
    """What was written before is gone, and this answer was kept."""
    return render(request, "reports/intake/lost.html", {"kept": page, "go_on": _first(flow)})


def form_of(page: Page, values: Any, *, bound: bool = False) -> Any:
    """The page's form with these values."""
    if page.form is None:
        raise ValueError(f"the page {page.key} has no form")
    return page.form(values) if bound else page.form(initial=values)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
@may_play
def files(request: HttpRequest, flow: Flow) -> HttpResponse:
    """The files so far; more of them, fewer of them, or on. Each is looked into at once, so that its sender sees what it reveals."""
    draft = drafts.load(request, flow.namespace)
    if draft is not None and draft.sent:
        return HttpResponseRedirect(flow.url("sent"))
    if request.method != "POST":
        return gone(request, flow) if draft is None else _show_files(request, flow, draft)
    writing = draft or new_draft(flow)
    try:
        if draft is not None and ("remove" in request.POST or "again" in request.POST):
            return _change(request, draft)
        taken = take(request, already=writing.size)
        return _add(request, flow, draft, taken)
    except (EvidenceError, CannotOpen, DatabaseError, OSError) as error:
        note_failure("files were not accepted", error)
        return _show_files(request, flow, writing, failed=True)


def _add(request: HttpRequest, flow: Flow, draft: Draft | None, taken: Taken) -> HttpResponse:
    writing, page = draft or new_draft(flow), flow.by_key[FILES]
    before = writing.to_bytes()
    writing.choose(request.POST)
    writing.add(taken.kept)
    if page.key not in writing.passed:
        writing.passed.append(page.key)
    if draft is None:
        response: HttpResponse = lost(request, flow, page)
    elif taken.refused:
        response = _show_files(request, flow, writing, refused=taken.refused)
    elif "add" in request.POST or taken.kept:
        response = HttpResponseRedirect(request.get_full_path())
    else:
        response = HttpResponseRedirect(flow.onward(request, page, writing))
    if draft is None or writing.to_bytes() != before:
        drafts.save(request, response, writing, known=draft is not None)
    return response


def _change(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Take a file out, or look into one again; what was chosen for the others is kept."""
    draft.choose(request.POST)
    removed = draft.remove(request.POST.get("remove", ""))
    draft.look_again(request.POST.get("again", ""))
    drafts.replace(request, draft)
    carried.discard(removed)
    return HttpResponseRedirect(request.get_full_path())


def _show_files(request: HttpRequest, flow: Flow, draft: Draft, *, refused: Iterable[Refusal] = (), failed: bool = False) -> HttpResponse:
    form = flow.files_form()
    form.fields["attached"].help_text = limits()
    problems = sentences(refused)
    if failed:
        problems.append(_("Penyimpanan kami sedang terganggu. Berkas yang baru dipilih TIDAK tersimpan; coba lagi nanti."))
    if problems:
        form = type(form)({})
        form.fields["attached"].help_text = limits()
        for sentence in problems:
            form.add_error("attached", sentence)
    status = 507 if failed else 422 if problems else 200
    return ask(request, flow, flow.by_key[FILES], draft, form, status=status, files=draft.lines(), beside=beside())


def _first(flow: Flow) -> str:
    return flow.url(flow.pages[0].key)


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
        "chosen": str(chosen.pk) if chosen else UNSURE if chosen_id == UNSURE and not found else "",
    }
