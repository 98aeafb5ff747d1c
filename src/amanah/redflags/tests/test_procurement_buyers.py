"""What a buyer's year gives away: competition, shares, markets, and the index of several signs."""

from datetime import datetime, timedelta

import pytest

from amanah.redflags.indicators.procurement.cri import components
from amanah.redflags.indicators.procurement.pfa import fraud_points
from amanah.redflags.tests.hand import ask_of, data_of

at = datetime.fromisoformat


def methods(*buyers):
    """Per buyer: packages without competition, packages in all."""
    return data_of(
        releases=[
            {"ocid": f"{who}-{n}", "buyer_id": f"B{who:02}", "method": "direct" if n < direct else "open"}
            for who, (direct, every) in enumerate(buyers)
            for n in range(every)
        ]
    )


def test_a_buyer_who_does_without_competition_far_more_than_others():
    data = methods(*[(2, 20)] * 11, (15, 20), (5, 5))

    answer, hits = ask_of("PBJ-14", data, "en")

    # the pool of buyers with ten and more: 37 of 240; z = (15 − 3.083 − 0.5) / sqrt(20 × 0.1542 × 0.8458) = 7.07
    assert (answer.fired, answer.clear, answer.not_available, hits.subjects) == (1, 11, 1, ["B11"])
    assert hits.rows[0]["explanation"].startswith(
        "B11: 15 of 20 packages without competition (75.0%; 95% interval 53.1% to 88.8%); all buyers 15.4%"
    )


def test_peers_alike_are_clear_and_few_peers_tell_nothing():
    assert ask_of("PBJ-14", methods(*[(2, 20)] * 11, (4, 20)))[0].status == "clear"
    assert ask_of("PBJ-14", methods(*[(2, 20)] * 8, (15, 20)))[0].status == "not available"


def year(*amounts, kind=None, **more):
    """A buyer's awards of one year: (supplier, amount) each."""
    releases = [
        {"ocid": str(n), "buyer_id": "B", "year": 2024, "method": "open", "class": kind, "region": "Jambi"} | more
        for n, _ in enumerate(amounts)
    ]
    awards = [
        {"ocid": str(n), "award": "1", "status": "active", "amount": amount, "currency": "IDR"} for n, (_, amount) in enumerate(amounts)
    ]
    suppliers = [{"ocid": str(n), "award": "1", "supplier_id": who} for n, (who, _) in enumerate(amounts)]
    return data_of(releases=releases, awards=awards, award_suppliers=suppliers)


def test_a_supplier_with_half_of_the_buyers_year():
    answer, hits = ask_of("PBJ-18", year(("V", 30.0), ("V", 20.0), ("W", 20.0), ("X", 15.0), ("Y", 15.0)), "en")
    assert (answer.fired, answer.clear, hits.subjects) == (1, 3, ["B/V/2024"])
    assert (
        hits.rows[0]["explanation"]
        == "In 2024, 50.0% of the spending of B (50 of 100) went to V: 2 of 5 packages, with 4 suppliers in all."
    )

    assert ask_of("PBJ-18", year(("V", 90.0), *[("W", 2.0)] * 4))[0].status == "clear"  # one award is no habit
    assert ask_of("PBJ-18", year(("V", 30.0), ("V", 20.0), ("W", 20.0), ("X", 15.0)))[0].status == "not available"


def test_an_award_to_several_is_counted_once():
    data = data_of(
        releases=[{"ocid": "a", "buyer_id": "B", "year": 2024, "method": "open"}],
        awards=[
            {"ocid": "a", "award": "1", "status": "active", "amount": 90.0},
            {"ocid": "a", "award": "2", "status": "cancelled", "amount": 9.0},
        ],
        award_suppliers=[{"ocid": "a", "award": "1", "supplier_id": who} for who in "XYZ"]
        + [{"ocid": "a", "award": "2", "supplier_id": "X"}],
    )

    _, hits = ask_of("PBJ-18", data, minimum=1, minimum_of_supplier=1, share=0.0)

    assert [row["value"] for row in hits.rows] == [pytest.approx(1 / 3)] * 3


def test_a_market_of_few():
    held = year(("V", 40.0), *[("V", 1.0)] * 10, ("W", 50.0), kind="4321")
    answer, hits = ask_of("PBJ-19", held, "en")
    assert (answer.fired, hits.rows[0]["value"]) == (1, pytest.approx(0.5))
    assert (
        hits.rows[0]["explanation"] == "Class 43 Jambi in 2024: Herfindahl index 0.50, 2 suppliers of 12 packages, the largest with 50.0%."
    )

    even = year(*[(f"V{n}", 10.0) for n in range(12)], kind="4321")
    assert ask_of("PBJ-19", even)[0].status == "clear"
    assert ask_of("PBJ-19", year(*[("V", 1.0)] * 10, kind="43"))[0].status == "not available"


