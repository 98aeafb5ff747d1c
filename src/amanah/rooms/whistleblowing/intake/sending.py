"""Reviewing, sending, and the receipt. What is sent is what stands on the review page, so that a failed store loses nothing."""

import errno
from collections.abc import Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from uuid import UUID

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amanah.engines.reports.intake import carried
from amanah.engines.reports.intake import draft as drafts
from amanah.engines.reports.intake.draft import Draft
from amanah.engines.reports.intake.failures import note_failure
from amanah.engines.reports.promises import promised
from amanah.foundation.evidence.errors import EvidenceError, NotStored
from amanah.foundation.exports.pdf import qr_data
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.vault.errors import Busy
from amanah.kernel import clock, receipts
from amanah.rooms.whistleblowing.crowd import asking
from amanah.rooms.whistleblowing.crowd.asking import Asked
from amanah.rooms.whistleblowing.intake import steps, troubles
from amanah.rooms.whistleblowing.intake.summary import sections
from amanah.rooms.whistleblowing.intake.troubles import Trouble
from amanah.rooms.whistleblowing.intake.views import gone
from amanah.rooms.whistleblowing.regime import REGIME
from amanah.rooms.whistleblowing.services import filing

SHOW_AGAIN = timedelta(minutes=15)
"""How long the words of a receipt stay under the visitor's cookie, for whose connection broke before they were shown."""

_FULL = {errno.ENOSPC, errno.EDQUOT}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def review(request: HttpRequest) -> HttpResponse:
    """Everything on one page; then sent, once."""
    if request.method == "POST":
        return _send(request)
    draft = drafts.load(request)
    if draft is None:
        return gone(request)
    if draft.sent:
        return HttpResponseRedirect(reverse("whistleblowing:sent"))
    missing = steps.first_open(draft.answers)
    if missing is not None:
        return HttpResponseRedirect(missing.url)
    return _show(request, draft.answers, draft, _foreseen(draft.answers))


def _send(request: HttpRequest) -> HttpResponse:
    """Take the report as it stands in the request; any failure answers with the same page, the text in it, and says NOT sent."""
    answers = steps.posted(request.POST)
    draft = None
    try:
        draft = drafts.load(request)
        return _judge(request, draft, answers)
    except filing.AlreadyFiled:
        return HttpResponseRedirect(reverse("whistleblowing:sent"))
    except filing.NoRecipient as refusal:
        return _show(request, answers, draft, troubles.no_recipient(refusal.missing, answers), status=HTTPStatus.CONFLICT)
    except Busy:
        return _show(request, answers, draft, troubles.busy(), status=HTTPStatus.SERVICE_UNAVAILABLE)
    except (DatabaseError, EvidenceError, OSError) as error:
        note_failure("a report was not accepted", error)
        full = isinstance(error, NotStored) or (isinstance(error, OSError) and error.errno in _FULL)
        status = HTTPStatus.INSUFFICIENT_STORAGE if full else HTTPStatus.SERVICE_UNAVAILABLE
        return _show(request, answers, draft, troubles.not_stored(), status=status, offline=True)


