"""The recap adds up, says what 2017 said, and counts nothing that its reader may not see."""

import io
from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from amanah.engines.cases.models import Case
from amanah.kernel import clock
from amanah.rooms.illegal_levies.queries.recap import Counted, Quarter, recap
from amanah.rooms.illegal_levies.services import coding
from amanah.rooms.illegal_levies.sheets import Levy, Screening
from amanah.rooms.illegal_levies.tests.ground import OTHER, agree, clarified, examined, filed, go, offices, opened

pytestmark = pytest.mark.django_db
JULY = {"duplicate": 3, "not_competent": 8, "unproven": 14, "examination": 5}
"""What the ministry told in July 2017 of the 30 complaints that the task force had passed on."""


def july(people):
    """Thirty reports that end, or stand, as those of 2017 did: the first of each through everybody's hands, the others like it."""
    examination, _receipt = examined(people, who="", typed_in=True)
    coding.record(opened(people, "ani", examination), Levy(service="K3-AHLI", text="Diminta uang.", mode="held"))
    unproven = agree(people, clarified(people, who="", typed_in=True)[0], "conclude", "unproven")
    same = Screening("own", "Ya.", "same", "Peristiwa yang sama.", examination.number)
    aside = []
    for outcome, screening in (("duplicate", same), ("not_competent", OTHER)):
        case, _receipt = filed(people, who="", typed_in=True)
        go(people, case, "acknowledge")
        coding.test(opened(people, "ani", case), screening)
        aside.append(agree(people, case, "archive", outcome))
    for like in (examination, unproven, *aside):
        for _more in range(JULY[like.outcome or like.state] - 1):
            case, _receipt = filed(people, who="", typed_in=True)
            Case.objects.filter(pk=case.pk).update(state=like.state, outcome=like.outcome, closed_on=like.closed_on)


def test_the_figures_of_2017(people, desk, django_assert_max_num_queries):
    offices(people)
    july(people)
    quarter = Quarter.around(clock.today())
    with django_assert_max_num_queries(12):
        found = recap(people.viewer("budi"), quarter)
    assert (found.received, found.duplicates, found.outside, found.handled) == (30, 3, 8, 19)
    assert (found.fate("unproven"), found.fate("examination"), found.untested) == (14, 5, 0)
    assert found.services == (Counted("K3-AHLI", "K3-AHLI", 1),)
    assert [(one.code, one.count) for one in found.modes] == [("held", 19)]
    assert recap(people.viewer("citra"), quarter).received == 0
    address = reverse("illegal_levies_desk:recap_export", args=["xlsx"])
    assert people.sign_in(desk, "citra").get(address).status_code == 404
    people.sign_in(desk, "ani")
    rows = list(load_workbook(io.BytesIO(desk.get(address).content)).worksheets[0].iter_rows(values_only=True))
    assert dict(rows[1:])["Diterima"] == 30
    page = desk.get(reverse("illegal_levies_desk:recap")).text
    assert "Dari 30 laporan, 3 ganda, 8 bukan kewenangan, dan 19 ditangani." in " ".join(page.split())
    assert desk.get(reverse("illegal_levies_desk:recap_export", args=["pdf"])).content[:5] == b"%PDF-"
    for wrong in ("?year=x", "?year=0", "?quarter=5", "?year=9999", "?year=1990", "?year=99999999999999999999"):
        assert desk.get(reverse("illegal_levies_desk:recap") + wrong).status_code == 404


def test_a_quarter_has_its_first_and_last_day():
    assert (Quarter.of(2026, 1).first, Quarter.of(2026, 1).last) == (date(2026, 1, 1), date(2026, 3, 31))
    assert (Quarter.of(2026, 4).first, Quarter.of(2026, 4).last) == (date(2026, 10, 1), date(2026, 12, 31))
    assert Quarter.of(2026, 1).before == Quarter.of(2025, 4)


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2017, 1, 1), date(2030, 12, 31)))
def test_every_day_lies_in_exactly_one_quarter(day):
    quarter = Quarter.around(day)
    assert quarter.first <= day <= quarter.last
    assert quarter.before.last.toordinal() + 1 == quarter.first.toordinal()


def test_all_lines_together_are_what_was_received(people):
    offices(people)
    filed(people)
    examined(people)
    found = recap(people.viewer("ani"), Quarter.around(clock.today()))
    parts = found.untested + found.duplicates + found.outside + found.insufficient + found.handled
    assert (found.received, parts) == (2, 2)
    assert Case.objects.count() == 2
