"""The register of givers: who gave more than once, for those who can open the matters. Names are read in memory and kept nowhere."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from amanah.engines.cases import queries as cases
from amanah.engines.reports.opened import work_ref
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.vault.services import bulk
from amanah.kernel.paper import Paper
from amanah.kernel.sealing import KeyPair
from amanah.rooms.gratification.codes import OCCASIONS
from amanah.rooms.gratification.models import Coding
from amanah.rooms.gratification.workflow import ANALYSIS, DECISION, GRATIFICATION

MOST = 500
"""How many matters are opened for one look, the newest first."""


@dataclass(frozen=True)
class Gift:
    """One matter of a giver."""

    number: str
    day: date
    occasion: Any
    value: int | None


@dataclass(frozen=True)
class Giver:
    """Somebody who gave, by the name in the latest analysis."""

    name: str
    gifts: tuple[Gift, ...]

    @property
    def total(self) -> int:
        """The sum of the values that are known."""
        return sum(gift.value or 0 for gift in self.gifts)


def repeated(viewer: Viewer, key_pair: KeyPair, least: int = 2) -> list[Giver]:
    """Givers with at least `least` matters that this person may see, the most frequent first; only what their key opens is named."""
    seen = cases.visible(viewer).filter(kind=GRATIFICATION.key)
    rows = list(
        Coding.objects.filter(case__in=seen)
        .order_by("-case__opened_on")
        .values_list("giver", "case_id", "case__number", "case__opened_on", "occasion")
    )
    by_tag: defaultdict[bytes, list[Any]] = defaultdict(list)
    for row in rows:
        by_tag[bytes(row[0])].append(row)
    wanted = [found for found in by_tag.values() if len(found) >= least]
    papers = latest_papers([row[1] for found in wanted for row in found][:MOST], viewer, key_pair, ANALYSIS)
    givers = [_giver(found, papers) for found in wanted]
    return sorted((giver for giver in givers if giver is not None), key=lambda giver: (-len(giver.gifts), giver.name))


def state_value(viewer: Viewer, key_pair: KeyPair, first: date, last: date) -> int:
    """What KPK's decisions on the matters of a period made state property, as far as this person's key opens them."""
    found = cases.visible(viewer).filter(kind=GRATIFICATION.key, opened_on__gte=first, opened_on__lte=last)
    ids = list(found.filter(entries__channel=DECISION).distinct().order_by("-opened_on").values_list("pk", flat=True)[:MOST])
    papers = latest_papers(ids, viewer, key_pair, DECISION)
    return sum(int(paper.facts["value_state"]) for paper in papers.values() if paper.facts.get("value_state", "").isdigit())


def latest_papers(ids: list[Any], viewer: Viewer, key_pair: KeyPair, prefix: str) -> dict[Any, Paper]:
    """Case id → the last paper of this kind, for the cases that the key opens."""
    by_record = {work_ref(pk): pk for pk in ids}
    opened = bulk.open_records(bulk.content_keys(by_record, viewer.actor, key_pair))
    papers = {}
    for record, fields in opened.items():
        names = [name for name, data in fields.items() if name.startswith(f"{prefix}/") and data]
        if names:
            papers[by_record[record]] = Paper.from_bytes(fields[max(names, key=lambda name: int(name.partition("/")[2]))])
    return papers


def _giver(rows: list[Any], papers: dict[Any, Paper]) -> Giver | None:
    opened = [row for row in rows if row[1] in papers]
    if not opened:
        return None
    gifts = []
    for row in opened:
        value = papers[row[1]].facts.get("value", "")
        gifts.append(Gift(row[2], row[3], OCCASIONS.get(row[4], row[4]), int(value) if value.isdigit() else None))
    return Giver(papers[opened[0][1]].facts.get("giver", "–"), tuple(gifts))
