"""Writing the papers of an inquiry: each version is an entry of the case, sealed in the staff record."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import transaction

from amanah.engines.cases import queries as case_queries
from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.services.handling import write_entry
from amanah.foundation.ledger import services as ledger
from amanah.rooms.whistleblowing.inquiry.models import Paper
from amanah.rooms.whistleblowing.inquiry.papers import CHANNEL, KINDS, WITHDRAWN, PaperKind, Sealed
from amanah.rooms.whistleblowing.inquiry.refusals import refused
from amanah.rooms.whistleblowing.inquiry.services.interviewing import check_invited


def write(opened: Opened, kind: str, values: Mapping[str, Any], *, state: str = "", about: Paper | None = None) -> Paper:
    """Keep a new paper. `state` is one of its kind's, the first where none is given; `about` the allegation it belongs to.

    Raises:
        Refused: "not_found"; "guard" with the sentence that says why: the case is not being inquired into, the state or the allegation
            does not fit, an interview would tell the wrong person, or a paper of which there is one only exists already.
    """
    declared = KINDS[kind]
    state = state or declared.stands[0].key
    with transaction.atomic():
        _hold(opened.case, declared)
        _check(opened.case, declared, state, about)
        _check_words(opened.case, kind, values)
        _check_alone(opened.case, declared, about)
        paper_id = uuid4()
        entry = write_entry(opened, CHANNEL, CHANNEL, Sealed(paper_id, kind, values).to_bytes())
        actor = opened.viewer.actor
        paper = Paper.objects.create(
            id=paper_id,
            case=opened.case,
            kind=kind,
            number=Paper.objects.filter(case=opened.case, kind=kind).count() + 1,
            about=about,
            state=state,
            field=entry.field,
            day=entry.day,
            author=actor,
            changed_on=entry.day,
            changed_by=actor,
        )
        _note("inquiry.written", paper, actor)
    return paper


def revise(opened: Opened, paper: Paper, values: Mapping[str, Any], *, state: str = "", about: Paper | None = None) -> Paper:
    """Keep the paper's next version; the earlier ones stay readable. Without `about` it stays with the allegation it is about.

    Raises:
        Refused: as `write`; "not_found" for a paper of another case.
    """
    declared = KINDS[paper.kind]
    with transaction.atomic():
        _hold(opened.case, declared)
        paper = _locked(opened, paper)
        if paper.state == WITHDRAWN:
            raise refused("withdrawn")
        state, about = state or paper.state, about or paper.about
        _check(opened.case, declared, state, about)
        _check_words(opened.case, paper.kind, values)
        _check_alone(opened.case, declared, about, besides=paper)
        _keep(opened, paper, values, state, about)
        _note("inquiry.revised", paper, opened.viewer.actor)
    return paper


def withdraw(opened: Opened, paper: Paper, values: Mapping[str, Any], reason: str) -> Paper:
    """Take a paper back: it stays readable with the reason, and counts no longer. An allegation takes what hangs on it along.

    Raises:
        Refused: "not_found", or "guard": the paper is withdrawn already, or the case is not being inquired into.
    """
    with transaction.atomic():
        _hold(opened.case, KINDS[paper.kind])
        paper = _locked(opened, paper)
        if paper.state == WITHDRAWN:
            raise refused("withdrawn")
        _keep(opened, paper, {**values, "withdrawn": reason}, WITHDRAWN, paper.about)
        _note("inquiry.withdrawn", paper, opened.viewer.actor)
    return paper


def _hold(case: Case, declared: PaperKind) -> None:
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
    if case.state not in declared.when:
        raise refused("closed")


def _locked(opened: Opened, paper: Paper) -> Paper:
    found = Paper.objects.select_for_update().filter(pk=paper.pk, case=opened.case).first()
    if found is None or not case_queries.may_see(opened.viewer, opened.case.pk):
        raise cases.Refused("not_found")
    return found


def _check(case: Case, declared: PaperKind, state: str, about: Paper | None) -> None:
    if state not in {stand.key for stand in declared.stands}:
        raise refused("state")
    if about is None and declared.about == "must":
        raise refused("about")
    if about is not None and (not declared.about or about.case_id != case.pk or about.kind != "allegation" or about.state == WITHDRAWN):
        raise refused("about")


def _check_words(case: Case, kind: str, values: Mapping[str, Any]) -> None:
    if kind == "interview":
        check_invited(case, values["who"], values["role"])


def _check_alone(case: Case, declared: PaperKind, about: Paper | None, *, besides: Paper | None = None) -> None:
    """One scope and one conclusion a case, one finding an allegation; what was withdrawn makes room."""
    others = Paper.objects.filter(case=case, kind=declared.key).exclude(state=WITHDRAWN)
    others = others.exclude(pk=besides.pk) if besides else others
    if (declared.single and others.exists()) or (declared.key == "finding" and others.filter(about=about).exists()):
        raise refused("single")


def _keep(opened: Opened, paper: Paper, values: Mapping[str, Any], state: str, about: Paper | None) -> None:
    entry = write_entry(opened, CHANNEL, CHANNEL, Sealed(paper.pk, paper.kind, values).to_bytes())
    paper.field, paper.version, paper.state, paper.about = entry.field, paper.version + 1, state, about
    paper.changed_on, paper.changed_by = entry.day, opened.viewer.actor
    paper.save(update_fields=["field", "version", "state", "about", "changed_on", "changed_by"])


def _note(kind: str, paper: Paper, actor: str) -> None:
    facts = {
        "paper": str(paper.pk),
        "kind": paper.kind,
        "version": paper.version,
        "state": paper.state,
        "about": str(paper.about_id or ""),
        "field": paper.field,
        "day": paper.changed_on,
    }
    ledger.append(kind, paper.case.ref, facts, actor=actor)
