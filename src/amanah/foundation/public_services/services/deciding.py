"""Deciding on a proposal: by somebody else than whoever made it."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from amanah.foundation.access import four_eyes
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.public_services.models import Edition, Fee, Service, State
from amanah.foundation.public_services.roles import APPROVER
from amanah.foundation.public_services.services.proposing import words
from amanah.foundation.public_services.standards import Standard, Tariff
from amanah.kernel import clock

MOST_NOTE = 500


@transaction.atomic
def approve(version: Edition | Fee, *, viewer: Viewer) -> Edition | Fee:
    """Put a proposal in force from its first day on. One approved before for the same day is corrected by it and stays in the history.

    Raises PermissionDenied outside the approver's units, ValidationError where it was decided already or the proposer decides.
    """
    service, version = _locked(version)
    _may_decide(service, version, viewer)
    corrected = _correct(service, version)
    _decide(version, State.APPROVED, viewer, "")
    if isinstance(version, Edition) and not version.ends:
        service.search = words(service.code, service.unit, Standard.of(version))
        service.save(update_fields=["search"])
    _record(service, version, viewer, corrected)
    return version


@transaction.atomic
def approve_all(versions: Iterable[Edition | Fee], *, viewer: Viewer) -> None:
    """Approve several proposals, all of them or none. Raises as `approve` does."""
    for version in versions:
        approve(version, viewer=viewer)


@transaction.atomic
def reject(version: Edition | Fee, reason: str, *, viewer: Viewer) -> Edition | Fee:
    """Refuse a proposal with a reason that its proposer reads. Raises as `approve` does, and ValidationError without a reason."""
    service, version = _locked(version)
    _may_decide(service, version, viewer)
    if not reason.strip():
        raise ValidationError({"reason": _("Tulislah alasannya, supaya pengusul tahu apa yang harus diperbaiki.")})
    _decide(version, State.REJECTED, viewer, reason.strip()[:MOST_NOTE])
    _record(service, version, viewer, [])
    return version


@transaction.atomic
def withdraw(version: Edition | Fee, *, viewer: Viewer) -> Edition | Fee:
    """Take back one's own proposal. Raises PermissionDenied for somebody else's, ValidationError where it was decided already."""
    service, version = _locked(version)
    if not four_eyes.same_person(version.proposed_by, viewer.account):
        raise PermissionDenied
    _still_pending(version)
    _decide(version, State.WITHDRAWN, viewer, "")
    _record(service, version, viewer, [])
    return version


def _correct(service: Service, version: Edition | Fee) -> list[str]:
    """Mark what was approved for the same day as corrected; its ids."""
    same_day = {"since": version.since, "state": State.APPROVED}
    rows = service.fees.filter(item=version.item, **same_day) if isinstance(version, Fee) else service.editions.filter(**same_day)
    corrected = [str(pk) for pk in rows.values_list("pk", flat=True)]
    rows.update(state=State.REPLACED)
    return corrected


def _locked(version: Edition | Fee) -> tuple[Service, Edition | Fee]:
    """The service's row is the lock, so that two approvals of one day wait for each other."""
    service = Service.objects.select_for_update().select_related(None).get(pk=version.service_id)
    return service, type(version).objects.select_related("proposed_by").get(pk=version.pk)


def _may_decide(service: Service, version: Edition | Fee, viewer: Viewer) -> None:
    if not viewer.has(APPROVER.key, service.unit):
        raise PermissionDenied
    _still_pending(version)
    four_eyes.check(version.proposed_by, viewer.account)


def _still_pending(version: Edition | Fee) -> None:
    if not version.pending:
        raise ValidationError(_("Usulan ini sudah diputuskan."))


def _decide(version: Edition | Fee, state: State, viewer: Viewer, note: str) -> None:
    version.state, version.note = state, note
    version.decided_by, version.decided_on = viewer.account, clock.today()
    version.save(update_fields=["state", "note", "decided_by", "decided_on"])


def _record(service: Service, version: Edition | Fee, viewer: Viewer, corrected: list[str]) -> None:
    said = Tariff.of(version) if isinstance(version, Fee) else Standard.of(version)
    facts = {
        "version": str(version.pk),
        "what": "fee" if isinstance(version, Fee) else "standard",
        "state": str(version.state),
        "since": version.since.isoformat(),
        "content": said.digest,
        "corrected": corrected,
    }
    ledger.append("service.decided", service.ref, facts, actor=viewer.actor)
