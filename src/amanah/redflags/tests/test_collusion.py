"""Screens of bids. Moments by hand or by pandas 2.3 (`Series.skew`, `Series.kurt`); published figures in test_published_procurement.py."""

from datetime import datetime, timedelta

import ibis
import pytest

from amanah.redflags import networks
from amanah.redflags.indicators.collusion.missing import demand
from amanah.redflags.indicators.collusion.screens import screens
from amanah.redflags.schemas import SCHEMAS
from amanah.redflags.tests.hand import ask_of, data_of

FIRST = datetime.fromisoformat("2024-01-01")


def auctions(*tenders, **more):
    """Each tender: tenderer → amount, in the order of winning; the first wins."""
    releases, bids, names, awards, suppliers = [], [], [], [], []
    for place, offers in enumerate(tenders):
        ocid = f"t{place:03}"
        releases.append({"ocid": ocid, "buyer_id": "B", "estimate": 1000.0, "currency": "IDR"} | more)
        for number, (who, amount) in enumerate(offers.items()):
            bid = {"ocid": ocid, "bid": str(number), "place": number}
            bids.append(bid | {"status": "valid", "amount": amount, "currency": "IDR", "tenderer_ids": who})
            names.append(bid | {"tenderer_id": who, "tenderer": who})
        awards.append({"ocid": ocid, "award": "1", "status": "active", "awarded": FIRST + timedelta(days=place)})
        suppliers.append({"ocid": ocid, "award": "1", "supplier_id": next(iter(offers))})
    return data_of(releases=releases, bids=bids, bid_tenderers=names, awards=awards, award_suppliers=suppliers, parties=[])


def test_the_screens_of_four_bids():
    data = auctions({"A": 100.0, "B": 110.0, "C": 111.0, "D": 112.0}, {"A": 5.0, "B": 5.0, "C": 5.0}, {"A": 7.0})
    four, same, single = screens(data).order_by("ocid").to_pyarrow().to_pylist()

    assert four["cv"] == pytest.approx(0.051365134157389615, rel=1e-12)
    assert (four["spd"], four["diffp"], four["rd"]) == (pytest.approx(0.12), pytest.approx(0.1), pytest.approx(10))
    assert four["skew"] == pytest.approx(-1.8716712105637419, rel=1e-12)
    assert four["kurt"] == pytest.approx(3.576870263947516, rel=1e-12)
    assert four["ks"] == pytest.approx(10 / 12 - 1 / 4)  # the second bid stands at 10/12 of the range when a quarter of the bids is in
    assert (same["cv"], same["rd"], same["skew"], same["ks"]) == (0, None, None, None)
    assert (single["n"], single["cv"], single["kurt"]) == (1, None, None)


def test_bids_too_close_far_apart_and_too_few():
    data = auctions({"A": 1000.0, "B": 1010.0, "C": 1020.0}, {"A": 1000.0, "B": 1100.0, "C": 1200.0}, {"A": 1000.0, "B": 1001.0})

    answer, hits = ask_of("PBJ-21", data, "en")  # sd 10 of a mean of 1,010; sd 100 of 1,100

    assert (answer.fired, answer.clear, answer.not_available, hits.subjects) == (1, 1, 1, ["t000"])
    assert hits.rows[0]["explanation"] == "3 bids between 1,000 and 1,020: coefficient of variation 1.0%, range 2.0% of the lowest."


def test_a_winner_far_below_losers_that_crowd():
    data = auctions(
        {"A": 100.0, "B": 110.0, "C": 111.0, "D": 112.0},
        {"A": 100.0, "B": 101.0, "C": 111.0, "D": 131.0},
        {"A": 100.0, "B": 110.0, "C": 111.0},
    )

    answer, hits = ask_of("PBJ-22", data)  # 10 / 1; 1 / 15.28; three bids only

    assert (answer.fired, answer.clear, answer.not_available) == (1, 1, 1)
    assert hits.rows[0]["value"] == pytest.approx(10)


def test_withdrawn_and_invited_bids_and_mixed_currencies_do_not_count():
    for change in (lambda bids: bids.mutate(status=ibis.literal("withdrawn")), lambda bids: bids.mutate(currency=bids.tenderer_ids)):
        data = auctions({"A": 1000.0, "B": 1010.0, "C": 1020.0})
        data.add(SCHEMAS["bids"], change(data["bids"]), filled=SCHEMAS["bids"].types)
        assert ask_of("PBJ-21", data)[0].status == "not available"


def test_demand_if_one_had_bid_otherwise():
    # best rivals: 0.90 for the winner and 0.80 for the loser of each of two tenders
    data = auctions({"A": 800.0, "B": 900.0}, {"A": 800.0, "B": 900.0})

    assert demand(data, (0.0, 0.2, -0.2, 0.125, -0.15)) == {
        0.0: 0.5,
        0.2: 0.0,
        -0.2: 1.0,
        0.125: pytest.approx(0.25),  # 800 raised by an eighth ties with 900, and a tie counts half
        -0.15: 1.0,
    }


def margins(inner, outer):
    """Tenders of two bids: a winner at 900, and a loser a hair (0.05 % of the estimate) or a little (0.2 %) above."""
    return auctions(*[{"A": 900.0, "B": 900.5}] * inner, *[{"A": 900.0, "B": 902.0}] * outer, *[{"A": 900.0, "B": 950.0}] * 60)


