"""Files of a report, added in batches before it is sent. They are sealed on their way in; the draft keeps only their keys.

Each is looked into at once, so that its sender sees what it would reveal before going on.
"""

from collections.abc import Iterable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from amanah.engines.reports.intake import carried
from amanah.engines.reports.intake import draft as drafts
from amanah.engines.reports.intake.attaching import limits, sentences, take
from amanah.engines.reports.intake.draft import Draft
from amanah.engines.reports.intake.failures import note_failure
from amanah.engines.reports.intake.fields import FilesForm
from amanah.engines.reports.intake.hearing import may_play
from amanah.foundation.evidence.errors import EvidenceError
from amanah.foundation.evidence.services import CannotOpen, Refusal, Taken
from amanah.rooms.whistleblowing.intake import steps, views

PAGE = steps.BY_KEY["files"]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
@may_play
def files(request: HttpRequest) -> HttpResponse:
    """The files so far; more of them, fewer of them, or on."""
    draft = drafts.load(request)
    if draft is not None and draft.sent:
        return HttpResponseRedirect(reverse("whistleblowing:sent"))
    if request.method != "POST":
        return views.gone(request) if draft is None else _show(request, draft)
    writing = draft or Draft()
    try:
        if draft is not None and ("remove" in request.POST or "again" in request.POST):
            return _change(request, draft)
        taken = take(request, already=writing.size)
        return _add(request, draft, taken)
    except (EvidenceError, CannotOpen, DatabaseError, OSError) as error:
        note_failure("files were not accepted", error)
        return _show(request, writing, failed=True)


def _add(request: HttpRequest, draft: Draft | None, taken: Taken) -> HttpResponse:
    writing = draft or Draft()
    before = writing.to_bytes()
    writing.choose(request.POST)
    writing.add(taken.kept)
    if PAGE.key not in writing.passed:
        writing.passed.append(PAGE.key)
    if draft is None:
        response: HttpResponse = render(request, "whistleblowing/intake/lost.html", {"kept": PAGE, "go_on": steps.PAGES[0].url})
    elif taken.refused:
        response = _show(request, writing, refused=taken.refused)
    elif "add" in request.POST or taken.kept:
        response = HttpResponseRedirect(request.get_full_path())
    else:
        response = HttpResponseRedirect(views.onward(request, PAGE, writing))
    if draft is None or writing.to_bytes() != before:
        drafts.save(request, response, writing, known=draft is not None)
    return response


def _change(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Take a file out, or look into one again; what was chosen for the others is kept."""
    draft.choose(request.POST)
    gone = draft.remove(request.POST.get("remove", ""))
    draft.look_again(request.POST.get("again", ""))
    drafts.replace(request, draft)
    carried.discard(gone)
    return HttpResponseRedirect(request.get_full_path())


def _show(request: HttpRequest, draft: Draft, *, refused: Iterable[Refusal] = (), failed: bool = False) -> HttpResponse:
    form = FilesForm({}) if refused or failed else FilesForm()
    form.fields["attached"].help_text = limits()
    for sentence in sentences(refused):
        form.add_error("attached", sentence)
    if failed:
        form.add_error("attached", _("Penyimpanan kami sedang terganggu. Berkas yang baru dipilih TIDAK tersimpan; coba lagi nanti."))
    return views.ask(request, PAGE, draft, form, status=507 if failed else 422 if refused else 200, files=draft.lines())
