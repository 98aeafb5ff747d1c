from datetime import date, timedelta

from amanah.redflags.report.picture import drawn
from amanah.redflags.report.pictures import payments
from amanah.redflags.running import Answer
from amanah.redflags.tests.hand import data_of

MONDAY = date(2026, 3, 2)


def many(*amounts: int, day: date = MONDAY) -> list[dict]:
    return [{"amount": amount * 100, "paid": day, "approval_limit": 1_000_00} for amount in amounts]


def test_digits_days_and_limit_by_hand() -> None:
    saturday, rest = many(*[950] * 100, day=MONDAY + timedelta(5)), many(*[1_010] * 200)

    law, days, limit = payments.pictures(data_of(payments=saturday + rest), {}, "en")

    # 200 of 300 begin with 10, where Benford expects 300 x log10(1.1) = 12.4; 100 begin with 95
    assert [row[:3] for row in law.rows[:2]] in ([(95, "100", "1"), (10, "200", "12")], [(10, "200", "12"), (95, "100", "1")])
    assert "nonconformity in Nigrini's words" in law.reads.en
    assert days.rows == [("2026-03-07", "100", "95,000")]
    assert "33.3% of 300 payments" in days.reads.en
    assert limit.rows == [(94, 96, "100", "95,000"), (100, 102, "200", "202,000")]
    assert "100 within 10% below the limit, 200 within 10% above it" in limit.reads.en
    assert all(drawn(one, "id", 1).startswith("<svg") for one in (law, days, limit))


def test_a_limit_that_was_set_stands_in_for_the_column_and_few_payments_make_no_picture() -> None:
    rows = [row | {"approval_limit": None} for row in many(*[950] * 40)]
    given = {"BYR-09": Answer("BYR-09", parameters={"limit": 1_000})}

    assert [one.title.en for one in payments.pictures(data_of(payments=rows), given, "en")] == [
        "Do payments stop just below the approval limit?"
    ]
    assert list(payments.pictures(data_of(payments=rows), {}, "en")) == []
    assert list(payments.pictures(data_of(vendors=[{"vendor_id": "V"}]), {}, "en")) == []
