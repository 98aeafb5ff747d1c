"""Every page of the anti-bribery system under axe, forms and the auditor's room as its guest too; wide in Indonesian and narrow in English.

No page is forgotten: each address of these parts that a browser shows is looked at, and one that is added later fails the test until it is.
"""

# ruff: noqa: F811 - the fixtures of the room's own tests, imported by name

import os
from collections import defaultdict
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from amanah.rooms.antibribery.tests.conftest import team  # noqa: F401 - a fixture
from tests import smap
from tests.axe import violations

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
LOOKS = ((1280, "light", "id"), (390, "dark", "en"))
KEPT = os.environ.get("AMANAH_LOOKS", "")
"""A folder for pictures of the pages, for whoever wants to look at them."""
TURN = int(os.environ.get("AMANAH_TURN", "0"))
"""1 turns the looks round: with both runs every page is seen both ways."""
SPILLS = """width => document.documentElement.scrollWidth <= width ? [] : [...document.querySelectorAll('main *')]
  .filter(one => one.getBoundingClientRect().right > width).slice(-3).map(one => `spills over: ${one.outerHTML.slice(0, 120)}`)
  .concat(`${document.documentElement.scrollWidth} wide`)"""
"""What is too wide for the window, innermost last."""
PIECES = """() => {
  const said = one => `${one.tagName}.${one.getAttribute('class')}[${one.getAttributeNames().sort()}]`;
  return [...new Set([...document.querySelectorAll('body *')].map(one => `${said(one.parentElement)} > ${said(one)}`))];
}"""
"""What a page is made of: every kind of element within its kind of parent. One that brings no new piece is looked at by its width only."""
PARTS = (
    "antibribery",
    "smap_requirements",
    "certification",
    "smap_audits",
    "nonconformities",
    "smap_reviews",
    "smap_objectives",
    "smap_approvals",
    "due_diligence",
    "auditor_room",
    "engagements",
)
NO_PAGES = {
    "antibribery:issue_report": "a button",
    "auditor_room:link": "a button; the link it makes stands on the visit's page",
    "auditor_room:leave": "a button",
    "auditor_room:paper": "a file",
    "auditor_room:proof_file": "a file",
    "engagements:programme_approve": "a button",
}
FORMS = ("apply_import", "import_columns")
"""What an import is sent to; its pages are those of every import, looked at where imports are tested."""


def _pages(m):
    """Everybody's pages: who, the address's name, and what stands in it."""
    for part in (_scope, _requirements, _certification, _audits, _nonconformities, _reviews, _aims, _approvals, _diligence, _visits):
        yield from part(m)


def _scope(m):
    s = m.scope.number
    for name in ("scope", "context", "changes", "culture", "interests", "history", "change", "state", "appoint", "confirm_transition"):
        yield "fajar", f"antibribery:{name}", s
    for name in ("close", "climate", "propose", "reports", "write_report"):
        yield "fajar", f"antibribery:{name}", s
    yield from (("fajar", "antibribery:list"), ("fajar", "antibribery:new"), ("fajar", "antibribery:add", s, "process"))
    yield from (("fajar", "antibribery:end", s, m.process.pk), ("fajar", "antibribery:classify", s, m.process.pk))
    yield from (("gilang", "antibribery:planned", s, m.change.number), ("gilang", "antibribery:decide", s, m.change.number))
    yield from (("fajar", "antibribery:finish", s, m.decided.number), ("fajar", "antibribery:report", s, m.report.number))


def _requirements(m):
    for name in ("list", "readiness", "transition", "documents"):
        yield "fajar", f"smap_requirements:{name}", m.scope.number
    for who, name in (("fajar", "requirement"), ("fajar", "answer"), ("ani", "verify"), ("fajar", "licensed")):
        yield who, f"smap_requirements:{name}", m.scope.number, "2025", m.key
    yield "fajar", "smap_requirements:import"


def _certification(m):
    s, c = m.scope.number, m.certification.number
    yield from (("fajar", "certification:list", s), ("fajar", "certification:new", s))
    for name in ("show", "terms", "plan", "find"):
        yield "fajar", f"certification:{name}", s, c
    yield from (("fajar", "certification:correct", s, c, m.raised.pk), ("fajar", "certification:accept", s, c, m.corrected.pk))
    yield "fajar", "certification:move", s, c, "close_stage1"


def _nonconformities(m):
    fresh, corrected, analysed, ripe = (one.number for one in m.nonconformities)
    yield from (("fajar", "nonconformities:list"), ("fajar", "nonconformities:new"))
    steps = (("gilang", fresh, "correct"), ("gilang", corrected, "analyse"), ("fajar", analysed, "give"), ("budi", ripe, "judge"))
    for who, number, key in steps:
        yield who, "nonconformities:nonconformity", number
        yield who, "nonconformities:do", number, key
    yield "fajar", "nonconformities:do", fresh, "appoint"


