"""ISO 37001 in both editions: nothing left out, nothing said twice, and every step from one edition to the other accounted for."""

import re
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest

from amanah.engines.instruments import checks, reading
from amanah.engines.instruments.definition import Instrument
from amanah.engines.instruments.filled import Filled, Said
from amanah.engines.instruments.mapping import between, mapped
from amanah.engines.instruments.reading import InstrumentError, instruments
from amanah.engines.instruments.scoring import AnswerError, gains, score, tidy
from amanah.engines.instruments.tests.filling import SINCE, UNTIL

OLD, NEW = instruments()["iso-37001-2016"], instruments()["iso-37001-2025"]
BOTH = pytest.mark.parametrize("one", [OLD, NEW], ids=["2016", "2025"])

CLAUSES = {
    *("4.1", "4.2", "4.3", "4.4", "4.5.1", "4.5.2", "4.5.3", "4.5.4", "5.1.1", "5.1.2", "5.2", "5.3.1", "5.3.2", "5.3.3", "6.1", "6.2"),
    *("7.1", "7.2.1", "7.2.2.1", "7.2.2.2", "7.4.1", "7.4.2", "7.5.1", "7.5.2", "7.5.3"),
    *("8.1", "8.2", "8.3", "8.4", "8.5.1", "8.5.2", "8.6", "8.7", "8.8", "8.9", "8.10"),
    *("9.1", "9.2.1", "9.2.2", "9.2.3", "9.2.4", "9.3.1", "9.3.2", "9.4", "10.1", "10.2"),
}
"""What both editions have, whatever stands there."""
DEMANDED = {
    **dict.fromkeys(("4.5", "6.2", "7.2.1", "7.3", "8.1", "9.1", "9.2", "9.3.1", "9.3.2", "10.1"), "M"),
    **dict.fromkeys(("4.3", "4.4", "5.2"), "A"),
    "7.5": "",
}
"""Documented information by clause in 2016; everything else is implied."""


def leaves(one: Instrument) -> list[str]:
    return [part.key for part in one.every_part.values() if part.questions]


def test_every_sub_clause_of_both_editions_has_its_requirements() -> None:
    assert sorted(leaves(OLD)) == sorted([*CLAUSES, "7.3"])
    assert sorted(leaves(NEW)) == sorted([*CLAUSES, "5.1.3", "6.3", "7.3.1", "7.3.2", "7.3.3", "7.3.4", "9.3.3", "9.3.4"])


@BOTH
def test_as_many_requirements_as_others_count(one: Instrument) -> None:
    """A third party counts 224 and 237, most of them in leadership, support, operation and evaluation; ours are as fine."""
    chapters = {top.key: sum(len(part.questions) for part in top.walk()) for top in one.parts}
    others = {"4": 23, "5": 49, "6": 23, "7": 54, "8": 35, "9": 41, "10": 12}

    assert all(others[key] * 0.75 <= n <= others[key] * 1.5 for key, n in chapters.items())
    assert one.most == len(one.questions)


@BOTH
def test_each_requirement_can_be_audited_in_both_languages_without_the_standard(one: Instrument) -> None:
    for question in one.questions:
        (criterion,) = question.criteria
        assert re.fullmatch(rf"{re.escape(one.leaves[question.key].key)}-[a-z]", question.key)
        for language in ("id", "en"):
            assert len(criterion.get(language)) >= 50, question.key
            assert len(question.text.get(language)) >= 30, question.key
            assert question.text.get(language).rstrip(".)").endswith("?") or "." in question.text.get(language), question.key
            assert question.evidence, question.key
            assert all(len(proof.get(language)) >= 4 for proof in question.evidence), question.key
        assert criterion.id != criterion.en
        assert question.text.id != question.text.en
        assert question.mark in {"verified", "unverified"}


@BOTH
def test_no_two_requirements_say_the_same(one: Instrument) -> None:
    for language in ("id", "en"):
        words = {question.key: set(re.findall(r"\w+", question.criteria[0].get(language).lower())) for question in one.questions}
        asked = [question.text.get(language) for question in one.questions]
        alike = [(a, b) for (a, x), (b, y) in combinations(words.items(), 2) if len(x & y) / len(x | y) > 0.7]
        assert not alike
        assert len(set(asked)) == len(asked)


def test_what_has_to_be_documented_is_what_the_clauses_demand() -> None:
    strength = ("", "I", "A", "M")
    for part in OLD.every_part.values():
        if part.questions:
            key = next((key for key in DEMANDED if part.key == key or part.key.startswith(f"{key}.")), "")
            below = [question for leaf in OLD.every_part[key or part.key].walk() for question in leaf.questions]
            found = max((question.documented for question in below), key=strength.index)
            assert found == DEMANDED.get(key, "I"), part.key


def test_each_requirement_of_2016_has_its_place_in_2025_and_each_of_2025_comes_from_there_or_is_new() -> None:
    onward, back = between(OLD, NEW), between(NEW, OLD)

    assert set(onward) == set(OLD.by_key)
    assert all(some[0][1] == "equal" for some in onward.values())
    for question in NEW.questions:
        same = [key for key, relation in back.get(question.key, ()) if relation == "equal"]
        assert (question.news == "new") == (not same), question.key
        assert len(same) <= 1
        if question.news in {"new", "changed"}:
            assert question.note.id, question.key
            assert question.note.en != question.note.id, question.key
        if same:
            assert (question.news == "moved") == (OLD.leaves[same[0]].key != NEW.leaves[question.key].key)
    assert not any(question.news for question in OLD.questions)


