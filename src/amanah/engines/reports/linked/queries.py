"""Reports that hang together with one, as far as the viewer may open them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from amanah.engines.cases import queries as cases
from amanah.engines.cases.models import Case
from amanah.engines.reports import regimes, wellformed
from amanah.engines.reports.channels import FROM_REPORTER
from amanah.engines.reports.linked import similarity
from amanah.engines.reports.linked.merging import STANDING
from amanah.engines.reports.linked.models import Merge
from amanah.engines.reports.linked.relations import RELATED
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.queries import reading
from amanah.engines.reports.queries.reading import Writing
from amanah.engines.reports.report import Report
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.models import Link
from amanah.foundation.vault.services import bulk
from amanah.kernel.sealing import KeyPair

COMPARED = 300
"""How many of the newest reports are compared with one."""
SHOWN = 8


@dataclass(frozen=True)
class Alike:
    """A report that is suggested, and why."""

    case: Case
    likeness: similarity.Likeness


@dataclass(frozen=True)
class Brought:
    """A report merged into this one, with what its reporter wrote; `messages` is None where this person holds no key to it."""

    merge: Merge
    what: str
    messages: list[Writing] | None


def similar(opened: Opened, key_pair: KeyPair) -> list[Alike]:
    """The reports most like this one among the newest that the viewer may see and open, the likest first, at most SHOWN.

    In memory, over opened content; nothing is kept. Reports tied to this one already are left out.
    """
    case, viewer = opened.case, opened.viewer
    newest = cases.visible(viewer).filter(kind__in=regimes.kinds()).exclude(pk=case.pk).order_by("-opened_on", "-id")
    known = tied(viewer, case)
    others = [other for other in newest[:COMPARED] if other.ref not in known]
    keys = bulk.content_keys([other.ref for other in others], viewer.actor, key_pair)
    fields = bulk.open_records({**keys, case.ref: opened.key})
    mine = _traits(fields[case.ref])
    if mine is None:
        return []
    found = []
    for other in others:
        theirs = _traits(fields.get(other.ref, {}))
        if theirs is not None:
            likeness = similarity.likeness(mine, theirs)
            if likeness.suggested:
                found.append(Alike(other, likeness))
    return sorted(found, key=lambda alike: -alike.likeness.score)[:SHOWN]


def tied(viewer: Viewer, case: Case) -> dict[str, str]:
    """Ref of every report that is tied to this one directly and that the viewer may see → the relation."""
    links = Link.objects.filter(relation__in=[RELATED.key, "same_as"], ended_on__isnull=True)
    ends = {link.target: link.relation for link in links.filter(source=case.ref)} | {
        link.source: link.relation for link in links.filter(target=case.ref)
    }
    seen = set(cases.visible(viewer).filter(ref__in=ends).values_list("ref", flat=True))
    return {ref: relation for ref, relation in ends.items() if ref in seen}


def leading(viewer: Viewer, case: Case) -> Case | None:
    """The report within which this one is handled, if the viewer may see it."""
    merge = STANDING.filter(merged=case).first()
    return cases.visible(viewer).filter(pk=merge.leading_id).first() if merge else None


def brought(opened: Opened, key_pair: KeyPair) -> list[Brought]:
    """The reports merged into this one that the viewer may see, with their reporters' messages where they hold the key."""
    viewer = opened.viewer
    merges = list(STANDING.filter(leading=opened.case).select_related("merged").order_by("begun_on", "pk"))
    seen = set(cases.visible(viewer).filter(pk__in=[merge.merged_id for merge in merges]).values_list("pk", flat=True))
    found = []
    for merge in merges:
        if merge.merged_id not in seen:
            continue
        other = reading.open_case(viewer, merge.merged, key_pair)
        content = reading.content(other) if other else None
        what = content.report.answers.get("what", "") if content else ""
        found.append(Brought(merge, what, content.texts(FROM_REPORTER) if content else None))
    return found


def _traits(fields: Mapping[str, Any]) -> similarity.Traits | None:
    if "report" not in fields:
        return None
    report = Report.from_bytes(wellformed.mended({"report": fields["report"]})["report"])
    if not report.route:  # a report that nobody can read is like every other such report
        return None
    return similarity.traits(
        unit=report.unit or report.place.casefold(),
        topic=report.topic,
        names=report.involved,
        texts=[report.answers.get(name, "") for name in ("what", "how", "where", "amount")],
        service=report.answers.get("service_code", ""),
        when=report.answers.get("when", ""),
    )