def _reviews(m):
    s, r = m.scope.number, m.review.number
    yield from (("fajar", "smap_reviews:list"), ("fajar", "smap_reviews:of_scope", s), ("fajar", "smap_reviews:new", s))
    yield from (("fajar", "smap_reviews:review", r), ("gilang", "smap_reviews:pack", r))
    for key in ("minute", "decide", "submit"):
        yield "fajar", "smap_reviews:do", r, key
    for key in ("comment", "freeze", "move", "cancel"):
        yield "fajar", "smap_reviews:do", m.planned.number, key


def _diligence(m):
    d = m.diligence.number
    for name in ("list", "new", "inadequacies", "lists", "import"):
        yield "fajar", f"due_diligence:{name}"
    for key in ("blacklist", "sanctions", "own"):
        yield "fajar", f"due_diligence:watch_{key}:import"
    yield from (("fajar", "due_diligence:diligence", d), ("hadi", "due_diligence:diligence", d))
    yield from (("hadi", "due_diligence:questions", d, "identity"), ("hadi", "due_diligence:end_owner", d, m.owner.pk))
    yield from (("hadi", "due_diligence:weigh", d, m.adverse.pk), ("hadi", "due_diligence:judge", d, m.hit.pk))
    for key in ("owner", "finding", "submit"):
        yield "hadi", "due_diligence:do", d, key
    for key in ("assign", "class", "decide", "return", "spare", "give", "reopen", "stand", "close", "inadequate"):
        yield "fajar", "due_diligence:do", d, key
    for name in ("inadequacy", "settle", "follow"):
        yield "gilang", f"due_diligence:{name}", m.gap.number


def _audits(m):
    audit, told, programme = m.audit.number, m.reported.number, m.programme.number
    yield from (("ani", "engagements:findings"), ("gilang", "engagements:finding", m.finding.number))
    yield from (("ani", "engagements:engagement", audit), ("fitri", "engagements:engagement", told))
    for name in ("finding_change", "finding_withdraw", "recommend"):
        yield "ani", f"engagements:{name}", m.finding.number
    yield "gilang", "engagements:answer", m.finding.number
    yield from (("fitri", "smap_audits:programmes"), ("fitri", "smap_audits:new"), ("ani", "engagements:list"))
    yield from (("fitri", "engagements:programme", programme), ("fajar", "engagements:programme", m.draft.number))
    for name in ("item_plan", "programme_end"):
        yield "fitri", f"engagements:{name}", programme
    for name in ("item_drop", "item_open"):
        yield "fitri", f"engagements:{name}", programme, m.item.pk
    for who, name in (("fitri", "revise"), ("fitri", "join"), ("fitri", "waiver_ask"), ("ani", "finding_add"), ("ani", "paper_add")):
        yield who, f"engagements:{name}", audit
    yield "ani", "engagements:checklist", audit
    yield "fajar", "engagements:waiver_decide", audit, m.waiver.pk, "grant"
    yield "fitri", "engagements:leave", audit, m.audit.team.last().pk
    for name in ("paper", "paper_sample", "paper_result"):
        yield "ani", f"engagements:{name}", audit, 1
    yield "budi", "engagements:paper_judge", audit, 1, "review"
    for who, number, key in (("ani", audit, "report"), ("fitri", told, "follow")):
        yield who, "engagements:do", number, key


def _aims(m):
    s = m.scope.number
    yield from (("fajar", "smap_objectives:list"), ("fajar", "smap_objectives:measures"))
    for name in ("scope", "new", "plan", "measure_new", "policy", "policy_choose", "policy_publish"):
        yield "fajar", f"smap_objectives:{name}", s
    yield "fajar", "smap_objectives:policy_unpublish", s, m.place.pk
    yield "fajar", "smap_objectives:policy_judge", s, "2025", "5.2-b"
    yield "fitri", "smap_objectives:policy_decide", s, m.judgement.pk
    yield from (("fajar", "smap_objectives:objective", m.objective.number), ("fajar", "smap_objectives:measure", m.measure.number))
    for who, key in (
        ("hadi", "progress"),
        ("ani", "evaluate"),
        ("fajar", "give"),
        ("fajar", "revise"),
        ("fajar", "hand"),
        ("fajar", "drop"),
    ):
        yield who, "smap_objectives:do", m.objective.number, key
    for key in ("read", "give", "bounds", "end"):
        yield "fajar", "smap_objectives:measure_do", m.measure.number, key
    yield "fajar", "smap_objectives:analyse", m.measure.number, m.reading.pk


