"""The page of one file, and of one decision about inadequate controls."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from amanah.engines.actions import queries as actions
from amanah.engines.proofs.desk.panel import panel
from amanah.engines.risks.declare import BRIBERY
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.clocks import queries as clocks
from amanah.kernel import clock
from amanah.rooms.antibribery.due_diligence import addresses, declare, nodes, queries
from amanah.rooms.antibribery.due_diligence.declare import Side
from amanah.rooms.antibribery.due_diligence.desk.acts import ACTS
from amanah.rooms.antibribery.due_diligence.desk.parts import diligence_or_404, inadequacy_or_404
from amanah.rooms.antibribery.due_diligence.models import Diligence, Inadequacy
from amanah.rooms.antibribery.due_diligence.queries import Gap

_WORKS = {Side.EXAMINER, Side.KEEPER}
_LEADS = {Side.KEEPER, Side.LEADER}


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """Everything about one subject: what was asked, found, compared and decided."""
    one = diligence_or_404(request, number)
    viewer = request.viewer
    sides = queries.sides_of(viewer, one)
    sheets = queries.sheets(one)
    context = {
        "one": one,
        "state": one.stands,
        "sort": declare.SORTS[one.sort],
        "form": declare.FORMS.get(one.form, ""),
        "risk": BRIBERY[one.risk_class],
        "outcome": declare.OUTCOMES.get(one.outcome, ""),
        "outcome_tone": declare.OUTCOME_TONES[one.outcome],
        "cause": declare.CAUSES.get(one.reopened_for, ""),
        "advice": declare.OUTCOMES.get(one.advice, ""),
        "sheets": [(sheet, reverse("due_diligence:questions", args=[one.number, sheet.section.key])) for sheet in sheets],
        "signs": queries.flags(sheets),
        "left": sum(len(sheet.lines) - sheet.fresh for sheet in sheets),
        **_found(one),
        **_compared(one),
        "decisions": [_decision(made) for made in one.decisions.select_related("decider__person")],
        "gaps": [Gap(gap) for gap in one.inadequacies.select_related("decider__person").order_by("-proposed_on", "-pk")],
        "actions": actions.arising_from(viewer, one.ref),
        "panel": panel(viewer, nodes.purpose_of(one), addresses.of_diligence(one.number)),
        "timeline": _timeline(one),
        "clocks": _clocks(one),
        **_offers(request, one, sides, answered=all(sheet.done for sheet in sheets)),
    }
    return render(request, "antibribery_due_diligence/diligence.html", context)


@signed_in
@require_safe
def show_gap(request: StaffRequest, number: str) -> HttpResponse:
    """One decision that controls do not suffice."""
    made = inadequacy_or_404(request, number)
    viewer, one = request.viewer, made.diligence
    sides = queries.sides_of(viewer, one)
    may = made.state == declare.PROPOSED and made.proposer_id != viewer.account.pk and queries.may_decide(viewer, one, sides)
    given = actions.arising_from(viewer, made.ref)
    context = {
        "gap": Gap(made),
        "made": made,
        "one": one,
        "file_url": addresses.of_diligence(one.number),
        "actions": given,
        "may_decide": may,
        "may_follow": made.state == declare.AGREED and bool(sides & _LEADS),
        "unfollowed": made.state == declare.AGREED and not given,
    }
    return render(request, "antibribery_due_diligence/inadequacy.html", context)


def _found(one: Diligence) -> dict[str, Any]:
    owners = [
        {"owner": owner, "sure": declare.SURE[owner.sure], "tone": declare.SURE_TONES[owner.sure]}
        for owner in one.owners.select_related("person").order_by("until", "pk")
    ]
    findings = [
        {"finding": found, "weight": declare.WEIGHTS[found.weight], "tone": declare.WEIGHT_TONES[found.weight]}
        for found in one.findings.select_related("judged_by__person")
    ]
    return {"owners": owners, "findings": findings, "has_owners": one.sort == declare.ASSOCIATE}


def _compared(one: Diligence) -> dict[str, Any]:
    newest: dict[str, Any] = {}
    for check in one.checks.select_related("version").order_by("pk"):
        newest[check.version.list] = check
    today = clock.today()
    hits = [
        {
            "hit": hit,
            "list": declare.LISTS[hit.list],
            "state": declare.HITS[hit.state],
            "tone": declare.HIT_TONES[hit.state],
            "over": hit.entry.over(today),
        }
        for hit in one.hits.select_related("entry", "judged_by__person")
    ]
    return {"hits": hits, "checks": [(declare.LISTS[key], newest[key]) for key in declare.LISTS if key in newest]}


def _decision(made: Any) -> dict[str, Any]:
    return {"made": made, "outcome": declare.OUTCOMES[made.outcome], "tone": declare.OUTCOME_TONES[made.outcome]}


def _timeline(one: Diligence) -> list[dict[str, Any]]:
    """What was done, newest first; pages answered one after the other are told once."""
    told: list[dict[str, Any]] = []
    last: tuple[Any, ...] = ()
    for step in one.steps.select_related("actor__person").order_by("-seq")[:200]:
        this = (step.act, step.day, step.actor_id)
        if step.act == "answered" and this == last:
            continue
        last = this
        told.append(
            {
                "title": declare.ACTS[step.act],
                "day": step.day,
                "actor": str(step.actor),
                "text": "" if step.act in {"opened", "carried", "answered"} else step.text,
                "tone": declare.STATES[step.target].tone if step.source != step.target else "neutral",
            }
        )
    return told


def _clocks(one: Diligence) -> list[dict[str, Any]]:
    running = clocks.open_by_ref([one.ref]).get(one.ref, [])
    return [
        {"title": declare.CLOCKS[each.name], "deadline": each, "urgency": clocks.describe(each, clock.today())}
        for each in running
        if each.name in declare.CLOCKS
    ]


def _offers(request: StaffRequest, one: Diligence, sides: frozenset[Side], *, answered: bool) -> dict[str, Any]:
    """Which acts the page offers; the verbs decide again."""
    works = bool(sides & _WORKS) and one.state == declare.EXAMINING
    keeps = Side.KEEPER in sides and one.state != declare.CLOSED
    # Who took part in this round is asked only where somebody could decide at all.
    waits = one.state == declare.SUBMITTED or not one.deep or one.reopened_for == declare.HIT
    decides = waits and bool(sides & _LEADS) and queries.may_decide(request.viewer, one, sides)
    waiting = any(hit.state == declare.WAITING for hit in one.hits.all())
    stands = one.reopened_for == declare.HIT and one.state == declare.EXAMINING and not waiting and not one.expired
    wanted = {
        "assign": keeps and one.state in {declare.ASKED, declare.EXAMINING},
        "submit": works and answered and not waiting,
        "decide": decides and one.state == declare.SUBMITTED,
        "return": decides and one.state == declare.SUBMITTED,
        "stand": decides and stands,
        "spare": decides and not one.deep and one.state in {declare.ASKED, declare.EXAMINING},
        "give": one.state == declare.DECIDED and one.outcome == declare.CONDITIONS and bool(sides & _LEADS),
        "reopen": one.state == declare.DECIDED and bool(sides & {Side.KEEPER, Side.EXAMINER, Side.REQUESTER}),
        "inadequate": one.state not in {declare.ASKED, declare.CLOSED} and len(sides) > 1 and not _proposed(one),
        "class": keeps,
        "close": keeps,
    }
    acts = [{"key": key, "title": ACTS[key].heading(), "first": key in _FIRST} for key, may in wanted.items() if may]
    record = bool(sides & _WORKS) and one.state in {declare.ASKED, declare.EXAMINING, declare.DECIDED}
    return {
        "acts": acts,
        "works": works,
        "may_owner": record,
        "may_judge": bool(sides & _WORKS) and one.state in {declare.ASKED, declare.EXAMINING},
    }


_FIRST = frozenset({"assign", "submit", "decide"})


def _proposed(one: Diligence) -> bool:
    return Inadequacy.objects.filter(diligence=one, state=declare.PROPOSED).exists()
