"""One report, one page: its tabs, its facts, its next acts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.cases import queries as cases
from amanah.engines.cases.desk.attaching import EvidenceForm
from amanah.engines.cases.models import Case
from amanah.engines.cases.scope import holds
from amanah.engines.cases.services import mark_read
from amanah.engines.reports import regimes
from amanah.engines.reports.channels import ASK, CLOSING, FEEDBACK, FROM_REPORTER, TO_REPORTER
from amanah.engines.reports.desk import followup, forms, parts
from amanah.engines.reports.desk.acts import needs_words
from amanah.engines.reports.desk.opening import address, case_or_404, opened_or_none, page_of, viewer_of, with_opened
from amanah.engines.reports.desk.parts import Act, Page, Tab
from amanah.engines.reports.names import Names
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.queries import reading
from amanah.engines.reports.queries.reading import Content, FileLine
from amanah.engines.reports.report import ANONYMOUS, CONFIDENTIAL
from amanah.engines.reports.services import wishes
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence import queries as evidence
from amanah.foundation.evidence.cleaning import words
from amanah.foundation.evidence.downloads import download
from amanah.foundation.evidence.errors import NotThere
from amanah.foundation.evidence.uploads import CLEANED, ORIGINAL
from amanah.foundation.threads import queries as threads
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.foundation.vault.errors import CannotOpen


@signed_in
def case(request: HttpRequest, number: str, tab: str = "summary") -> HttpResponseBase:
    """A case with one of its tabs open."""
    found = case_or_404(request, number)
    if wishes.carry_out(found):  # nobody acts on a case whose reporter has just decided otherwise
        found = case_or_404(request, number)
    opened = opened_or_none(request, found)
    content = reading.content(opened) if opened else None
    page = Page(request, viewer_of(request), found, content)
    shown = next((one for one in parts.tabs(page) if one.key == tab), None)
    if shown is None:
        raise Http404
    return render(request, shown.template, _frame(page, tab) | shown.build(page))


@with_opened
def file(request: HttpRequest, opened: Opened, file_id: Any) -> HttpResponseBase:
    """One file, unsealed while it is sent; the custody log notes who took it."""
    for line in reading.content(opened).files():
        if line.upload.file_id == str(file_id):
            item = get_object_or_404(evidence.items(opened.case.ref), pk=file_id)
            try:
                return download(item, line.upload, actor=opened.viewer.actor)
            except (NotThere, CannotOpen):
                messages.error(request, _("Berkas ini rusak atau hilang dari penyimpanan. Beri tahu administrator; catatannya tetap ada."))
                return redirect(page_of(opened.case, "evidence"))
    raise Http404


def _frame(page: Page, tab: str) -> dict[str, Any]:
    viewer, found, content = page.viewer, page.case, page.content
    kind = found.declared
    shown = [running for running in cases.clocks_of(found) if running.deadline.open]
    may_assign = cases.offers.may_assign(viewer, found)
    return {
        "case": found,
        "topic": kind.topics.get(found.topic, _("Tanpa topik")),
        "route": kind.routes[found.route][0],
        "outcome": kind.outcomes.get(found.outcome, ""),
        "state_tone": regimes.of(found).tones.get(found.state, "neutral"),
        "shared": found.route in regimes.of(found).shared_routes,
        "names": Names(regimes.of(found).namespace),
        "tabs": [{"title": one.title, "url": page_of(found, one.key), "current": one.key == tab} for one in parts.tabs(page)],
        "deadlines": shown,
        "handlers": [
            {"id": account.pk, "name": str(account), "may_release": may_assign or account.pk == viewer.account.pk}
            for account in cases.handlers_of([found.pk]).get(found.pk, ())
        ],
        "may_assign": may_assign and content is not None,
        "first_panels": parts.panels(page, first=True) if tab == "summary" else [],
        "panels": parts.panels(page, first=False) if tab == "summary" else [],
        "acts": [*_acts(viewer, found, content), *parts.acts(page)],
        "proposal": _proposal(viewer, found, content),
        "content_open": content is not None,
        "unlocked": unlocked_keys(page.request) is not None,
        "who_can_open": "" if content else reading.who_can_open(found),
        "no_contact": content.no_contact if content else False,
    }


def _acts(viewer: Viewer, found: Case, content: Content | None) -> list[Act]:
    waiting = cases.open_proposal(found) is not None
    written_at = regimes.of(found).written_at
    acts: list[Act] = []
    for offer in cases.allowed_moves(viewer, found):
        move = offer.move
        if content is None and (needs_words(move) or found.state != found.declared.first.key):
            continue  # whoever cannot read it may say that it came, and no more
        variant = "secondary" if acts else "primary"
        if offer.blocked:  # a sheet is missing before triage can be settled, a finding before an outcome
            acts.append(Act(move.key, offer.blocked, variant, page_of(found, written_at.get(move.key, ""))))
        elif move.key == ASK:
            acts.append(Act(move.key, _("Tanya pelapor"), "secondary", page_of(found, "conversation")))
        elif not needs_words(move):
            acts.append(Act(move.key, move.title, variant))
        elif not (move.four_eyes and waiting):
            acts.append(Act(move.key, move.title, variant, address(found, "propose" if move.four_eyes else "decide", move.key)))
    return sorted(acts, key=lambda act: act.variant != "primary")


def _proposal(viewer: Viewer, found: Case, content: Content | None) -> dict[str, Any] | None:
    proposal = cases.open_proposal(found)
    if proposal is None:
        return None
    return {
        "title": found.declared.move(proposal.move).title,
        "outcome": found.declared.named_by(found.declared.move(proposal.move)).get(proposal.outcome, ""),
        "who": str(proposal.proposer),
        "day": proposal.day,
        "reason": content.fields[proposal.reason_field].decode() if content and proposal.reason_field else "",
        "own": proposal.proposer_id == viewer.account.pk,
        "may_decide": content is not None and cases.offers.may_decide(viewer, proposal),
    }


def told(page: Page) -> dict[str, Any]:
    """What every summary shows of a report."""
    found, content = page.case, page.content
    if content is None:
        return {}
    report = content.report
    regime = regimes.of_form(report.form) or regimes.of(found)
    labels = regime.labels
    story, *others = [name for name in labels if name in report.answers] or [""]
    return {
        "report": report,
        "story": report.answers.get(story, ""),
        "answers": [{"title": labels[key], "text": regime.words(key, report.answers[key])} for key in others if report.answers.get(key)],
        "mode": {ANONYMOUS: _("Anonim"), CONFIDENTIAL: _("Dirahasiakan")}.get(report.mode, _("Terbuka")),
        "files": [line.upload for line in content.files()],
        "may_name": holds(page.viewer, found.declared.may_handle(found.route), found),
    }


def _summary(page: Page) -> dict[str, Any]:
    shown = told(page)
    return shown | ({"identity": shown["report"].identity} if shown else {})


def conversation(page: Page, *more: dict[str, Any]) -> dict[str, Any]:
    """The conversation, and what may be written into it now: each of `more` is a form beside the common ones, while the case is open."""
    found, content = page.case, page.content
    if content is None:
        return {}
    mark_read(found, reader=page.viewer, channels=[FROM_REPORTER])
    shown: list[dict[str, Any]] = []
    if found.closed_on is None:
        may_wait = any(move.key == ASK for move in found.declared.moves_from(found.state))
        shown.append({"kind": "question", "form": forms.QuestionForm(may_wait=may_wait), "button": _("Kirim kepada pelapor")})
        shown += more
        if any(running.key == "feedback" and running.deadline.open for running in cases.clocks_of(found)):
            shown.append({"kind": "feedback", "form": forms.FeedbackForm(), "button": _("Kirim umpan balik")})
    else:
        shown.append({"kind": "closing", "form": forms.ClosingForm(), "button": _("Kirim surat penutup")})
    return {"messages_shown": content.texts(FROM_REPORTER, TO_REPORTER, FEEDBACK, CLOSING), "forms": shown}


def _notes(page: Page) -> dict[str, Any]:
    content = page.content
    if content is None:
        return {}
    return {"notes": content.texts("note", "outcome"), "form": forms.NoteForm() if page.case.closed_on is None else None}


CUSTODY = {"received": gettext_lazy("Diterima dan disegel"), "downloaded": gettext_lazy("Diunduh")}


def _evidence(page: Page) -> dict[str, Any]:
    found, content = page.case, page.content
    if content is None:
        return {}
    events = list(evidence.custody_of(found.ref))
    names = reading.names_of({event.actor for event in events})
    return {
        "files": _evidence_files(content),
        "custody": [
            {"title": CUSTODY.get(event.act, event.act), "day": event.day, "who": names.get(event.actor, event.actor)} for event in events
        ],
        "form": EvidenceForm() if found.closed_on is None else None,
    }


BADGES = {
    CLEANED: ("success", gettext_lazy("Salinan bersih")),
    ORIGINAL: ("info", gettext_lazy("Asli")),
}
UNCLEANED = ("warning", gettext_lazy("Belum dibersihkan"))


def _evidence_files(content: Content) -> list[dict[str, Any]]:
    """The files, a cleaned copy right after its original, with what each of them reveals."""
    lines = {line.upload.file_id: line for line in content.files()}
    ordered: list[FileLine] = []
    for line in lines.values():
        pair = lines.get(line.upload.pair)
        if pair is None:
            ordered.append(line)
        elif line.upload.state != CLEANED:
            ordered += [line, pair]
    return [_evidence_file(line, lines.get(line.upload.pair)) for line in ordered]


def _evidence_file(line: FileLine, pair: FileLine | None) -> dict[str, Any]:
    upload = line.upload
    tone, badge = BADGES.get(upload.state, UNCLEANED)
    return {
        **{name: getattr(upload, name) for name in ("name", "content_type", "size", "sha256")},
        "id": upload.file_id,
        "day": line.day,
        "origin": line.origin,
        "tone": tone,
        "badge": badge,
        "reason": words.reason(upload.reason) if upload.reason else "",
        "pair": pair.upload.name if pair else "",
        "pair_id": pair.upload.file_id if pair else "",
        "is_copy": upload.state == CLEANED,
        "findings": words.sentences(upload.findings),
    }


def _timeline(page: Page) -> dict[str, Any]:
    return {"timeline": cases.timeline(page.viewer, page.case)}


def _thread(page: Page) -> dict[str, Any]:
    walk = threads.walk_for(page.viewer, page.case.ref)
    return followup.part_of_page(page.viewer, page.case) | {
        "ties": [{"source": walk.nodes[tie.source], "verb": tie.verb(tie.source), "target": walk.nodes[tie.target]} for tie in walk.ties]
    }


for _order, _key, _title, _build in (
    (10, "summary", gettext_lazy("Ringkasan"), _summary),
    (20, "conversation", gettext_lazy("Percakapan"), conversation),
    (40, "notes", gettext_lazy("Catatan"), _notes),
    (50, "evidence", gettext_lazy("Bukti"), _evidence),
    (60, "timeline", gettext_lazy("Linimasa"), _timeline),
    (70, "thread", gettext_lazy("Benang merah"), _thread),
):
    parts.COMMON.add_tab(Tab(_key, _title, _build, f"reports/desk/{_key}.html", order=_order))
