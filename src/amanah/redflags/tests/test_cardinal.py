"""The eleven give Cardinal's results on its inputs: its documentation's worked examples, and its output on Tsuchiura's auctions."""

import json
from pathlib import Path
from typing import Any

import pytest

from amanah.redflags.catalogue import catalogue
from amanah.redflags.settings import Settings, load
from amanah.redflags.tests.releases import ELEVEN, Found, Read, found, written

HERE = Path(__file__).parent / "cardinal"
TSUCHIURA = Path(__file__).parents[5] / "shared" / "data" / "bid-rigging-tsuchiura"
KINDS = {"OCID": "ocid", "Buyer": "buyer", "ProcuringEntity": "procuring_entity", "Tenderer": "tenderer"}

DOCUMENTED: dict[str, dict[str, Any]] = {
    "003": {"OCID": {"F": {"R003": 1.0}}},
    "018": {"OCID": {"F": {"R018": 1.0}}},
    "024": {"OCID": {"F": {"R024": 1.0}}, "Tenderer": {"W": {"R024": 0.0}, "L": {"R024": 0.0}}},
    "025": {"Tenderer": {"F": {"R025": 0.16666666666666666}}},
    "028": {"OCID": {"F": {"R028": 1.0}}, "Tenderer": {"D": {"R028": 1.0}, "V": {"R028": 1.0}}},
    "030": {"OCID": {"F": {"R030": 1.0}}, "Tenderer": {"W": {"R030": 1.0}}},
    "035": {"OCID": {"F": {"R035": 1.0}}, "Tenderer": {"V": {"R035": 0.0}}},
    "036": {"OCID": {"F": {"R036": 1.0}}},
    "038": {"Buyer": {"B": {"R038": 0.5}}},
    "048": {"Tenderer": {"F": {"R048": 2.0}}},
    "058": {"OCID": {"F": {"R058": 99.0}}, "Tenderer": {"W": {"R058": 0.0}}},
}
"""As the pages docs/cli/indicators/R/*.md of Cardinal print it."""


def as_found(results: dict[str, Any]) -> Found:
    return {(KINDS[group], name): values for group, every in results.items() if group in KINDS for name, values in every.items()}


@pytest.mark.parametrize("number", DOCUMENTED)
def test_a_worked_example_gives_what_its_page_prints(number: str, tmp_path: Path) -> None:
    own = HERE / f"{number}.ini"
    settings = load(own if own.exists() else None, catalogue())

    read = Read(HERE / f"{number}.jsonl", work=tmp_path, only=settings.only or ELEVEN)

    assert found(read.data, settings) == as_found(DOCUMENTED[number])


def test_tsuchiura_gives_what_cardinal_gives(tmp_path: Path) -> None:
    if not TSUCHIURA.exists():
        pytest.skip("the auctions of Tsuchiura are not on this machine")
    expected = json.loads((TSUCHIURA / "tsuchiura_ocds.cardinal_expected.json").read_text(encoding="utf-8"))
    read = Read(TSUCHIURA / "tsuchiura_ocds.jsonl.gz", work=tmp_path, only=ELEVEN)

    assert (read.taken.rows["releases"], read.taken.rows["bids"], read.rejected) == (1_565, 6_013, [])
    assert found(read.data, Settings(shared={"currency": "JPY"})) == as_found(expected)


def bid(status: str, tenderer: str, amount: float = 1, currency: str = "IDR", **more: Any) -> dict[str, Any]:
    return {"status": status, "tenderers": [{"id": tenderer}], "value": {"amount": amount, "currency": currency}, **more}


def process(ocid: str, *bids: dict[str, Any], winner: str = "W", **tender: Any) -> dict[str, Any]:
    awards = [{"status": "active", "suppliers": [{"id": winner}]}] if winner else []
    return {"ocid": ocid, "tender": tender, "bids": {"details": list(bids)}, "awards": awards}


def asked(tmp_path: Path, name: str, *releases: dict[str, Any], given: dict[str, Any] | None = None, **shared: Any) -> Found:
    read = Read(written(tmp_path / "in.jsonl", *releases), work=tmp_path / "work", only=[name])
    return found(read.data, Settings({name: given or {}}, shared), name)