def test_a_hole_at_a_margin_of_nothing():
    # both bids of a tender have the same margin: 8 within and 72 outside: 2 × 8 / 72; z of 8 among 80 where a third is even: −4.31
    answer, hits = ask_of("PBJ-23", margins(4, 36), "en", minimum=100)

    assert (answer.fired, hits.rows[0]["value"]) == (1, pytest.approx(16 / 72))
    assert (
        "of 200 bids 8 differ from their best rival by less than 0.1% of the estimate and 72 by 0.1 to 0.3%: ratio 0.22"
        in hits.rows[0]["explanation"]
    )
    assert ask_of("PBJ-23", margins(14, 26), minimum=100)[0].status == "clear"
    assert ask_of("PBJ-23", margins(1, 9), minimum=100)[0].status == "not available"


def test_two_who_take_turns_and_two_who_do_not():
    turns = auctions(*[{"A": 1.0, "B": 2.0}, {"B": 1.0, "A": 2.0}] * 5)
    blocks = auctions(*[{"A": 1.0, "B": 2.0}] * 5, *[{"B": 1.0, "A": 2.0}] * 5)
    few = auctions(*[{"A": 1.0, "B": 2.0}, {"B": 1.0, "A": 2.0}] * 3)

    # runs 10, expected (110 − 50) / 10 = 6, variance 2.2222: z = 3.5 / 1.4907 = 2.348, tail 0.0094
    answer, hits = ask_of("PBJ-24", turns, "en")
    assert (answer.fired, hits.rows[0]["explanation"]) == (
        1,
        "Group A, B (2 members): 2 winners of 10 processes changed 10 times, 6.0 to be expected (q 0.0094).",
    )
    assert [ask_of("PBJ-24", data)[0].status for data in (blocks, few)] == ["clear", "not available"]


def test_closed_groups_stand_out_only_among_enough_groups():
    def trio(name, rounds):
        return [{f"{name}1": 1.0, f"{name}2": 2.0, f"{name}3": 3.0}] * rounds

    closed = trio("A", 6)
    mixed = [{f"{name}1": 1.0, f"{name}2": 2.0, f"{name}3": 3.0, "Z": 4.0} for name in "BCD" for _ in range(4)]
    data = auctions(*closed, *mixed)

    assert ask_of("PBJ-25", data)[0].status == "not available"
    found = {one.name: (one.members, round(one.coherence, 6), round(one.exclusivity, 6)) for one in networks.groups(data)}
    assert found["A1"] == (("A1", "A2", "A3"), 1.0, 1.0)
    answer, hits = ask_of("PBJ-25", data, minimum=2)
    assert (answer.fired, hits.subjects) == (1, ["A1"])
    assert answer.clear == len(found) - 1


def test_coherence_and_exclusivity_by_hand():
    # A–B 4, A–C 4, B–C 16 within, C–D 3 outside: 256^(1/3) / 8 and 48 / 51, if Louvain puts D with them; pairs are counted first
    data = auctions(*[{"A": 1.0, "B": 2.0, "C": 3.0}] * 4, *[{"B": 1.0, "C": 2.0}] * 12, *[{"C": 1.0, "D": 2.0}] * 3)

    pairs = {(row["a"], row["b"]): (row["shared"], row["a_won"], row["b_won"]) for row in networks.pairs(data).to_pyarrow().to_pylist()}
    assert pairs == {("A", "B"): (4, 4, 0), ("A", "C"): (4, 4, 0), ("B", "C"): (16, 12, 0), ("C", "D"): (3, 3, 0)}
    drawn = networks.graph(data)
    group = networks._group(drawn, frozenset({0, 1, 2}))
    assert (group.members, group.coherence) == (("A", "B", "C"), pytest.approx(256 ** (1 / 3) / 8))
    assert group.exclusivity == pytest.approx(48 / 51)


def test_bids_a_whole_percentage_apart():
    data = auctions(
        {"A": 123_456_700.0, "B": 127_160_401.0},  # 3 % above, to the rupiah
        {"A": 123_456_700.0, "B": 127_170_000.0},
        {"A": 100_000_000.0, "B": 103_000_000.0},  # steps of a million: chance
    )

    answer, hits = ask_of("PBJ-26", data, "en")

    assert (answer.fired, answer.clear, answer.not_available, hits.subjects) == (1, 1, 1, ["t000"])
    assert hits.rows[0]["explanation"].startswith("The bid of 127,160,401 is exactly 3% above 123,456,700; 1 of 1 pairs")


def test_parties_that_share_details():
    rows = [
        {"ocid": "t000", "party_id": "A", "phone": "(021) 555-0101", "address": "Jl. Melati No. 5, Bekasi", "tax_id": "-"},
        {"ocid": "t000", "party_id": "B", "phone": "021 5550101", "address": "JL MELATI NO 5 BEKASI", "tax_id": "-"},
        {"ocid": "t000", "party_id": "C", "phone": "021 5550199", "address": "Jl. Mawar"},
    ]
    shared = networks.shared_details(data_of(parties=rows)).order_by("detail").to_pyarrow().to_pylist()

    assert [(row["a"], row["b"], row["detail"]) for row in shared] == [("A", "B", "address"), ("A", "B", "phone")]


def test_the_drawing_is_the_same_every_time():
    def make():
        return networks.drawing(auctions(*[{"A": 1.0, "B": 2.0, "C": 3.0}] * 4, *[{"C": 1.0, "D": 2.0}] * 3))

    first = make()
    assert first == make()
    assert [node["id"] for node in first.nodes] == ["A", "B", "C", "D"]
    assert (first.nodes[0]["tenders"], first.nodes[0]["won"], len(first.edges)) == (4, 4, 4)
