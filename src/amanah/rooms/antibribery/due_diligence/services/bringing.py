"""A new version of a list: kept whole, with its digest and day, and compared with every file that is not closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db import transaction

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock
from amanah.rooms.antibribery.due_diligence import declare, naming
from amanah.rooms.antibribery.due_diligence.models import NUMBER, TITLE, Diligence, Entry, Version
from amanah.rooms.antibribery.due_diligence.refusals import Refused
from amanah.rooms.antibribery.due_diligence.services.reopening import reopen_for
from amanah.rooms.antibribery.due_diligence.services.screening import Against, names_of
from amanah.rooms.antibribery.due_diligence.services.stepping import write_step
from amanah.rooms.antibribery.roles import FUNCTION


@dataclass(frozen=True)
class Listed:
    """One line of a list as its publisher says it; `number` is an identity number such as a tax number."""

    name: str
    number: str = ""
    address: str = ""
    reference: str = ""
    publisher: str = ""
    reason: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def said(self) -> list[object]:
        """What it says, for digests."""
        days = [day.isoformat() if day is not None else "" for day in (self.since, self.until)]
        return [self.name, self.number, self.address, self.reference, self.publisher, self.reason, *days]

    @property
    def mark(self) -> str:
        """One for the same entry, also where its reason or its days are worded anew."""
        return canonical.digest([naming.fold(self.name), naming.digits(self.number), self.reference]).hex()


def digest_of(listed: Sequence[Listed]) -> str:
    """One for a list that says the same, line by line."""
    return canonical.digest([one.said for one in listed]).hex()


@transaction.atomic
def bring(key: str, listed: Sequence[Listed], *, viewer: Viewer, as_of: date | None = None) -> Version:
    """Take a list over whole. Files whose names are newly like one of it wait for somebody to judge that; decided ones are opened again.

    Raises:
        Refused: "side", "code", "words" (an empty list), "unchanged" (the version in use says the same) or "future".
    """
    if not viewer.has(FUNCTION.key) or not viewer.account.may_sign_in():
        raise Refused("side")
    if key not in declare.LISTS:
        raise Refused("code")
    if not listed:
        raise Refused("words")
    today, digest = clock.today(), digest_of(listed)
    day = as_of or today
    if day > today:
        raise Refused("future")
    last = Version.objects.filter(list=key).order_by("-n").first()
    if last is not None and last.digest == digest:
        raise Refused("unchanged")
    made = Version.objects.create(
        id=uuid4(),
        list=key,
        n=last.n + 1 if last is not None else 1,
        digest=digest,
        as_of=day,
        count=len(listed),
        brought_by=viewer.account,
        brought_on=today,
    )
    Entry.objects.bulk_create((_entry(made, line, one) for line, one in enumerate(listed, start=1)), batch_size=500)
    hits = _compare(made, viewer)
    facts = {"list": key, "n": made.n, "digest": digest, "rows": made.count, "as_of": day, "hits": hits}
    ledger.append("watch_list.brought", f"watch_list:{key}", facts, actor=viewer.actor)
    return made


def _compare(made: Version, viewer: Viewer) -> int:
    against, found = Against(made), 0
    rows = Diligence.objects.exclude(state=declare.CLOSED).select_for_update(of=("self",)).order_by("pk")
    for one in rows.prefetch_related("owners"):
        hits = against.compare(one, names_of(one, [owner for owner in one.owners.all() if owner.until is None]))
        found += hits
        if not hits:
            continue
        text = f"{declare.LISTS[made.list]} ({made.n})"
        write_step(one, "screened", viewer.account, text=text, facts={"hits": hits})
        if one.state == declare.DECIDED:
            reopen_for(one, declare.HIT, viewer.account, text)
    return found


def _entry(made: Version, line: int, one: Listed) -> Entry:
    return Entry(
        version=made,
        line=line,
        name=one.name[:TITLE],
        folded=naming.fold(one.name)[:TITLE],
        number=naming.digits(one.number)[:NUMBER],
        address=one.address[:300],
        reference=one.reference[:TITLE],
        publisher=one.publisher[:TITLE],
        reason=one.reason[:1000],
        since=one.since,
        until=one.until,
        mark=one.mark,
    )
