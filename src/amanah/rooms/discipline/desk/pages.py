"""One case of discipline, one page: what it began with, its papers in order, its clocks and next acts."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amanah.engines.cases import queries as cases
from amanah.engines.cases.desk.parts import proposed
from amanah.engines.cases.models import Case
from amanah.engines.cases.papers import Sheet
from amanah.engines.cases.queries import offers
from amanah.foundation.access.decorators import role_required, signed_in
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads import queries as threads
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.kernel.paper import Paper
from amanah.rooms.discipline import drafts, penalties, queries
from amanah.rooms.discipline.desk import letters
from amanah.rooms.discipline.desk.acts import WRITINGS
from amanah.rooms.discipline.desk.forms import TextForm
from amanah.rooms.discipline.desk.opening import case_or_404, opened_or_none, viewer_of
from amanah.rooms.discipline.queries import Content
from amanah.rooms.discipline.services.handling import WITHOUT_WORDS, is_team
from amanah.rooms.discipline.workflow import COORDINATOR, DISCIPLINE

TONES = {
    "missed": "warning",
    "absent": "warning",
    "decided": "warning",
    "objected": "warning",
    "appealed": "warning",
    "in_force": "success",
}


@role_required(COORDINATOR)
def listing(request: HttpRequest) -> HttpResponseBase:  # noqa: ARG001 - a view is called with the request
    """The list of all cases, narrowed to discipline."""
    return redirect(f"{reverse('cases:list')}?kind={DISCIPLINE.key}")


@signed_in
def case(request: HttpRequest, number: str) -> HttpResponseBase:
    """A case."""
    found, viewer = case_or_404(request, number), viewer_of(request)
    opened = opened_or_none(request, found)
    content = queries.content(opened) if opened else None
    may_assign = offers.may_assign(viewer, found)
    walk = threads.walk_for(viewer, found.ref)
    context = {
        "case": found,
        "topic": found.declared.topics.get(found.topic, ""),
        "outcome": found.declared.outcomes.get(found.outcome, ""),
        "tone": TONES.get(found.state, "info"),
        "clocks": [running for running in cases.clocks_of(found) if running.deadline.open],
        "examiners": [
            {"id": account.pk, "name": str(account), "element": element, "may_release": may_assign or account.pk == viewer.account.pk}
            for account, element in queries.examiners(found)
        ],
        "team": is_team(found),
        "may_assign": may_assign and content is not None,
        "acts": _acts(viewer, found) if content else [],
        "proposal": _proposal(viewer, found, content),
        "content_open": content is not None,
        "unlocked": unlocked_keys(request) is not None,
        "who_can_open": "" if content else queries.who_can_open(found),
        "timeline": cases.timeline(viewer, found),
        "ties": [{"source": walk.nodes[tie.source], "verb": tie.verb(tie.source), "target": walk.nodes[tie.target]} for tie in walk.ties],
    }
    return render(request, "discipline/desk/case.html", context | (_opened(content) if content else {}))


def _opened(content: Content) -> dict[str, Any]:
    statement = content.statement
    sheets = content.papers("summons", "minutes", "decision", "delivery", "objection", "ruling", "reason")
    decided, leaving = queries.confirmed(content.case), {sheet.entry.seq for sheet in drafts.sheets(content)}
    return {
        "statement": statement,
        "breach_topic": DISCIPLINE.topics.get(statement.topic, ""),
        "level": DISCIPLINE.outcomes.get(statement.level, ""),
        "papers": [_paper(sheet, leaving, decided) for sheet in sheets],
        "letters": letters.lines(content.case),
        "remarks": content.papers("note"),
        "note_form": TextForm(),
    }


def _paper(sheet: Sheet, leaving: set[int], decided: frozenset[str]) -> dict[str, Any]:
    channel = sheet.entry.channel
    proposed = channel == "decision" and sheet.entry.field not in decided
    return {
        "title": _("Usulan keputusan") if proposed else DISCIPLINE.channels[channel],
        "who": sheet.who,
        "day": sheet.day,
        "text": sheet.paper.text,
        "facts": facts_of(sheet.paper),
        "seq": sheet.entry.seq if sheet.entry.seq in leaving else None,
    }


def facts_of(paper: Paper) -> list[tuple[str, Any]]:
    """The facts of a paper as (term, value), in the order in which a reader asks for them."""
    on = paper.day("on")
    penalty = penalties.named(paper.facts["penalty"], on) if on and paper.facts.get("penalty") else None
    signed = {"signed": _("Menandatangani"), "refused": _("Menolak menandatangani")}
    known: list[tuple[str, Any]] = [
        (_("Nomor"), paper.facts.get("number")),
        (_("Hari pemeriksaan"), paper.day("hearing")),
        (_("Pukul dan tempat"), paper.facts.get("place")),
        (_("Yang hadir"), paper.facts.get("present")),
        (_("Tanda tangan yang diperiksa"), signed.get(paper.facts.get("signed", ""))),
        (_("Hukuman"), penalty.title if penalty else None),
        (_("Dasar"), penalty.citation if penalty else None),
        (_("Pejabat yang berwenang menghukum"), paper.facts.get("authority")),
        (_("Hari diterima yang bersangkutan"), paper.day("day")),
    ]
    return [(term, value) for term, value in known if value]


def _acts(viewer: Viewer, found: Case) -> list[dict[str, Any]]:
    waiting = cases.open_proposal(found) is not None
    pages = {move: kind for kind, writing in WRITINGS.items() for move in writing.moves}
    acts: list[dict[str, Any]] = []
    for offer in cases.allowed_moves(viewer, found):
        key = offer.move.key
        variant = "secondary" if acts or waiting else "primary"
        if key == "appoint":
            acts.append({"title": offer.move.title, "url": reverse("discipline_desk:appoint", args=[found.number]), "variant": variant})
        elif key in pages and not (waiting and offer.move.four_eyes) and (not offer.blocked or key == "examine"):
            title = _("Tulis putusan atas keberatan atau banding") if key == "uphold" else offer.move.title
            acts.append({"title": title, "url": reverse("discipline_desk:write", args=[found.number, pages[key]]), "variant": variant})
        elif key in WITHOUT_WORDS:
            acts.append({"title": offer.move.title, "key": key, "variant": variant, "blocked": offer.blocked})
    return acts


def _proposal(viewer: Viewer, found: Case, content: Content | None) -> dict[str, Any] | None:
    waiting = proposed(viewer, found, content)
    if waiting is None:
        return None
    told, reason = waiting
    return told | {"facts": facts_of(reason) if reason else []}
