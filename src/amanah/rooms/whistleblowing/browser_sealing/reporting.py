"""The page on which a report is written and sealed, and what its script asks: units, keys, and at last to take the report."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET

from amanah.engines.reports.crowd import asking
from amanah.engines.reports.intake import fields
from amanah.engines.reports.intake.stepping import MOST_UNITS
from amanah.engines.reports.promises import promised
from amanah.engines.reports.report import names
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.vault import kdf
from amanah.kernel import clock, sealing
from amanah.rooms.whistleblowing.browser_sealing import shapes
from amanah.rooms.whistleblowing.browser_sealing.answering import answering, b64, done, problem
from amanah.rooms.whistleblowing.browser_sealing.texts import file_texts, report_texts
from amanah.rooms.whistleblowing.intake import forms
from amanah.rooms.whistleblowing.intake.steps import FLOW
from amanah.rooms.whistleblowing.regime import REGIME
from amanah.rooms.whistleblowing.services import browser_filing, filing
from amanah.rooms.whistleblowing.services.browser_filing import MOST_FILES, Misshapen
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING

PAGE_POLICY = {"worker-src": ["'self'"]}

MOST_LETTERS = 4 * fields.LONG


@dataclass(frozen=True)
class Group:
    """One question of the ordinary way, here as a part of one page."""

    key: str
    title: Promise
    why: Promise
    form: Any


@require_GET
@never_cache
@ensure_csrf_cookie
@csp_replace(PAGE_POLICY)
def page(request: HttpRequest) -> HttpResponse:
    """The one page. It sets no cookie but the form's, and nothing typed on it is posted before "Kirim"."""
    open_routes = [route for route in filing.ROUTES if filing.recipients(frozenset()).on(route)]
    context = {
        "groups": _groups(open_routes),
        "open": bool(open_routes),
        "promises": promised(REGIME, clock.today()),
        "texts": report_texts() | file_texts(),
        "facts": facts() | {"routes": {route: str(WHISTLEBLOWING.routes[route][0]) for route in open_routes}},
    }
    return render(request, "browser_sealing/report.html", context)


def facts() -> dict[str, Any]:
    """What the scripts must know and do not decide: costs of the derivation, limits."""
    cost = kdf.parameters()
    return {
        "ops": cost.ops,
        "mem_kib": cost.mem_kib,
        "long": fields.LONG,
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


@answering
def keys(request: HttpRequest) -> HttpResponse:
    """For whom to seal. Unit and names pass through our memory here, once, so that the right people are left out."""
    values = shapes.read(request.body)
    answers = {name: shapes.text(values, name) for name in ("route", "unit", "who", "exclude")}
    if any(len(text) > MOST_LETTERS or len(names(text)) > fields.MOST_NAMES for text in answers.values()):
        raise Misshapen("names")
    given = browser_filing.keys_for(shapes.uuid(values, "case"), answers)
    return done(
        {
            "ticket": b64(given.ticket),
            "pass": given.file_pass,
            "readers": _lines(given.readers, given.recovery),
            "custodians": _lines(given.custodians, given.recovery),
        }
    )


@answering
def send(request: HttpRequest) -> HttpResponse:
    """Take the sealed report."""
    report, ticket = shapes.report(shapes.read(request.body))
    asked = asking.let_in(request, report.case_id)
    if asked is not None:
        wait = problem(
            "wait", _("Banyak orang sedang melapor. Peramban Anda menunggu giliran, lalu mengirim sendiri."), 429, left=asked.left
        )
        asked.remember(wait)
        return wait
    browser_filing.take_in(report, ticket)
    return done({"accepted": True})


def _lines(holders: Mapping[str, bytes], recovery: Mapping[str, bytes]) -> list[dict[str, Any]]:
    return [
        {"holder": holder, "public": b64(key), "fingerprint": sealing.fingerprint(key), "recovery": holder in recovery}
        for holder, key in holders.items()
    ]


def _groups(routes: list[str]) -> list[Group]:
    """The questions of the ordinary way with its own forms, in its order, without the pages that have none."""
    groups = []
    for key in ("topic", "place", "story", "details", "shield", "files", "mode", "identity", "recipient"):
        step = FLOW.by_key[key]
        form = step.form() if step.form is not None else None
        if isinstance(form, forms.RecipientForm):
            choices = form.fields["route"].choices  # type: ignore[attr-defined]  # a ChoiceField
            form.fields["route"].choices = [choice for choice in choices if choice[0] in routes]  # type: ignore[attr-defined]
        for control in form.fields.values() if form else ():
            # Neither kept by the browser for another time nor sent to whoever checks its spelling.
            control.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
        groups.append(Group(key, step.question, step.why, form))
    return groups
