"""One writes, another approves; what is in force on a day is one thing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.public_services import queries, services
from amanah.foundation.public_services.models import Fee, Service, State
from amanah.foundation.public_services.standards import Tariff
from amanah.foundation.public_services.tests.conftest import DAY

pytestmark = pytest.mark.django_db


def test_nothing_is_public_before_another_person_approved_it(keepers, service):
    assert queries.offer("K3-AHLI", DAY) is None
    services.approve(service.editions.get(), viewer=keepers.viewer("gilang"))
    assert queries.offer("K3-AHLI", DAY - timedelta(days=1)) is None
    offer = queries.offer("k3-ahli", DAY)
    assert (offer.edition.name, offer.edition.promise, [stage["key"] for stage in offer.edition.stages]) == (
        "Penunjukan ahli K3 umum",
        5,
        ["t1", "t2", "t3"],
    )


def test_every_step_is_in_the_ledger(keepers, offered, tariff):
    before = ledger.size()
    fee = services.propose_fee(offered, tariff(), viewer=keepers.viewer("hadi"))
    services.reject(fee, "Sebutkan pasalnya.", viewer=keepers.viewer("fitri"))
    assert ledger.size() == before + 2
    assert (Fee.objects.get().state, Fee.objects.get().note) == ("rejected", "Sebutkan pasalnya.")


def test_nobody_approves_their_own_proposal(keepers, service):
    from amanah.foundation.access import services as access

    access.grant_role(keepers.hadi, "public_services.approver", keepers.units.k3, since=DAY)
    with pytest.raises(ValidationError, match="orang lain"):
        services.approve(service.editions.get(), viewer=keepers.viewer("hadi"))
    edition = service.editions.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(edition).objects.filter(pk=edition.pk).update(state=State.APPROVED, decided_by=keepers.hadi)


def test_what_was_decided_is_not_decided_again(keepers, offered):
    with pytest.raises(ValidationError, match="sudah diputuskan"):
        services.reject(offered.editions.get(), "Terlambat.", viewer=keepers.viewer("fitri"))
    with pytest.raises(ValidationError, match="sudah diputuskan"):
        services.withdraw(offered.editions.get(), viewer=keepers.viewer("hadi"))


def test_a_rejection_has_a_reason_and_only_the_proposer_withdraws(keepers, service):
    edition = service.editions.get()
    with pytest.raises(ValidationError, match="alasannya"):
        services.reject(edition, "  ", viewer=keepers.viewer("gilang"))
    with pytest.raises(PermissionDenied):
        services.withdraw(edition, viewer=keepers.viewer("gilang"))
    services.withdraw(edition, viewer=keepers.viewer("hadi"))
    assert service.editions.get().state == State.WITHDRAWN


@pytest.mark.parametrize("name", ["citra", "gilang", "fitri", "ani"])
def test_only_editors_of_the_unit_propose(keepers, offered, standard, tariff, name):
    viewer = keepers.viewer(name)
    with pytest.raises(PermissionDenied):
        services.open_service("X-1", keepers.units.k3, standard(), viewer=viewer)
    with pytest.raises(PermissionDenied):
        services.propose_edition(offered, standard(), viewer=viewer)
    with pytest.raises(PermissionDenied):
        services.propose_fee(offered, tariff(), viewer=viewer)


def test_outside_their_units_an_editor_proposes_nothing(keepers, standard):
    with pytest.raises(PermissionDenied):
        services.open_service("P-1", keepers.units.placement, standard(), viewer=keepers.viewer("hadi"))


@pytest.mark.parametrize(
    ("otherwise", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 161}, "name"),
        ({"promise": 0}, "promise"),
        ({"promise_unit": "moon"}, "promise_unit"),
        ({"stages": ("Verifikasi", "verifikasi!")}, "stages"),
        ({"stages": tuple(f"Tahap {n}" for n in range(31))}, "stages"),
        ({"components": {"requirements": "x" * 4001}}, "requirements"),
        ({"components": {"nothing_known": "x"}}, "nothing_known"),
    ],
)
def test_a_standard_that_cannot_be_is_refused_by_its_field(keepers, standard, otherwise, field):
    with pytest.raises(ValidationError) as refusal:
        services.open_service("X-1", keepers.units.k3, standard(**otherwise), viewer=keepers.viewer("hadi"))
    assert field in refusal.value.message_dict
    assert not Service.objects.exists()


@pytest.mark.parametrize("code", ["", "a", "k3", "K3 AHLI", "K3/AHLI", "X" * 41, "-K3", "K3-AHLI"])
def test_a_code_is_one_word_and_belongs_to_one_service(keepers, service, standard, code):
    with pytest.raises(ValidationError) as refusal:
        services.open_service(code, keepers.units.k3, standard(), viewer=keepers.viewer("hadi"))
    assert "code" in refusal.value.message_dict


def test_a_stage_keeps_its_key_as_long_as_it_keeps_its_title(keepers, offered, standard):
    later = standard(since=DAY + timedelta(days=30), stages=("Penandatanganan", "Wawancara", "verifikasi  berkas"))
    edition = services.propose_edition(offered, later, viewer=keepers.viewer("hadi"))
    assert [stage["key"] for stage in edition.stages] == ["t3", "t4", "t2"]


def test_a_later_standard_follows_and_one_of_the_same_day_corrects(keepers, offered, standard):
    hadi, gilang = keepers.viewer("hadi"), keepers.viewer("gilang")
    later = services.propose_edition(offered, standard(promise=3, since=DAY + timedelta(days=30)), viewer=hadi)
    services.approve(later, viewer=gilang)
    corrected = services.propose_edition(offered, standard(promise=4), viewer=hadi)
    services.approve(corrected, viewer=gilang)
    assert queries.offer("K3-AHLI", DAY).edition.promise == 4
    assert queries.offer("K3-AHLI", DAY + timedelta(days=30)).edition.promise == 3
    editions, _fees = queries.public_history(offered)
    assert sorted(edition.state for edition in editions) == ["approved", "approved", "replaced"]


def test_a_service_that_ended_is_offered_no_longer(keepers, offered, standard):
    ended = services.propose_edition(offered, standard(ends=True, since=DAY + timedelta(days=10)), viewer=keepers.viewer("hadi"))
    services.approve(ended, viewer=keepers.viewer("gilang"))
    assert queries.offer("K3-AHLI", DAY + timedelta(days=9)) is not None
    assert queries.offer("K3-AHLI", DAY + timedelta(days=10)) is None


def test_nothing_is_a_fee_too_and_needs_its_basis(keepers, offered):
    hadi = keepers.viewer("hadi")
    with pytest.raises(ValidationError) as refusal:
        services.propose_fee(offered, Tariff("Pendaftaran", DAY, 0), viewer=hadi)
    assert "basis" in refusal.value.message_dict
    fee = services.propose_fee(offered, Tariff("Pendaftaran", DAY, 0, basis="PP 41/2023"), viewer=hadi)
    services.approve(fee, viewer=keepers.viewer("gilang"))
    assert queries.offer("K3-AHLI", DAY).total_is_free


def test_an_amount_of_the_rulebook_comes_with_its_basis_and_its_mark(keepers, offered):
    hadi = keepers.viewer("hadi")
    key = "illegal_levies.k3_certificate_fee"
    fee = services.propose_fee(offered, Tariff("Sertifikat", DAY, 150_000, provision=key, verified=True), viewer=hadi)
    assert (fee.amount, fee.verified) == (150_000, False)
    assert "Peraturan Pemerintah Nomor 41 Tahun 2023" in fee.basis
    for wrong, field in (
        (Tariff("Sertifikat", DAY, 1, provision=key), "amount"),
        (Tariff("Sertifikat", DAY, 1, provision="no.such"), "provision"),
        (Tariff("Sertifikat", DAY.replace(year=2020), 150_000, provision=key), "provision"),
        (Tariff("Sertifikat", DAY, 3, provision="illegal_levies.task_force_report_every"), "provision"),
    ):
        with pytest.raises(ValidationError) as refusal:
            services.propose_fee(offered, wrong, viewer=hadi)
        assert field in refusal.value.message_dict


def test_an_approvers_work_lists_what_others_proposed(keepers, service):
    assert [line.number for line in queries.lines(keepers.viewer("gilang"))] == ["K3-AHLI"]
    assert queries.lines(keepers.viewer("hadi")) == []
    services.approve(service.editions.get(), viewer=keepers.viewer("fitri"))
    assert queries.lines(keepers.viewer("gilang")) == []


VERSIONS = st.lists(
    st.tuples(st.sampled_from(["Sertifikat", "Verifikasi"]), st.integers(0, 6), st.sampled_from([None, 0, 1, 2]), st.booleans()), max_size=8
)


@given(versions=VERSIONS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_on_any_day_an_item_has_one_fee_the_last_one_approved_for_the_latest_day(keepers, offered, versions):
    hadi, gilang = keepers.viewer("hadi"), keepers.viewer("gilang")
    sid = transaction.savepoint()
    try:
        expected: dict[tuple[str, int], int | None] = {}
        for title, day, amount, approved in versions:
            tariff = Tariff(title, DAY + timedelta(days=day), amount, basis="PP 41/2023")
            fee = services.propose_fee(offered, tariff, viewer=hadi)
            if approved:
                services.approve(fee, viewer=gilang)
                expected[title, day] = amount
        for day in range(8):
            begun = {
                title: max(start for item, start in expected if item == title and start <= day) for title, start in expected if start <= day
            }
            wanted = {title: expected[title, start] for title, start in begun.items() if expected[title, start] is not None}
            found = queries.fees_in_force(DAY + timedelta(days=day), [offered.pk]).get(offered.pk, [])
            assert len({fee.item for fee in found}) == len(found)
            assert {fee.title: fee.amount for fee in found} == wanted
    finally:
        transaction.savepoint_rollback(sid)
