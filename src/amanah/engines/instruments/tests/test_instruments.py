"""Scores against the official arithmetic, and what must hold for any sheet."""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amanah.engines.instruments.definition import Instrument, Question
from amanah.engines.instruments.reading import InstrumentError, instruments, read
from amanah.engines.instruments.scoring import AnswerError, gains, score, value

ZONE = instruments()["integrity-zone"]
AKIP = instruments()["akip"]
ALL = sorted(instruments())


def best(question: Question) -> Any:
    return next(iter(question.scale.values)) if question.scale else int(question.highest)


def worst(question: Question) -> Any:
    if question.scale:
        return list(question.scale.values)[-1]
    return 1 if question.kind == "level" else 0


def possible(question: Question) -> st.SearchStrategy[Any]:
    if question.scale:
        return st.sampled_from([None, *question.scale.values])
    if question.kind == "level":
        return st.sampled_from([None, 1, 2, 3, 4, 5])
    return st.one_of(st.none(), st.decimals(0, question.highest, places=2))


def sheets(instrument: Instrument) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({question.key: possible(question) for question in instrument.questions})


def test_the_zone_has_its_113_questions_and_weights() -> None:
    assert len(ZONE.questions) == 113
    assert {part.key: part.weight for part in ZONE.parts} == {"pengungkit": 60, "hasil": 40}
    areas = {key: ZONE.every_part[f"pengungkit.pemenuhan.{key}"].weight for key in ("MP", "TT", "SDM", "AK", "PW", "PP")}
    assert areas == {"MP": 4, "TT": Decimal("3.5"), "SDM": 5, "AK": 5, "PW": Decimal("7.5"), "PP": 5}
    assert ZONE.weights["pengungkit.pemenuhan.SDM.3.a"] == Decimal("1.25") / 6


@pytest.mark.parametrize("name", ALL)
def test_a_perfect_sheet_earns_everything_and_an_empty_one_nothing(name: str) -> None:
    one = instruments()[name]

    assert one.most == (100 if not name.startswith("iso-") else len(one.questions))
    assert score(one, {question.key: best(question) for question in one.questions}).total == one.most
    assert score(one, {}).total == 0
    assert abs(sum(one.weights.values()) - one.most) < Decimal("1e-20")


def test_a_partial_sheet_by_hand() -> None:
    """Team 0.5 × (1 + 0.5)/2; plan 1 × (1 + 0 + 0)/3; monitoring 1 × (0.67 + 0.33 + 0)/3; IPAK 3.6/4 × 17.5; IPKP 3.2/4 × 17.5."""
    answers = {
        "pengungkit.pemenuhan.MP.1.a": "Ya",
        "pengungkit.pemenuhan.MP.1.b": "B",
        "pengungkit.pemenuhan.MP.2.a": "yes",
        "pengungkit.pemenuhan.MP.3.a": "B",
        "pengungkit.pemenuhan.MP.3.b": "c",
        "hasil.BERSIH.1.a": "3,6",
        "hasil.PRIMA.1.a": 3.2,
    }
    expected = Decimal("0.375") + Decimal(1) / 3 + Decimal(1) / 3 + Decimal("15.75") + Decimal(14)

    assert score(ZONE, answers).total == expected.quantize(Decimal("0.01"), ROUND_HALF_UP) == Decimal("30.79")


def test_counts_make_percentages_with_their_zero_rules() -> None:
    questions = {question.key: question for question in ZONE.questions}
    discipline, complaints = questions["pengungkit.reform.SDM.3.a"], questions["pengungkit.reform.PW.2.a"]

    assert value(discipline, {"breaches_last_year": 8, "breaches_this_year": 2}) == Decimal("0.75")
    assert value(discipline, {"breaches_last_year": 2, "breaches_this_year": 8}) == 0
    assert value(discipline, {"breaches_last_year": 0, "breaches_this_year": 0}) == 1
    assert value(discipline, {"breaches_last_year": 0, "breaches_this_year": 3}) == 0
    assert value(complaints, {"settled": 0, "due": 0}) == 1
    assert value(complaints, {"settled": 3, "due": 4}) == Decimal("0.75")
    assert value(questions["pengungkit.reform.MP.1.a"], {"changes": 5, "change_agents": 4}) == 1
    assert value(questions["pengungkit.reform.MP.1.a"], 125) == 1


def test_the_thresholds_of_wbk_and_wbbm() -> None:
    full = {question.key: best(question) for question in ZONE.questions}
    by_key = {predicate.key: predicate for predicate in ZONE.predicates}
    survey = score(ZONE, {**full, "hasil.BERSIH.1.a": "3.6", "hasil.PRIMA.1.a": "3.2"})
    below = score(ZONE, {**full, "hasil.BERSIH.1.a": "3.59"})

    assert all(one.held for one in survey.met(by_key["WBK"]))
    assert [one.title for one in survey.met(by_key["WBBM"]) if not one.held] == ["Pelayanan publik yang prima"]
    assert [one.title for one in below.met(by_key["WBK"]) if not one.held] == ["IPAK"]
    assert by_key["WBBM"].before == "WBK"