def test_a_deadline_in_another_zone_misleads_unless_strict(tmp_path: Path) -> None:
    """23:00 at UTC−5 is after 03:00 the next day in UTC, though its text is smaller; 08:00 at UTC+7 is before 02:00 UTC."""
    really_late = bid("valid", "W", date="2026-03-01T23:00:00-05:00")
    only_by_text = bid("valid", "W", date="2026-03-02T08:00:00+07:00")
    late = process("late", really_late, tenderPeriod={"endDate": "2026-03-02T03:00:00Z"})
    timely = process("timely", only_by_text, tenderPeriod={"endDate": "2026-03-02T02:00:00Z"})

    assert asked(tmp_path, "R030", late, timely).keys() == {("ocid", "timely"), ("tenderer", "W")}
    assert asked(tmp_path, "R030", late, timely, given={"strict": True}).keys() == {("ocid", "late"), ("tenderer", "W")}


def test_the_smallest_number_of_processes_is_one_of_bids_unless_strict(tmp_path: Path) -> None:
    releases = [
        {**process("1", bid("valid", "a"), bid("disqualified", "b"), winner=""), "buyer": {"id": "B"}},
        *({**process(f"{n}", bid("valid", f"c{n}"), winner=""), "buyer": {"id": "C"}} for n in range(2, 6)),
    ]

    assert asked(tmp_path, "R038", *releases, given={"threshold": 0.4}) == {("buyer", "B"): {"R038": 0.5}}
    assert asked(tmp_path, "R038", *releases, given={"threshold": 0.4, "strict": True}) == {}


def test_one_currency_is_compared_the_set_one_or_the_first(tmp_path: Path) -> None:
    """In rupiah the lowest bid is valid, in dollars it is disqualified."""
    rupiah = process("idr", bid("valid", "W", 5), bid("disqualified", "L", 9))
    dollars = process("usd", bid("valid", "W", 5, "USD"), bid("disqualified", "L", 4, "USD"))

    assert asked(tmp_path, "R036", rupiah, dollars) == {}
    assert asked(tmp_path, "R036", dollars, rupiah) == {("ocid", "usd"): {"R036": 1.0}}
    assert asked(tmp_path, "R036", rupiah, dollars, currency="USD") == {("ocid", "usd"): {"R036": 1.0}}


def test_a_single_bidder_counts_where_the_call_was_open(tmp_path: Path) -> None:
    called = {"one": (1, "open"), "two": (2, "open"), "direct": (1, "direct")}
    releases = [{"ocid": name, "tender": {"numberOfTenderers": n, "procurementMethod": way}} for name, (n, way) in called.items()]

    assert asked(tmp_path, "R018", *releases, given={"procurement_methods": ["open"]}) == {("ocid", "one"): {"R018": 1.0}}


def test_of_two_lowest_bids_the_first_counts(tmp_path: Path) -> None:
    first = process("first", bid("disqualified", "L", 5), bid("valid", "W", 5))
    second = process("second", bid("valid", "W", 5), bid("disqualified", "L", 5))

    assert asked(tmp_path, "R036", first, second) == {("ocid", "first"): {"R036": 1.0}}


def test_prices_are_compared_only_where_the_method_is_about_prices(tmp_path: Path) -> None:
    same = [bid("valid", "W", 7), bid("pending", "L", 7)]
    auction, quality = (process(name, *same, procurementMethodDetails=name) for name in ("Lelang", "Mutu"))
    cancelled = process("batal", *same, status="cancelled")

    def flagged(**shared: Any) -> set[str]:
        return {name for kind, name in asked(tmp_path, "R028", auction, quality, cancelled, **shared) if kind == "ocid"}

    assert flagged() == {"Lelang", "Mutu"}
    assert flagged(no_price_comparison_procurement_methods="Mutu") == {"Lelang"}
    assert flagged(price_comparison_procurement_methods="Mutu|Lain") == {"Mutu"}
    assert flagged(exclusions={"procurement_method_details": "Lelang|Mutu"}) == set()


