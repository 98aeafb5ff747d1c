"""Approval by two people who did not write in the version, and what follows from it."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction

from amanah.engines.documents import declare, queries
from amanah.engines.documents.models import Seat, Signature, Version
from amanah.engines.documents.refusals import Refused
from amanah.engines.documents.services.holding import able, hold, need_maker, person_of, set_review, stand, worded, write_step
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person
from amanah.kernel import clock


@transaction.atomic
def ask(version: Version, approvers: Collection[Person], *, viewer: Viewer) -> None:
    """Ask two people to approve a reviewed version. From here on its content stays as it is.

    Raises:
        Refused: "not_found", "closed", "state", "nobody", "side", "unreviewed", "remarks" or "approvers".
    """
    hold(version.document, viewer)
    stand(version, {declare.DRAFT, declare.REVIEW})
    need_maker(viewer, version)
    if not Seat.objects.filter(version=version, done_on__isnull=False).exists():
        raise Refused("unreviewed")
    if queries.open_remarks(version).exists():
        raise Refused("remarks")
    chosen = {person.pk for person in approvers}
    if len(chosen) != declare.SIGNATURES or chosen & queries.writers(version) or able(approvers) != chosen:
        raise Refused("approvers")
    version.state, version.asked = declare.APPROVAL, version.asked + 1
    version.save(update_fields=["state", "asked"])
    Signature.objects.bulk_create(
        Signature(version=version, asked=version.asked, approver_id=person, drafter_id=version.drafted_by_id) for person in sorted(chosen)
    )
    write_step(version.document, "asked", viewer, version=version, facts={"asked": version.asked})


@transaction.atomic
def approve(version: Version, *, viewer: Viewer) -> bool:
    """Approve a version; with the second approval it is in force from today. Answers whether it now is.

    Raises:
        Refused: "not_found", "closed", "state", "nobody" or "side" (not asked, decided already, or wrote in it).
    """
    document = version.document
    hold(document, viewer)
    stand(version, {declare.APPROVAL})
    _decide(version, viewer, approved=True)
    given = Signature.objects.filter(version=version, asked=version.asked, approved=True).count()
    if given < declare.SIGNATURES:
        write_step(document, "signed", viewer, version=version)
        return False
    today = clock.today()
    write_step(document, "signed", viewer, version=version)
    for old in Version.objects.filter(document=document, state=declare.IN_FORCE):
        old.state = declare.SUPERSEDED
        old.ended_on = max(old.effective_from or today, today - timedelta(days=1))
        old.save(update_fields=["state", "ended_on"])
    version.state, version.effective_from = declare.IN_FORCE, today
    version.save(update_fields=["state", "effective_from"])
    document.current = version
    set_review(document, viewer)
    document.save(update_fields=["current", "review_on"])
    write_step(document, "in_force", viewer, version=version, text=version.summary)
    return True


@transaction.atomic
def send_back(version: Version, reason: str, *, viewer: Viewer) -> None:
    """Decline to approve, with the reason; the version goes back to its drafter.

    Raises:
        Refused: "not_found", "closed", "state", "nobody", "side" or "words".
    """
    hold(version.document, viewer)
    stand(version, {declare.APPROVAL})
    reason = worded(reason)
    _decide(version, viewer, approved=False)
    version.state = declare.DRAFT
    version.save(update_fields=["state"])
    write_step(version.document, "returned", viewer, version=version, text=reason)


def _decide(version: Version, viewer: Viewer, *, approved: bool) -> None:
    person = person_of(viewer)
    found = Signature.objects.filter(version=version, asked=version.asked, approver=person, approved__isnull=True).first()
    if found is None or person.pk in queries.writers(version):
        raise Refused("side")
    found.approved, found.decided_on = approved, clock.today()
    found.save(update_fields=["approved", "decided_on"])
