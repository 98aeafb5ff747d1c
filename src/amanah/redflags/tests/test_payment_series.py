from datetime import date, timedelta

import pytest

from amanah.redflags.tests.hand import ask_of, data_of


def ids(*places: int, form: str = "SPM-{:04}") -> list[dict]:
    return [{"payment_id": form.format(place), "amount": 1} for place in places]


@pytest.mark.parametrize("form", ["SPM-{:04}", "{:05}/SPM/2026", "{}"])
def test_a_number_missing_from_a_series(form: str) -> None:
    places = [place for place in range(1, 25) if place not in (7, 8, 20)]

    answer, hits = ask_of("BYR-12", data_of(payments=ids(*places, form=form)), "en", density=0.8)

    assert (answer.fired, hits.rows[0]["value"]) == (1, 3)
    assert "3 numbers are missing in 2 places, from number 7 on; there are 21 between 1 and 24" in hits.rows[0]["explanation"]


def test_a_full_series_is_clear_and_a_thin_or_short_one_is_none() -> None:
    assert ask_of("BYR-12", data_of(payments=ids(*range(1, 25))))[0].status == "clear"
    assert ask_of("BYR-12", data_of(payments=ids(*range(1, 60, 2))))[0].not_available == 1
    assert ask_of("BYR-12", data_of(payments=ids(1, 2, 4)))[0].status == "not available"


def bills(*numbers: str, days: int) -> list[dict]:
    return [
        {"vendor_id": "V", "invoice": number, "amount": 100, "paid": date(2026, 1, 1) + timedelta(days * place)}
        for place, number in enumerate(numbers)
    ]


def test_a_vendor_without_other_customers() -> None:
    answer, hits = ask_of("BYR-13", data_of(payments=bills("A-11", "A-12", "A-13", "A-14", "A-15", days=15)), "en")

    assert (answer.fired, hits.rows[0]["value"]) == (1, 5)
    assert hits.rows[0]["explanation"] == "Vendor V billed 5 numbers in sequence (A-11–15) over 60 days; 5 numbers in all."


@pytest.mark.parametrize("length", [2, 3, 5, 6])
@pytest.mark.parametrize("first", [10, 11, 12])
def test_a_sequence_is_found_wherever_it_begins(first: int, length: int) -> None:
    numbers = [f"A-{place}" for place in range(first, first + length)] + [f"A-{place}" for place in range(40, 90, 7)]

    answer, hits = ask_of("BYR-13", data_of(payments=bills(*numbers, days=60)), length=length)

    assert (answer.fired, hits.rows[0]["value"]) == (1, length)


def test_jumps_short_times_and_few_bills() -> None:
    assert ask_of("BYR-13", data_of(payments=bills("11", "12", "13", "14", "16", days=20)))[0].status == "clear"
    assert ask_of("BYR-13", data_of(payments=bills("11", "12", "13", "14", "15", days=14)))[0].status == "clear"
    assert ask_of("BYR-13", data_of(payments=bills("11", "12", days=90)))[0].not_available == 1
