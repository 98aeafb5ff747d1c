"""The demonstration's sessions name only units, topics and people that there are."""

from amanah.cli.demo.institution import SIGN_INS, unit_plans
from amanah.cli.demo.later import STEPS, learning, sessions


def test_sessions_teach_known_topics_in_known_units_after_learning_has_begun():
    assert {line.split("|")[0] for line in sessions.TOPICS} <= {line.split("|")[0] for line in learning.TOPICS}
    assert {topic for topic, *_ in sessions.OFFERS.values()} == {line.split("|")[0] for line in sessions.TOPICS}
    assert {one.unit for one in sessions.STORY} <= {plan.code for plan in unit_plans()}
    assert {one.offer for one in sessions.STORY} == set(sessions.OFFERS)
    assert {sessions.KEEPER, sessions.TEACHER} <= {user for user, *_ in SIGN_INS}
    assert STEPS.index("learning") < STEPS.index("sessions")
    assert {one.end for one in sessions.STORY} == {"closed", "held", "open", "planned", "cancelled"}
