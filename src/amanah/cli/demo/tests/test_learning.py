"""The demonstration's learning names only units, topics and people that there are."""

from amanah.cli.demo.institution import SIGN_INS, person_plans, unit_plans
from amanah.cli.demo.later import learning

TOPICS = {line.split("|")[0] for line in learning.TOPICS}


def test_classes_teach_topics_to_people_that_there_are():
    import random

    titles = {person.title for person in person_plans(random.Random(1))}
    assert {one.topic for one in learning.CLASSES} <= TOPICS
    assert titles >= {"Petugas Loket", "Verifikator Berkas", "Auditor Investigasi"}
    assert set(learning.RISKY) & titles
    assert set(learning.RISKY_UNITS) <= {plan.code for plan in unit_plans()}
    assert {learning.KEEPER, learning.COMPLIANCE} <= {user for user, *_ in SIGN_INS}


def test_two_years_go_by_and_something_is_missing():
    days = [one.ago for one in learning.CLASSES]
    assert days == sorted(days, reverse=True)
    assert max(days) < learning.BEGAN
    assert min(one.came for one in learning.CLASSES) < 0.5 < max(one.came for one in learning.CLASSES)
