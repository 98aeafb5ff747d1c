import pytest
from django.test import RequestFactory

from amanah.foundation.ledger import services
from amanah.foundation.ledger.desk import views

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(settings):
    def show(query="", may_see=lambda ref: ref.startswith("unit:")):
        request = RequestFactory().get(f"/desk/ledger/{query}")
        settings.ROOT_URLCONF = "amanah.config.urls_desk"
        return views.entries(request, may_see).content.decode()

    return show


def test_cases_closed_to_the_viewer_show_no_more_than_their_number(page):
    services.append("unit.renamed", "unit:7", {"name": "Biro Contoh"}, actor="account:1")
    services.append("case.outcome_set", "case:5f3c", {"to": "proven"}, actor="account:2")
    shown = page()
    assert "unit:7" in shown
    assert "Biro Contoh" in shown
    for secret in ("5f3c", "proven", "outcome_set", "account:2"):
        assert secret not in shown
    closed = page("?ref=case:5f3c")
    unknown = page("?ref=case:0000")
    assert closed.replace("5f3c", "") == unknown.replace("0000", "")
    assert "5f3c" not in page(may_see=lambda _: False)


def test_pages_follow_each_other_without_overlap(page):
    services.append_many([("unit.created", f"unit:u{number}", {}) for number in range(120)], actor="system")
    first, second, third = page(), page("?before=70"), page("?before=20")
    assert all((f"unit:u{number}<" in first) == (number >= 70) for number in range(120))
    assert all((f"unit:u{number}<" in second) == (20 <= number < 70) for number in range(120))
    assert all((f"unit:u{number}<" in third) == (number < 20) for number in range(120))
    assert "before=70" in first
    assert "before=" not in third


def test_an_empty_log_and_odd_parameters_are_answered(page):
    for query in ("", "?before=x", "?before=99999999999999999999", "?ref=<script>"):
        assert "<script>a" not in page(query)
