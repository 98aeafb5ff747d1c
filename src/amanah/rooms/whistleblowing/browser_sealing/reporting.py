"""The page on which a report is written and sealed, and what its script asks: units, keys, and at last to take the report."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET
from shamir_mnemonic.wordlist import WORDLIST

from amanah.engines.reports.crowd import asking
from amanah.engines.reports.intake import attaching, fields
from amanah.engines.reports.intake.stepping import MOST_UNITS
from amanah.engines.reports.promises import promised
from amanah.engines.reports.report import names
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.vault import kdf
from amanah.kernel import clock
from amanah.rooms.whistleblowing.browser_sealing import keyed, shapes
from amanah.rooms.whistleblowing.browser_sealing.answering import answering, b64, done, problem
from amanah.rooms.whistleblowing.browser_sealing.texts import file_texts, report_texts, shut_texts
from amanah.rooms.whistleblowing.intake import forms
from amanah.rooms.whistleblowing.intake.steps import FLOW
from amanah.rooms.whistleblowing.outside import OUTSIDE_CHANNELS
from amanah.rooms.whistleblowing.questionnaires import answers
from amanah.rooms.whistleblowing.questionnaires import book as books
from amanah.rooms.whistleblowing.questionnaires import step as questionnaire
from amanah.rooms.whistleblowing.regime import REGIME
from amanah.rooms.whistleblowing.routing import queries as routing
from amanah.rooms.whistleblowing.services import browser_filing, browser_mailbox, filing
from amanah.rooms.whistleblowing.services.browser_filing import MOST_FILES, Misshapen

PAGE_POLICY = {"worker-src": ["'self'"], "media-src": ["blob:"]}
"""A worker of ours, and sounds that were recorded in the page itself."""

MOST_LETTERS = 4 * fields.LONG


@dataclass(frozen=True)
class Group:
    """One question of the ordinary way, here as a part of one page."""

    key: str
    title: Promise
    why: Promise
    form: Any


@require_GET
@gzip_page  # the same for everybody, but for a token that differs each time; the texts for its script make it long
@never_cache
@ensure_csrf_cookie
@csp_replace(PAGE_POLICY)
def page(request: HttpRequest) -> HttpResponse:
    """The one page. It sets no cookie but the form's, and nothing typed on it is posted before "Kirim"."""
    form = forms.RecipientForm()
    readers = filing.recipients(frozenset())
    choices = [choice for choice in form.choices if choice[0] == form.TOP or readers.open(choice[0])]
    context = {
        "groups": _groups(choices),
        "open": len(choices) > 1,
        "channels": OUTSIDE_CHANNELS,
        "beside": attaching.beside(),
        "promises": promised(REGIME, clock.today()),
        "texts": report_texts() | file_texts(),
        "facts": facts(),
    }
    return render(request, "browser_sealing/report.html", context)


def facts() -> dict[str, Any]:
    """What the scripts must know and do not decide: costs of the derivation, limits."""
    cost = kdf.parameters()
    return {
        "ops": cost.ops,
        "mem_kib": cost.mem_kib,
        "long": fields.LONG,
        "longest": answers.LONGEST,
        "names": fields.MOST_NAMES,
        "files": MOST_FILES,
        "file_bytes": settings.AMANAH_FILE_LIMIT,
        "report_bytes": settings.AMANAH_REPORT_LIMIT,
    }


@answering
def units(request: HttpRequest) -> HttpResponse:
    """Units that a search finds, each with the names above it."""
    query = shapes.text(shapes.read(request.body), "query").strip()
    if len(query) > fields.LONG:
        raise Misshapen("query")
    found = organisation.search_units(query, MOST_UNITS + 1) if query else []
    above = organisation.path_names(found)
    lines = [{"id": str(unit.pk), "name": unit.name, "full": " › ".join([*above[unit.pk], unit.name])} for unit in found[:MOST_UNITS]]
    return done({"units": lines, "more": len(found) > MOST_UNITS})


@require_GET
@never_cache
def questionnaires(_request: HttpRequest) -> HttpResponse:
    """Every version of every questionnaire in the language of the page, so that asking for them tells nothing of the topic."""
    return done(shapes.questionnaires(books.book()))


@require_GET
@cache_control(max_age=3600, public=True)
def shares(_request: HttpRequest) -> HttpResponse:
    """The 1,024 words of SLIP-39, the same for everybody."""
    return HttpResponse("\n".join(WORDLIST) + "\n", content_type="text/plain; charset=us-ascii")


@answering
def recipients(request: HttpRequest) -> HttpResponse:
    """Which recipient the rules propose, and which are shut. Unit and names pass through our memory, as with `keys`."""
    about = _about(shapes.read(request.body), "topic")
    shut = filing.shut_routes(about)
    return done({"proposed": str(routing.proposed_title(about)), "shut": [text for route, text in shut_texts().items() if route in shut]})


@answering
def keys(request: HttpRequest) -> HttpResponse:
    """For whom to seal. Unit and names pass through our memory here, once, so that the right people are left out."""
    values = shapes.read(request.body)
    given = browser_filing.keys_for(shapes.uuid(values, "case"), _about(values, "route"))
    return done(
        {
            "ticket": b64(given.ticket),
            "pass": given.file_pass,
            "report": keyed.plan(given.report, given.recovery),
            "identity": keyed.plan(given.identity, given.recovery),
        }
    )


@answering
def send(request: HttpRequest) -> HttpResponse:
    """Take the sealed report."""
    values = shapes.read(request.body)
    report, ticket = shapes.report(values)
    asked = asking.let_in(request, report.case_id)
    if asked is not None:
        wait = problem(
            "wait", _("Banyak orang sedang melapor. Peramban Anda menunggu giliran, lalu mengirim sendiri."), 429, left=asked.left
        )
        asked.remember(wait)
        return wait
    browser_filing.take_in(report, ticket, alongside=_word(values))
    return done({"accepted": True})


def _word(values: Mapping[str, Any]) -> Callable[[], None]:
    """Word of this report in another mailbox of the same person, which stands or falls with it; for most reports nothing."""
    word = shapes.inner(values, "word")
    if word is None:
        return lambda: None
    case = browser_mailbox.case_of(shapes.locator(word), shapes.authenticator(word))
    if case is None:
        raise Misshapen("word")
    message = shapes.message(word)
    return lambda: browser_mailbox.add_message(case, message)


def _about(values: Mapping[str, Any], *more: str) -> dict[str, str]:
    """What decides who may read: unit and names, and whatever else is asked for. Raises Misshapen."""
    found = {name: shapes.text(values, name) for name in ("unit", "who", "exclude", *more)}
    if any(len(text) > MOST_LETTERS or len(names(text)) > fields.MOST_NAMES for text in found.values()):
        raise Misshapen("names")
    return found


def _groups(routes: list[Any]) -> list[Group]:
    """The questions of the ordinary way with its own forms, in its order, without the pages that have none."""
    groups = []
    for key in ("topic", "place", "story", "details", questionnaire.KEY, "shield", "files", "mode", "identity", "recipient"):
        step = FLOW.by_key[key]
        form = step.form() if step.form is not None else None
        if key == questionnaire.KEY:
            form = None  # its questions are data, drawn by the page
        if isinstance(form, forms.RecipientForm):
            form.choices = routes
        for control in form.fields.values() if form else ():
            # Neither kept by the browser for another time nor sent to whoever checks its spelling.
            control.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
        groups.append(Group(key, step.question, step.why, form))
    return groups
