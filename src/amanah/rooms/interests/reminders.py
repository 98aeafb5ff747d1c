"""Reminding people of what they owe: once shortly before a duty falls due, once shortly after. One round a day, on the beat."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amanah import rulebook
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.foundation.threads.visibility import ThreadNode
from amanah.kernel import clock
from amanah.rooms.interests import duties
from amanah.rooms.interests.addresses import MINE
from amanah.rooms.interests.duties import Duty
from amanah.rooms.interests.models import Reminded, Round

BEFORE = "interests.reminded_before"
NEAR = register(NoticeCode("interests.duty_near", _("Satu kewajiban integritas Anda jatuh tempo pada %(due)s.")))
MISSED = register(NoticeCode("interests.duty_missed", _("Satu kewajiban integritas Anda melewati tenggat %(due)s."), urgent=True))
KIND = "duty"


def remind() -> int:
    """Tell whoever owes something and was not told yet; how many notices went out. A second round on the same day does nothing."""
    today = clock.today()
    with transaction.atomic():
        _round, first = Round.objects.get_or_create(day=today)
    if not first:
        return 0
    return sum(_remind(duty, today.year) for duty in duties.every() if duty.open(today.year))


@transaction.atomic
def _remind(duty: Duty, year: int) -> int:
    today, due = clock.today(), duty.due(year).date
    window = timedelta(days=rulebook.provision(BEFORE, on=today).length)
    # Nor long afterwards: a house that begins with this in summer does not tell everybody that they missed something in January.
    if not due - window <= today <= due + window:
        return 0
    stage, code = ("missed", MISSED) if today > due else ("near", NEAR)
    told = Reminded.objects.filter(duty=duty.key, year=year, stage=stage).values("person_id")
    owing = Account.objects.filter(person_id__in=duties.missing(duty, year)).exclude(person_id__in=told).select_related("person")
    sent = []
    for account in owing.order_by("pk"):
        person = account.person
        if person is None or not account.may_sign_in():
            continue
        ref = f"{KIND}:{duty.key}:{year}:{person.pk}"
        if notices.notify(account, code.key, ref, params={"due": due.isoformat()}, url=MINE):
            sent.append(person)
    Reminded.objects.bulk_create(
        (Reminded(duty=duty.key, year=year, stage=stage, person=person) for person in {one.pk: one for one in sent}.values()),
        ignore_conflicts=True,
    )
    return len(sent)


def sieve(viewer: Viewer, refs: Collection[str]) -> set[str]:
    """What a person owes is theirs alone to know of."""
    own = str(viewer.account.person_id)
    return {ref for ref in refs if ref.rpartition(":")[2] == own}


def describe(viewer: Viewer, refs: Collection[str]) -> list[ThreadNode]:  # noqa: ARG001 - the registry gives the viewer to all
    """Each by the duty's title."""
    return [ThreadNode(ref, duty.title, duty.title, MINE) for ref in refs if (duty := duties.find(ref.split(":")[1])) is not None]
