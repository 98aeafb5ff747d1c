"""The demonstration's campaigns name only units, people, questions and codes that there are, and say in what they told what they found."""

from amanah.cli.demo.institution import SIGN_INS, unit_plans
from amanah.cli.demo.later.campaigns.people import SAID
from amanah.cli.demo.later.campaigns.promises import REFUSES
from amanah.cli.demo.later.campaigns.stories import OPEN, _column
from amanah.rooms.campaigns import declare
from amanah.rooms.campaigns.data import designs, values
from amanah.rooms.campaigns.pulse.declare import SORTS
from amanah.rooms.campaigns.pulse.intervals import change, share
from amanah.rooms.campaigns.pulse.questions.reading import library

CODES = {plan.code for plan in unit_plans()}
NAMES = {user for user, *_ in SIGN_INS}


def test_what_is_named_exists():
    for one in SAID["campaigns"]:
        assert one["unit"] in CODES
        assert set(one["values"]) <= set(values())
        assert set(one["designs"]) <= set(designs())
        assert {*one["channels"], *(activity["channel"] for activity in one["activities"])} <= set(declare.CHANNELS)
        for wave in one["waves"]:
            assert wave["sort"] in SORTS
            assert set(wave["answers"]) == set(one["pulse"]) <= set(library())
    assert {one["leader"] for one in SAID["acts"]} | {one["unit"] for one in (*SAID["agents"], *SAID["ideas"])} | {REFUSES} <= CODES
    named = {one["username"] for one in SAID["agents"]} | {name for idea in SAID["ideas"] for name in (idea["by"], *idea["supports"])}
    assert named <= NAMES
    assert set(OPEN["answers"]) <= set(library())


def test_answers_keep_their_shares():
    column = _column([0.5, 0.3], ("yes", "no", "unsure"), 10)
    assert {key: column.count(key) for key in column} == {"yes": 5, "no": 3, "unsure": 2}


def test_one_campaign_worked_and_one_did_nothing():
    told = {one["key"]: one for one in SAID["campaigns"]}
    directions = {}
    for key in ("channel", "banner"):
        before, after = (wave["answers"][told[key]["pulse"][0]] for wave in told[key]["waves"][:2])
        favourable = 1 if key == "channel" else 2
        first, second = (round(80 * sum(shares[:favourable])) for shares in (before, after))
        directions[key] = change(share(first, 80), share(second, 80)).direction
    assert directions == {"channel": 1, "banner": 0}
    assert (told["channel"]["outcome"], told["banner"]["outcome"]) == ("reached", "none")
