"""Reviewing, sending, and the receipt. What is sent is what stands on the review page, so that a failed store loses nothing."""

import errno
from datetime import datetime, timedelta
from http import HTTPStatus
from uuid import UUID

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from amanah.engines.reports.crowd import asking
from amanah.engines.reports.crowd.asking import Asked
from amanah.engines.reports.intake import carried, reminders, troubles
from amanah.engines.reports.intake import draft as drafts
from amanah.engines.reports.intake.draft import Draft
from amanah.engines.reports.intake.failures import note_failure
from amanah.engines.reports.intake.flow import Flow
from amanah.engines.reports.intake.stepping import gone, new_draft
from amanah.engines.reports.intake.summary import sections
from amanah.engines.reports.intake.troubles import Trouble
from amanah.engines.reports.promises import promised
from amanah.engines.reports.services.filing import AlreadyFiled, NoRecipient
from amanah.foundation.evidence.errors import EvidenceError, NotStored
from amanah.foundation.exports.pdf import qr_data
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.vault.errors import Busy
from amanah.kernel import clock, receipts

SHOW_AGAIN = timedelta(minutes=15)
"""How long the words of a receipt stay under the visitor's cookie, for whose connection broke before they were shown."""

_FULL = {errno.ENOSPC, errno.EDQUOT}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def review(request: HttpRequest, flow: Flow) -> HttpResponse:
    """Everything on one page; then sent, once."""
    if request.method == "POST":
        return _send(request, flow)
    draft = drafts.load(request, flow.namespace)
    if draft is None:
        return gone(request, flow)
    if draft.sent:
        return HttpResponseRedirect(flow.url("sent"))
    missing = flow.first_open(draft.answers)
    if missing is not None:
        return HttpResponseRedirect(flow.url(missing.key))
    return _show(request, flow, draft.answers, draft, flow.foreseen(draft.answers))


def _send(request: HttpRequest, flow: Flow) -> HttpResponse:
    """Take the report as it stands in the request; any failure answers with the same page, the text in it, and says NOT sent."""
    answers = flow.posted(request.POST)
    draft = None
    try:
        draft = drafts.load(request, flow.namespace)
        return _judge(request, flow, draft, answers)
    except AlreadyFiled:
        return HttpResponseRedirect(flow.url("sent"))
    except NoRecipient as refusal:
        return _show(request, flow, answers, draft, flow.refused(refusal.missing, answers), status=HTTPStatus.CONFLICT)
    except Busy:
        return _show(request, flow, answers, draft, troubles.busy(), status=HTTPStatus.SERVICE_UNAVAILABLE)
    except (DatabaseError, EvidenceError, OSError) as error:
        note_failure("a report was not accepted", error)
        full = isinstance(error, NotStored) or (isinstance(error, OSError) and error.errno in _FULL)
        status = HTTPStatus.INSUFFICIENT_STORAGE if full else HTTPStatus.SERVICE_UNAVAILABLE
        return _show(request, flow, answers, draft, troubles.not_stored(), status=status, offline=True)


