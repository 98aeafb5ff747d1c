"""What one package gives away: its price, its decision, its notice, its growth, its name."""

from datetime import datetime, timedelta

import pytest

from amanah.redflags.tests.hand import ask_of, data_of

at = datetime.fromisoformat

BASE = {"ocid": "a", "buyer_id": "B1", "method": "open", "category": "goods", "currency": "IDR"}


def signed(*prices, **more):
    return data_of(
        releases=[BASE | {"ocid": str(place), "estimate": 1000.0} | more for place, _ in enumerate(prices)],
        contracts=[
            {"ocid": str(place), "contract": "1", "amount": price, "currency": "IDR"}
            for place, price in enumerate(prices)
            if price is not None
        ],
    )


def test_prices_at_and_above_the_estimate():
    answer, hits = ask_of("PBJ-15", signed(990.0, 989.0, 1001.0, None, 700.0), "en")

    assert (answer.fired, answer.clear, answer.not_available, hits.subjects) == (2, 2, 1, ["0", "2"])
    assert [row["severity"] for row in hits.rows] == [2, 3]
    assert hits.rows[0]["explanation"] == "The price of 990 is 99.0% of the estimate of 1,000 (PFA item 2: 4 of 5)."


def test_an_estimate_rounded_more_coarsely_than_the_difference_tells_nothing():
    # 995 of 1,000 ± 50 may be anything from 94.8 % to 104.7 %; 1,060 is above 1,050 in any case; 930 of 950 is 97.9 %
    answer, hits = ask_of("PBJ-15", signed(995.0, 1060.0, 930.0, estimate_within=50.0))

    assert (answer.fired, answer.clear, answer.not_available, hits.subjects) == (1, 1, 1, ["1"])


def test_the_sum_of_contracts_counts_and_another_currency_does_not():
    contracts = [{"ocid": "a", "contract": name, "amount": 498.0, "currency": "IDR"} for name in "12"]
    assert ask_of("PBJ-15", data_of(releases=[BASE | {"estimate": 1000.0}], contracts=contracts))[0].fired == 1
    dollars = [contracts[0] | {"amount": 999.0, "currency": "USD"}]
    assert ask_of("PBJ-15", data_of(releases=[BASE | {"estimate": 1000.0}], contracts=dollars))[0].not_available == 1


def test_points_of_icw():
    """opentender.net/method, item 2: 0-0.99 % 5, 1-1.99 4, 2-2.99 3, 3-3.99 2, 4-7.99 1, 8-11.99 2, 12-15.99 3, 16-19.99 4, from 20 5."""
    prices = (1001, 1000, 991, 985, 975, 965, 955, 925, 915, 865, 825, 799, 500)
    _, hits = ask_of("PFA", signed(*map(float, prices)), threshold=0.0, minimum=2)

    # beside the saving only the amount (up to Rp 500 million: 1) is known
    found = {int(row["subject_id"]): row["value"] * 2 - 1 for row in hits.rows}
    assert [found[place] for place in range(len(prices))] == [5, 5, 5, 4, 3, 2, 1, 1, 2, 3, 4, 5, 5]


def decided(*days, **more):
    closed = at("2024-03-01T10:00")
    return data_of(
        releases=[
            BASE
            | {"ocid": f"{place:03}", "published": closed - timedelta(days=20), "closed": closed, "awarded": closed + timedelta(days=day)}
            | more
            for place, day in enumerate(days)
        ]
    )


def test_fast_slow_and_backward_decisions():
    # 100 decisions of 1 … 100 days: R-8 puts the tenth percentile at 10.37 and the 95th at 95.65
    answer, hits = ask_of("PBJ-16", decided(*range(1, 101), -2), "en")

    assert (answer.fired, answer.clear) == (10 + 5 + 1, 85)
    last = hits.rows[-1]
    assert (last["value"], last["severity"]) == (-2, 3)
    assert hits.rows[0]["explanation"].endswith("1 days, where between 10 and 96 is usual (PFA item 1: 1 of 5).")


def test_few_decisions_tell_nothing_unless_limits_are_frozen():
    assert ask_of("PBJ-16", decided(1, 50))[0].status == "not available"
    assert ask_of("PBJ-16", decided(1, 50), short_days=3, long_days=200)[0].fired == 1


def test_an_award_without_a_call():
    def rows(*published):
        return data_of(releases=[BASE | {"ocid": str(n), "published": one, "awarded": at("2024-05-01")} for n, one in enumerate(published)])

    before, after = at("2024-04-01"), at("2024-05-02")
    answer, hits = ask_of("PBJ-17", rows(before, before, None, after))
    assert (answer.fired, answer.clear, hits.subjects) == (2, 2, ["2", "3"])
    assert ask_of("PBJ-17", rows(before, None, None))[0].not_available == 2  # most have no day at all: the data, not the buyer
    answer, _ = ask_of("PBJ-17", data_of(releases=[BASE | {"method": "direct", "published": after, "awarded": before}]))
    assert answer.status == "not available"  # a direct award needs no call


def grown(*changes, amount=1000.0):
    return data_of(
        releases=[BASE],
        contracts=[{"ocid": "a", "contract": "K", "signed": at("2024-01-01"), "amount": amount}],
        amendments=[
            {
                "ocid": "a",
                "contract": "K",
                "amendment": str(n),
                "amended": at(f"2024-02-0{1 + n}"),
                "amount_before": before,
                "amount_after": after,
            }
            for n, (before, after) in enumerate(changes)
        ],
    )


def test_a_contract_that_grew_by_a_tenth_or_was_amended_three_times():
    answer, hits = ask_of("PBJ-20", grown((1000.0, 1060.0), (1060.0, 1100.0)), "en")
    assert (answer.fired, hits.rows[0]["value"]) == (1, pytest.approx(0.1))
    assert hits.rows[0]["explanation"] == "Contract K: 2 amendments, 100 added to 1,000 (10.0%; limit 10.0%)."

    assert ask_of("PBJ-20", grown((1000.0, 1060.0)))[0].status == "clear"
    assert ask_of("PBJ-20", grown((None, None), (None, None), (None, None)))[0].fired == 1
    assert ask_of("PBJ-20", grown((None, None)))[0].status == "not available"


def titled(*titles, **more):
    return data_of(releases=[BASE | {"ocid": str(n), "title": title, "year": 2024} | more for n, title in enumerate(titles)])


def test_short_and_repeated_names():
    long = "Pembangunan Gedung Balai Latihan Kerja Tahap"
    answer, hits = ask_of("PBJ-27", titled("Belanja Modal", f"{long} 1", f"{long.upper()}  - 1", f"{long} 2", None), "en")

    assert (answer.fired, answer.clear, answer.not_available, hits.subjects) == (3, 1, 1, ["0", "1", "2"])
    assert hits.rows[1]["explanation"].endswith("was used 2 times by this buyer in 2024.")


def test_a_repeated_tender_is_no_second_package():
    long = "Pembangunan Gedung Balai Latihan Kerja"
    data = data_of(releases=[BASE | {"title": long, "year": 2024}, BASE | {"ocid": "b", "title": long, "year": 2024, "retender": True}])

    assert ask_of("PBJ-27", data)[0].status == "clear"
