"""Who hears of a test. Notices name a control by its number only; none is made for who may not see it."""

from django.utils.translation import gettext_lazy as _

from amanah.engines.risks.controls import addresses, declare
from amanah.engines.risks.controls.events import ControlTested
from amanah.engines.risks.controls.models import Control, Serves
from amanah.engines.risks.controls.queries.visible import responsible
from amanah.foundation.access.models import Account
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register

TESTED = register(NoticeCode("controls.tested", _("Pengendalian %(number)s telah diuji.")))
FAILED = register(
    NoticeCode("controls.failed", _("Pengendalian %(number)s tidak efektif. Risiko yang dijaganya perlu dinilai ulang."), urgent=True)
)


def tested(event: ControlTested) -> None:
    """Who carries it out hears of every test; of a failed one also who answers for the risks that it serves."""
    control = Control.objects.select_related("unit").get(pk=event.control_id)
    code = FAILED if event.verdict in declare.FAILED else TESTED
    people = responsible(control.unit, control.owner_id)
    if code is FAILED:
        for serves in Serves.objects.filter(control=control, until__isnull=True).select_related("risk__unit"):
            people |= responsible(serves.risk.unit, serves.risk.owner_id)
    for account in Account.objects.filter(person_id__in=people).select_related("person").order_by("pk"):
        if f"account:{account.pk}" != event.actor:
            notices.notify(account, code.key, control.ref, params={"number": control.number}, url=addresses.of_control(control.number))