def _judge(request: HttpRequest, flow: Flow, draft: Draft | None, answers: dict[str, str]) -> HttpResponse:
    """What to do with a report that came in: nothing twice, nothing empty, nothing without a draft that could be sent again."""
    if draft is not None and draft.sent:
        return HttpResponseRedirect(flow.url("sent"))
    if not any(answers.values()):
        return gone(request, flow) if draft is None else HttpResponseRedirect(flow.url("review"))
    missing = flow.first_open(answers)
    if missing is not None:
        return _show(request, flow, answers, draft, troubles.incomplete(missing.question), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if draft is None:
        return _begin_anew(request, flow, answers)
    asked = asking.let_in(request, draft.case)
    if asked is not None:
        return _wait(request, flow, draft, answers, asked)
    return _file(request, flow, draft, flow.cleaned(answers))


def _wait(request: HttpRequest, flow: Flow, draft: Draft, answers: dict[str, str], asked: Asked) -> HttpResponse:
    """Too many at once: what stands in the request is kept, and the visitor waits for a turn."""
    draft.answers = flow.cleaned(answers)
    drafts.replace(request, draft)
    response = HttpResponseRedirect(flow.url("turn"))
    asked.remember(response)
    return response


def _file(request: HttpRequest, flow: Flow, draft: Draft, answers: dict[str, str]) -> HttpResponse:
    choice = flow.choice(answers)
    sent = Draft(flow=flow.namespace, case=draft.case, sent=True, route=choice)

    def remember(receipt: receipts.Receipt) -> None:
        """In the same transaction: a draft that was sent says so, whatever becomes of this answer."""
        sent.receipt = str(receipt)
        sent.until = (clock.now() + SHOW_AGAIN).isoformat()
        drafts.replace(request, sent)

    receipt = flow.file(UUID(draft.case), answers, draft, remember)
    carried.discard(draft.unwanted())
    return receipt_page(request, flow, receipt, choice)


def _begin_anew(request: HttpRequest, flow: Flow, answers: dict[str, str]) -> HttpResponse:
    """The draft is gone but the page carried the text: keep it in a new draft and let the reporter look and send again."""
    draft = new_draft(flow)
    draft.answers, draft.passed = flow.cleaned(answers), [page.key for page in flow.pages]
    response = _show(request, flow, draft.answers, draft, troubles.expired(), status=HTTPStatus.CONFLICT)
    drafts.save(request, response, draft, known=False)
    return response


def _show(
    request: HttpRequest,
    flow: Flow,
    answers: dict[str, str],
    draft: Draft | None,
    trouble: Trouble | None,
    *,
    status: int = 200,
    offline: bool = False,
) -> HttpResponse:
    """The review page. `offline` asks the database nothing, because it may not be there."""
    asked = asking.ask(request, draft.case) if draft is not None and trouble is None else None
    context = {
        "asked": asked,
        "names": flow.names,
        "sections": sections(flow, answers, draft, offline=offline),
        "carried": [(name, answers.get(name, "")) for name in flow.names_asked(answers)],
        "trouble": trouble,
        "sendable": trouble is None or trouble.sendable,
        "route": "" if offline else flow.title_of(flow.choice(answers)) if trouble is None else "",
        "total": flow.total,
        "back": flow.url(flow.pages[-1].key),
    }
    response = render(request, "reports/intake/review.html", context, status=status)
    if asked is not None:
        asked.remember(response)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = "20"
    return response


@require_safe
@never_cache
@csrf_protect
def turn(request: HttpRequest, flow: Flow) -> HttpResponse:
    """Where one waits for one's turn: how long still; then the button. Nothing is sent by itself, and nothing typed is lost.

    A page without scripts comes back by itself once the time is over.
    """
    draft = drafts.load(request, flow.namespace)
    if draft is None:
        return gone(request, flow)
    if draft.sent:
        return HttpResponseRedirect(flow.url("sent"))
    if flow.first_open(draft.answers) is not None:
        return HttpResponseRedirect(flow.url("review"))
    asked = asking.ask(request, draft.case)
    carry = [(name, draft.answers.get(name, "")) for name in flow.names_asked(draft.answers)]
    response = render(request, "crowd/turn.html", {"asked": asked, "carried": carry, "names": flow.names})
    if asked is not None:
        asked.remember(response)
        if asked.left:
            response["Refresh"] = f"{asked.left + 1}; url={request.path}"
    return response


def receipt_page(request: HttpRequest, flow: Flow, receipt: receipts.Receipt, choice: str) -> HttpResponse:
    """The one page that shows the words of a new report."""
    checkpoint = ledger.latest_checkpoint()
    context = {
        "words": receipt.words,
        "digits": receipt.grouped_digits,
        "qr": qr_data(str(receipt)),
        "promises": promised(flow.regime, clock.today()),
        "route": flow.title_of(choice),
        "names": flow.names,
        "checkpoint": checkpoint.note if checkpoint else "",
    }
    return render(request, "reports/intake/receipt.html", context)


@require_GET
@never_cache
@csrf_protect
def sent(request: HttpRequest, flow: Flow) -> HttpResponse:
    """What a repeated sending gets: no second report, and for some minutes the words once more."""
    draft = drafts.load(request, flow.namespace)
    if draft is None:
        return gone(request, flow)
    if not draft.sent:
        return HttpResponseRedirect(flow.url("review"))
    return render(request, "reports/intake/sent.html", {"again": _still_shown(draft), "names": flow.names})


@require_POST
@never_cache
@csrf_protect
def receipt_again(request: HttpRequest, flow: Flow) -> HttpResponse:
    """The words once more, and then never again."""
    draft = drafts.load(request, flow.namespace)
    if draft is None or not draft.sent or not _still_shown(draft):
        return gone(request, flow) if draft is None else HttpResponseRedirect(flow.url("sent"))
    words, choice = receipts.parse(draft.receipt), draft.route
    draft.receipt = ""
    drafts.replace(request, draft)
    return receipt_page(request, flow, words, choice)


@require_POST
@never_cache
@csrf_protect
def done(request: HttpRequest, flow: Flow) -> HttpResponse:
    """The reporter has the words: nothing of them stays in this browser."""
    response = render(request, "reports/intake/done.html", {"promises": promised(flow.regime, clock.today())})
    drafts.drop(request, response)
    return response


@require_safe
@never_cache
def reminder(request: HttpRequest, flow: Flow) -> HttpResponse:  # noqa: ARG001 - every visitor gets the same
    """Days for a calendar after a report filed today, as a file that names no one and nothing."""
    return calendar_file(reminders.calendar(reminders.of_new_report(flow.regime)))


def calendar_file(content: bytes) -> HttpResponse:
    """A calendar to keep under a name that says nothing."""
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    name = _("catatan")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _still_shown(draft: Draft) -> bool:
    return bool(draft.receipt) and clock.now() < datetime.fromisoformat(draft.until)
