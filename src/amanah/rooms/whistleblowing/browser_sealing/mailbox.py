"""The mailbox that opens in the browser: its receipt, its keys and its words never come here."""

from typing import Any

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from amanah.engines.cases.models import Case
from amanah.engines.reports.channels import READ_BY_REPORTER
from amanah.engines.reports.intake import attaching, fields
from amanah.engines.reports.promises import promised
from amanah.engines.reports.queries import mailbox as boxes
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.services.mailboxes import HOLDER
from amanah.kernel import clock
from amanah.rooms.whistleblowing.afterwards.intake.forms import GiveIdentityForm, RatingForm
from amanah.rooms.whistleblowing.browser_sealing import shapes
from amanah.rooms.whistleblowing.browser_sealing.answering import answering, b64, done, in_few_lengths, unknown
from amanah.rooms.whistleblowing.browser_sealing.further import case_of, own_texts, parts
from amanah.rooms.whistleblowing.browser_sealing.reporting import PAGE_POLICY, facts
from amanah.rooms.whistleblowing.browser_sealing.texts import file_texts, mailbox_texts
from amanah.rooms.whistleblowing.protection.intake.forms import CheckInForm, RetaliationForm
from amanah.rooms.whistleblowing.regime import REGIME
from amanah.rooms.whistleblowing.services import browser_mailbox
from amanah.rooms.whistleblowing.services import browser_tickets as tickets
from amanah.ui.templatetags.amanah_ui import longdate


@require_GET
@gzip_page  # the same for everybody, but for a token that differs each time; the texts for its script make it long
@never_cache
@ensure_csrf_cookie
@csp_replace(PAGE_POLICY)
def page(request: HttpRequest) -> HttpResponse:
    """Where a receipt is typed that does not leave the browser."""
    receipt, message = fields.ReceiptForm(), fields.MessageForm()
    for form in (receipt, message):
        for control in form.fields.values():
            control.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
    context = {"receipt": receipt, "message": message, **_forms(), "beside": attaching.beside(), "facts": facts()}
    context["promises"] = promised(REGIME, clock.today())
    context["texts"] = mailbox_texts() | file_texts() | own_texts()
    return render(request, "browser_sealing/mailbox.html", context)


def _forms() -> dict[str, Any]:
    """The forms of the ordinary mailbox, under names of their own: here they stand on one page, and nothing of them is posted."""
    forms = {
        "check_in": CheckInForm(prefix="check"),
        "retaliation": RetaliationForm(prefix="retaliation"),
        "identity": GiveIdentityForm([], prefix="identity"),
        "rating": RatingForm(prefix="rating"),
    }
    del forms["identity"].fields["to"], forms["retaliation"].fields["case"]
    for form in forms.values():
        for control in form.fields.values():
            control.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
    return forms


@answering
def salt(request: HttpRequest) -> HttpResponse:
    """What the derivation in the browser needs; every locator has an answer."""
    found, cost = vault.salt_of(shapes.locator(shapes.read(request.body)))
    return done({"salt": b64(found), "ops": cost.ops, "mem_kib": cost.mem_kib})


@answering
def open_box(request: HttpRequest) -> HttpResponse:
    """The mailbox's ciphertexts for whoever proves its receipt."""
    case = case_of(request)
    return in_few_lengths(unknown() if case is None else done(_contents(case)))


@answering
def message(request: HttpRequest) -> HttpResponse:
    """Take a sealed message, and show the mailbox as it is then."""
    case = case_of(request)
    if case is None:
        return in_few_lengths(unknown())
    browser_mailbox.add_message(case, shapes.message(shapes.read(request.body)))
    return in_few_lengths(done(_contents(case)))


def _contents(case: Case) -> dict[str, Any]:
    """What is in clear about the case, in words, and everything of it that the mailbox may open, sealed."""
    standing = boxes.standing(case)
    return {
        "record": case.ref,
        "key": b64(keys.wrapped_for(case.ref, HOLDER) or b""),
        "number": standing.number,
        "status": str(standing.status),
        "route": standing.route,
        "opened": longdate(standing.opened_on),
        "deadlines": [
            {"title": str(line.title), "text": line.text, "date": longdate(line.date), "provisional": line.provisional}
            for line in standing.deadlines
        ],
        "entries": [
            {"channel": entry.channel, "who": boxes.who(entry.channel), "day": longdate(entry.day), "field": entry.field}
            for entry in case.entries.filter(channel__in=READ_BY_REPORTER)
        ],
        "fields": [
            {"field": field, "version": version, "box": b64(box)}
            for field, version, box in keys.ciphertexts(case.ref, "report", "message/", "closing/", "file/")
        ],
        "next": browser_mailbox.next_number(case),
        "pass": tickets.give_pass(case.ref),
        **parts(case),
    }