def test_what_2025_asks_anew_is_marked_and_what_nobody_checked_too() -> None:
    new = {NEW.leaves[question.key].key for question in NEW.questions if question.news == "new"}
    unverified = {part.key for part in NEW.every_part.values() if part.mark == "unverified"}

    assert {"5.1.3", "6.3"} <= new
    assert all(question.news == "new" for key in ("5.1.3", "6.3") for question in NEW.every_part[key].questions)
    assert {NEW.by_key[key].news for key in ("4.1-f", "4.2-c", "5.3.2-a")} == {"changed"}
    assert unverified == {"7.3", "9.2", "9.3", "9.4", *(key for key in leaves(NEW) if key[:4] in {"7.3.", "9.2.", "9.3."})}
    interests = [question for question in NEW.questions if question.news == "new" and "conflict" in question.criteria[0].en.lower()]
    assert len(interests) >= 4
    assert {question.mark for question in interests} == {"unverified"}
    assert OLD.status == NEW.status == "unverified"


def test_the_two_improvement_clauses_are_swapped_and_the_function_changes_its_name() -> None:
    assert between(OLD, NEW)["10.1-a"] == [("10.2-a", "equal")]
    assert between(NEW, OLD)["10.1-a"] == [("10.2-a", "equal")]
    assert "compliance function" in OLD.by_key["5.3.2-a"].criteria[0].en
    assert "anti-bribery function" in NEW.by_key["5.3.2-a"].criteria[0].en
    assert "fungsi kepatuhan anti penyuapan" in OLD.by_key["5.3.2-a"].criteria[0].id.lower()
    assert ("iso-37001-2025:5.1.3-a", "part of") in [(one.to, one.relation) for one in mapped(OLD.id, "5.1.2-h")]


def test_the_documents_first_asked_for_cover_the_list_of_2016() -> None:
    clauses = [clause for document in OLD.documents for clause in document.clauses]

    assert len(OLD.documents) == 25
    assert {clause for clause, said in DEMANDED.items() if said} <= {
        key for clause in clauses for key in (clause, clause.rpartition(".")[0])
    }
    assert {document.key for document in NEW.documents} - {document.key for document in OLD.documents} == {
        "culture",
        "changes",
        "conflicts",
    }
    assert all(document.title.id != document.title.en and document.hint.id for document in (*OLD.documents, *NEW.documents))


def test_what_does_not_apply_neither_earns_nor_costs() -> None:
    answers = dict.fromkeys(OLD.by_key, "Terpenuhi")
    chapter = OLD.every_part["8.5"]
    apart = {question.key: "n/a" for part in chapter.walk() for question in part.questions}
    whole, less = score(OLD, answers), score(OLD, {**answers, **apart})

    assert (whole.total, whole.most) == (248, 248)
    assert (less.total, less.most) == (243, 243)
    eight = next(part for part in less.parts if part.part.key == "8")
    assert (eight.percent, eight.points) == (100, 42)
    assert next(part for part in eight.parts if part.part.key == "8.5").percent == 0
    assert gains(less) == []
    assert score(OLD, {**answers, "4.1-a": "partly"}).total == Decimal("247.5")
    assert tidy(OLD.by_key["4.1-a"], "N/A") == "Tidak berlaku"
    with pytest.raises(AnswerError):
        score(OLD, {"4.1-a": "vielleicht"})


def test_taking_a_requirement_out_asks_for_a_reason() -> None:
    def found(reason: str) -> list[str]:
        said = {"self": {"8.5.1-a": Said("Tidak berlaku", reason)}}
        return [one.code for one in checks.check(Filled(OLD, SINCE, UNTIL, said)) if one.question.key == "8.5.1-a"]

    assert found("") == ["apart"]
    assert found("Tidak ada badan yang dikendalikan") == []


def test_a_family_of_editions_that_does_not_fit_together_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "rumah"
    (folder / "requirements").mkdir(parents=True)
    head = 'id = "rumah"\nview = "1"\nanswers = "maturity"\ntitle = "Rumah"\nedition = "1"\nsince = 2026-01-01\nsource = "uji"\n'
    head += 'status = "unverified"\nmark = "D"\nclauses = [{ number = "1", title = "Satu" }]\n'
    one = '[[requirements]]\nat = "2-a"\ntext = { id = "a", en = "a" }\nask = { id = "b", en = "b" }\nproof = []\n'
    (folder / "1.toml").write_text(head)
    (folder / "requirements" / "1.toml").write_text(one)
    monkeypatch.setenv(reading.OVERLAY, str(tmp_path))
    reading.editions.cache_clear()
    try:
        with pytest.raises(InstrumentError, match=r"1.toml: .*requirements of 2, which is no clause of rumah"):
            reading.editions()
        (folder / "requirements" / "1.toml").write_text(one.replace("2-a", "1-a"))
        assert [part.key for part in instruments()["rumah"].parts] == ["1"]
    finally:
        monkeypatch.undo()
        reading.editions.cache_clear()
