"""The map of exposures: computed scores, a review each quarter, control plans as actions, and nothing for whoever has no part in it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from amanah.engines.actions import services as actions
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.public_services import services as catalogue
from amanah.foundation.public_services.models import Service
from amanah.foundation.public_services.standards import Tariff
from amanah.foundation.threads import visibility
from amanah.kernel import clock
from amanah.rooms.illegal_levies.prevention import queries, services
from amanah.rooms.illegal_levies.prevention.factors import BANDS, KEYS, matrix, score
from amanah.rooms.illegal_levies.prevention.models import Exposure
from amanah.rulebook import RuleError

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 23)
HOME = "/desk/levies/prevention/"
ANSWERS = st.fixed_dictionaries({key: st.integers(1, 5) for key in KEYS})


@given(answers=ANSWERS, key=st.sampled_from(KEYS))
def test_a_worse_answer_never_lowers_the_score(answers, key):
    before = score(answers, DAY)
    assert 1 <= before.likelihood <= 5
    assert 1 <= before.impact <= 5
    after = score(answers | {key: min(5, answers[key] + 1)}, DAY)
    assert after.likelihood >= before.likelihood
    assert after.impact >= before.impact
    assert matrix(DAY).band(after.product).rank >= matrix(DAY).band(before.product).rank


@pytest.mark.parametrize(
    ("answers", "likelihood", "impact"),
    [
        ({}, 3, 3),
        ({"discretion": 5, "contact": 5, "time_pressure": 5, "past_cases": 5, "fee": 1, "volume": 1}, 5, 1),
        ({"discretion": 5, "past_cases": 1}, 3, 3),  # 5 × 30 + 3 × 20 + 3 × 20 + 1 × 30 = 300 of 100
        ({"fee": 4}, 3, 4),  # 3.5 goes up
        ({"contact": 5}, 3, 3),  # 3.4 goes down
    ],
)
def test_worked_examples_of_the_default_weights(answers, likelihood, impact):
    found = score(dict.fromkeys(KEYS, 3) | answers, DAY)
    assert (found.likelihood, found.impact) == (likelihood, impact)


@pytest.mark.parametrize(
    ("product", "band"),
    [(1, "low"), (4, "low"), (5, "medium"), (9, "medium"), (10, "high"), (16, "high"), (17, "extreme"), (25, "extreme")],
)
def test_bands_begin_where_the_rulebook_says(product, band):
    assert matrix(DAY).band(product).key == band
    assert matrix(DAY).needs_plan(product) == (product >= 10)
    assert not matrix(DAY).verified


def test_before_the_rules_there_is_no_score():
    with pytest.raises(RuleError):
        score(dict.fromkeys(KEYS, 3), date(2019, 12, 31))
    with pytest.raises(ValueError, match="fee"):
        score(dict.fromkeys(KEYS, 3) | {"fee": 6}, DAY)


def test_an_assessment_is_computed_recorded_and_due_again_in_a_quarter(house, exposure):
    assert (exposure.likelihood, exposure.impact, exposure.score, exposure.stage_title) == (5, 5, 25, "Verifikasi")
    assert exposure.review_on == date(2027, 2, 23)
    assert Deadline.objects.get(ref=exposure.ref).provision == "illegal_levies.review_every"
    with pytest.raises(IntegrityError), transaction.atomic():
        Exposure.objects.filter(pk=exposure.pk).update(score=1)


def test_a_review_adds_a_judgement_and_starts_the_clock_anew(house, exposure, judged):
    before = ledger.size()
    with clock.at(clock.now().replace(year=2027, month=2)):
        services.review(exposure, judged(2, control="sound", control_words="Antrean otomatis"), viewer=house.viewer("ani"))
    exposure.refresh_from_db()
    assert (exposure.score, exposure.control, exposure.review_on) == (4, "sound", date(2027, 5, 23))
    assert [one.score for one in exposure.assessments.all()] == [4, 25]
    assert [clock.stopped_on is None for clock in Deadline.objects.filter(ref=exposure.ref).order_by("pk")] == [False, True]
    assert ledger.size() == before + 1


@pytest.mark.parametrize(
    ("otherwise", "field"),
    [({"fee": 0}, "fee"), ({"contact": 6}, "contact"), ({"control": "moon"}, "control"), ({"control": "weak"}, "control_words")],
)
def test_what_cannot_be_is_refused_by_its_field(house, judged, otherwise, field):
    with pytest.raises(ValidationError) as refusal:
        services.assess(Service.objects.get(code="K3-AHLI"), "t1", house.units.k3, judged(**otherwise), viewer=house.viewer("fitri"))
    assert list(refusal.value.message_dict) == [field]
    assert not Exposure.objects.exists()


def test_a_stage_stands_once_for_an_office_and_must_exist(house, exposure, judged):
    fitri, service = house.viewer("fitri"), exposure.service
    for stage, field in (("t2", "unit"), ("t9", "stage")):
        with pytest.raises(ValidationError) as refusal:
            services.assess(service, stage, house.units.k3, judged(), viewer=fitri)
        assert field in refusal.value.message_dict
    services.close(exposure, "Verifikasi kini otomatis.", viewer=fitri)
    assert services.assess(service, "t2", house.units.k3, judged(), viewer=fitri).pk != exposure.pk
    with pytest.raises(ValidationError, match="tidak ada pada peta"):
        services.review(exposure, judged(), viewer=fitri)


def test_outside_their_units_nobody_assesses(house, judged):
    service = Service.objects.get(code="TKA-RPTKA")
    for name in ("fitri", "citra", "gilang"):
        with pytest.raises(PermissionDenied):
            services.assess(service, "t1", house.units.placement, judged(), viewer=house.viewer(name))


def test_a_plan_is_an_action_that_arose_from_the_exposure(house, exposure, desk):
    house.sign_in(desk, "fitri")
    assert "Belum ada rencana pengendalian" in desk.get(f"{HOME}{exposure.pk}/").text
    plan = {"title": "Putar petugas verifikasi", "unit": "DIT-K3", "verifier": house.fitri.person.nip, "priority": "high"}
    assert desk.post(f"{HOME}{exposure.pk}/plan/", plan | {"due_on": "2027-01-29"}).status_code == 302
    row = queries.rows([exposure])[0]
    assert (row.owed, row.done, row.needs_plan) == (1, 0, False)
    page = desk.get(f"{HOME}{exposure.pk}/").text
    assert "Putar petugas verifikasi" in page
    assert "Belum ada rencana pengendalian" not in page


def test_whoever_owes_a_control_does_not_see_the_map(house, exposure):
    action = actions.open_action(
        title="Pasang kamera loket",
        unit=house.units.k3,
        owner=house.gilang.person,
        verifier=house.fitri.person,
        source=exposure.ref,
        viewer=house.viewer("fitri"),
    )
    assert visibility.may_see(house.viewer("ani"), exposure.ref)
    assert not visibility.may_see(house.viewer("gilang"), exposure.ref)
    assert action.owner == house.gilang.person


def test_reviews_that_are_near_enter_the_managers_work(house, exposure):
    assert queries.lines(house.viewer("fitri")) == []
    with clock.at(clock.now().replace(year=2027, month=2)):
        for name, numbers in (("fitri", ["K3-AHLI"]), ("ani", ["K3-AHLI"]), ("citra", [])):
            assert [line.number for line in queries.lines(house.viewer(name))] == numbers


def test_coverage_names_what_a_public_page_lacks(house, exposure):
    found = {gap.service.code: gap for gap in queries.gaps(house.viewer("ani"))}
    rptka, ahli = found["TKA-RPTKA"], found["K3-AHLI"]
    assert (rptka.no_fee, rptka.no_time, rptka.unmapped) == (True, True, True)
    assert (ahli.no_fee, ahli.no_time, ahli.unmapped, ahli.unread) == (False, False, False, 1)
    assert not queries.complete(ahli)


def test_a_fee_that_the_rulebook_changed_since_is_named(house, monkeypatch):
    service = Service.objects.get(code="TKA-RPTKA")
    tariff = Tariff("Sertifikat", date(2026, 1, 5), 150_000, provision="illegal_levies.k3_certificate_fee")
    fee = catalogue.propose_fee(service, tariff, viewer=house.viewer("hadi"))
    catalogue.approve(fee, viewer=house.viewer("gilang"))
    assert not any(gap.differs for gap in queries.gaps(house.viewer("ani")))
    type(fee).objects.filter(pk=fee.pk).update(amount=175_000)
    assert [gap.service.code for gap in queries.gaps(house.viewer("ani")) if gap.differs] == ["TKA-RPTKA"]


def test_from_choosing_a_service_to_the_map(house, desk):
    house.sign_in(desk, "fitri")
    assert "Peta masih kosong" in desk.get(HOME).text
    assert "K3-AHLI" in desk.get(f"{HOME}new/?q=ahli").text
    said = dict.fromkeys(KEYS, "4") | {"stage": "t1", "unit": "DIT-K3", "control": "weak", "control_words": "Loket terbuka"}
    wrong = desk.post(f"{HOME}new/K3-AHLI/", said | {"unit": "DIT-PENEMPATAN"})
    assert wrong.status_code == 403
    assert desk.post(f"{HOME}new/K3-AHLI/", said | {"control_words": ""}).status_code == 400
    assert desk.post(f"{HOME}new/K3-AHLI/", said).status_code == 302
    page = desk.get(HOME).text
    assert "Penerimaan" in page
    assert "4 × 4" in page
    for address in ("?likelihood=4&impact=4", "?service=k3-ahli", "?due=1", "?likelihood=9&impact=x", "?service=%00"):
        assert desk.get(HOME + address).status_code == 200
    assert "Penerimaan" not in desk.get(f"{HOME}?likelihood=1&impact=1").text
    for kind in ("csv", "xlsx"):
        assert desk.get(f"{HOME}export.{kind}").status_code == 200
    assert desk.get(f"{HOME}export.exe").status_code == 404


def test_reviewing_and_closing_at_the_desk(house, exposure, desk):
    house.sign_in(desk, "fitri")
    page = f"{HOME}{exposure.pk}/"
    assert desk.get(f"{page}review/").status_code == 200
    assert desk.post(f"{page}review/", dict.fromkeys(KEYS, "1") | {"control": "none"}).status_code == 302
    assert desk.post(f"{page}close/", {"reason": ""}).status_code == 400
    desk.post(f"{page}close/", {"reason": "Digantikan aplikasi."})
    assert "Digantikan aplikasi." in desk.get(page).text
    assert "Peta masih kosong" in desk.get(HOME).text


@pytest.mark.parametrize("name", ["citra", "gilang", "kartika"])
def test_nobody_else_opens_it(house, exposure, desk, name):
    house.sign_in(desk, name)
    for path in (
        "",
        "coverage/",
        "new/",
        "new/K3-AHLI/",
        "export.csv",
        f"{exposure.pk}/",
        f"{exposure.pk}/review/",
        f"{exposure.pk}/plan/",
    ):
        assert desk.get(HOME + path).status_code in {403, 404}, path


def test_an_office_outside_ones_units_is_not_there(house, judged, desk):
    service = Service.objects.get(code="TKA-RPTKA")
    other = services.assess(service, "t1", house.units.placement, judged(5), viewer=house.viewer("ani"))
    house.sign_in(desk, "fitri")
    for path in ("", "review/", "plan/", "close/"):
        assert desk.get(f"{HOME}{other.pk}/{path}").status_code == 404
    assert "TKA-RPTKA" not in desk.get(HOME).text
    assert "TKA-RPTKA" not in desk.get(f"{HOME}export.csv").content.decode()


def test_the_list_asks_a_fixed_number_of_questions(house, judged, desk, django_assert_max_num_queries):
    service, ani = Service.objects.get(code="K3-AHLI"), house.viewer("ani")
    for unit in (house.units.k3, house.units.k3_testing, house.units.fkap, house.units.inspectorate):
        for stage in ("t1", "t2"):
            services.assess(service, stage, unit, judged(5), viewer=ani)
    house.sign_in(desk, "ani")
    desk.get(HOME)
    with django_assert_max_num_queries(20):
        assert desk.get(HOME).text.count("5 × 5") == 8


def test_four_bands():
    assert [band.rank for band in BANDS] == [0, 1, 2, 3]
