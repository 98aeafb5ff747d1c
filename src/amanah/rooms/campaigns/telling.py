"""Who hears of what campaigns bring: messages to be read, reminders, answers to ideas, appointments. Never a word of what was written."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amanah import rulebook
from amanah.foundation.access.models import Account, Grant, stands_on
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.kernel import clock
from amanah.rooms.campaigns import addresses, declare
from amanah.rooms.campaigns.events import AgentAppointed, CampaignStepped, IdeaAnswered
from amanah.rooms.campaigns.models import Agent, Campaign, Idea, Reading
from amanah.rooms.campaigns.roles import MANAGER

TO_READ = register(NoticeCode("campaigns.to_read", _("Ada pesan untuk Anda baca sampai %(due)s: %(number)s.")))
REMINDER = register(NoticeCode("campaigns.read_reminder", _("Pesan %(number)s menunggu pernyataan baca Anda sampai %(due)s."), urgent=True))
ANSWERED = register(NoticeCode("campaigns.idea_answered", _("Gagasan Anda %(number)s mendapat tanggapan.")))
APPOINTED = register(NoticeCode("campaigns.agent_appointed", _("Anda ditunjuk sebagai agen perubahan sampai %(until)s.")))
PROPOSED = register(NoticeCode("campaigns.proposed", _("Kampanye %(number)s menunggu persetujuan.")))
FINISHED = register(NoticeCode("campaigns.finished", _("Kampanye %(number)s selesai dan menunggu evaluasi.")))

PORTION = 500
"""How many people one beat tells of each: what remains is told by the next."""


def beat() -> int:
    """Tell readers of new messages, and remind those who have not confirmed shortly before the last day; how many notices went out."""
    return _tell() + _remind()


@transaction.atomic
def _tell() -> int:
    waiting = Reading.objects.filter(told_on__isnull=True, read_on__isnull=True, circular__state=declare.SENT)
    found = list(waiting.select_related("circular").order_by("pk")[:PORTION])
    return _send(found, TO_READ, "told_on")


@transaction.atomic
def _remind() -> int:
    today = clock.today()
    until = today + timedelta(days=rulebook.provision(declare.REMIND_BEFORE, on=today).length)
    waiting = Reading.objects.filter(
        reminded_on__isnull=True, read_on__isnull=True, told_on__lt=today, circular__state=declare.SENT, circular__due_on__lte=until
    )
    found = list(waiting.select_related("circular").order_by("pk")[:PORTION])
    return _send(found, REMINDER, "reminded_on")


def _send(readings: list[Reading], code: NoticeCode, column: str) -> int:
    accounts = Account.objects.filter(person_id__in=[one.person_id for one in readings]).select_related("person").in_bulk()
    by_person: dict[object, list[Account]] = {}
    for account in accounts.values():
        by_person.setdefault(account.person_id, []).append(account)
    sent = 0
    for one in readings:
        params = {"number": one.circular.number, "due": one.circular.due_on.isoformat()}
        for account in by_person.get(one.person_id, []):
            url = addresses.of_circular(one.circular.number)
            sent += notices.notify(account, code.key, one.circular.ref, params=params, url=url) is not None
    Reading.objects.filter(pk__in=[one.pk for one in readings]).update(**{column: clock.today()})
    return sent


def answered(event: IdeaAnswered) -> None:
    """Whoever put their name to an idea hears that there is an answer."""
    idea = Idea.objects.get(pk=event.idea_id)
    if idea.person_id is None:
        return
    for account in Account.objects.filter(person_id=idea.person_id).select_related("person"):
        if f"account:{account.pk}" != event.actor:
            notices.notify(account, ANSWERED.key, idea.ref, params={"number": idea.number}, url=addresses.of_idea(idea.number))


def appointed(event: AgentAppointed) -> None:
    """An agent of change hears of their appointment."""
    agent = Agent.objects.get(pk=event.agent_id)
    for account in Account.objects.filter(person_id=agent.person_id).select_related("person"):
        params = {"until": agent.until.isoformat()}
        notices.notify(account, APPOINTED.key, agent.ref, params=params, url=addresses.of_agent(agent.pk))


def stepped(event: CampaignStepped) -> None:
    """Who could approve or evaluate a campaign hears that it waits for that."""
    code = {"submit": PROPOSED, "finish": FINISHED}.get(event.act)
    if code is None:
        return
    campaign = Campaign.objects.select_related("unit").get(pk=event.campaign_id)
    grants = Grant.objects.filter(stands_on(clock.today()), role=MANAGER.key, unit_id__in=campaign.unit.path_ids)
    for account in Account.objects.filter(pk__in=grants.values("account_id")).select_related("person").order_by("pk"):
        if f"account:{account.pk}" != event.actor and account.person_id != campaign.owner_id:
            url = addresses.of_campaign(campaign.number)
            notices.notify(account, code.key, campaign.ref, params={"number": campaign.number}, url=url)
