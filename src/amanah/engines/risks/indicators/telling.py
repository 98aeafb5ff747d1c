"""Who hears of a breach. Notices name an indicator by its number only; none is made for who may not see it."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah.engines.actions.sides import head_persons
from amanah.engines.risks.indicators import addresses, declare
from amanah.engines.risks.indicators.events import IndicatorRead
from amanah.engines.risks.indicators.models import Indicator, Watches
from amanah.foundation.access.models import Account
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register

BREACHED = register(NoticeCode("indicators.breached", _("Indikator risiko %(number)s melewati ambang."), urgent=True))
WARNED = register(NoticeCode("indicators.warned", _("Indikator risiko %(number)s memasuki ambang waspada.")))
_CODES = {declare.AMBER: WARNED, declare.RED: BREACHED}


def read(event: IndicatorRead) -> None:
    """Who reads it, and who answers for a risk that it warns of, hears when the latest value is amber or red."""
    code = _CODES.get(event.level)
    if code is None or not event.latest:
        return
    indicator = Indicator.objects.get(pk=event.indicator_id)
    watched = Watches.objects.filter(indicator=indicator, until__isnull=True).values_list("risk__owner_id", "risk__unit_id")
    pairs = [(indicator.owner_id, indicator.unit_id), *watched]
    people: set[UUID] = {owner for owner, _unit in pairs if owner is not None}
    people |= head_persons([unit for owner, unit in pairs if owner is None])
    for account in Account.objects.filter(person_id__in=people).select_related("person").order_by("pk"):
        if f"account:{account.pk}" != event.actor:
            address = addresses.of_indicator(indicator.number)
            notices.notify(account, code.key, indicator.ref, params={"number": indicator.number}, url=address)
