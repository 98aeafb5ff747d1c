"""Roles over a part of the tree and a time; two people for what is sensitive; keys and viewers."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from amanah.foundation.access import exclusion, keys, roles, services
from amanah.foundation.access.models import Account, Grant, GrantProposal
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import queries as ledger
from amanah.kernel import clock

pytestmark = pytest.mark.django_db
SENSITIVE = "whistleblowing.investigator"
PLAIN = "tests.plain"


@pytest.fixture(autouse=True)
def _plain_role():
    roles.register(roles.Role(PLAIN, "Peran biasa", "", sensitive=False))


def refused(act, *args, **kwargs):
    before = ledger.size()
    with pytest.raises(ValidationError):
        act(*args, **kwargs)
    assert ledger.size() == before
    return True


def test_a_role_reaches_its_unit_and_everything_below(people):
    services.grant_role(people.hadi, PLAIN, people.units.k3)
    viewer = people.viewer("hadi")
    assert viewer.has(PLAIN)
    assert viewer.has(PLAIN, people.units.k3)
    assert viewer.has(PLAIN, people.units.k3_testing)
    assert not viewer.has(PLAIN, people.units.root)
    assert not viewer.has(PLAIN, people.units.placement)
    services.grant_role(people.hadi, PLAIN, people.units.k3_testing)
    assert people.viewer("hadi").units_with(PLAIN) == [people.units.k3]


def test_a_role_holds_from_its_first_to_its_last_day(people):
    day = clock.today()
    services.grant_role(people.hadi, PLAIN, people.units.k3, since=day + timedelta(days=1), until=day + timedelta(days=2))
    held = []
    for ahead in range(4):
        with clock.at(clock.now() + timedelta(days=ahead)):
            held.append(people.viewer("hadi").has(PLAIN))
    assert held == [False, True, True, False]


def test_the_day_is_the_institutions_and_not_greenwichs(people):
    services.grant_role(people.hadi, PLAIN, people.units.k3, since=date(2026, 11, 23))
    with clock.at(datetime(2026, 11, 22, 16, 59, tzinfo=UTC)):
        assert not people.viewer("hadi").has(PLAIN)
    with clock.at(datetime(2026, 11, 22, 17, 0, tzinfo=UTC)):
        assert people.viewer("hadi").has(PLAIN)


def test_ending_counts_at_once_and_once(people):
    grant = services.grant_role(people.hadi, PLAIN, people.units.k3)
    services.end_grant(grant, by=people.dewi)
    assert not people.viewer("hadi").has(PLAIN)
    assert refused(services.end_grant, grant, by=people.dewi)
    services.grant_role(people.hadi, PLAIN, people.units.k3)  # and it can be given again


def test_a_sensitive_role_takes_two_administrators(people):
    assert refused(services.grant_role, people.hadi, SENSITIVE, people.units.root, granted_by=people.dewi)
    assert refused(services.grant_role, people.hadi, SENSITIVE, people.units.root, granted_by=people.dewi, approved_by=people.dewi)
    assert refused(services.grant_role, people.hadi, SENSITIVE, people.units.root, granted_by=people.dewi, approved_by=people.ani)
    proposal = services.propose_grant(people.hadi, SENSITIVE, people.units.root, by=people.dewi)
    assert not people.viewer("hadi").has(SENSITIVE)
    assert refused(services.approve_grant, proposal, by=people.dewi)
    assert refused(services.approve_grant, proposal, by=people.ani)
    before = ledger.size()
    services.approve_grant(proposal, by=people.eko)
    assert ledger.size() == before + 1
    assert people.viewer("hadi").has(SENSITIVE)
    assert refused(services.approve_grant, proposal, by=people.eko)
    assert refused(services.reject_grant, proposal, by=people.eko)


def test_a_second_account_of_the_same_person_is_no_second_person(people):
    twin = services.create_account("dewi2", person=people.persons["dewi"])
    services.grant_role(twin, "access.administrator", people.units.root)
    proposal = services.propose_grant(people.hadi, SENSITIVE, people.units.root, by=people.dewi)
    assert refused(services.approve_grant, proposal, by=twin)
    assert refused(services.propose_grant, twin, SENSITIVE, people.units.root, by=people.dewi)
    assert refused(services.grant_role, twin, PLAIN, people.units.root, granted_by=people.dewi)


def test_nobody_decides_about_themselves(people):
    assert refused(services.propose_grant, people.dewi, SENSITIVE, people.units.root, by=people.dewi)
    proposal = services.propose_grant(people.eko, SENSITIVE, people.units.root, by=people.dewi)
    assert refused(services.approve_grant, proposal, by=people.eko)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(account=people.dewi, role=PLAIN, unit=people.units.root, since=clock.today(), granted_by=people.dewi)
    with pytest.raises(IntegrityError), transaction.atomic():
        GrantProposal.objects.filter(pk=proposal.pk).update(decision="approved", decided_by=people.dewi)


def test_a_deactivated_second_administrator_approves_nothing(people):
    proposal = services.propose_grant(people.hadi, SENSITIVE, people.units.root, by=people.dewi)
    Account.objects.filter(pk=people.eko.pk).update(is_active=False)
    assert refused(services.approve_grant, proposal, by=Account.objects.get(pk=people.eko.pk))


def test_an_administrator_gives_only_as_far_as_their_own_reach(people):
    services.grant_role(people.gilang, "access.administrator", people.units.k3)
    services.grant_role(people.hadi, PLAIN, people.units.k3_testing, granted_by=people.gilang)
    assert refused(services.grant_role, people.hadi, PLAIN, people.units.root, granted_by=people.gilang)
    assert refused(services.propose_grant, people.hadi, SENSITIVE, people.units.placement, by=people.gilang)
    assert refused(services.grant_role, people.hadi, PLAIN, people.units.k3, granted_by=people.citra)
    grant = services.grant_role(people.citra, PLAIN, people.units.placement)
    assert refused(services.end_grant, grant, by=people.gilang)


@pytest.mark.parametrize("role", ["", "no.such", "whistleblowing.*"])
def test_only_known_roles_are_given(people, role):
    assert refused(services.grant_role, people.hadi, role, people.units.k3)


def test_a_guest_ends_by_themselves_and_so_do_their_roles(people):
    day = clock.today()
    guest = services.invite_guest("auditor.luar", guest_until=day + timedelta(days=3))
    assert refused(services.invite_guest, "auditor.lama", guest_until=day - timedelta(days=1))
    assert refused(services.grant_role, guest, PLAIN, people.units.k3)
    assert refused(services.grant_role, guest, PLAIN, people.units.k3, until=day + timedelta(days=4))
    services.grant_role(guest, PLAIN, people.units.k3, until=day + timedelta(days=3))
    assert Viewer.of(guest).has(PLAIN)
    assert Viewer.of(guest).exclusion_tags == frozenset()
    with clock.at(clock.now() + timedelta(days=4)):
        assert not Viewer.of(guest).roles


@pytest.mark.parametrize("name", ["", "ab", "Ani Rahma", "a" * 61, "-ani", "ani", "ANI"])
def test_user_names_have_one_form_and_are_unique(people, name):
    assert refused(services.create_account, name)


def test_the_subject_key_is_private_stays_and_makes_the_tags(people, settings, tmp_path):
    tag = exclusion.person_tag(people.persons["ani"].pk)
    assert len(tag) == 32
    assert tag == exclusion.person_tag(people.persons["ani"].pk)
    assert tag != exclusion.unit_tag(people.persons["ani"].pk)
    settings.AMANAH_KEYS = tmp_path / "elsewhere"
    assert exclusion.person_tag(people.persons["ani"].pk) != tag
    file = tmp_path / "elsewhere" / "subject.key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_bytes() == keys.subject_key()
    assert [path.name for path in file.parent.iterdir()] == ["subject.key"]


def test_a_damaged_key_file_is_never_used(settings, tmp_path):
    settings.AMANAH_KEYS = tmp_path
    (tmp_path / "subject.key").write_bytes(b"short")
    with pytest.raises(ValueError, match=r"subject\.key"):
        keys.subject_key()