@pytest.mark.parametrize(
    ("letter", "total", "grade"),
    [("AA", 100, "AA"), ("A", 90, "A"), ("BB", 80, "BB"), ("B", 70, "B"), ("CC", 60, "CC"), ("C", 50, "C"), ("D", 30, "D"), ("E", 0, "D")],
)
def test_akip_grades(letter: str, total: int, grade: str) -> None:
    sheet = score(AKIP, {question.key: letter for question in AKIP.questions})

    assert (sheet.total, sheet.grade) == (total, grade)


def test_akip_sub_components_weigh_as_the_regulation_says() -> None:
    assert [float(AKIP.weights[question.key]) for question in AKIP.questions] == [6, 9, 15, 6, 9, 15, 3, 4.5, 7.5, 5, 7.5, 12.5]


def test_the_lowest_element_decides_audit_capability() -> None:
    iacm = instruments()["iacm"]
    levels = {question.key: 4 for question in iacm.questions}

    assert score(iacm, levels).grade == "4"
    assert score(iacm, {**levels, "elemen.3": 2}).grade == "2"


@settings(max_examples=25)
@given(st.data())
def test_a_better_answer_never_lowers_a_score(data: st.DataObject) -> None:
    one = instruments()[data.draw(st.sampled_from(ALL))]
    answers = data.draw(sheets(one))
    question = data.draw(st.sampled_from(one.questions))
    other = data.draw(possible(question))
    low, high = sorted((answers[question.key], other), key=lambda answer: value(question, answer) or Decimal(0))

    less, more = (score(one, {**answers, question.key: answer}) for answer in (low, high))

    assert less.exact <= more.exact
    assert 0 <= less.exact <= more.exact <= one.most


@settings(max_examples=25)
@given(st.data())
def test_every_total_is_the_sum_of_what_it_unfolds_to_and_gains_fill_the_rest(data: st.DataObject) -> None:
    sheet = score(ZONE, data.draw(sheets(ZONE)))

    assert abs(sum(one.points for one in sheet.answers()) - sheet.exact) < Decimal("1e-20")
    assert abs(sum(more for _one, more in gains(sheet)) + sheet.exact - 100) < Decimal("1e-20")


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("pengungkit.pemenuhan.MP.1.a", "mungkin"),
        ("pengungkit.pemenuhan.MP.1.b", "D"),
        ("hasil.BERSIH.1.a", 4.01),
        ("hasil.BERSIH.1.a", "tinggi"),
        ("hasil.BERSIH.1.a", "NaN"),
        ("pengungkit.reform.MP.1.a", -1),
        ("pengungkit.reform.MP.1.a", {"changes": 5}),
        ("pengungkit.reform.MP.9.z", "A"),
    ],
)
def test_an_answer_that_does_not_fit_is_named(key: str, answer: Any) -> None:
    with pytest.raises(AnswerError, match=key.replace(".", r"\.")):
        score(ZONE, {key: answer})


SMALL = """
id = "kecil"
title = { id = "Kecil", en = "Small" }
edition = "1"
since = 2026-01-01
source = "uji"
status = "unverified"
mark = "D"
[scales.yes_no]
Ya = 1
Tidak = 0
[[parts]]
key = "a"
title = "A"
weight = 40
questions = [{ key = "1", type = "yes_no", text = "Satu" }, { key = "2", type = "survey", text = "Dua" }]
[[parts]]
key = "b"
title = "B"
weight = 60
questions = [{ key = "1", type = "maturity", text = "Tiga" }]
"""


def test_a_new_instrument_is_a_data_file(tmp_path: Path) -> None:
    (tmp_path / "kecil.toml").write_text(SMALL)

    sheet = score(read(tmp_path / "kecil.toml"), {"a.1": "Ya", "a.2": 2, "b.1": 3})

    assert sheet.total == Decimal("66.00")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('type = "survey"', 'type = "guess"', "guess"),
        ('key = "2"', 'key = "1"', "two questions are called a.1"),
        ("Ya = 1", "Ya = 2", "outside 0 to 1"),
        ("weight = 40", 'weight = "viel"', "kecil.toml"),
        ("[[parts]]", "[[parts]", "kecil.toml"),
    ],
)
def test_a_wrong_data_file_is_named(tmp_path: Path, before: str, after: str, said: str) -> None:
    (tmp_path / "kecil.toml").write_text(SMALL.replace(before, after, 1))

    with pytest.raises(InstrumentError, match=said):
        read(tmp_path / "kecil.toml")
