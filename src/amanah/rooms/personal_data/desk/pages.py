"""One breach or one request, one page: what it began with, its papers in order, its hours and next acts."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from amanah.engines.cases import queries as cases
from amanah.engines.cases.desk.parts import proposed
from amanah.engines.cases.models import Case
from amanah.engines.cases.papers import Sheet
from amanah.engines.cases.queries import offers
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads import queries as threads
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.rooms.personal_data.desk.acts import offered
from amanah.rooms.personal_data.desk.forms import GROUNDS, HOW, TextForm
from amanah.rooms.personal_data.desk.letters import PRINTED, printable
from amanah.rooms.personal_data.desk.opening import case_or_404, opened_or_none, viewer_of
from amanah.rooms.personal_data.models import Gravity, Search
from amanah.rooms.personal_data.queries import files as queries
from amanah.rooms.personal_data.queries import register
from amanah.rooms.personal_data.queries.files import Content
from amanah.rooms.personal_data.workflow import BREACH, EVIDENCE, REQUEST

TONES = {"known": "warning", "assessed": "info", "closed": "success", "answered": "success", "dismissed": "neutral", "ended": "neutral"}
SECONDARY = "secondary"
MOST_SEARCHED = 200


@signed_in
def case(request: HttpRequest, number: str, kind: str) -> HttpResponseBase:
    """A breach or a request, under the address of its kind."""
    found, viewer = case_or_404(request, number), viewer_of(request)
    if found.kind != kind:
        raise Http404
    opened = opened_or_none(request, found)
    content = queries.content(opened) if opened else None
    may_assign = offers.may_assign(viewer, found)
    walk = threads.walk_for(viewer, found.ref)
    handlers = cases.handlers_of([found.pk]).get(found.pk, ())
    context = {
        "case": found,
        "topic": found.declared.topics.get(found.topic, ""),
        "outcome": found.declared.outcomes.get(found.outcome, ""),
        "tone": TONES.get(found.state, "info"),
        "clocks": [running for running in cases.clocks_of(found) if running.deadline.open],
        "handlers": [
            {"id": account.pk, "name": str(account), "may_release": may_assign or account.pk == viewer.account.pk} for account in handlers
        ],
        "may_assign": may_assign and content is not None,
        "acts": _acts(viewer, found) if content else [],
        "blocked": _blocked(viewer, found) if content else [],
        "proposal": _proposal(viewer, found, content),
        "content_open": content is not None,
        "unlocked": unlocked_keys(request) is not None,
        "who_can_open": "" if content else queries.who_can_open(found),
        "timeline": cases.timeline(viewer, found),
        "ties": [{"source": walk.nodes[tie.source], "verb": tie.verb(tie.source), "target": walk.nodes[tie.target]} for tie in walk.ties],
        "back": reverse("personal_data_desk:breaches" if found.kind == BREACH.key else "personal_data_desk:requests"),
    }
    context |= _breach(found) if found.kind == BREACH.key else _request(found)
    return render(request, "personal_data/desk/case.html", context | (_opened(content) if content else {}))


def _breach(found: Case) -> dict[str, Any]:
    hours = queries.hours_of(found)
    breach = hours.breach
    return {
        "hours": hours,
        "hours_words": hours_words(hours),
        "gravity": Gravity(breach.gravity).label if breach.gravity else "",
        "breach": breach,
    }


def hours_words(hours: queries.Hours) -> str:
    """What is left of the hours, or what came of them, in words."""
    if hours.case.outcome == "no_breach":
        return _("Tidak ada pemberitahuan yang terutang")
    if not hours.running:
        return _("Kedua pemberitahuan sudah tercatat")
    if hours.left < 0:
        return _("Lewat %(hours)s jam") % {"hours": -hours.left}
    return _("Tinggal %(hours)s jam") % {"hours": hours.left}


def _request(found: Case) -> dict[str, Any]:
    looked = {search.activity_id: search for search in found.searches.select_related("activity__unit")}
    rows = [{"activity": activity, "search": looked.pop(activity.pk, None)} for activity in register.searchable()[:MOST_SEARCHED]]
    rows += [{"activity": search.activity, "search": search} for search in looked.values()]
    if found.closed_on is not None:
        rows = [row for row in rows if row["search"]]
    return {"searches": rows, "found_code": Search.Finding.FOUND.value}


def _opened(content: Content) -> dict[str, Any]:
    first, rest = content.papers()[0], content.papers()[1:]
    letters = printable(content.case)
    return {
        "first": _paper(first, letters),
        "papers": [_paper(sheet, letters) for sheet in rest if sheet.entry.channel not in {"note", "finding", EVIDENCE}],
        "findings": [_paper(sheet, letters) for sheet in rest if sheet.entry.channel == "finding"],
        "remarks": content.papers("note"),
        "files": content.files(EVIDENCE),
        "note_form": TextForm(),
    }


def _paper(sheet: Sheet, letters: frozenset[str]) -> dict[str, Any]:
    channel = sheet.entry.channel
    title = content_title(sheet, letters)
    return {
        "title": title,
        "who": sheet.who,
        "day": sheet.day,
        "text": sheet.paper.text,
        "facts": facts_of(sheet),
        "standing": sheet.paper.facts.get("standing", ""),
        "seq": sheet.entry.seq if channel in PRINTED and sheet.entry.field in letters else None,
    }


def content_title(sheet: Sheet, letters: frozenset[str]) -> Any:
    """What a paper is called: a reply that nobody has confirmed is a proposal."""
    if sheet.entry.channel == "reply" and sheet.entry.field not in letters:
        return _("Usulan jawaban")
    return sheet.entry.case.declared.channels[sheet.entry.channel]


def facts_of(sheet: Sheet) -> list[tuple[str, Any]]:
    """The facts of a paper as (term, value), in the order in which somebody would ask for them."""
    facts = sheet.paper.facts
    sent = facts.get("sent", "")
    known: list[tuple[str, Any]] = [
        (_("Pemohon"), facts.get("name")),
        (_("Alamat untuk menjawab"), facts.get("contact")),
        (_("Masuk melalui"), HOW.get(facts.get("how", ""), facts.get("how", ""))),
        (_("Jam diterima"), facts.get("hour")),
        (_("Kepada"), facts.get("to")),
        (_("Saat dikirim"), sent.replace("T", " ")[:16]),
        (_("Sebab terlambat"), facts.get("late")),
        (_("Data yang terkena"), facts.get("data")),
        (_("Upaya penanganan dan pemulihan"), facts.get("measures")),
        (_("Alasan menurut undang-undang"), GROUNDS.get(facts.get("ground", ""))),
        (_("Kegiatan pemrosesan"), facts.get("activity")),
        (_("Hasil"), Search.Finding(facts["finding"]).label if facts.get("finding") else None),
    ]
    return [(term, value) for term, value in known if value]


def _acts(viewer: Viewer, found: Case) -> list[dict[str, Any]]:
    blocked = {offer.move.key for offer in cases.allowed_moves(viewer, found) if offer.blocked and offer.move.four_eyes}
    possible = [(key, writing) for key, writing in offered(viewer, found) if writing.move not in blocked]
    owed = next_act(found)
    possible.sort(key=lambda one: one[0] != owed)
    return [
        {
            "title": writing.title,
            "url": reverse("personal_data_desk:write", args=[found.number, key]),
            "variant": SECONDARY if place or key != owed else "primary",
        }
        for place, (key, writing) in enumerate(possible)
    ]


def next_act(found: Case) -> str:
    """The one act that the case waits for: a breach's notices come before everything but its assessment."""
    if found.kind == REQUEST.key:
        return "identity" if found.state == "received" else "reply" if found.searches.exists() else "finding"
    written = set(found.entries.values_list("channel", flat=True))
    steps = (("notice_authority", "notice-authority"), ("notice_subjects", "notice-subjects"), ("measure", "measure"))
    missing = (act for channel, act in steps if channel not in written)
    return "assessment" if found.state == "known" else next(missing, "conclusion")


def _blocked(viewer: Viewer, found: Case) -> list[dict[str, Any]]:
    offers_now = cases.allowed_moves(viewer, found)
    return [{"title": offer.move.title, "why": offer.blocked} for offer in offers_now if offer.blocked and offer.move.four_eyes]


def _proposal(viewer: Viewer, found: Case, content: Content | None) -> dict[str, Any] | None:
    waiting = proposed(viewer, found, content)
    if waiting is None:
        return None
    told, reason = waiting
    return told | {"standing": reason.facts.get("standing", "") if reason else ""}