def _judge(request: HttpRequest, draft: Draft | None, answers: dict[str, str]) -> HttpResponse:
    """What to do with a report that came in: nothing twice, nothing empty, nothing without a draft that could be sent again."""
    if draft is not None and draft.sent:
        return HttpResponseRedirect(reverse("whistleblowing:sent"))
    if not any(answers.values()):
        return gone(request) if draft is None else HttpResponseRedirect(reverse("whistleblowing:review"))
    missing = steps.first_open(answers)
    if missing is not None:
        return _show(request, answers, draft, troubles.incomplete(missing), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if draft is None:
        return _begin_anew(request, answers)
    asked = asking.let_in(request, draft.case)
    if asked is not None:
        return _wait(request, draft, answers, asked)
    return _file(request, draft, _cleaned(answers))


def _wait(request: HttpRequest, draft: Draft, answers: dict[str, str], asked: Asked) -> HttpResponse:
    """Too many at once: what stands in the request is kept, and the visitor waits for a turn."""
    draft.answers = _cleaned(answers)
    drafts.replace(request, draft)
    response = HttpResponseRedirect(reverse("whistleblowing:turn"))
    asked.remember(response)
    return response


def _foreseen(answers: dict[str, str]) -> Trouble | None:
    """What would stop this report, said before it is sent."""
    missing = filing.missing_recipient(answers["route"], answers["mode"], filing.subjects_of(answers).tags)
    return troubles.no_recipient(missing, answers) if missing else None


def _file(request: HttpRequest, draft: Draft, answers: dict[str, str]) -> HttpResponse:
    sent = Draft(case=draft.case, sent=True, route=answers["route"])

    def remember(receipt: receipts.Receipt) -> None:
        """In the same transaction: a draft that was sent says so, whatever becomes of this answer."""
        sent.receipt = str(receipt)
        sent.until = (clock.now() + SHOW_AGAIN).isoformat()
        drafts.replace(request, sent)

    receipt = filing.file_report(filing.from_answers(UUID(draft.case), answers, draft.uploads()), alongside=remember)
    carried.discard(draft.unwanted())
    return receipt_page(request, receipt, answers["route"])


def _begin_anew(request: HttpRequest, answers: dict[str, str]) -> HttpResponse:
    """The draft is gone but the page carried the text: keep it in a new draft and let the reporter look and send again."""
    draft = Draft(answers=_cleaned(answers), passed=[page.key for page in steps.PAGES])
    response = _show(request, draft.answers, draft, troubles.expired(), status=HTTPStatus.CONFLICT)
    drafts.save(request, response, draft, known=False)
    return response


def _cleaned(answers: Mapping[str, str]) -> dict[str, str]:
    """The answers as the forms understand them; call only when nothing is missing."""
    cleaned: dict[str, str] = {}
    for page in steps.asked(answers):
        if page.form is not None:
            form = page.form(dict(answers))
            form.is_valid()
            cleaned |= {name: str(value) for name, value in form.cleaned_data.items()}
    return cleaned


def _show(
    request: HttpRequest, answers: dict[str, str], draft: Draft | None, trouble: Trouble | None, *, status: int = 200, offline: bool = False
) -> HttpResponse:
    """The review page. `offline` asks the database nothing, because it may not be there."""
    asked = asking.ask(request, draft.case) if draft is not None and trouble is None else None
    context = {
        "asked": asked,
        "sections": sections(answers, draft, offline=offline),
        "carried": [(name, answers.get(name, "")) for name in steps.names_asked(answers)],
        "trouble": trouble,
        "sendable": trouble is None or trouble.sendable,
        "route": filing.title_of(answers.get("route", ""), offline=offline),
        "total": steps.TOTAL,
        "back": steps.PAGES[-1].url,
    }
    response = render(request, "whistleblowing/intake/review.html", context, status=status)
    if asked is not None:
        asked.remember(response)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = "20"
    return response


def receipt_page(request: HttpRequest, receipt: receipts.Receipt, route: str) -> HttpResponse:
    """The one page that shows the words of a new report."""
    checkpoint = ledger.latest_checkpoint()
    context = {
        "words": receipt.words,
        "digits": receipt.grouped_digits,
        "qr": qr_data(str(receipt)),
        "promises": promised(REGIME, clock.today()),
        "route": filing.title_of(route),
        "checkpoint": checkpoint.note if checkpoint else "",
    }
    return render(request, "whistleblowing/intake/receipt.html", context)


@require_GET
@never_cache
@csrf_protect
def sent(request: HttpRequest) -> HttpResponse:
    """What a repeated sending gets: no second report, and for some minutes the words once more."""
    draft = drafts.load(request)
    if draft is None:
        return gone(request)
    if not draft.sent:
        return HttpResponseRedirect(reverse("whistleblowing:review"))
    return render(request, "whistleblowing/intake/sent.html", {"again": _still_shown(draft)})


@require_POST
@never_cache
@csrf_protect
def receipt_again(request: HttpRequest) -> HttpResponse:
    """The words once more, and then never again."""
    draft = drafts.load(request)
    if draft is None or not draft.sent or not _still_shown(draft):
        return gone(request) if draft is None else HttpResponseRedirect(reverse("whistleblowing:sent"))
    words, route = receipts.parse(draft.receipt), draft.route
    draft.receipt = ""
    drafts.replace(request, draft)
    return receipt_page(request, words, route)


@require_POST
@never_cache
@csrf_protect
def done(request: HttpRequest) -> HttpResponse:
    """The reporter has the words: nothing of them stays in this browser."""
    response = render(request, "whistleblowing/intake/done.html", {"promises": promised(REGIME, clock.today())})
    drafts.drop(request, response)
    return response


def _still_shown(draft: Draft) -> bool:
    return bool(draft.receipt) and clock.now() < datetime.fromisoformat(draft.until)
