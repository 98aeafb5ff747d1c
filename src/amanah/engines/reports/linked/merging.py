"""Reports that belong together: tied as related, or one handled within another.

A merge is the kind's own four-eyes move that ends a case as DUPLICATE, with the leading report named beside it; undoing it is its own
four-eyes reopening. Nobody is given a key and no entry is moved: whoever may open both sees both, whoever could open one sees that one.
Those whom the merged report names are shut out of the leading one too.
"""

from django.db import transaction

from amanah.engines.cases import queries as case_queries
from amanah.engines.cases import services as cases
from amanah.engines.cases.declare import SYSTEM, CaseKind, Move
from amanah.engines.cases.events import CaseClosed, CaseReopened
from amanah.engines.cases.models import Case, Proposal
from amanah.engines.reports import regimes
from amanah.engines.reports.channels import CLOSING
from amanah.engines.reports.linked.models import Merge
from amanah.engines.reports.linked.refusals import refused
from amanah.engines.reports.linked.relations import RELATED
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.report import Message
from amanah.engines.reports.services import handling
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.threads import services as threads
from amanah.foundation.threads.models import Link
from amanah.foundation.vault import services as vault
from amanah.kernel import clock

DUPLICATE = "duplicate"
"""The outcome under which a kind that can be merged closes what was reported before."""

STANDING = Merge.objects.filter(begun_on__isnull=False, ended_on__isnull=True)
"""The merges in force."""


def move_of(kind: CaseKind) -> Move | None:
    """The move by which cases of this kind end as duplicates; None where the kind has none that two people agree on."""
    return next((move for move in kind.moves if DUPLICATE in move.outcomes and move.four_eyes and move.reason), None)


def relate(case: Case, other: Case, *, viewer: Viewer) -> Link:
    """Say that two reports are related. Both must be visible to who says so.

    Raises:
        Refused: "not_found", or "guard" for a report and itself.
    """
    _both(case, other, viewer)
    return threads.link(case.ref, RELATED.key, other.ref, actor=viewer.actor)


def unrelate(case: Case, other: Case, *, viewer: Viewer) -> None:
    """End what `relate` said. Raises Refused("not_found")."""
    _both(case, other, viewer)
    source, target = sorted((case.ref, other.ref))
    for link in Link.objects.filter(source=source, relation=RELATED.key, target=target, ended_on__isnull=True):
        threads.unlink(link, actor=viewer.actor)


def propose(opened: Opened, leading: Case, *, reason: str, letter: str) -> Merge:
    """Propose that the opened report be handled within `leading`. A second person, who can see both, decides.

    `letter` is what its reporter reads in the mailbox once that is decided: it is sealed now and appears then.

    Raises:
        Refused: as the engine's `propose`; "not_found" for a leading report that is not visible; "guard" where it is closed, merged itself,
            of another kind, or where the opened one leads others.
    """
    merged = opened.case
    with transaction.atomic():
        _both(merged, leading, opened.viewer)
        _check(leading, merged)
        ending = move_of(merged.declared)
        if ending is None or leading.kind != merged.kind:
            raise refused("kind")
        proposal = handling.propose(opened, ending.key, outcome=DUPLICATE, reason=reason)
        merge = Merge(leading=leading, merged=merged, proposal=proposal)
        merge.letter_field = f"closing/merge-{merge.pk}"
        merge.save(force_insert=True)
        vault.add_field(merged.ref, merge.letter_field, Message(letter).to_bytes(), opened.key)
        facts = {"merge": str(merge.pk), "leading": leading.ref, "day": clock.today()}
        ledger.append("report.merge_proposed", merged.ref, facts, actor=opened.viewer.actor)
    return merge


def closed(event: CaseClosed) -> None:
    """Begin the merge whose archiving two people have agreed on, in the transaction of that move.

    Raises:
        Refused: whoever approves cannot see the leading report, or it was closed or merged meanwhile: then nothing is approved.
    """
    merge = (
        Merge.objects.select_related("leading", "merged", "proposal__decided_by")
        .filter(merged_id=event.case_id, begun_on__isnull=True, proposal__verdict=Proposal.Verdict.APPROVED)
        .first()
    )
    if merge is None or merge.proposal.decided_by is None:
        return
    approver = Viewer.of(merge.proposal.decided_by)
    leading = Case.objects.select_for_update().get(pk=merge.leading_id)
    if not case_queries.may_see(approver, leading.pk):
        raise refused("approver_blind")
    _check(leading, merge.merged)
    merge.begun_on = clock.today()
    merge.save(update_fields=["begun_on"])
    threads.link(merge.merged.ref, "same_as", leading.ref, actor=approver.actor)
    cases.add_entry(merge.merged, CLOSING, merge.letter_field, author=approver)
    # Whom the merged report names must not handle the matter elsewhere either. This only takes sight away, and undoing gives none back.
    cases.tag_subject(leading, [bytes(tag) for tag in merge.merged.tags.values_list("tag", flat=True)], viewer=SYSTEM)
    handling.take_keys_of_excluded(leading, actor=approver.actor)
    facts = {"merge": str(merge.pk), "leading": leading.ref, "day": merge.begun_on}
    ledger.append("report.merged", merge.merged.ref, facts, actor=approver.actor)


def reopened(event: CaseReopened) -> None:
    """End the merge of a report that two people have opened again, in the transaction of that move."""
    merge = STANDING.select_related("leading", "merged").filter(merged_id=event.case_id).first()
    if merge is None:
        return
    merge.ended_on = clock.today()
    merge.save(update_fields=["ended_on"])
    source, target = sorted((merge.merged.ref, merge.leading.ref))
    for link in Link.objects.filter(source=source, relation="same_as", target=target, ended_on__isnull=True):
        threads.unlink(link, actor=event.actor)
    facts = {"merge": str(merge.pk), "leading": merge.leading.ref, "day": merge.ended_on}
    ledger.append("report.unmerged", merge.merged.ref, facts, actor=event.actor)


def _both(case: Case, other: Case, viewer: Viewer) -> None:
    seen = case_queries.visible(viewer).filter(kind__in=regimes.kinds(), pk__in=[case.pk, other.pk]).count()
    if case.pk == other.pk:
        raise refused("same")
    if seen != 2:  # noqa: PLR2004 - both
        raise cases.Refused("not_found")


def _check(leading: Case, merged: Case) -> None:
    if leading.closed_on is not None or STANDING.filter(merged=leading).exists():
        raise refused("leading")
    if STANDING.filter(leading=merged).exists():
        raise refused("leads")
