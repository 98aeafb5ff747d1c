"""The library's pages: for everybody who signs in; the way into the register for whoever keeps one."""

import html

import pytest
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amanah.engines.risks import services
from amanah.engines.risks.library.prefill import beginning
from amanah.engines.risks.library.reading import library
from amanah.engines.risks.services.plans import check
from amanah.engines.risks.tests.conftest import team  # noqa: F401 - the register's people

LIST = "/desk/risks/library/"
SCHEME = f"{LIST}k3-hold-unpaid/"


@pytest.fixture
def rina(desk, team):  # noqa: F811
    """A manager of risks everywhere."""
    team.sign_in(desk, "rina")
    return desk


def test_the_list_holds_every_scheme_by_process(rina, connection_queries):
    page = rina.get(LIST).content.decode()

    assert page.count(LIST) >= len(library().schemes)
    for process in library().processes.values():
        assert process.title.id in html.unescape(page)
    assert connection_queries() <= 12


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("process=travel", "travel-fictitious", "k3-hold-unpaid"),
        ("kind=conflict_of_interest", "pjk3-official-owner", "k3-hold-unpaid"),
        ("text=TIKET", "travel-fictitious", "hr-post-bought"),
    ],
)
def test_it_can_be_narrowed(rina, query, there, gone):
    page = rina.get(f"{LIST}?{query}").content.decode()

    assert f"{LIST}{there}/" in page
    assert f"{LIST}{gone}/" not in page


def test_what_fits_nothing_is_said_and_nonsense_narrows_nothing(rina):
    assert "Tidak ada skema yang cocok" in rina.get(f"{LIST}?text=zzzz").content.decode()
    assert f"{LIST}k3-hold-unpaid/" in rina.get(f"{LIST}?process=nowhere").content.decode()


def test_a_scheme_tells_everything_in_both_languages(rina):
    scheme = library().schemes["k3-hold-unpaid"]
    for language in ("id", "en"):
        rina.get(f"/language/{language}/?next={SCHEME}")
        page = html.unescape(rina.get(SCHEME).content.decode())
        for text in (scheme.how, scheme.blind, scheme.measure, scheme.controls[0].title, scheme.controls[0].evidence):
            assert text.get(language) in page
    assert "LYN-14" in page


def test_a_scheme_that_no_indicator_shows_says_so(rina):
    assert "Tidak ada indikator data" in rina.get(f"{LIST}hr-transfer-threat/").content.decode()


def test_who_keeps_a_register_enters_it_with_the_form_filled(rina, team):  # noqa: F811
    assert "/desk/risks/new/?scheme=k3-hold-unpaid" in rina.get(SCHEME).content.decode()
    page = rina.get(reverse("risks:new") + "?scheme=k3-hold-unpaid").content.decode()
    assert library().schemes["k3-hold-unpaid"].title.id in page

    risk = services.enter(services.Plan(unit=team.units.k3, **beginning("k3-hold-unpaid", "id")), viewer=team.viewer("rina"))

    assert risk.number in rina.get(SCHEME).content.decode()
    assert [flag.indicator for flag in risk.red_flags.all()] == list(library().schemes["k3-hold-unpaid"].red_flags)


def test_others_read_and_see_no_risk_of_others(desk, team):  # noqa: F811
    risk = services.enter(services.Plan(unit=team.units.k3, **beginning("k3-hold-unpaid", "id")), viewer=team.viewer("rina"))
    team.sign_in(desk, "citra")

    page = desk.get(SCHEME).content.decode()

    assert risk.number not in page
    assert "?scheme=" not in page
    assert desk.get(f"{LIST}no-such-scheme/").status_code == 404


def test_nobody_comes_in_without_signing_in(desk, team):  # noqa: F811
    assert desk.get(LIST).status_code in {302, 403}


@pytest.fixture
def connection_queries(db):
    """How many queries ran since the test began to ask."""
    from django.db import connection

    with CaptureQueriesContext(connection) as counted:
        yield lambda: len(counted)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_scheme_fits_the_register(team, language):  # noqa: F811
    for scheme_id in library().schemes:
        said = beginning(scheme_id, language)
        assert said is not None
        check(services.Plan(unit=team.units.k3, **said), "")
