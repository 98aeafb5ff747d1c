"""Who hears of what happens in an inquiry. A notice names the case by its number and says nothing of its content."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases import addresses
from amanah.engines.cases.models import Case
from amanah.engines.cases.queries import handlers_of
from amanah.engines.cases.queries.offers import holders
from amanah.foundation.access.models import Account
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register

SAID = register(NoticeCode("inquiry.said", _("Rekan Anda menulis pada perkara %(number)s.")))
RELEASE = register(NoticeCode("inquiry.release", _("Penahanan perkara %(number)s diminta diakhiri; Anda dapat memutuskannya.")))


def said(case: Case, *, actor: str) -> None:
    """The others who handle the case hear that a colleague wrote."""
    _tell(case, handlers_of([case.pk]).get(case.pk, ()), SAID, actor)


def release_asked(case: Case, *, actor: str) -> None:
    """Whoever may be the second person hears that the hold is asked to end."""
    able = {
        account.pk: account for account in (*handlers_of([case.pk]).get(case.pk, ()), *holders(case, case.declared.may_assign(case.route)))
    }
    _tell(case, able.values(), RELEASE, actor)


def _tell(case: Case, accounts: Iterable[Account], code: NoticeCode, actor: str) -> None:
    for account in accounts:
        if f"account:{account.pk}" != actor:
            notices.notify(account, code.key, case.ref, params={"number": case.number}, url=addresses.through_desk(case.number))