def test_the_same_tenderers_in_another_order_are_not_two(tmp_path: Path) -> None:
    together = {"status": "valid", "value": {"amount": 3, "currency": "IDR"}}
    releases = [
        process("same", {**together, "tenderers": [{"id": "a"}, {"id": "b"}]}, {**together, "tenderers": [{"id": "b"}, {"id": "a"}]}),
        process("other", {**together, "tenderers": [{"id": "a"}, {"id": "b"}]}, {**together, "tenderers": [{"id": "c"}]}),
    ]

    assert set(asked(tmp_path, "R028", *releases)) == {("ocid", "other"), ("tenderer", "a"), ("tenderer", "b"), ("tenderer", "c")}


def test_awards_that_are_not_final_keep_a_process_out(tmp_path: Path) -> None:
    bids = [bid("disqualified", "L"), bid("valid", "W")]
    pending = process("pending", *bids)
    pending["awards"].append({"status": "pending"})
    cancelled = process("after a cancelled one", *bids)
    cancelled["awards"].append({"status": "cancelled", "suppliers": [{"id": "X"}]})

    assert set(asked(tmp_path, "R035", pending, cancelled)) == {("ocid", "after a cancelled one"), ("tenderer", "W")}
    assert asked(tmp_path, "R035", cancelled, given={"threshold": 2}) == {}


def test_a_consortium_left_alone_is_not_one_tenderer(tmp_path: Path) -> None:
    both = [{"id": "a"}, {"id": "b"}]
    joint = process("joint", bid("disqualified", "L"), {**bid("valid", "a"), "tenderers": both})
    joint["awards"][0]["suppliers"] = both

    assert asked(tmp_path, "R035", joint, process("alone", bid("disqualified", "L"), bid("valid", "W"))).keys() == {
        ("ocid", "alone"),
        ("tenderer", "W"),
    }


def test_a_short_period_is_counted_in_whole_days_and_by_method(tmp_path: Path) -> None:
    def lasting(ocid: str, end: str, start: str = "2026-01-01T08:00:00+07:00", **more: str) -> dict[str, Any]:
        return {"ocid": ocid, "tender": {"tenderPeriod": {"startDate": start, "endDate": end}, **more}}

    releases = [
        lasting("fifteen", "2026-01-16T01:00:00Z"),
        lasting("a second less", "2026-01-16T00:59:59Z"),
        lasting("backwards", "2025-12-31T20:00:00Z", procurementMethodDetails="Nol"),
        lasting("no time", "2026-01-02"),
        lasting("quick", "2026-01-06T08:00:00+07:00", procurementMethodDetails="Tender Cepat"),
    ]
    details = {"Tender Cepat": 5, "Nol": 0}

    flagged = asked(tmp_path, "R003", *releases, given={"procurement_method_details": details})

    assert {name for _kind, name in flagged} == {"a second less"}


def test_a_fence_that_is_not_above_zero_judges_nobody(tmp_path: Path) -> None:
    """Ratios 0, 1, 1: the lower quartile is 0 by type 8 (h = 10/12 + 1/3 = 1.17, so 0.17), its fence −1.42."""
    releases = [process(f"{n}", bid("valid", "W", 1), bid("valid", "L", amount)) for n, amount in enumerate((1, 2, 2))]
    read = Read(written(tmp_path / "in.jsonl", *releases), work=tmp_path / "work")

    assert found(read.data, Settings(), "R024") == {}
    assert found(read.data, Settings({"R024": {"threshold": 0.05}}), "R024").keys() == {("ocid", "0"), ("tenderer", "W"), ("tenderer", "L")}


def test_whoever_wins_every_second_time_is_no_serial_loser(tmp_path: Path) -> None:
    """Both bid twice and win once: a share of 1/2 is above 0.4 and not above 0.5."""
    releases = [process(winner, bid("valid", "W", 1), bid("valid", "L", 2), winner=winner) for winner in ("W", "L")]

    assert asked(tmp_path, "R025", *releases, given={"threshold": 0.4}) == {}
    assert asked(tmp_path, "R025", *releases, given={"threshold": 0.5}) == {("tenderer", name): {"R025": 0.5} for name in "WL"}
