"""Splitting and crowding below limits. Limits of the rulebook on 2024-05-01: direct purchases of goods Rp 200 million, consultancy 100."""

from datetime import datetime

import pytest

from amanah.redflags.tests.hand import ask_of, data_of

at = datetime.fromisoformat


def direct(ocid, day, amount, supplier="V1", **more):
    return {"ocid": ocid, "buyer_id": "B1", "method": "direct", "category": "goods", "currency": "IDR"} | more, day, amount, supplier


def bought(*rows):
    releases, awards, suppliers = [], [], []
    for release, day, amount, supplier in rows:
        releases.append(release)
        awards.append({"ocid": release["ocid"], "award": "1", "status": "active", "awarded": day, "amount": amount, "currency": "IDR"})
        suppliers.append({"ocid": release["ocid"], "award": "1", "supplier_id": supplier})
    return data_of(releases=releases, awards=awards, award_suppliers=suppliers)


def test_three_purchases_within_a_month_that_together_pass_the_limit():
    data = bought(
        direct("a", at("2024-05-01"), 90e6),
        direct("b", at("2024-05-11"), 80e6),
        direct("c", at("2024-05-30"), 70e6),
        direct("d", at("2024-07-30"), 150e6),
    )

    answer, hits = ask_of("PBJ-12", data, "en")

    assert (answer.status, answer.fired, answer.clear) == ("fired", 1, 0)
    assert hits.rows[0]["value"] == pytest.approx(240 / 200)
    assert hits.rows[0]["explanation"].startswith(
        "3 direct purchases by B1 from supplier V1 within 30 days up to 2024-05-30 come to 240,000,000"
    )


def test_thirty_one_days_exactly_the_limit_or_another_supplier_are_no_split():
    apart = bought(direct("a", at("2024-05-01"), 150e6), direct("b", at("2024-05-31"), 150e6))
    exactly = bought(direct("a", at("2024-05-01"), 100e6), direct("b", at("2024-05-02"), 100e6))
    others = bought(direct("a", at("2024-05-01"), 150e6), direct("b", at("2024-05-02"), 150e6, "V2"))

    assert [ask_of("PBJ-12", data)[0].status for data in (apart, exactly, others)] == ["clear"] * 3


def test_a_limit_is_that_of_the_day_and_of_the_category():
    consulting = {"category": "consultingServices"}
    assert ask_of("PBJ-12", bought(direct("a", at("2024-05-01"), 60e6, **consulting), direct("b", at("2024-05-02"), 60e6, **consulting)))[
        0
    ].fired
    works = {"category": "works"}
    rows = (direct("a", at("2025-05-01"), 150e6, **works), direct("b", at("2025-05-02"), 150e6, **works))
    assert not ask_of("PBJ-12", bought(*rows))[0].fired  # Rp 400 million since 30 April 2025


def test_without_a_day_a_purchase_cannot_be_told():
    answer, _ = ask_of("PBJ-12", bought(direct("a", None, 90e6)))

    assert (answer.status, answer.not_available) == ("not available", 1)


def packages(*estimates, **more):
    return [
        {"ocid": str(place), "buyer_id": "B1", "estimate": estimate, "currency": "IDR", "category": "goods", "year": 2024}
        | {"method": "direct" if estimate <= 200e6 else "open"}
        | more
        for place, estimate in enumerate(estimates)
    ]


def test_a_buyer_with_eighteen_packages_below_and_two_above():
    data = data_of(releases=packages(*[195e6] * 17, 200e6, 201e6, 220e6))

    answer, hits = ask_of("PBJ-13", data, "en")

    # z = (18 − 20 × 0.65 − 0.5) / sqrt(20 × 0.65 × 0.35) = 2.1096; the tail beyond it is 0.0174
    assert answer.fired == 1
    assert hits.rows[0]["value"] == pytest.approx(0.9)
    assert hits.rows[0]["explanation"] == (
        "Of 20 packages of B1 near the limit of 200,000,000, 18 lie just below it and 2 above (95% interval of the share below 69.9% to 97.2%; "
        "q 0.0174)."
    )


def test_an_even_split_is_clear_and_few_packages_tell_nothing():
    even = data_of(releases=packages(*[195e6] * 12, *[205e6] * 10))
    few = data_of(releases=packages(*[195e6] * 19))

    assert ask_of("PBJ-13", even)[0].status == "clear"
    assert (ask_of("PBJ-13", few)[0].status, ask_of("PBJ-13", few)[0].not_available) == ("not available", 1)


def test_a_list_without_direct_purchases_says_nothing_of_their_limit():
    data = data_of(releases=packages(*[195e6] * 22, method="open"))

    assert ask_of("PBJ-13", data)[0].status == "not available"


def test_an_estimate_rounded_across_the_limit_counts_on_neither_side():
    data = data_of(releases=packages(*[200e6] * 40, estimate_within=50_000.0))

    assert ask_of("PBJ-13", data)[0].status == "not available"


def test_a_year_in_which_the_limit_changed_leaves_it_open():
    data = data_of(releases=packages(*[4.9e9] * 40, category="works", year=2018))

    assert ask_of("PBJ-13", data)[0].status == "not available"


def test_a_package_just_below_the_limit_of_its_method():
    light = {"method": "direct", "method_details": "Pengadaan Langsung"}
    data = data_of(releases=packages(180e6, 200e6, 179e6, 230e6, **light))

    answer, hits = ask_of("PBJ-13A", data)

    assert (answer.fired, answer.clear, hits.subjects) == (2, 2, ["0", "1"])
    assert ask_of("PBJ-13A", data_of(releases=packages(199_950_000.0, estimate_within=60_000.0, **light)))[0].not_available == 1
