"""Who hears of what. Notices name an interest by its number only; none is made for who may not see it."""

from django.utils.translation import gettext_lazy as _

from amanah.engines.actions.events import ActionStepped
from amanah.engines.actions.models import Action
from amanah.engines.cases.events import CaseMoved, CaseUnassigned
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.foundation.vault import services as vault
from amanah.rooms.interests import queries, services
from amanah.rooms.interests.addresses import of_interest
from amanah.rooms.interests.events import InterestDeclared
from amanah.rooms.interests.models import Control, Interest
from amanah.rooms.interests.workflow import INTEREST

REGISTERED = register(NoticeCode("interests.registered", _("Salah seorang pegawai Anda mencatatkan kepentingan (%(number)s).")))
PASSED = register(
    NoticeCode(
        "interests.passed",
        _("Keputusan yang terkait %(number)s sementara berpindah kepada Anda. Tunjuk pengganti agar pemohon tidak menunggu."),
        urgent=True,
    )
)
ASKED = register(NoticeCode("interests.asked", _("Ada pertanyaan tentang kepentingan yang Anda nyatakan (%(number)s)."), urgent=True))
ANSWERED = register(NoticeCode("interests.answered", _("Pertanyaan Anda pada %(number)s sudah dijawab.")))
DECIDED = register(NoticeCode("interests.decided", _("Kepentingan yang Anda nyatakan (%(number)s) sudah diputus.")))

BEGUN = register(
    NoticeCode(
        "interests.begun",
        _("Atasan Anda memulai telaah konflik kepentingan mengenai Anda (%(number)s). Bacalah, dan jelaskan bila perlu."),
        urgent=True,
    )
)

_TO_DECLARANT = {"ask": ASKED, "control": DECIDED, "dismiss": DECIDED, "settle": DECIDED}


def declared(event: InterestDeclared) -> None:
    """The superior hears of what is only registered, and of a decision that passed to them; of a case the engine tells them.

    What a superior began themself, its person hears of.
    """
    interest = Interest.objects.select_related("superior", "account").get(pk=event.interest_id)
    if interest.begun_by_id is not None:
        _tell(interest.account, BEGUN, interest)
        return
    if interest.superior is None:
        return
    if interest.case_id is None:
        _tell(interest.superior, REGISTERED, interest)
    elif interest.tied:
        _tell(interest.superior, PASSED, interest)


def moved(event: CaseMoved) -> None:
    """Whoever declared it hears of questions and decisions; whoever decides hears of answers."""
    if event.kind != INTEREST.key:
        return
    interest = Interest.objects.filter(case_id=event.case_id).select_related("account", "case").first()
    if interest is None or interest.case is None:
        return
    if event.move in _TO_DECLARANT:
        _tell(interest.account, _TO_DECLARANT[event.move], interest)
    elif event.move == "answer":
        for given in interest.case.assignments.filter(until__isnull=True).select_related("account"):
            _tell(given.account, ANSWERED, interest)


def stepped(event: ActionStepped) -> None:
    """A measure that is proven or called off may have been the last. Runs inside the transaction of the action."""
    ref = Action.objects.filter(pk=event.action_id).values_list("ref", flat=True).first()
    found = Control.objects.filter(action_ref=ref).select_related("interest__case").first()
    if found is not None:
        services.settle(found.interest)


def take_key(event: CaseUnassigned) -> None:
    """Who no longer decides and is no officer loses the key, in the same transaction."""
    interest = Interest.objects.filter(case_id=event.case_id).first() if event.kind == INTEREST.key else None
    if interest is None:
        return
    viewer = Viewer.of(Account.objects.get(pk=event.account_id))
    if not queries.entrusted(viewer).filter(pk=interest.pk).exists():
        vault.drop_holder(interest.ref, viewer.actor, actor=event.actor)


def _tell(account: Account, code: NoticeCode, interest: Interest) -> None:
    notices.notify(account, code.key, interest.ref, params={"number": interest.number}, url=of_interest(interest.number))
