"""An identity on the gravest route takes two custodians besides whoever asks, and the reporter is told."""

from datetime import timedelta

import pytest
from django.urls import reverse

from amanah.engines.cases.models import Case
from amanah.engines.cases.refusals import Refused
from amanah.engines.reports.queries import reading
from amanah.foundation.access import services as access
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.errors import NotAHolder
from amanah.foundation.vault.models import Wrap
from amanah.kernel import clock
from amanah.rooms.whistleblowing.gravest import services
from amanah.rooms.whistleblowing.models import IdentityRequest
from amanah.rooms.whistleblowing.services import identity, succession
from amanah.rooms.whistleblowing.services.identity import Silence
from amanah.rooms.whistleblowing.tests import stories
from tests import people as cast

pytestmark = pytest.mark.django_db
NAMED = {"mode": "confidential", "name": "Sari Dewanti", "contact": "0812"}


@pytest.fixture
def staff(people):
    """Budi and Fitri read together; Indra and Joko keep envelopes."""
    for name in ("budi", "fitri"):
        access.grant_role(people.accounts[name], "whistleblowing.handler_gravest", people.units.root, since=cast.SINCE)
    people.add("joko", "Joko Susilo", people.units.secretariat, "Arsiparis", roles=("whistleblowing.custodian",), keys=True)
    return people


def pair(people, name):
    return vault.unlock(people.accounts[name], cast.PASSPHRASE)


def opened(people, name, case):
    return reading.open_case(people.viewer(name), case, pair(people, name))


def asked(people, case):
    wish = services.ask(case, people.viewer("budi"), "Perlu ditelaah hari ini.")
    services.contribute(case, people.viewer("fitri"), wish.pk, pair(people, "fitri"))
    services.open_now(case, people.viewer("budi"), pair(people, "budi"))
    mine = opened(people, "budi", case)
    return identity.ask(mine, reading.content(mine).report.identity_ref, "Terancam; perlu dihubungi.", purpose="protect")


def identity_for(people, case):
    mine = opened(people, "budi", case)
    return reading.identity(people.viewer("budi"), reading.content(mine).report, pair(people, "budi"))


def test_one_custodian_is_not_enough_and_two_are(staff, intake):
    receipt = stories.file_one(intake, route="gravest", **NAMED)
    case = Case.objects.get()
    assert not Wrap.objects.filter(record__startswith="identity:", holder__startswith="account:").exists()
    request = asked(staff, case)
    assert identity.grant(request, viewer=staff.viewer("indra"), key_pair=pair(staff, "indra")) is False
    with pytest.raises(Refused):
        identity.open_shared(request, viewer=staff.viewer("budi"), key_pair=pair(staff, "budi"))
    assert "Identitas Anda dibuka" not in stories.open_box(intake, receipt).content.decode()
    assert identity.grant(request, viewer=staff.viewer("joko"), key_pair=pair(staff, "joko")) is True
    assert identity_for(staff, case) is None
    identity.open_shared(request, viewer=staff.viewer("budi"), key_pair=pair(staff, "budi"))
    assert identity_for(staff, case).name == "Sari Dewanti"
    page = stories.open_box(intake, receipt).content.decode()
    assert "Identitas Anda dibuka pada" in page
    assert "melindungi pelapor" in page
    assert "Terancam" not in page


def test_a_name_is_not_taken_where_only_one_custodian_could_keep_it(people, intake):
    for name in ("budi", "fitri"):
        access.grant_role(people.accounts[name], "whistleblowing.handler_gravest", people.units.root, since=cast.SINCE)
    stories.write(intake, route="gravest", **NAMED)
    assert stories.send(intake).status_code == 409
    intake.cookies.clear()
    stories.file_one(intake, route="gravest")
    assert Case.objects.count() == 1


def test_a_refusal_ends_it_and_nobody_outside_the_two_can_give(staff, intake):
    stories.file_one(intake, route="gravest", **NAMED)
    case = Case.objects.get()
    request = asked(staff, case)
    with pytest.raises(NotAHolder):
        identity.grant(request, viewer=staff.viewer("fitri"), key_pair=pair(staff, "fitri"))
    identity.refuse(request, viewer=staff.viewer("indra"))
    with pytest.raises(Refused):
        identity.grant(request, viewer=staff.viewer("joko"), key_pair=pair(staff, "joko"))


def test_what_cannot_be_told_now_is_told_after_its_day(staff, intake):
    receipt = stories.file_one(intake, route="inspectorate", **NAMED)
    case = Case.objects.get()
    mine = opened(staff, "ani", case)
    request = identity.ask(mine, reading.content(mine).report.identity_ref, "Perlu bertemu.")
    until = clock.today() + timedelta(days=30)
    identity.grant(request, viewer=staff.viewer("indra"), key_pair=pair(staff, "indra"), silence=Silence("court", until))
    identity.tell()
    assert "Identitas Anda dibuka" not in stories.open_box(intake, receipt).content.decode()
    with clock.at(clock.now() + timedelta(days=30)):
        assert identity.tell() == 0
    with clock.at(clock.now() + timedelta(days=31)):
        assert identity.tell() == 1
        assert identity.tell() == 0
        assert "Identitas Anda dibuka" in stories.open_box(intake, receipt).content.decode()
    kinds = [entry.kind for entry in ledger.entries(case.ref) if entry.kind.startswith("identity.")]
    assert kinds == ["identity.asked", "identity.opened", "identity.told"]


@pytest.fixture
def request_of_ani(staff, intake):
    stories.file_one(intake, route="inspectorate", **NAMED)
    mine = opened(staff, "ani", Case.objects.get())
    return identity.ask(mine, reading.content(mine).report.identity_ref, "Perlu bertemu.")


def test_a_silence_needs_a_ground_and_a_day_to_come(staff, request_of_ani, desk):
    staff.sign_in(desk, "indra")
    desk.post(reverse("vault:unlock"), {"passphrase": cast.PASSPHRASE, "next": "/desk/"})
    address = reverse("whistleblowing_desk:grant_identity", args=[request_of_ani.pk])
    for wrong in ({"ground": "court"}, {"ground": "court", "until": clock.today().isoformat()}, {"until": "2030-01-01"}):
        desk.post(address, wrong)
        assert IdentityRequest.objects.get().verdict == "open"
    desk.post(address, {})
    assert IdentityRequest.objects.get().told_on == clock.today()


def test_a_leaving_custodian_gives_the_share_of_an_envelope_on(staff, intake):
    stories.file_one(intake, route="gravest", **NAMED)
    case = Case.objects.get()
    staff.add("lina", "Lina Marlina", staff.units.secretariat, "Arsiparis muda", roles=("whistleblowing.custodian",), keys=True)
    stuck = succession.hand_over(staff.viewer("indra"), pair(staff, "indra"), staff.indra, staff.joko)[1]
    assert len(stuck) == 1
    done, stayed = succession.hand_over(staff.viewer("indra"), pair(staff, "indra"), staff.indra, staff.lina)
    assert (len(done), stayed) == (1, [])
    request = asked(staff, case)
    with pytest.raises(NotAHolder):
        identity.grant(request, viewer=staff.viewer("indra"), key_pair=pair(staff, "indra"))
    identity.grant(request, viewer=staff.viewer("lina"), key_pair=pair(staff, "lina"))
    assert identity.grant(request, viewer=staff.viewer("joko"), key_pair=pair(staff, "joko")) is True
