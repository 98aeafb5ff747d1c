"""Two worlds that differ in one report, and the people who must not be able to tell them apart.

Gilang, who heads the directorate, and Hadi, who works in the unit below it, are named in the report; the unit is reported too. Each
of the people below holds every role of the room over the whole institution and has an unlocked key, so that nothing but the exclusion
stands between them and the report:

    gilang    subject, and superior of the reported unit until Nadia follows
    hadi      subject, and member of the reported unit
    rani      member of the reported unit
    kartika   the minister, superior of everybody
    nadia     was a handler of this very report, then appointed head of the directorate
    omar      was told of the report, then appointed acting minister
    sari      was told of the report, then moved into the reported unit
    citra     without any role
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from amanah.engines.cases import services as cases
from amanah.engines.cases import telling
from amanah.engines.cases.models import Case, SavedView
from amanah.engines.reports.queries import reading
from amanah.engines.reports.services import handling, mailbox
from amanah.foundation.access import services as access
from amanah.foundation.clocks import services as clocks
from amanah.foundation.evidence import services as evidence
from amanah.foundation.notices.models import Notice
from amanah.foundation.organisation import services as organisation
from amanah.foundation.organisation.models import Acting
from amanah.foundation.threads import services as threads
from amanah.foundation.vault import services as vault
from amanah.kernel import clock
from amanah.rooms.whistleblowing.models import IdentityRequest
from amanah.rooms.whistleblowing.room import ROOM
from amanah.rooms.whistleblowing.services import filing, identity, triaging
from amanah.rooms.whistleblowing.triage import Sheet
from tests.people import PASSPHRASE, give_keys

FILED = datetime(2026, 3, 2, 3, tzinfo=UTC)
LATER = FILED + timedelta(days=45)
"""By then its first deadlines have passed, and people were reminded of them."""

HIDDEN_FROM = ("gilang", "hadi", "rani", "kartika", "nadia", "omar", "sari", "citra")
CRAWLING = ("gilang", "rani", "nadia", "omar", "sari", "citra")
"""One for each way of being shut out; Hadi and the minister are shut out twice over."""
EVERYWHERE = ("gilang", "nadia")
"""The subject, and one who knew the report before: they try every address there is."""
SUBJECTS = ("gilang",)
SECRET = "kuda-lumping"
ANSWERS = {
    "topic": "conflict_of_interest",
    "route": "inspectorate",
    "mode": "confidential",
    "name": "Sri Pengirim",
    "contact": "0812-1",
    "what": f"Petugas meminta {SECRET} sebelum mencetak sertifikat.",
    "who": "Gilang Ramadhan\nHadi Susanto",
}


@dataclass
class Report:
    """What there is of the report that might be asked for."""

    case: Case
    ids: dict
    words: tuple


def population(people):
    """Everybody who lives in both worlds, and three reports that are nobody's secret."""
    units = people.units
    people.add("rani", "Rani Oktaviani", units.k3_testing, "Penguji muda")
    people.add("nadia", "Nadia Putri", units.inspectorate, "Auditor pertama")
    people.add("omar", "Omar Daniswara", units.inspectorate, "Auditor utama")
    people.add("sari", "Sari Wahyuni", units.inspectorate, "Auditor penyelia")
    for name in HIDDEN_FROM:
        if name != "citra":
            for role in (*(role.key for role in ROOM.roles), "cases.statistics"):
                access.grant_role(people.accounts[name], role, units.root, since=FILED.date())
        give_keys(people.accounts[name])
    for account in people.accounts.values():
        account.email = f"{account.username}@contoh.example"
        account.save(update_fields=["email"])
    people.posts["vacant"] = organisation.create_post(units.k3_testing, "Penguji utama", actor="system")
    with clock.at(FILED):
        for topic in ("illegal_levy", "bribery", "illegal_levy"):
            filing.file_report(filing.from_answers(uuid4(), ANSWERS | {"topic": topic, "who": "", "mode": "anonymous"}))
        telling.announce()


def appoint(people):
    """The appointments that come after the report; they happen in both worlds."""
    organisation.end_holding(people.posts["gilang"].holdings.get(), on=clock.today() - timedelta(days=1), actor="system")
    organisation.assign_post(people.persons["nadia"], people.posts["gilang"], actor="system")
    organisation.assign_post(people.persons["omar"], people.posts["kartika"], acting=Acting.PLT, actor="system")
    organisation.assign_post(people.persons["sari"], people.posts["vacant"], actor="system")


def beat():
    """What the tick tells people, now."""
    cases.recheck_exclusions()
    telling.announce()
    clocks.announce(clock.today())


def opened(people, name, case):
    viewer = people.viewer(name)
    return reading.open_case(viewer, Case.objects.get(pk=case.pk), vault.unlock(viewer.account, PASSPHRASE))


def report(people):
    """File it, let it be worked on, and leave something of it in every place that the house has."""
    unit = str(people.units.k3_testing.pk)
    case_id = uuid4()
    receipt = filing.file_report(filing.from_answers(case_id, ANSWERS | {"unit": unit}, [_upload("kuitansi.txt")]))
    case = Case.objects.get(pk=case_id)
    telling.announce()
    hand = opened(people, "ani", case)
    cases.move(case, "acknowledge", viewer=hand.viewer)
    for name in ("nadia", "budi", "ani"):
        handling.assign(opened(people, "ani", case), people.accounts[name])
    handling.ask(opened(people, "ani", case), "Kapan?", wait=False)
    mailbox.add_message(vault.open_mailbox(receipt), f"Soal {SECRET} lagi.", [_upload("struk.txt")])
    triaging.write_triage(opened(people, "ani", case), Sheet((), "high", "own", "soon", "none", "Layak."))
    handling.write_note(opened(people, "nadia", case), "Catatan.")
    envelope = reading.content(hand).report.identity_ref
    identity.ask(opened(people, "ani", case), envelope, "Perlu.")
    handling.propose(opened(people, "nadia", case), "archive", outcome="duplicate", reason="Sama.")
    other = Case.objects.exclude(pk=case.pk).order_by("number").first()
    threads.link(case.ref, "about", other.ref, actor="system")
    case.refresh_from_db()
    words = (case.number, case.number[-6:], case.number[-4:], SECRET, str(case.pk), case.pk.hex)
    ids = {
        "account_id": (people.nadia.pk,),
        "file_id": [item.upload.file_id for item in reading.content(opened(people, "ani", case)).files()],
        "request_id": list(IdentityRequest.objects.filter(case=case).values_list("pk", flat=True)),
        "key": list(Notice.objects.filter(ref=case.ref).values_list("key", flat=True)[:3]),
    }
    return Report(case, ids, words)


def keep_views(people, number):
    """Everybody keeps a view under the number, as somebody would who has heard it in the corridor."""
    for name in (*HIDDEN_FROM, "ani"):
        SavedView.objects.get_or_create(account=people.accounts[name], name="Dari lorong", query=f"number={number}")


def _upload(name):
    request = RequestFactory().post("/mailbox/message/", {"attached": SimpleUploadedFile(name, b"isi berkas")})
    return evidence.take(request.FILES.getlist("attached")).kept[0]
