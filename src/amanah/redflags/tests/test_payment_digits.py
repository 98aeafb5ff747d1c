import gzip
from pathlib import Path

import pytest

from amanah.redflags.data import Data
from amanah.redflags.indicators.payments import digits
from amanah.redflags.schemas import SCHEMAS
from amanah.redflags.tests.hand import ask_of, data_of

BENFORD = Path(__file__).parents[5] / "shared" / "data" / "benford"


def amounts(*units: float, **more: str) -> list[dict]:
    return [{"amount": round(unit * 100), **more} for unit in units]


def test_the_mean_deviation_of_first_digits_by_hand() -> None:
    data = data_of(payments=amounts(1, 1, 2, 9))

    answer, hits = ask_of("BYR-04", data, "en", minimum_first=4, spread=1, q=1)

    # (|.5-.30103| + |.25-.17609| + |.25-.04576| + the .47712 of the six digits that never came) / 9
    assert hits.rows[0]["value"] == pytest.approx(0.95424251 / 9, abs=1e-8)
    assert (answer.fired, hits.subjects) == (1, ["all: –"])
    assert ask_of("BYR-04", data, minimum_first=4, spread=1)[0].status == "clear"  # four numbers prove nothing


def test_units_are_judged_apart_and_a_small_or_narrow_group_says_nothing() -> None:
    rows = amounts(1, 1, 2, 9, unit="A") + amounts(5, unit="B")

    assert ask_of("BYR-04", data_of(payments=rows), minimum_first=4, spread=1, q=1)[1].subjects == ["all: –", "unit: A"]
    assert ask_of("BYR-04", data_of(payments=rows))[0].not_available == 3
    assert ask_of("BYR-04", data_of(payments=rows), minimum_first=4, spread=10)[0].status == "not available"


def test_what_follows_benford_is_clear_powers_of_ten_included() -> None:
    cells = [10 ** (k / 300) * 10 for k in range(900)] + [10.0, 100.0, 1_000.0, 10_000.0]

    answer, _ = ask_of("BYR-04", data_of(payments=amounts(*cells)))

    assert answer.status == "clear"
    counted = digits.counts(data_of(payments=amounts(0.05, 10, 100, 10**13))).to_pyarrow().to_pylist()
    assert sorted((row["two"], row["n"]) for row in counted) == [(10, 3), (50, 1)]


def test_an_amount_paid_over_and_over_is_named() -> None:
    answer, hits = ask_of("BYR-05", data_of(payments=amounts(*[50] * 30, *[50 + k / 100 for k in range(1, 11)])), "en")

    # 40 payments x log10(51/50) / 11 different amounts = 0.03127
    assert (answer.fired, answer.clear, hits.rows[0]["value"]) == (1, 10, 30)
    assert (
        hits.rows[0]["explanation"] == "Amount 50 was paid 30 times (place 1); spread evenly over amounts that begin like it, about <0.1."
    )


def test_few_repetitions_and_low_places_are_clear_and_nothing_paid_is_not_available() -> None:
    assert ask_of("BYR-05", data_of(payments=amounts(*[50] * 19)))[0].status == "clear"
    assert ask_of("BYR-05", data_of(payments=amounts(*[50] * 30, *[60] * 40)), top=1)[1].subjects == ["60.00"]
    assert ask_of("BYR-05", data_of(payments=amounts(-3)))[0].status == "not available"


def test_one_ending_of_a_hundred() -> None:
    answer, hits = ask_of("BYR-06", data_of(payments=amounts(*[1_247] * 100)), "en", minimum=100)

    # chi-square 100 x 99.9 - 100 = 9,890; deviation 2 x (1 - 10/999) / 100
    assert (answer.fired, hits.rows[0]["value"]) == (1, pytest.approx(2 * (1 - 10 / 999) / 100))
    assert hits.rows[0]["explanation"].startswith("Of 100 amounts, the ending 47 occurs 100 times; chi-square 9,890.0 (99 degrees)")


def test_even_endings_are_clear_and_few_amounts_say_nothing() -> None:
    even = amounts(*[1_001 + k for k in range(100)])

    assert ask_of("BYR-06", data_of(payments=even), minimum=100)[0].status == "clear"
    assert ask_of("BYR-06", data_of(payments=even))[0].not_available == 1


def published(name: str, column: str) -> Data:
    path = BENFORD / name
    if not path.exists():
        pytest.skip(f"{path} is not here: the set may be used, not passed on")
    with gzip.open(path, "rt") as file:
        heads = file.readline().strip().split(",")
    data = data_of()
    sql = f"select round({column!r}::decimal(20, 4) * 100)::bigint as amount from read_csv('{path}')".replace(f"'{column}'", f'"{column}"')
    assert column in heads
    data.con.con.sql(f"create table published as {sql}")
    data.add(SCHEMAS["payments"], data.con.table("published"), filled=["amount"])
    return data


def test_published_corporate_payments_2010() -> None:
    """benford.analysis 0.1.5, README and tests: 185,083 positive amounts, deviation 0.002336614; 177,763 of 10 and more."""
    data = published("corporate_payment_2010.csv.gz", "amount")

    hits = ask_of("BYR-04", data, "en")[1]
    assert hits.rows[0]["value"] == pytest.approx(0.002336614, abs=5e-10)
    assert "Of 185,083 amounts" in hits.rows[0]["explanation"]
    assert "chi-square 32,100.9, q <0.0001)." in hits.rows[0]["explanation"]

    large = digits.counts(data, 10)
    one = digits.deviation(large.mutate(one=(large.two / 10).floor().cast("int64")), "one").to_pyarrow().to_pylist()[0]
    two = digits.deviation(large, "two").to_pyarrow().to_pylist()[0]
    assert (one["n"], round(one["mad"], 5), round(two["mad"], 5)) == (177_763, 0.01464, 0.00243)

    often = ask_of("BYR-05", data)[1].rows
    assert sorted(((row["value"], row["subject_id"]) for row in often), reverse=True)[:6] == [
        (6022, "50.00"),
        (2264, "1153.35"),
        (1185, "1083.45"),
        (1056, "150.00"),
        (1018, "988.35"),
        (976, "1159.35"),
    ]


def test_published_census_2009() -> None:
    """benford.analysis 0.1.5: 19,482 towns of ten and more people, chi-square of the first two digits 108."""
    two = digits.deviation(digits.counts(published("census_2009.csv.gz", "pop.2009"), 10), "two").to_pyarrow().to_pylist()[0]

    assert (two["n"], round(two["chi2"])) == (19_482, 108)
