"""Disputes about wages, dismissal or leave belong to the labour inspection or a provincial office: one act sends them there."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from amanah.engines.cases import services as cases
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.services import handling
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.letters import kinds
from amanah.foundation.letters import services as letters
from amanah.kernel import clock
from amanah.rooms.complaints.models import LabourReferral, Office
from amanah.rooms.complaints.workflow import OFFICERS


def add_office(kind: str, name: str, *, address: str, email: str, viewer: Viewer) -> Office:
    """Put an authority into the address book. Raises Refused("role")."""
    _officer(viewer)
    with transaction.atomic():
        office = Office.objects.create(kind=kind, name=name, address=address, email=email, since=clock.today())
        ledger.append("complaint.office", f"office:{office.pk}", {"name": name, "kind": kind}, actor=viewer.actor)
        return office


def end_office(office: Office, *, viewer: Viewer) -> None:
    """Take an authority out of use; what was sent there stays. Raises Refused("role")."""
    _officer(viewer)
    with transaction.atomic():
        if Office.objects.filter(pk=office.pk, ended_on__isnull=True).update(ended_on=clock.today()):
            ledger.append("complaint.office_ended", f"office:{office.pk}", {"day": clock.today()}, actor=viewer.actor)


def forward(opened: Opened, matter: letters.OpenMatter, office: Office, values: letters.Values) -> LabourReferral:
    """Draft the letter, note where the complaint went, and start the clock on which their answer is looked for.

    Raises:
        Refused: "guard" for an authority out of use, and as the engine's `move`; letters.Refused for what the letter lacks.
    """
    if office.ended_on is not None:
        raise cases.Refused("guard", _("Instansi ini tidak dipakai lagi."))
    with transaction.atomic():
        letter = letters.draft(matter, kinds.REFERRAL.key, values)
        referral = LabourReferral.objects.create(
            case=opened.case, office=office, letter=letter, sent_by=opened.viewer.account, sent_on=clock.today()
        )
        cases.move(opened.case, "refer", viewer=opened.viewer)
        facts = {"referral": str(referral.pk), "office": str(office.pk), "letter": letter.reference, "day": referral.sent_on}
        ledger.append("complaint.referred", opened.case.ref, facts, actor=opened.viewer.actor)
        return referral


def answered(opened: Opened, referral: LabourReferral, on: date, number: str, text: str) -> None:
    """Note their answer; the complaint goes on here, so that its reporter is told.

    Raises:
        Refused: "state" for one that has ended, "guard" for a day that cannot be, and as the engine's `move`.
    """
    if not referral.sent_on <= on <= clock.today():
        raise cases.Refused("guard", _("Tanggal jawaban harus antara hari pengiriman dan hari ini."))
    _end(opened, referral, text, answered_on=on, their_number=number)


def recall(opened: Opened, referral: LabourReferral, text: str) -> None:
    """Take it back unanswered. Refused as `answered`."""
    _end(opened, referral, text)


def _end(opened: Opened, referral: LabourReferral, text: str, **changes: object) -> None:
    with transaction.atomic():
        mine = LabourReferral.objects.filter(pk=referral.pk, case=opened.case, ended_on__isnull=True)
        if not mine.update(ended_on=clock.today(), **changes):
            raise cases.Refused("state")
        handling.write_note(opened, text)
        cases.move(opened.case, "take_back", viewer=opened.viewer)
        facts = {"referral": str(referral.pk), "answered": changes.get("answered_on"), "number": changes.get("their_number", "")}
        ledger.append("complaint.referral_ended", opened.case.ref, facts, actor=opened.viewer.actor)


def _officer(viewer: Viewer) -> None:
    if not viewer.has_any(OFFICERS):
        raise cases.Refused("role")
