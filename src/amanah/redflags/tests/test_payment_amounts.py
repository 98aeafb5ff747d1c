from datetime import date, timedelta

import pytest

from amanah.redflags.tests.hand import ask_of, data_of


def paid(vendor: str, *units: float, **more: object) -> list[dict]:
    return [{"vendor_id": vendor, "amount": round(unit * 100), **more} for unit in units]


def test_a_vendor_that_bills_round_amounts_only() -> None:
    data = data_of(payments=paid("A", *[5_000_000] * 5, *[120_000] * 5) + paid("B", *[5_234_100] * 10))

    answer, hits = ask_of("BYR-07", data, "en", minimum=10, peers=2)

    # ten of ten: Wilson's lower end is 10 / (10 + 1.96^2) = 72.2 %; z = .5 / sqrt(.25 / 10) = 3.16, p = .00078, of two tests q = .0016
    assert (answer.fired, answer.clear, hits.subjects) == (1, 1, ["A"])
    assert (
        hits.rows[0]["explanation"]
        == "10 of 10 bills of vendor A are round: 100.0% (95% interval 72.2%–100.0%); all vendors 50.0%; q 0.0016."
    )


def test_when_all_bill_alike_nobody_stands_out_and_few_peers_say_nothing() -> None:
    data = data_of(payments=paid("A", *[5_000_000] * 10) + paid("B", *[7_000_000] * 10))

    assert ask_of("BYR-07", data, minimum=10, peers=2)[0].status == "clear"
    assert ask_of("BYR-07", data, minimum=10)[0].not_available == 2


def test_the_largest_bill_is_ten_times_the_second() -> None:
    data = data_of(payments=paid("A", 10, 20, 30, 40, 400) + paid("B", 10, 20, 30, 400, 400) + paid("C", 1, 900))

    answer, hits = ask_of("BYR-08", data, "en")

    assert (answer.fired, answer.clear, answer.not_available) == (1, 1, 1)
    assert hits.rows[0]["explanation"] == "The largest bill of vendor A, 400, is 10.0 times the second largest, 40 (5 bills)."


def test_bunching_below_a_limit() -> None:
    rows = paid("V", *[9_500_000] * 24, *[10_500_000] * 2, approved_by="Sari", approval_limit=10_000_000_00)
    rows += paid("V", *[9_500_000] * 12, *[10_500_000] * 11, approved_by="Tono", approval_limit=10_000_000_00)
    rows += paid("V", 9_500_000, approved_by="Umar", approval_limit=10_000_000_00)

    answer, hits = ask_of("BYR-09", data_of(payments=rows), "en")

    # (24 - 2) / sqrt(26) = 4.31 standard deviations: p = 8e-6, over two tests q = 1.6e-5
    assert (answer.fired, answer.clear, answer.not_available, hits.subjects) == (1, 1, 1, ["Sari"])
    assert hits.rows[0]["value"] == 12


def test_without_a_limit_nothing_is_below_it_and_a_setting_gives_one_to_all() -> None:
    data = data_of(payments=paid("V", *[950] * 24, unit="A"))

    assert ask_of("BYR-09", data)[0].status == "not available"
    assert ask_of("BYR-09", data, limit=1_000)[1].subjects == ["A"]


def test_two_payments_below_the_limit_within_thirty_days_exceed_it() -> None:
    first = date(2026, 5, 4)
    rows = paid("V", 9_500_000, paid=first, unit="A") + paid("V", 9_600_000, paid=first + timedelta(29), unit="A")

    answer, hits = ask_of("BYR-10", data_of(payments=rows), "en", limit=10_000_000)

    assert (answer.fired, hits.rows[0]["value"]) == (1, 19_100_000)
    assert hits.rows[0]["explanation"] == (
        "Unit A paid vendor V 2 times just below the limit of 10,000,000, together 19,100,000, up to 2026-06-02."
    )


@pytest.mark.parametrize("change", [{"paid": date(2026, 6, 3)}, {"unit": "B"}, {"amount": 8_000_000_00}, {"vendor_id": "W"}])
def test_later_smaller_or_elsewhere_is_no_split(change: dict) -> None:
    row = paid("V", 9_500_000, paid=date(2026, 5, 4), unit="A")[0]

    assert ask_of("BYR-10", data_of(payments=[row, row | change]), limit=10_000_000)[0].status == "clear"
    assert ask_of("BYR-10", data_of(payments=[row]))[0].status == "not available"
