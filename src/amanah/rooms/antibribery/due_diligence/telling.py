"""Who hears of what. Notices name a file by its number only; none is made for who may not see it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.models import Account
from amanah.foundation.clocks.events import DeadlineMissed, DeadlineNear
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.rooms.antibribery.due_diligence import addresses, declare
from amanah.rooms.antibribery.due_diligence.events import DiligenceStepped, InadequacyStepped
from amanah.rooms.antibribery.due_diligence.models import Diligence, Inadequacy
from amanah.rooms.antibribery.queries.visible import function_of

ASKED = register(NoticeCode("due_diligence.asked", _("Uji tuntas %(number)s diminta dan menunggu pemeriksa.")))
GIVEN = register(NoticeCode("due_diligence.given", _("Uji tuntas %(number)s diserahkan kepada Anda untuk diperiksa.")))
SUBMITTED = register(NoticeCode("due_diligence.submitted", _("Uji tuntas %(number)s menunggu keputusan.")))
RETURNED = register(NoticeCode("due_diligence.returned", _("Uji tuntas %(number)s dikembalikan kepada Anda.")))
DECIDED = register(NoticeCode("due_diligence.decided", _("Uji tuntas %(number)s sudah diputuskan.")))
REOPENED = register(NoticeCode("due_diligence.reopened", _("Uji tuntas %(number)s dibuka kembali."), urgent=True))
NEAR = register(NoticeCode("due_diligence.near", _("Uji tuntas %(number)s menunggu Anda sampai %(due)s.")))
MISSED = register(NoticeCode("due_diligence.missed", _("Uji tuntas %(number)s melewati tenggat %(due)s."), urgent=True))
PROPOSED = register(
    NoticeCode("due_diligence.inadequate", _("Usulan ketidakcukupan pengendalian %(number)s menunggu keputusan."), urgent=True)
)
SETTLED = register(NoticeCode("due_diligence.inadequacy_decided", _("Usulan ketidakcukupan pengendalian %(number)s sudah diputuskan.")))


def stepped(event: DiligenceStepped) -> None:
    """Whoever acts next hears of it, and whoever asked hears what was decided."""
    if event.act not in {"opened", "assign", "submit", "return", "decide", "spare", "reopen"}:
        return
    one = Diligence.objects.select_related("scope", "requester").get(pk=event.diligence_id)
    examiner = {one.examiner_id} - {None}
    told: dict[str, tuple[Iterable[UUID | None], NoticeCode]] = {
        "opened": (function_of(one.scope), ASKED),
        "assign": (examiner, GIVEN),
        "submit": (_deciders(one), SUBMITTED),
        "return": (examiner, RETURNED),
        "decide": ({*examiner, one.requester.person_id}, DECIDED),
        "spare": ({one.requester.person_id}, DECIDED),
        "reopen": ({*examiner, one.requester.person_id, *function_of(one.scope)}, REOPENED),
    }
    people, code = told[event.act]
    _tell(people, code, one.ref, one.number, addresses.of_diligence(one.number), without=event.actor)


def settled(event: InadequacyStepped) -> None:
    """Who decides hears of a proposal; who proposed it and who asked for the file hear what came of it."""
    made = Inadequacy.objects.select_related("diligence__scope", "diligence__requester", "proposer").get(pk=event.inadequacy_id)
    url = addresses.of_inadequacy(made.number)
    if event.state == declare.PROPOSED:
        _tell(_deciders(made.diligence), PROPOSED, made.ref, made.number, url, without=event.actor)
    else:
        people = {made.proposer.person_id, made.diligence.requester.person_id, *_deciders(made.diligence)}
        _tell(people, SETTLED, made.ref, made.number, url, without=event.actor)


def near(event: DeadlineNear) -> None:
    """Whoever acts next hears that the time runs out."""
    one = _asked(event.ref, event.name)
    if one is not None:
        _tell(_acting(one, event.name), NEAR, one.ref, one.number, addresses.of_diligence(one.number), due=event.due_on)


def missed(event: DeadlineMissed) -> None:
    """Whoever acts next and the function hear that it ran out."""
    one = _asked(event.ref, event.name)
    if one is not None:
        people = _acting(one, event.name) | function_of(one.scope)
        _tell(people, MISSED, one.ref, one.number, addresses.of_diligence(one.number), due=event.due_on)


def _asked(ref: str, name: str) -> Diligence | None:
    if name not in declare.CLOCKS or not ref.startswith("diligence:"):
        return None
    return Diligence.objects.filter(ref=ref).select_related("scope").first()


def _acting(one: Diligence, name: str) -> set[UUID | None]:
    if name == declare.REVET or one.state == declare.ASKED:
        return {*function_of(one.scope), *({one.examiner_id} - {None})}
    return {*_deciders(one)} if one.state == declare.SUBMITTED else {one.examiner_id}


def _deciders(one: Diligence) -> set[UUID]:
    """The function and top management, apart from whoever carried it out."""
    people = function_of(one.scope) | ({one.scope.top_person_id} if one.scope.top_person_id is not None else set())
    return {person for person in people if person != one.examiner_id}


def _tell(
    people: Iterable[UUID | None], code: NoticeCode, ref: str, number: str, url: str, *, due: date | None = None, without: str = ""
) -> None:
    params = {"number": number} | ({"due": due.isoformat()} if due else {})
    wanted = [person for person in people if person is not None]
    for account in Account.objects.filter(person_id__in=wanted).select_related("person").order_by("pk"):
        if f"account:{account.pk}" != without:
            notices.notify(account, code.key, ref, params=params, url=url)
