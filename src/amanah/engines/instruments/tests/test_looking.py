"""Quality checks, comparison and what lifts a sheet: what must hold for any sheet, and the sentences one expects."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amanah.engines.instruments import answering, checks, comparing, lifting
from amanah.engines.instruments.filled import Said, Shown
from amanah.engines.instruments.reading import instruments
from amanah.engines.instruments.scoring import rounded, score
from amanah.engines.instruments.tests.filling import IACM, QUICKLY, SINCE, UNTIL, ZONE, columns, filled, whole

GIFTS = "pengungkit.pemenuhan.PW.1.a"
CHANGES, INTEGRATED = "pengungkit.reform.MP.1.a", "pengungkit.reform.MP.1.b"
FRESH = Shown("BK-26-000001", "SK 2026", date(2026, 2, 1))
OLD = Shown("BK-25-000001", "SK 2024", date(2024, 1, 1), date(2025, 12, 31))
TO_COME = Shown("BK-27-000001", "SK 2027", date(2027, 1, 1))


def codes(sheet, question, **kwargs):
    return [(one.column, one.code) for one in checks.check(sheet, **kwargs) if one.question.key == question]


def test_an_empty_sheet_is_asked_about_every_question_once() -> None:
    found = checks.check(filled(ZONE))

    assert [one.question.key for one in found] == [question.key for question in ZONE.questions]
    assert {one.code for one in found} == {checks.UNANSWERED}


@pytest.mark.parametrize(
    ("proofs", "expected"),
    [
        ((), [("self", checks.UNPROVEN)]),
        ((OLD,), [("self", checks.STALE)]),
        ((TO_COME,), [("self", checks.EARLY)]),
        ((OLD, TO_COME), [("self", checks.STALE)]),
        ((OLD, FRESH), []),
    ],
)
def test_a_claim_wants_a_proof_of_its_period(proofs, expected) -> None:
    assert codes(filled(ZONE, shown=proofs, self={GIFTS: "A"}), GIFTS) == expected


def test_who_claims_nothing_owes_no_proof() -> None:
    assert codes(filled(ZONE, self={GIFTS: "C"}), GIFTS) == []


def test_the_sentence_names_answer_and_proof() -> None:
    (one,) = [one for one in checks.check(filled(ZONE, shown=(OLD,), self={GIFTS: "A"})) if one.question.key == GIFTS]

    assert one.sentence == "Jawabannya A, tetapi buktinya hanya berlaku sampai 31 Des 2025: SK 2024."


def test_later_columns_are_asked_why() -> None:
    sheet = filled(ZONE, shown=(FRESH,), self={GIFTS: "B"}, internal={GIFTS: "A"}, external={GIFTS: "C"})

    assert codes(sheet, GIFTS) == [("internal", checks.RAISED), ("external", checks.UNREASONED)]

    reasoned = filled(ZONE, shown=(FRESH,), self={GIFTS: "A"}, internal={GIFTS: Said("B", "Hanya sekali")})
    assert codes(reasoned, GIFTS) == []


def test_counts_that_contradict_each_other() -> None:
    sheet = filled(
        ZONE,
        shown=(FRESH,),
        self={CHANGES: {"changes": 4, "change_agents": 3}, INTEGRATED: {"integrated_changes": 2, "changes": 5}},
    )

    assert codes(sheet, CHANGES) == [("self", checks.MORE)]
    assert codes(sheet, INTEGRATED) == [("self", checks.AMISS)]
    said = [one.sentence for one in checks.check(sheet) if one.question.key == INTEGRATED]
    assert said == ["Jumlah perubahan yang dibuat ditulis 5 di sini dan 4 pada butir a."]


def test_wealth_reports_of_two_groups_are_two_things() -> None:
    keys = "pengungkit.reform.PW.3.a", "pengungkit.reform.PW.3.b"
    sheet = filled(ZONE, shown=(FRESH,), self={keys[0]: {"reported": 3, "obliged": 3}, keys[1]: {"reported": 90, "obliged": 100}})

    assert [codes(sheet, key) for key in keys] == [[], []]


def test_better_than_last_time_with_the_proof_of_last_time() -> None:
    lasting = Shown("BK-25-000002", "SK tim", date(2025, 1, 1))
    before = filled(ZONE, shown=(lasting,), self={GIFTS: "B"})

    assert codes(filled(ZONE, shown=(lasting,), self={GIFTS: "A"}), GIFTS, before=before) == [("self", checks.BETTER)]
    assert codes(filled(ZONE, shown=(lasting, FRESH), self={GIFTS: "A"}), GIFTS, before=before) == []


@given(columns(ZONE))
@settings(max_examples=6, **QUICKLY)
def test_every_finding_can_be_said_and_a_fresh_proof_asks_nothing_more(said) -> None:
    bare = filled(ZONE, **said)
    proven = filled(ZONE, shown=(FRESH,), **said)

    found, less = checks.check(bare), checks.check(proven)
    assert all(one.sentence and one.title and one.question.key in ZONE.by_key for one in found)
    assert {(one.question.key, one.column, one.code) for one in less} <= {(one.question.key, one.column, one.code) for one in found}
    assert not any(one.code == checks.UNPROVEN for one in less)


@given(columns(ZONE))
@settings(max_examples=6, **QUICKLY)
def test_differences_add_up(said) -> None:
    sheet = filled(ZONE, **said)
    made = comparing.compare(sheet.score("self"), sheet.score("internal"))

    assert sum(one.difference for one in made.parts if one.depth == 0) == made.difference
    assert abs(sum((one.difference for one in made.changed), Decimal(0)) - made.difference) < Decimal("1e-20")
    assert comparing.compare(made.now, made.now).changed == ()


def test_years_stand_side_by_side() -> None:
    rows = comparing.years([("2025", score(ZONE, {})), ("2026", score(ZONE, whole(ZONE)))])

    part, depth, points = rows[0]
    assert (part.key, depth, points) == ("pengungkit", 0, [0, 60])
    assert len(rows) == len(ZONE.every_part)


@given(st.sampled_from([ZONE, IACM]).flatmap(lambda one: st.tuples(st.just(one), columns(one))))
@settings(max_examples=6, **QUICKLY)
def test_each_lift_adds_what_it_promises(drawn) -> None:
    instrument, said = drawn
    answers = filled(instrument, **said).answers("self")
    sheet = score(instrument, answers)

    for one in lifting.lifts(sheet)[:5]:
        assert abs(lifting.changed(instrument, answers, {one.question.key: one.best}).exact - sheet.exact - one.gain) < Decimal("1e-20")


@given(columns(ZONE))
@settings(max_examples=3, **QUICKLY)
def test_what_leads_towards_a_condition_reaches_it(said) -> None:
    answers = filled(ZONE, **said).answers("self")
    sheet = score(ZONE, answers)
    for test in lifting.tests(sheet, ZONE.predicates[0]):
        steps = lifting.towards(sheet, answers, test.condition)
        after = lifting.changed(ZONE, answers, {one.question.key: one.best for one in steps})
        reached = next(one for one in lifting.tests(after, ZONE.predicates[0]) if one.condition is test.condition)
        assert reached.held
        assert bool(steps) != test.held


def test_where_only_the_least_counts_the_lowest_come_first() -> None:
    answers = {question.key: "3" for question in IACM.questions} | {IACM.questions[2].key: "1"}
    sheet = score(IACM, answers)

    assert lifting.lifts(sheet)[0].question is IACM.questions[2]
    assert lifting.lifts(sheet)[0].gain == 40
    assert lifting.lifts(sheet)[1].gain == 0


@pytest.mark.parametrize("name", sorted(instruments()))
def test_the_best_answers_earn_everything(name) -> None:
    one = instruments()[name]

    assert rounded(score(one, whole(one)).exact) == one.most


@pytest.mark.parametrize(
    ("key", "text", "counts", "expected"),
    [
        ("pengungkit.pemenuhan.MP.1.a", " ya ", {}, "Ya"),
        (GIFTS, "b", {}, "B"),
        ("hasil.BERSIH.1.a", "3,60", {}, "3.6"),
        (CHANGES, "85%", {}, "85"),
        (CHANGES, "85", {"changes": "1.200", "change_agents": "1500"}, {"changes": 1200, "change_agents": 1500}),
        (GIFTS, "  ", {}, None),
    ],
)
def test_what_is_written_becomes_an_answer(key, text, counts, expected) -> None:
    assert answering.read(ZONE.by_key[key], text, counts) == expected


@pytest.mark.parametrize(
    ("key", "text", "counts"),
    [
        (GIFTS, "D", {}),
        ("hasil.BERSIH.1.a", "4,1", {}),
        ("hasil.BERSIH.1.a", "baik", {}),
        (CHANGES, "-3", {}),
        (CHANGES, "", {"changes": "4"}),
        (CHANGES, "", {"changes": "4,5", "change_agents": "5"}),
    ],
)
def test_what_is_no_answer_is_said_to_be_none(key, text, counts) -> None:
    with pytest.raises(answering.Unfit):
        answering.read(ZONE.by_key[key], text, counts)


def test_the_period_is_the_one_tested_here() -> None:
    assert OLD.until < SINCE <= FRESH.since <= UNTIL < TO_COME.since
