"""The conversation and the file of a case. The words themselves are sealed by the caller."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from amanah.engines.cases import turning
from amanah.engines.cases.declare import ENTRY, REPORTER
from amanah.engines.cases.events import EntryAdded
from amanah.engines.cases.models import Case, Entry
from amanah.engines.cases.refusals import Refused
from amanah.engines.cases.scope import Mover, actor_of
from amanah.engines.cases.services.locking import count_change, lock
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock, events


@transaction.atomic
def add_entry(
    case: Case,
    channel: str,
    field: str,
    *,
    author: Mover,
    seq: int | None = None,
    day: date | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Entry:
    """Number one more entry. `field` is where in the vault its content is sealed.

    A caller who bound the number into the seal beforehand (see `queries.next_entry`) gives it as `seq`.

    Raises:
        Refused: "not_found", "channel", or "conflict" when `seq` or `field` was taken meanwhile: seal again and try again.
    """
    lock(case, author)
    if channel not in case.declared.channels:
        raise Refused("channel")
    following = (case.entries.aggregate(last=Max("seq"))["last"] or 0) + 1
    if seq not in {None, following} or case.entries.filter(field=field).exists():
        raise Refused("conflict")
    day, actor = day or clock.today(), actor_of(author)
    entry = Entry.objects.create(case=case, seq=following, channel=channel, field=field, day=day, author=actor, position=count_change(case))
    turning.turn(case, ENTRY + channel, day, actor)
    case.save(update_fields=["changes", "due_on"])
    events.publish(EntryAdded(case.id, case.kind, actor, channel, following))
    ledger.append("case.entry", case.ref, {**(facts or {}), "seq": following, "channel": channel, "field": field, "day": day}, actor=actor)
    return entry


@transaction.atomic
def mark_read(case: Case, *, reader: Viewer, channels: Iterable[str], day: date | None = None) -> int:
    """Note that staff have read what the reporter wrote on these channels. What a reporter reads is noted nowhere.

    Reading changes no state, so the ledger hears nothing of it. Answers how many entries were new.

    Raises:
        Refused: "not_found".
    """
    lock(case, reader)
    unread = case.entries.filter(channel__in=list(channels), read_on__isnull=True, author=REPORTER)
    return unread.update(read_on=day or clock.today())
