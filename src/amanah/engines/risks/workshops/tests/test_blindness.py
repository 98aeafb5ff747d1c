"""Before the scores are opened nobody learns anything of anybody else's: by no page, export, count or notice."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amanah.engines.risks import workshops
from amanah.engines.risks.workshops import queries, services
from amanah.engines.risks.workshops.models import Score
from amanah.engines.risks.workshops.queries.spread import Range, spread

pytestmark = pytest.mark.django_db
NAMES = ("rudi", "rosa", "tuti", "gilang", "hadi", "rina", "kartika")


def everything(desk, team, workshop, name):
    """What this person sees of the workshop, on every page there is."""
    team.sign_in(desk, name)
    here = f"/desk/risks/workshops/{workshop.number}/"
    pages = ["/desk/", "/desk/notices/", "/desk/risks/workshops/", here, f"{here}export.xlsx"]
    item = workshop.items.first()
    pages += [f"{here}{item.pk}/", f"{here}{item.pk}/score/", f"{here}{item.pk}/settle/", f"/desk/risks/{item.risk.number}/"]
    return [re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", desk.get(page).content) for page in pages]


@pytest.mark.parametrize("name", ["rudi", "rosa", "gilang"])
def test_what_others_say_changes_no_page(desk, team, call, judge, name):
    workshop = call(persons=("hadi", "rosa", "tuti", "gilang"))
    others = [one for one in ("hadi", "rosa", "tuti", "gilang") if one != name]
    for other in others:
        judge(workshop, other, 1, 1, reason="Hampir tidak mungkin")
    before = everything(desk, team, workshop, name)
    for other in others:
        judge(workshop, other, 5, 5, reason="Setiap hari, rahasia sekali")
    assert everything(desk, team, workshop, name) == before
    assert not any(b"rahasia sekali" in page or b"Hampir tidak mungkin" in page for page in before)


@pytest.mark.parametrize("name", ["rosa", "gilang"])
def test_whether_others_have_answered_is_for_the_manager_alone(desk, team, call, judge, name):
    workshop = call(persons=("hadi", "rosa", "tuti"))
    before = [everything(desk, team, workshop, one) for one in (name, "rudi")]
    judge(workshop, "hadi", 1, 1)
    after = [everything(desk, team, workshop, one) for one in (name, "rudi")]
    assert after[1] != before[1]
    if name != "gilang":  # heads the unit, and so leads its workshops
        assert after[0] == before[0]


def test_the_queries_give_nothing_before(team, call, judge):
    workshop = call()
    for name in ("hadi", "rosa", "tuti"):
        judge(workshop, name, 2, 2)
    for name in NAMES:
        viewer = team.viewer(name)
        items = queries.items(viewer, workshop)
        assert queries.revealed(viewer, items) == []
        assert queries.spreads(viewer, items) == {}
        assert {score.participant.person_id for score in queries.own(viewer, workshop).values()} <= {viewer.account.person_id}
    services.open_scores(workshop, viewer=team.viewer("rudi"))
    assert len(queries.revealed(team.viewer("hadi"), queries.items(team.viewer("hadi"), workshop))) == 3


def test_a_stale_object_opens_nothing(team, call, judge):
    workshop = call()
    for name in ("hadi", "rosa", "tuti"):
        judge(workshop, name, 2, 2)
    workshop.opened_on, workshop.state = workshop.called_on, "opened"  # in memory alone
    viewer = team.viewer("rudi")
    assert queries.revealed(viewer, queries.items(viewer, workshop)) == []


def test_scores_are_read_in_one_place_only():
    folder = Path(workshops.__file__).parent
    reading = {
        str(path.relative_to(folder))
        for path in folder.rglob("*.py")
        if "tests" not in path.parts and re.search(r"Score\.objects|(?<!queries)\.scores\b|scores__", path.read_text())
    }
    # Beside `queries/scores.py`: whether oneself has answered, who has not, the verbs, and the check of the ledger.
    assert reading == {"queries/scores.py", "queries/work.py", "telling.py", "replay.py", "services/judging.py", "services/settling.py"}


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=9), st.integers(1, 4), st.randoms())
def test_the_spread_is_a_spread(levels, by, random):
    scores = [Score(likelihood=likelihood, impact=impact) for likelihood, impact in levels]
    found = spread(scores, by)
    for lies, values in ((found.likelihood, [one[0] for one in levels]), (found.impact, [one[1] for one in levels])):
        assert (lies.low, lies.high) == (min(values), max(values))
        assert lies.low <= lies.middle <= lies.high
    assert len(found.opinions) == len(levels)
    if len(set(levels)) == 1:
        assert found.apart == ()
    mixed = random.sample(scores, len(scores))
    again = spread(mixed, by)
    assert (again.likelihood, again.impact) == (found.likelihood, found.impact)
    assert {id(one.score) for one in again.apart} == {id(one.score) for one in found.apart}
    if by > 1:
        assert len(found.apart) <= len(spread(scores, by - 1).apart)


def test_nothing_is_no_spread():
    assert spread([], 2) is None
    assert Range.of([1, 5]).middle == 3
