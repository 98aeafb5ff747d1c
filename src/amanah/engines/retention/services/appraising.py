"""From the list of what is due to an approved batch: one person appraises and proposes, another approves."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from amanah.engines.cases import queries as cases
from amanah.engines.cases.queries.holding import held
from amanah.engines.cases.services.moving import same_person
from amanah.engines.retention import queries
from amanah.engines.retention.models import Batch, Item
from amanah.engines.retention.roles import APPROVER, OFFICER
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock
from amanah.kernel.refusal import Refusal

WHY = {
    "role": _("Peran Anda tidak mengizinkan ini."),
    "not_found": _("Perkara ini tidak dapat Anda tangani."),
    "nothing": _("Pilih sedikitnya satu perkara."),
    "state": _("Berkas ini sudah melewati langkah itu."),
    "unfinished": _("Masih ada perkara yang belum dinilai."),
    "until": _("Tetapkan sampai kapan masa simpan diperpanjang, sesudah hari ini."),
    "same_person": _("Yang menyetujui harus orang lain dari yang mengusulkan dan menilai."),
    "held": _("Perkara yang ditahan untuk proses hukum tidak dapat dimusnahkan."),
    "kept": _("Jadwal menetapkan perkara ini disimpan permanen."),
    "taken": _("Perkara ini sudah ada pada berkas penilaian lain."),
}


class Refused(Refusal):
    """The step cannot be taken; `code` is a key of WHY."""

    sentences = WHY


@transaction.atomic
def begin(viewer: Viewer, case_ids: Collection[UUID]) -> Batch:
    """Take due cases up for appraisal.

    Raises:
        Refused: "role", "nothing", "not_found" where one is not due or not in sight, or "taken".
    """
    _role(viewer, OFFICER.key)
    if not case_ids:
        raise Refused("nothing")
    due = {found.case.pk: found for found in queries.due(viewer)}
    if not set(case_ids) <= due.keys():
        raise Refused("not_found")
    today = clock.today()
    batch = Batch.objects.create(number=queries.next_number(today), made_by=viewer.account, made_on=today)
    try:
        with transaction.atomic():
            Item.objects.bulk_create(
                Item(
                    batch=batch,
                    case=due[pk].case,
                    line=due[pk].term.line.key,
                    fate=due[pk].term.line.fate,
                    closed_on=due[pk].closed_on,
                    due_on=due[pk].term.due_on,
                )
                for pk in sorted(set(case_ids), key=lambda pk: due[pk].term.due_on)
            )
    except IntegrityError:
        raise Refused("taken") from None
    ledger.append("retention.begun", batch.ref, {"cases": len(set(case_ids)), "day": today}, actor=viewer.actor)
    return batch


@transaction.atomic
def appraise(item: Item, verdict: str, reason: str, *, viewer: Viewer, until: date | None = None) -> None:
    """Decide about one case; an earlier decision is replaced while the batch was not proposed.

    Raises:
        Refused: "role", "not_found", "state", "until", "held", or "kept" for a case that the schedule keeps for ever.
    """
    _role(viewer, OFFICER.key)
    batch = _locked(item.batch, viewer, Batch.State.APPRAISING)
    extended = verdict == Item.Verdict.EXTEND
    if extended and (until is None or until <= clock.today()):
        raise Refused("until")
    if verdict == Item.Verdict.DESTROY:
        if item.fate == queries.KEEP:
            raise Refused("kept")
        if held([item.case.ref]):
            raise Refused("held")
    item.verdict, item.reason, item.until, item.appraised_by = verdict, reason, until if extended else None, viewer.account
    item.save(update_fields=["verdict", "reason", "until", "appraised_by"])
    facts = {"batch": batch.number, "verdict": verdict, "reason": reason, "until": item.until}
    ledger.append("retention.appraised", item.case.ref, facts, actor=viewer.actor)


@transaction.atomic
def propose(batch: Batch, *, viewer: Viewer) -> None:
    """Hand the appraised batch to whoever approves.

    Raises:
        Refused: "role", "not_found", "state" or "unfinished".
    """
    _role(viewer, OFFICER.key)
    _locked(batch, viewer, Batch.State.APPRAISING)
    if batch.items.filter(verdict="").exists():
        raise Refused("unfinished")
    batch.state, batch.proposed_by, batch.proposed_on = Batch.State.PROPOSED, viewer.account, clock.today()
    batch.save(update_fields=["state", "proposed_by", "proposed_on"])
    ledger.append("retention.proposed", batch.ref, {"day": batch.proposed_on}, actor=viewer.actor)


@transaction.atomic
def approve(batch: Batch, *, viewer: Viewer) -> None:
    """Let it happen: from the next beat on, what is to be destroyed is destroyed.

    Raises:
        Refused: "role", "not_found", "state", or "same_person" also for whoever appraised one of the cases.
    """
    _role(viewer, APPROVER.key)
    _locked(batch, viewer, Batch.State.PROPOSED)
    before = [batch.proposed_by, *(item.appraised_by for item in batch.items.select_related("appraised_by"))]
    if any(account is not None and same_person(Viewer.of(account), viewer) for account in before):
        raise Refused("same_person")
    batch.state, batch.approved_by, batch.approved_on = Batch.State.APPROVED, viewer.account, clock.today()
    batch.save(update_fields=["state", "approved_by", "approved_on"])
    numbers = {verdict: batch.items.filter(verdict=verdict).count() for verdict in Item.Verdict.values}
    ledger.append("retention.approved", batch.ref, {**numbers, "day": batch.approved_on}, actor=viewer.actor)


@transaction.atomic
def send_back(batch: Batch, *, viewer: Viewer) -> None:
    """Do not approve: the batch is appraised again.

    Raises:
        Refused: "role", "not_found" or "state".
    """
    _role(viewer, APPROVER.key)
    _locked(batch, viewer, Batch.State.PROPOSED)
    batch.state = Batch.State.APPRAISING
    batch.save(update_fields=["state"])
    ledger.append("retention.sent_back", batch.ref, {"day": clock.today()}, actor=viewer.actor)


def _role(viewer: Viewer, role: str) -> None:
    if not viewer.has(role):
        raise Refused("role")


def _locked(batch: Batch, viewer: Viewer, state: str) -> Batch:
    """The batch, locked and current, if the viewer may know of every case in it and it stands there."""
    Batch.objects.select_for_update().get(pk=batch.pk)
    batch.refresh_from_db()
    wanted = set(batch.items.values_list("case_id", flat=True))
    if cases.visible(viewer).filter(pk__in=wanted).count() != len(wanted):
        raise Refused("not_found")
    if batch.state != state:
        raise Refused("state")
    return batch
