from datetime import date, datetime

from amanah.redflags.tests.hand import ask_of, data_of


def by(user: str, *moments: datetime) -> list[dict]:
    return [{"approved_by": user, "approved_at": moment, "paid": moment.date(), "amount": 100} for moment in moments]


at = datetime.fromisoformat
NIGHTS = [at(f"2026-03-04T20:0{minute}") for minute in range(10)]
MORNINGS = [at(f"2026-03-04T09:0{minute}") for minute in range(10)]


def test_weekends_holidays_and_nights_are_outside_working_hours() -> None:
    off = [at("2026-03-07T10:00"), at("2026-03-19T10:00"), *NIGHTS[:7], at("2026-03-04T09:00")]  # a Saturday, Nyepi, seven evenings

    answer, hits = ask_of("BYR-11", data_of(payments=by("ani", *off) + by("budi", *MORNINGS)), "en", minimum=10, peers=2)

    assert (answer.fired, answer.clear, hits.subjects) == (1, 1, ["ani"])
    # Wilson for 9 of 10; z = .45 / sqrt(.45 x .55 / 10) = 2.86, p = .0021, of two tests q = .0042
    assert hits.rows[0]["explanation"] == (
        "ani: 9 of 10 outside working hours (2 on days off), 90.0% (95% interval 59.6%–98.2%); everybody 45.0%; q 0.0042."
    )


def test_office_hours_are_clear_and_few_peers_or_payments_say_nothing() -> None:
    data = data_of(payments=by("ani", *MORNINGS) + by("budi", *MORNINGS))

    assert ask_of("BYR-11", data, minimum=10, peers=2)[0].status == "clear"
    assert ask_of("BYR-11", data, minimum=10)[0].not_available == 2
    assert ask_of("BYR-11", data, peers=2)[0].not_available == 2


def year(number: int, january: int, december: int) -> list[dict]:
    return [
        {"unit": "A", "amount": january * 100, "paid": date(number, 1, 9)},
        {"unit": "A", "amount": december * 100, "paid": date(number, 12, 9)},
    ]


def test_december_against_earlier_years() -> None:
    data = data_of(payments=year(2023, 95, 5) + year(2024, 85, 15) + year(2025, 70, 30))

    answer, hits = ask_of("BYR-17", data, "en", months=2, minimum=2)

    # 15 % is three times the 5 % of 2023; 30 % is three times the mean of 5 % and 15 %
    assert (answer.fired, answer.not_available, hits.subjects) == (2, 1, ["A/2024", "A/2025"])
    assert [round(row["value"], 9) for row in hits.rows] == [3, 3]


def test_a_usual_december_is_clear_and_half_a_year_says_nothing() -> None:
    data = data_of(payments=year(2024, 85, 15) + year(2025, 80, 20))

    assert ask_of("BYR-17", data, months=2, minimum=2)[0].status == "clear"
    assert ask_of("BYR-17", data, minimum=2)[0].not_available == 2
