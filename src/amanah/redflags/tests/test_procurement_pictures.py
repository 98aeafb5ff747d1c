"""Pictures of procurement and collusion: what they draw, and that they say nothing where there is little."""

import pyarrow as pa
import pytest

from amanah.redflags.report.picture import drawn
from amanah.redflags.report.pictures import collusion, procurement
from amanah.redflags.running import Answer
from amanah.redflags.schemas import SCHEMAS
from amanah.redflags.tests.hand import data_of
from amanah.redflags.tests.test_collusion import auctions

PARTIES = [{"ocid": "t000", "party_id": who, "phone": "021-5550101", "email": "", "address": "", "tax_id": ""} for who in "AB"]


def packages(**counts):
    releases = [
        {
            "ocid": f"{value}-{n}",
            "buyer_id": "B",
            "estimate": float(value[1:]) * 1e6,
            "currency": "IDR",
            "category": "goods",
            "year": 2024,
            "method": "direct",
        }
        for value, count in counts.items()
        for n in range(count)
    ]
    contracts = [{"ocid": one["ocid"], "contract": "1", "amount": one["estimate"] * 0.995, "currency": "IDR"} for one in releases]
    return data_of(releases=releases, contracts=contracts)


def test_estimates_around_a_limit_and_what_was_saved():
    asked = {"PBJ-13": Answer("PBJ-13"), "PFA": Answer("PFA")}
    limit, saved, items = procurement.pictures(packages(m196=30, m200=40, m204=5), asked, "en")

    assert limit.title.en == "Do estimates crowd below 200 million?"
    assert ("198.0", "202.0", 40) in limit.rows
    svg = drawn(limit, "en", 1)
    assert svg.startswith("<svg")
    assert "Do estimates crowd below 200 million?</title>" in svg
    assert "Limit 200" in svg
    assert [row[1] for row in saved.rows] == [0, 0, 0, 0, 75]  # half a percent saved: five points
    told = {row[0]: row[1:] for row in items.rows}
    assert (told["2 saving"], told["3 amount"]) == ((75, 0, 0, 0, 0, 75), (75, 75, 0, 0, 0, 0))
    assert [name for name, row in told.items() if not isinstance(row[0], int)] == [
        "1 duration",
        "4 title",
        "5 description",
        "6 last quarter",
        "7 repeated winner",
    ]
    assert "3 amount" in drawn(items, "en", 2)


def test_few_packages_make_no_picture():
    asked = {name: Answer(name) for name in ("PBJ-13", "PBJ-15")}

    assert list(procurement.pictures(packages(m196=3, m200=4), asked, "id")) == []


@pytest.mark.parametrize(
    ("asked", "drawn_for"),
    [("PBJ-12", "estimates crowd below"), ("PBJ-15", "saved"), ("R018", "")],
)
def test_a_picture_is_drawn_for_those_to_whom_it_belongs(asked, drawn_for):
    titles = [one.title.en for one in procurement.pictures(packages(m196=30, m200=40, m204=5), {asked: Answer(asked)}, "en")]

    assert len(titles) == bool(drawn_for)
    assert all(drawn_for in title for title in titles)


def test_the_network_the_spread_and_the_margins():
    data = auctions(*[{"A": 900.0, "B": 903.0, "C": 910.0}] * 20, *[{"C": 900.0, "D": 901.0, "E": 905.0}] * 20)

    data.add(SCHEMAS["parties"], data.con.create_table("known", pa.Table.from_pylist(PARTIES)), filled=("party_id", "phone"))

    network, spread, margins = collusion.pictures(data, {}, "id")

    assert network.rows[0] == ("A", "B", 20, 20, 0, "telepon")
    assert sum(row[2] for row in spread.rows) == 40
    assert sum(row[2] for row in margins.rows) == 20 * (2 + 3)  # 910 of the first kind is a whole percent away
    assert all("</desc>" in drawn(one, "id", 1) for one in (network, spread, margins))


@pytest.mark.parametrize("family", [procurement, collusion])
def test_other_data_have_none(family):
    assert list(family.pictures(data_of(payments=[{"amount": 1}]), {}, "id")) == []
