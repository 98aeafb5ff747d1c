"""The demonstration's register names only units, schemes and people that there are, and nobody says the same twice in a row."""

from amanah.cli.demo.institution import SIGN_INS, unit_plans
from amanah.cli.demo.later.risks import indicators, people, register, together, treatment
from amanah.cli.demo.later.sheets import EVIDENCE, STORIES
from amanah.cli.demo.later.sheets import GRANTS as SHEET_GRANTS
from amanah.engines.instruments.reading import instruments
from amanah.engines.instruments.services import verdicts
from amanah.engines.risks.controls.declare import NATURES
from amanah.engines.risks.declare import AREAS, CAUSES
from amanah.engines.risks.indicators.declare import in_order
from amanah.engines.risks.library.reading import library

CODES = {plan.code for plan in unit_plans()}
NAMES = {user for user, *_ in SIGN_INS}
SAID = people.SAID


def test_units_and_schemes_exist_and_leave_room_for_the_regions():
    central = [(code, scheme.id) for scheme in library().schemes.values() for code in SAID["units"][scheme.process.id]]

    assert set(SAID["units"]) == set(SAID["objectives"]) == set(library().processes)
    assert {code for code, _scheme in central} | {one["unit"] for one in SAID["general"]} | set(people.HEADS) <= CODES
    assert len(set(central)) == len(central)
    assert {scheme for schemes in SAID["regional"].values() for scheme in schemes} <= set(library().schemes)
    assert 40 <= register.RISKS - len(central) - len(SAID["general"]) <= 120
    for one in SAID["general"]:
        assert {sort for sort, _text in one["causes"]} <= set(CAUSES)
        assert {area for area, _text in one["consequences"]} <= set(AREAS)
        assert {nature for nature, _title in one["controls"]} <= set(NATURES)


def test_indicators_warn_of_risks_that_their_unit_has():
    assert len(SAID["indicators"]) > indicators.MONTHLY
    for one in SAID["indicators"]:
        _unit, amber, red, direction, *_rest = one["row"]
        assert in_order(direction, amber, red)
        assert any(one["unit"] in SAID["units"][library().schemes[scheme].process.id] for scheme in one["schemes"])


def test_those_who_act_can_sign_in():
    acting = {name for name, *_ in (*people.GRANTS, *SHEET_GRANTS)} | set(treatment.VERIFIERS)
    acting |= {name for gathering in together.GATHERINGS for name in (*gathering.people, gathering.caller)}
    assert acting | {story.assessor for story in STORIES} - {""} <= NAMES
    assert {story.unit for story in STORIES} <= CODES
    assert {story.unit for story in STORIES if not story.assessor} <= set(people.HEADS), "the head has an account"
    testers = {name for name, role, _code in people.GRANTS if role == "control_tester"}
    managers = {name for name, role, _code in people.GRANTS if role == "risk_manager"}
    assert not testers & managers


def test_sheets_come_to_every_state_and_verdicts_are_the_instruments_own():
    told = [(story, end) for story in STORIES for _year, end in story.ends]
    running = {"half", "self", "internal", "returned", "external"}

    assert {end for _story, end in told} >= running
    # the standard has scopes instead, in a story of its own
    assert {story.instrument for story in STORIES} == {name for name in instruments() if not name.startswith("iso-37001-")}
    for story, end in told:
        assert end in running or end in verdicts(instruments()[story.instrument])
        assert all(later > earlier for (earlier, _), (later, _) in zip(story.ends, story.ends[1:], strict=False))
    assert {ago for _title, _kind, ago in EVIDENCE} == {0, 1}, "some evidence has grown old"