def _approvals(m):
    for name in ("list", "new", "delegations", "delegate", "commitments", "ask_commitment", "import"):
        yield "fajar", f"smap_approvals:{name}"
    yield from (("fajar", "smap_approvals:register", m.today.year), ("fajar", "smap_approvals:controls", m.scope.number))
    yield from (("gilang", "smap_approvals:unit", m.unit.code), ("gilang", "smap_approvals:request", m.request.number))
    for who, key in (("gilang", "sign"), ("fajar", "report"), ("fajar", "withdraw")):
        yield who, "smap_approvals:do", m.request.number, key
    yield "hadi", "smap_approvals:delegation", m.delegation.number
    for who, key in (("hadi", "confirm"), ("hadi", "conflict"), ("gilang", "recall")):
        yield who, "smap_approvals:do_delegation", m.delegation.number, key
    for one, key in ((m.wanted, "commit"), (m.wanted, "refuse"), (m.promised, "renew")):
        yield "fajar", "smap_approvals:commitment", one.number
        yield "fajar", "smap_approvals:do_commitment", one.number, key


def _visits(m):
    v, guest, file = m.visit.number, m.seat.account.username, m.answered.number
    yield from (("fajar", "auditor_room:list"), ("fajar", "auditor_room:of_scope", m.scope.number))
    yield "fajar", "auditor_room:open", m.scope.number
    for name in ("visit", "log", "prolong", "end", "add_auditor", "room", "requests"):
        yield "fajar", f"auditor_room:{name}", v
    yield from (("fajar", "auditor_room:request", v, m.open.number), ("fajar", "auditor_room:answer", v, m.open.number))
    for name in ("room", "records", "requests", "ask"):
        yield guest, f"auditor_room:{name}", v
    yield guest, "auditor_room:requirement", v, "2025", m.key
    for name in ("request", "again", "accept"):
        yield guest, f"auditor_room:{name}", v, file


def _named(patterns, prefix=""):
    """The names of every address of these parts that shows a page: what ends with a slash; all else is a file."""
    for one in patterns:
        if isinstance(one, URLPattern):
            if str(one.pattern).endswith("/") or not str(one.pattern):
                yield f"{prefix}{one.name}"
        elif prefix or one.namespace in PARTS or one.namespace is None:
            yield from _named(one.url_patterns, f"{prefix}{one.namespace}:" if one.namespace else prefix)


def _none_forgotten(pages):
    seen = {name for _who, name, *_args in pages}
    named = {one for one in _named(get_resolver("amanah.config.urls_desk").url_patterns) if one.partition(":")[0] in PARTS}
    asked = {one for one in named if one.rpartition(":")[2] not in FORMS} - NO_PAGES.keys()
    assert NO_PAGES.keys() <= named
    assert asked - seen == set(), "pages that nobody looks at"
    assert seen - asked == set()


@pytest.fixture
def ground(team, settings, tmp_path):
    """Something of everything."""
    settings.AMANAH_FILES, settings.AMANAH_DEMO = tmp_path / "files", True  # a guest's second step has tests of its own
    return smap.settle(team)


def test_every_page_is_fit_for_everybody_wide_or_narrow_by_turns(ground, live_server, chromium):
    cookies, windows, known, wrong = {}, {}, defaultdict(set), []
    pages = list(_pages(ground))
    _none_forgotten(pages)
    for n, (who, name, *args) in enumerate(pages):
        width, scheme, language = LOOKS[(n + TURN) % 2]
        if who not in cookies:
            client = Client()
            client.force_login(ground.people.viewer(who).account, backend="amanah.foundation.access.desk.sign_in.Backend")
            cookies[who] = client.cookies["desk"].value
        if (who, width) not in windows:
            context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
            kept = {"desk": cookies[who], "lang": language}
            context.add_cookies([{"name": key, "value": value, "url": live_server.url} for key, value in kept.items()])
            windows[who, width] = context.new_page()
        page, path = windows[who, width], reverse(name, args=args)
        answer = page.goto(live_server.url + path)
        if answer.status != 200:
            wrong.append(f"{who} {name} {args}: {answer.status}")
            continue
        if KEPT:
            page.screenshot(path=Path(KEPT) / f"{n:03}-{name.replace(':', '-')}-{language}.png", full_page=True)
        pieces = set(page.evaluate(PIECES))
        found = violations(page) if pieces - known[width] else []
        known[width] |= pieces
        wrong += [f"{name} ({width}, {language}): {one}" for one in [*found, *page.evaluate(SPILLS, width)]]
    assert not wrong, "\n".join(wrong)
