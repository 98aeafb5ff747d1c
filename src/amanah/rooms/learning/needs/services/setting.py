"""Setting and ending needs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from amanah import rulebook
from amanah.engines.risks.declare import BRIBERY
from amanah.foundation.access import roles
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Employment, Unit
from amanah.kernel import canonical, clock
from amanah.rooms.learning import provisions
from amanah.rooms.learning.models import Topic
from amanah.rooms.learning.needs import declare, queries
from amanah.rooms.learning.needs.models import Need
from amanah.rooms.learning.needs.refusals import Refused


@dataclass(frozen=True)
class Draft:
    """What a need says; every condition that is set has to fit. `within_days` None takes the rulebook's days for new joiners."""

    topic: Topic
    why: str
    sort: str = declare.LEARN
    bribery_class: str = ""
    is_head: bool = False
    post_words: str = ""
    unit: Unit | None = None
    employment: str = ""
    role: str = ""
    joiners: bool = False
    every_months: int | None = None
    within_days: int | None = None
    hours: Decimal | None = None
    address: str = ""
    clauses: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


def draft_need(draft: Draft, viewer: Viewer) -> Need:
    """The need as it would be saved, for looking whom it reaches.

    Raises:
        Refused: "side" or "unit" where the viewer may not set it there; "why", "code", "months" or "days" for what does not fit.
    """
    if not queries.may_set(viewer, draft.unit):
        raise Refused("side" if draft.unit is not None else "unit")
    if not draft.why.strip():
        raise Refused("why")
    known = (
        draft.sort in declare.SORTS
        and draft.bribery_class in {"", *BRIBERY}
        and draft.employment in {"", *Employment.values}
        and (not draft.role or roles.known(draft.role))
    )
    if not known:
        raise Refused("code")
    if draft.every_months is not None and draft.every_months < 1:
        raise Refused("months")
    since = draft.since or clock.today()
    if draft.until is not None and draft.until < since:
        raise Refused("days")
    within = draft.within_days
    return Need(
        topic=draft.topic,
        sort=draft.sort,
        bribery_class=draft.bribery_class,
        is_head=draft.is_head,
        post_words=" ".join(draft.post_words.split()),
        unit=draft.unit,
        employment=draft.employment,
        role=draft.role,
        joiners=draft.joiners,
        every_months=draft.every_months,
        within_days=rulebook.provision(provisions.JOINED_WITHIN, on=since).length if within is None else within,
        hours=draft.hours,
        address=draft.address.strip(),
        why=draft.why.strip(),
        clauses=list(draft.clauses),
        since=since,
        until=draft.until,
        decided_by=viewer.account,
        decided_on=clock.today(),
    )


@transaction.atomic
def set_need(draft: Draft, viewer: Viewer) -> Need:
    """Set a need from its first day on. Raises Refused as `draft_need`."""
    need = draft_need(draft, viewer)
    need.save(force_insert=True)
    ledger.append("need.set", need.ref, facts_of(need), actor=viewer.actor)
    return need


@transaction.atomic
def end_need(need: Need, viewer: Viewer) -> Need:
    """Today is the last day of the need; who met it keeps their records.

    Raises:
        Refused: "side" or "ended".
    """
    need.refresh_from_db(from_queryset=Need.objects.select_for_update(of=("self",)).select_related("topic", "unit"))
    if not queries.may_keep(viewer, need):
        raise Refused("side")
    today = clock.today()
    if need.until is not None and need.until <= today:
        raise Refused("ended")
    need.until = max(today, need.since)
    need.save(update_fields=["until"])
    ledger.append("need.ended", need.ref, {"until": need.until}, actor=viewer.actor)
    return need


def facts_of(need: Need) -> dict[str, Any]:
    """What the ledger is told of a need when it is set."""
    said = [need.post_words, need.why, need.address, *need.clauses]
    return {
        "topic": need.topic_id,
        "sort": need.sort,
        "class": need.bribery_class,
        "heads": need.is_head,
        "unit": str(need.unit_id or ""),
        "employment": need.employment,
        "role": need.role,
        "joiners": need.joiners,
        "every_months": need.every_months or 0,
        "within_days": need.within_days,
        "since": need.since,
        "words": canonical.digest(said).hex(),
    }
