"""What is settled before a report is verified: whose gift it was, on which day it came, and that it stands before the main UPG."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import SubjectTag
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.services import handling
from amanah.engines.reports.services.filing import readers
from amanah.foundation.access import exclusion
from amanah.foundation.organisation.models import Person
from amanah.kernel.paper import Paper
from amanah.rooms.gratification.regime import REGIME
from amanah.rooms.gratification.workflow import GIFT, PASSING, ROUTE

NOBODY = _("Tidak ada petugas UPG instansi yang boleh membacanya dan mempunyai kunci.")


@transaction.atomic
def say_receipt(opened: Opened, day: date, receiver: Person | None = None, *, superior_may_know: bool = False) -> None:
    """Say on which day the gift came, from which the clocks are counted, and who received it, who is then shut out with their superiors.

    Raises:
        Refused: as `cases.set_day` and `cases.tag_subject`.
    """
    cases.set_day(opened.case, GIFT, day, viewer=opened.viewer)
    if receiver is not None:
        tag = exclusion.alone_tag if superior_may_know else exclusion.person_tag
        cases.tag_subject(opened.case, [tag(receiver.pk)], viewer=opened.viewer)
        handling.take_keys_of_excluded(opened.case, actor=opened.viewer.actor)


@transaction.atomic
def pass_on(opened: Opened, note: str) -> None:
    """Hand a report from a part's own UPG to the main one, which reads it from then on alone. No clock begins anew.

    Raises:
        Refused: as `cases.pass_on`; "guard" where nobody of the main UPG may read it.
    """
    case = opened.case
    receiving = readers(REGIME, ROUTE, frozenset(bytes(tag) for tag in SubjectTag.objects.filter(case=case).values_list("tag", flat=True)))
    if not receiving:
        raise cases.Refused("guard", NOBODY)
    handling.write_entry(opened, PASSING, PASSING, Paper(note).to_bytes())
    handling.hand_keys(opened, receiving)
    cases.pass_on(case, ROUTE, viewer=opened.viewer)
    handling.take_keys_of_excluded(case, actor=opened.viewer.actor)
