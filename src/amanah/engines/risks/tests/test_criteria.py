"""Both Indonesian tables cell by cell, plain multiplication, and what holds for every matrix that anybody adds."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from amanah.engines.risks import criteria
from amanah.engines.risks.criteria import CriteriaError
from amanah.engines.risks.criteria.definition import KINDS
from amanah.engines.risks.declare import KINDS as DECLARED

STEPS = range(1, 6)
# Rows as the sources print them: likelihood 5 first, impact 1 to 5.
MINISTRY = {5: (9, 15, 18, 23, 25), 4: (6, 12, 16, 19, 24), 3: (4, 10, 14, 17, 22), 2: (2, 7, 11, 13, 21), 1: (1, 3, 5, 8, 20)}
STATE_ENTERPRISE = {1: (1, 5, 10, 15, 20), 2: (2, 6, 11, 16, 21), 3: (3, 8, 13, 18, 23), 4: (4, 9, 14, 19, 24), 5: (7, 12, 17, 22, 25)}
MULTIPLIED = {likelihood: tuple(likelihood * impact for impact in STEPS) for likelihood in STEPS}
SHIPPED = {"ministry_finance": MINISTRY, "provincial": MINISTRY, "state_enterprise": STATE_ENTERPRISE, "multiplication": MULTIPLIED}
BANDS = {
    "ministry_finance": ((1, 5), (6, 11), (12, 15), (16, 19), (20, 25)),
    "provincial": ((1, 5), (6, 10), (11, 15), (16, 20), (21, 25)),
}
A_CHOICE = '[[in_force]]\nsince = {}\ncriteria = "{}"\nsource = "Keputusan"\nstatus = "example"\nmark = "D"\n'
CELLS = [(name, likelihood, impact) for name in SHIPPED for likelihood in STEPS for impact in STEPS]


@pytest.fixture
def overlay(tmp_path, monkeypatch):
    monkeypatch.setenv(criteria.OVERLAY, str(tmp_path))
    criteria.refresh()
    yield tmp_path
    monkeypatch.undo()
    criteria.refresh()


@pytest.mark.parametrize(("name", "likelihood", "impact"), CELLS)
def test_every_cell(name, likelihood, impact):
    assert criteria.criteria()[name].score(likelihood, impact) == SHIPPED[name][likelihood][impact - 1]


@pytest.mark.parametrize("name", BANDS)
def test_every_score_of_the_bands(name):
    for rank, (least, most) in enumerate(BANDS[name], 1):
        assert {criteria.criteria()[name].band(score).rank for score in range(least, most + 1)} == {rank}


@pytest.mark.parametrize("name", SHIPPED)
def test_what_holds_for_every_matrix(name):
    one = criteria.criteria()[name]
    for likelihood in STEPS:
        for impact in STEPS:
            score = one.score(likelihood, impact)
            assert likelihood == 1 or score >= one.score(likelihood - 1, impact)
            assert impact == 1 or score >= one.score(likelihood, impact - 1)
            least = {band.key: earlier.upto for earlier, band in zip(one.bands, one.bands[1:], strict=False)}
            assert [band.key for band in one.bands if least.get(band.key, 0) < score <= band.upto] == [one.band(score).key]
            assert one.within("fraud", score) <= one.within("general", score), "no less is borne of fraud than of anything else"
    with pytest.raises(ValueError, match="no cell"):
        one.score(6, 1)
    with pytest.raises(ValueError, match="no band"):
        one.band(one.highest + 1)


def test_kinds_of_risks_and_of_appetites_are_the_same():
    assert tuple(DECLARED) == KINDS


def test_ours_are_in_force_until_an_institution_says_otherwise(overlay):
    assert criteria.in_force(date(2026, 11, 23)).id == "ministry_finance"
    with pytest.raises(CriteriaError, match="no criteria are in force"):
        criteria.in_force(date(2019, 12, 31))


def a_small_matrix(**changed):
    lines = {
        "id": '"small"', "title": '{ id = "Kecil", en = "Small" }', "edition": '"1"', "since": "2027-01-01", "source": '"Keputusan"',
        "status": '"example"', "mark": '"D"', "table": "[[1, 2], [3, 9]]",
        "areas": '{ money = { id = "Uang", en = "Money" } }',
        "likelihood": '[{ title = { id = "Jarang", en = "Seldom" } }, { title = { id = "Sering", en = "Often" } }]',
        "impact": '[{ title = { id = "Kecil", en = "Small" } }, { title = { id = "Besar", en = "Big" } }]',
        "bands": '[{ key = "fine", title = { id = "Aman", en = "Fine" }, tone = "success", upto = 3 },'
        ' { key = "bad", title = { id = "Bahaya", en = "Bad" }, tone = "danger", upto = 9 }]',
        "appetite": '{ fraud = "fine", bribery = "fine", corruption = "fine", conflict_of_interest = "fine", general = "bad" }',
    }  # fmt: skip
    return "\n".join(f"{key} = {value}" for key, value in {**lines, **changed}.items())


def test_a_new_matrix_is_a_file(overlay):
    (overlay / "small.toml").write_text(a_small_matrix())
    (overlay / "in_force.toml").write_text(A_CHOICE.format("2020-01-01", "provincial") + A_CHOICE.format("2027-01-01", "small"))
    criteria.refresh()
    assert criteria.in_force(date(2026, 12, 31)).id == "provincial"
    small = criteria.in_force(date(2027, 1, 1))
    assert (small.score(2, 2), small.band(9).title.en, small.within("general", 9), small.within("fraud", 9)) == (9, "Bad", True, False)
    assert criteria.parse(small.content).sha256 == small.sha256, "what is kept beside a score reads back as it was"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"table": "[[1, 2]]"}, "not 2 by 2"),
        ({"table": '"sum"'}, "not 2 by 2"),
        ({"table": "[[3, 2], [3, 9]]"}, "the cell 1 × 2 is less than with a lower impact"),
        ({"table": "[[1, 2], [3, 1]]"}, "the cell 2 × 2 is less"),
        ({"table": "[[0, 2], [3, 9]]"}, "the cell 1 × 1 holds 0"),
        ({"table": "[[1, 2], [3, 10]]"}, "no band reaches 10"),
        ({"appetite": '{ fraud = "fine" }'}, "the appetite for bribery names no band"),
        ({"mark": '"X"'}, "mark 'X' is unknown"),
        ({"bands": '[{ key = "a", title = { id = "A", en = "A" }, tone = "pink", upto = 9 }]'}, "tone 'pink'"),
        ({"title": '"Kecil"'}, "TypeError"),
    ],
)
def test_what_is_wrong_is_named(changed, said):
    with pytest.raises(CriteriaError, match=said):
        criteria.parse(a_small_matrix(**changed), "small.toml")


def test_the_example_of_the_guide_is_one():
    guide = Path(__file__).parents[5] / "docs" / "how-to" / "add-a-risk-matrix.md"
    example, choice = re.findall(r"```toml\n(.*?)```", guide.read_text(encoding="utf-8"), re.DOTALL)
    assert criteria.parse(example).within("general", 9)
    assert [one["criteria"] for one in tomllib.loads(choice)["in_force"]] == ["ministry_finance", criteria.parse(example).id]