def test_the_components_of_the_index_and_their_mean():
    published = at("2024-03-01")
    common = {"buyer_id": "B", "method": "open", "tenderers": 3, "published": published}
    # bidding 10 … 100 days, decisions 1 … 10 days: one process in each tenth
    releases = [
        common | {"ocid": f"{n:02}", "closed": published + timedelta(days=10 * n), "awarded": published + timedelta(days=11 * n)}
        for n in range(1, 11)
    ]
    releases.append({"ocid": "bad", "buyer_id": "B", "method": "direct", "tenderers": 1})
    found = {row["ocid"]: row for row in components(data_of(releases=releases)).to_pyarrow().to_pylist()}

    assert [found[f"{n:02}"]["bidding"] for n in range(1, 11)] == [1, None, 0.5, 0.5, 0.5, 0.5, 0.5, 0, 0, 0]
    assert [found[f"{n:02}"]["decision"] for n in range(1, 11)] == [1, 0.5, 0.5, 0.5, 0, 0, 0, 0, 0, 0]
    assert [found["bad"][key] for key in ("single", "no_call", "procedure", "bidding", "decision", "supplier_share", "digits")] == [
        1,
        1,
        1,
        None,
        None,
        None,
        None,
    ]
    assert [found["01"][key] for key in ("single", "no_call", "procedure")] == [0, 0, 0]

    answer, hits = ask_of("CRI", data_of(releases=releases), "en")
    assert (answer.fired, answer.clear, hits.subjects) == (1, 10, ["bad"])
    assert hits.rows[0]["explanation"].startswith("CRI 1.00 of 3 parts: single bid 1.0, no call 1.0, method 1.0, time to bid –")
    assert ask_of("CRI", data_of(releases=[{"ocid": "x", "method": "open", "tenderers": 1}]))[0].status == "not available"


def test_points_of_icw_need_three_items():
    long = "Pembangunan Gedung Balai Latihan Kerja Kota " * 2
    releases = [
        {"ocid": "slow", "estimate": 12e9, "currency": "IDR", "published": at("2024-01-01"), "awarded": at("2024-04-01")},
        {"ocid": "quick", "estimate": 1e9, "currency": "IDR", "published": at("2024-01-01"), "awarded": at("2024-01-20"), "title": long},
        {"ocid": "silent", "estimate": 1e9, "currency": "IDR", "title": "Meja", "description": "Meja", "published": at("2024-12-01")},
    ]
    contracts = [
        {"ocid": who, "contract": "1", "amount": amount, "currency": "IDR"} for who, amount in (("slow", 11.9e9), ("quick", 0.95e9))
    ]

    answer, hits = ask_of("PFA", data_of(releases=releases, contracts=contracts), "en")

    # 91 days 5, saving 0.83 % 5, above Rp 10 billion 5, first quarter 1; 19 days 1, 5 % 1, up to a billion 2, title 1, quarter 1.
    # Of the last only title, description and quarter are known: texts alone are no score, however high
    assert (answer.fired, answer.clear, answer.not_available, hits.subjects) == (1, 1, 1, ["slow"])
    assert hits.rows[0]["explanation"] == (
        "PFA 4.0 of 5 over 4 of 7 items: duration 5, saving 5, amount 5, title –, description –, quarter 1, winner –."
    )


def test_the_points_of_each_item_of_icw():
    letters = {"a": 20, "b": 21, "c": 40, "d": 41, "e": 60, "f": 61, "g": 80, "h": 81}
    releases = [
        {"ocid": who, "buyer_id": "B", "year": 2024, "title": f"<b>{'x' * n}</b>", "description": "y" * (n - 1)}
        | {"published": at(f"2024-{place + 3:02}-15")}
        for place, (who, n) in enumerate(letters.items())
    ]
    winners = dict(zip(letters, "VVVVVVWW", strict=True))  # six packages for V, two for W
    data = data_of(
        releases=releases,
        awards=[{"ocid": who, "award": "1", "amount": 1.0} for who in letters],
        award_suppliers=[{"ocid": who, "award": "1", "supplier_id": won} for who, won in winners.items()],
    )
    found = {row["ocid"]: row for row in fraud_points(data).to_pyarrow().to_pylist()}

    assert [found[who]["named"] for who in letters] == [5, 4, 4, 3, 3, 2, 2, 1]
    assert [found[who]["described"] for who in letters] == [5, 5, 5, 5, 5, 1, 1, 1]  # 59 characters are fewer than 60, 60 are not
    assert [found[who]["quarter"] for who in letters] == [1, 1, 1, 1, 1, 1, 1, 5]  # October
    assert [found[who]["winner"] for who in letters] == [5] * 6 + [1] * 2
    assert {found[who][name] for who in letters for name in ("duration", "saving", "amount")} == {None}
