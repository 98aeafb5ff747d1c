"""The demonstration's scopes name only units and people that there are, and stand in three different places."""

from amanah.cli.demo.institution import SIGN_INS, unit_plans
from amanah.cli.demo.later import smap


def test_scopes_are_of_units_and_people_that_there_are():
    assert {story.unit for story in smap.STORIES} <= {plan.code for plan in unit_plans()}
    assert {user for user, _role in smap.GRANTS} <= {user for user, *_ in SIGN_INS}


def test_one_is_surveilled_one_stands_before_stage_one_and_one_changes_over():
    assert [bool(story.certified) for story in smap.STORIES] == [True, False, True]
    assert {story.editions for story in smap.STORIES} == {"2016", "2025"}
    assert all(story.surveilled < story.certified < story.begun for story in smap.STORIES if story.certified)


def test_a_certified_scope_has_an_answer_to_everything_and_lacks_little():
    for story in smap.STORIES:
        assert (story.answered == 1) == bool(story.certified)
        assert (story.partly <= 0.05) == bool(story.certified)
        assert (story.proved >= 0.95) == bool(story.certified)
