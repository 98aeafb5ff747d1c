"""A case of discipline about Hadi, begun from a proven report, and the people who handle it."""

from uuid import uuid4

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.foundation.access import services as access
from amanah.foundation.vault import services as vault
from amanah.kernel.paper import Paper
from amanah.rooms.discipline import queries, services, superiors
from amanah.rooms.discipline.models import Element
from amanah.rooms.discipline.papers import Statement
from amanah.rooms.discipline.services.starting import tags_of
from amanah.rooms.discipline.workflow import COORDINATOR
from amanah.rooms.whistleblowing.services import filing
from tests.people import PASSPHRASE, give_keys

ANSWERS = {
    "topic": "illegal_levy",
    "route": "inspectorate",
    "mode": "confidential",
    "unit": "",
    "what": "Penguji meminta amplop cokelat dua juta rupiah sebelum sertifikat dicetak di loket.",
    "who": "Hadi Susanto",
    "known": "Saya mengalaminya",
    "name": "Sulastri Widodo",
    "contact": "",
}
BREACH = "Meminta pembayaran di luar biaya resmi."


def cast(people):
    """Dewi and Maya manage discipline; Gilang, Hadi's superior, and Lestari have keys."""
    people.add("maya", "Maya Lestari", people.units.secretariat, "Analis disiplin", roles=(COORDINATOR,), keys=True)
    access.grant_role(people.dewi, COORDINATOR, people.units.root)
    for name in ("dewi", "gilang", "lestari", "kartika"):
        give_keys(people.accounts[name])


def report(people, **changes):
    """A report that was found proven."""
    case_id = uuid4()
    filing.file_report(filing.from_answers(case_id, ANSWERS | changes))
    Case.objects.filter(pk=case_id).update(state="concluded", outcome="proven", closed_on="2026-01-05", opened_on="2026-01-05")
    return Case.objects.get(pk=case_id)


def statement(people, name="hadi", **changes):
    person = people.persons[name]
    values = {
        "person": str(person.pk),
        "name": person.name,
        "post": superiors.post_of(person),
        "topic": "prohibition",
        "breach": BREACH,
        "occurred": "Awal tahun 2026",
        "rules": "Larangan melakukan pungutan",
        "evidence": ("Catatan loket",),
        "level": "medium",
        "by": "Inspektorat",
    }
    return Statement(**values | changes)


def begin(people, source, *, superior=None):
    able = superiors.able(people.persons["hadi"], tags_of(source))
    chosen = next((one for one in able if one.account.username == superior), None)
    return services.start(statement(people), people.persons["hadi"], source=source, viewer=people.viewer("ani"), superior=chosen)


def opened(people, name, case):
    viewer = people.viewer(name)
    return queries.open_case(viewer, Case.objects.get(pk=case.pk), vault.unlock(viewer.account, PASSPHRASE))


def team(people, case):
    """Gilang leads; Budi for oversight, Eko for personnel."""
    give_keys(people.eko)
    able = superiors.able(people.persons["hadi"], tags_of(case))
    leading = next(one for one in able if one.account.username == "gilang")
    appointments = [(leading.account, leading.element), (people.budi, Element.OVERSIGHT), (people.eko, Element.PERSONNEL)]
    services.appoint(opened(people, "maya", case), appointments)


def paper(text="Uraian.", **facts):
    return Paper(text, facts)


def stand(case, state):
    Case.objects.filter(pk=case.pk).update(state=state)
    case.refresh_from_db()


__all__ = ["begin", "cases", "cast", "opened", "paper", "report", "stand", "statement", "team"]
