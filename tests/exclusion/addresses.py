"""Every address of the desk, with everything of one report in every place of an address where something can stand."""

import itertools
import re

from django.urls import URLPattern, get_resolver, resolve

from amanah.engines.cases import registry
from amanah.engines.cases.desk.filters import ASSIGNEE, CODED, STATUS, URGENCY
from amanah.engines.reports.desk import parts
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING

PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")

OWN = ("desk/whistleblowing/", "desk/cases/")
"""Where the pages of this report are."""

LISTS = ("desk/search/", "desk/statistics", "desk/notices/")
"""And where those of all rooms are told of, as in `asked`."""

LEAVE = ("language/", "desk/account/logout/", "desk/vault/lock/")
"""Addresses that would end the visit."""


def routes():
    """Each route of the desk's URLconf as it is written there."""

    def walk(patterns, prefix):
        for entry in patterns:
            route = prefix + str(entry.pattern)
            if isinstance(entry, URLPattern):
                yield route
            else:
                yield from walk(entry.url_patterns, route)

    return [route for route in walk(get_resolver("amanah.config.urls_desk").url_patterns, "") if not route.startswith(LEAVE)]


def filled(report):
    """Each route with whatever of the report fits; places that nobody has foreseen get its number or its id by their type."""
    number = report.case.number
    forms = {"form": ["csv", "xlsx"]}
    of_a_case = {
        **forms,
        "tab": [*parts.offered(WHISTLEBLOWING.key)],
        "move": [move.key for move in WHISTLEBLOWING.moves],
        "kind": [*parts.COMMON.writings, *parts.of(WHISTLEBLOWING.key).writings, "csv"],
        **report.ids,
    }
    # The codes of this report's desk fit nowhere else: one of them shows what another room, a letter or an import makes of it.
    elsewhere = {**of_a_case, **{name: of_a_case[name][-1:] for name in ("tab", "move", "kind")}}
    typed = {"uuid": (report.case.pk,), "int": (1,), "str": (number,), "slug": (number,), "path": (number,)}
    for route in routes():
        if route.startswith("desk/account/^"):
            yield f"/desk/account/password/reset/key/1-{number}/"
            continue
        named = of_a_case if route.startswith(OWN) else elsewhere
        places = [(found[0], found[1] or "str", found[2]) for found in PLACE.finditer(route)]
        for chosen in itertools.product(*(named.get(name) or typed[kind] for _text, kind, name in places)):
            address = route
            for (text, _kind, _name), value in zip(places, chosen, strict=True):
                address = address.replace(text, str(value), 1)
            yield f"/{address}"
    yield f"/desk/cases/{number.lower()}/"


def one_each(report):
    """One filled address of each view, which is where a form is; of a case's writings and moves, whose forms differ, every one."""
    seen = set()
    for address in filled(report):
        found = resolve(address)
        form = (found.view_name, *sorted(str(found.kwargs[name]) for name in ("move", "kind", "tab") if name in found.kwargs))
        if form not in seen:
            seen.add(form)
            yield address


def asked(report):
    """Lists, exports, search and statistics with every filter that could find the report, its number whole and in pieces, and its place."""
    case = report.case
    own = next(kind for kind in registry.kinds() if kind.key == case.kind)
    codes = {
        "status": STATUS,
        "assignee": ASSIGNEE,
        "urgency": URGENCY,
        "kind": [kind.key for kind in registry.kinds()],
        "state": [f"{own.key}.{state.key}" for state in own.states],
        "topic": [f"{own.key}.{code}" for code in own.topics],
        "route": [f"{own.key}.{code}" for code in own.routes],
        "outcome": [f"{own.key}.{code}" for code in own.outcomes],
        "number": report.words[:3],
        "since": [case.opened_on],
        "until": [case.opened_on],
        "after": [f"{case.opened_on}.{case.pk.hex}"],
    }
    assert set(CODED) <= set(codes), "a filter that this crawl does not know"
    for name, values in codes.items():
        for value in values:
            yield f"/desk/cases/?{name}={value}"
    for form, query in itertools.product(("csv", "xlsx"), ("", f"number={case.number}", "status=open", f"topic={case.kind}.{case.topic}")):
        yield f"/desk/cases/export.{form}?{query}"
    words = (*report.words, "kepentingan", "telaah", "budi", "Nadia Putri", "K3", "inspektorat")
    for word in words:
        yield f"/desk/search/?q={word}"
    for path in ("/desk/statistics/", "/desk/statistics.csv", "/desk/statistics.xlsx"):
        yield f"{path}?since={case.opened_on}&until={case.opened_on}"
    yield "/desk/notices/?after=999999999"


TELLING = """
/desk/  /desk/cases/?status=open  /desk/cases/?assignee=me  /desk/cases/?urgency=overdue  /desk/cases/?kind=whistleblowing
/desk/cases/?state=whistleblowing.triage  /desk/cases/?topic=whistleblowing.conflict_of_interest  /desk/cases/?route=whistleblowing.inspectorate
/desk/cases/?number={number}  /desk/cases/?number={tail}  /desk/cases/?since={day}  /desk/cases/?until={day}
/desk/cases/export.csv?  /desk/cases/export.xlsx?  /desk/cases/export.csv?number={number}  /desk/cases/export.xlsx?status=open
/desk/search/?q={number}  /desk/search/?q={tail}  /desk/search/?q=kepentingan  /desk/search/?q=budi  /desk/search/?q=telaah
/desk/statistics/  /desk/statistics.csv  /desk/statistics.xlsx  /desk/statistics/?since={day}&until={day}
/desk/notices/  /desk/cases/{number}/  /desk/whistleblowing/{number}/  /desk/whistleblowing/{number}/sheet.pdf
/desk/whistleblowing/{number}/assign/  /desk/whistleblowing/{number}/subjects/  /desk/whistleblowing/{number}/identity/
/desk/whistleblowing/{number}/propose/archive/  /desk/whistleblowing/{number}/reject/
"""


def telling(report):
    """The places that tell its handler of the report."""
    known = {"number": report.case.number, "tail": report.case.number[-6:], "day": report.case.opened_on}
    yield from (address.format(**known) for address in TELLING.split())
    yield from (f"/desk/whistleblowing/{report.case.number}/{tab}/" for tab in parts.offered(report.case.kind))


def acts(report):
    """Every act that could be tried on the report, with what its form would carry."""
    marks = [report.case.number, str(report.case.pk), *(str(one) for name in ("file_id", "request_id", "key") for one in report.ids[name])]
    for address in filled(report):
        if any(mark in address for mark in marks):
            yield address, {"text": "Percobaan", "account": report.ids["account_id"][0], "outcome": "duplicate"}


def searches(report):
    """The search inside what one can open."""
    for word in report.words:
        yield "/desk/search/", {"q": word}
