"""Must I report this? Legal vectors: thresholds around 20 January 2026, kinds, yearly totals, clocks."""

from datetime import date

import pytest

from amanah.rooms.gratification.advice import EXEMPT, Gift, Link, Verdict, advise

OLD, NEW = date(2026, 1, 19), date(2026, 1, 20)
REPORT, NEED_NOT, ASK = Verdict.REPORT, Verdict.NEED_NOT, Verdict.ASK


@pytest.mark.parametrize(
    ("day", "kind", "value", "before", "money", "verdict"),
    [
        (OLD, "ceremony", 1_000_000, 0, True, NEED_NOT),
        (OLD, "ceremony", 1_000_001, 0, False, REPORT),
        (NEW, "ceremony", 1_500_000, 0, True, NEED_NOT),
        (NEW, "ceremony", 1_500_001, 0, False, REPORT),
        (OLD, "colleague", 200_000, 800_000, False, NEED_NOT),
        (OLD, "colleague", 200_001, 0, False, REPORT),
        (OLD, "colleague", 200_000, 800_001, False, REPORT),
        (NEW, "colleague", 500_000, 1_000_000, False, NEED_NOT),
        (NEW, "colleague", 500_001, 0, False, REPORT),
        (NEW, "colleague", 500_000, 1_000_001, False, REPORT),
        (NEW, "colleague", 100_000, 0, True, REPORT),
        (OLD, "farewell", 300_000, 0, False, NEED_NOT),
        (OLD, "farewell", 300_001, 0, False, REPORT),
        (NEW, "farewell", 300_001, 0, False, NEED_NOT),  # the limit of its own is gone: the general one holds
        (NEW, "farewell", 500_001, 0, False, REPORT),
        (NEW, "disaster", 1_000_000, 0, True, NEED_NOT),
        (NEW, "disaster", 1_000_001, 0, False, REPORT),
        (NEW, "seminar_kit", None, 0, False, NEED_NOT),
        (NEW, "ceremony", None, 0, False, ASK),
        (NEW, "none", 10_000, 0, False, REPORT),
        (date(2015, 5, 5), "ceremony", 10_000, 0, False, ASK),
    ],
)
def test_the_rule_of_the_day_of_receipt_decides(day, kind, value, before, money, verdict):  # noqa: PLR0917 - one row of the table
    assert advise(Gift(day, kind, value=value, before=before, money=money)).verdict is verdict


@pytest.mark.parametrize("kind", ["none", *EXEMPT])
def test_what_is_linked_to_the_office_is_reported_whatever_it_is(kind):
    assert advise(Gift(NEW, kind, Link.YES, value=1)).verdict is REPORT
    assert advise(Gift(NEW, kind, Link.YES, value=1, refused=True)).verdict is Verdict.REPORT_REFUSAL
    assert advise(Gift(NEW, kind, Link.UNSURE, value=1)).verdict in {ASK, REPORT}


def test_the_days_and_what_they_rest_on():
    found = advise(Gift(date(2026, 3, 10)))
    assert found.to_upg is not None
    assert found.to_kpk is not None
    assert (found.to_upg.date, found.to_kpk.date) == (date(2026, 3, 31), date(2026, 4, 29))
    assert not found.verified
    cited = advise(Gift(NEW, "ceremony", value=1)).reasons[0].citation
    assert "Nomor 1 Tahun 2026" in cited


def test_ten_million_turns_the_burden_of_proof():
    assert [reason.rule.value for reason in advise(Gift(NEW, value=10_000_000)).reasons if reason.rule] == [10_000_000]
    assert len(advise(Gift(NEW, value=9_999_999)).reasons) == 1


def test_the_page_answers_and_keeps_nothing(intake, django_assert_num_queries):
    assert intake.get("/report/gift/check/").status_code == 200
    with django_assert_num_queries(0):
        page = intake.post(
            "/report/gift/check/",
            {
                "received_on": "2026-03-10",
                "link": "no",
                "kind": "colleague",
                "value": "Rp 600.000",
                "before": "",
                "csrfmiddlewaretoken": "x",
            },
        )
    text = page.content.decode()
    assert page.status_code == 200, text
    assert "Rp500.000" in text
    assert "29 April 2026" in text
    assert "tidak mengakhiri hak dan kewajiban Anda melapor kepada KPK" in text or "Batas KPK sudah lewat" in text
    assert intake.post("/report/gift/check/", {"value": "sejuta"}).status_code == 422
