"""Pairs of counts, weighted parts, and the one form in which an answer is kept; no database."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amanah.engines.instruments.reading import InstrumentError, parse, read
from amanah.engines.instruments.scoring import AnswerError, score, tidy, value
from amanah.engines.instruments.tests.conftest import SMALL

KECIL = parse(SMALL, "kecil.toml")
PAIR = KECIL.by_key["depan.2"]

ANSWERS = st.fixed_dictionaries(
    {
        "depan.1": st.sampled_from(["A", "B", "C", None]),
        "depan.2": st.one_of(st.none(), st.tuples(st.integers(0, 9), st.integers(0, 9)).map("{0[0]}/{0[1]}".format)),
        "belakang.1": st.sampled_from([None, 1, 2, 3, 4, 5]),
        "belakang.2": st.one_of(st.none(), st.decimals(0, 4, places=2)),
    }
)


def test_a_pair_is_two_counts_and_their_ratio() -> None:
    assert value(PAIR, "3/4") == value(PAIR, {"with_purpose": 3, "guests": "4"}) == Decimal("0.75")
    assert value(PAIR, "5/4") == 1
    assert value(PAIR, "0/0") == 1  # its zero rule
    assert value(PAIR, "3/0") == 0
    assert tidy(PAIR, " 3 / 4 ") == {"with_purpose": "3", "guests": "4"}


@pytest.mark.parametrize("said", ["0,75", "3/4/5", "a/4", "-1/4", {"guests": 4}, 75, "1e99/4"])
def test_half_a_pair_is_no_answer(said: Any) -> None:
    with pytest.raises(AnswerError, match="depan"):
        value(PAIR, said)


@settings(max_examples=40)
@given(ANSWERS, ANSWERS)
def test_the_kept_form_says_the_same_and_better_is_never_less(one: dict[str, Any], other: dict[str, Any]) -> None:
    questions = KECIL.by_key
    kept = {key: tidy(questions[key], said) for key, said in one.items()}
    assert score(KECIL, kept).exact == score(KECIL, one).exact
    assert {key: tidy(questions[key], said) for key, said in kept.items()} == kept
    best = {
        key: max((one[key], other[key]), key=lambda said, key=key: value(questions[key], said) or Decimal(0))  # type: ignore[misc]
        for key in one
    }
    assert max(score(KECIL, one).exact, score(KECIL, other).exact) <= score(KECIL, best).exact <= KECIL.most
    unfolded = sum(answered.points for answered in score(KECIL, best).answers())
    assert abs(unfolded - score(KECIL, best).exact) < Decimal("1e-20")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (', formula = { over = "with_purpose", under = "guests", zero_both = 1 }', "", "a pair of counts without a formula"),
        ("weight = 30,", "weight = 20,", "do not weigh 40 together"),
        ("weight = 30,", "", "do not weigh 40 together"),
        ('roll_up = "weighted"\n', "", "have weights, but it is not weighted"),
        ('roll_up = "weighted"', 'roll_up = "loudest"', "rolls up by 'loudest'"),
        ('relation = "part of"', 'relation = "resembles"', "says 'resembles'"),
        ('mark = "D"\n', 'mark = "D"\nover_units = "median"\n', "over_units is 'median'"),
    ],
)
def test_a_wrong_rule_is_named(tmp_path: Path, before: str, after: str, said: str) -> None:
    (tmp_path / "kecil.toml").write_text(SMALL.replace(before, after, 1))

    with pytest.raises(InstrumentError, match=said):
        read(tmp_path / "kecil.toml")
