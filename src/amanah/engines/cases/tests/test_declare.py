import dataclasses

import pytest

from amanah.engines.cases import registry
from amanah.engines.cases.declare import CaseKind, Clock, DeclarationError, Move, State, as_mermaid
from amanah.engines.cases.tests.kinds import OPENLY, SEALED, known

A, B = State("a", "A"), State("b", "B", closed=True)
GO = Move("go", "Maju", ("a",), "b", frozenset({"x.y"}))
SOUND = {"key": "k", "title": "K", "prefix": "KK", "states": (A, B), "moves": (GO,), "routes": {"r": ("R", "x.y")}}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"states": ()}, "no states"),
        ({"states": (A, A, B)}, "state 'a' is declared twice"),
        ({"states": (A, State("b", "B"))}, "no state is closed"),
        ({"states": (B, A)}, "begins closed"),
        ({"states": (A, B, State("c", "C", closed=True))}, "'c' cannot be reached"),
        ({"states": (A, State("c", "C"), B), "moves": (GO, Move("stray", "S", ("a",), "c", frozenset({"x.y"})))}, "'c' is a dead end"),
        ({"moves": (dataclasses.replace(GO, target="z"),)}, "unknown state 'z'"),
        ({"moves": (dataclasses.replace(GO, sources=("a", "z")),)}, "unknown state 'z'"),
        ({"moves": (dataclasses.replace(GO, sources=()), GO)}, "declared twice"),
        ({"moves": (dataclasses.replace(GO, roles=frozenset()),)}, "made by nobody"),
        ({"moves": (dataclasses.replace(GO, roles=frozenset({"else.where"})),)}, "never sees a case"),
        ({"moves": (GO, Move("back", "Kembali", ("b",), "a", frozenset({"x.y"})))}, "leaves a closed state without four eyes"),
        ({"moves": (dataclasses.replace(GO, four_eyes=True, roles=frozenset({"reporter"})),)}, "which only staff have"),
        ({"moves": (dataclasses.replace(GO, approvers=frozenset({"x.y"})),)}, "approvers without four eyes"),
        ({"moves": (dataclasses.replace(GO, key="open"),)}, "name of a trigger"),
        ({"moves": (dataclasses.replace(GO, outcomes=("won",)),)}, "unknown outcome 'won'"),
        ({"outcomes": {"won": "Won"}}, "outcome 'won' is set by no move"),
        ({"clocks": (Clock("c", "C", "p.q", ("jump",), ("go",)),)}, "unknown trigger 'jump'"),
        ({"clocks": (Clock("c", "C", "p.q", ("open",), ("entry:out",)),)}, "unknown trigger 'entry:out'"),
        ({"clocks": (Clock("c", "C", "p.q", (), ("go",)),)}, "never starts"),
        ({"clocks": (Clock("c", "C", "p.q", ("open",), (), pauses_on=("go",)),)}, "only together"),
        ({"clocks": (Clock("c", "C", "", ("open",), ()),)}, "names no provision"),
        ({"clocks": (Clock("c", "C", "p.q", ("open",), (), by_category={"big": "p.r"}),)}, "unknown category 'big'"),
        ({"clocks": (Clock("c", "C", "p.q", ("open",), (), restarts_on=("jump",)),)}, "unknown trigger 'jump'"),
        ({"categories": {"big": "Besar"}}, "category 'big' is set by no move"),
        ({"moves": (dataclasses.replace(GO, outcomes=("big",), classifies=True),)}, "unknown category 'big'"),
        ({"prefix": "k"}, "capital letters"),
        ({"routes": {}}, "no routes"),
        ({"routes": {"r": ("R", "reporter")}}, "no staff role"),
        ({"version": 0}, "count from 1"),
        ({"overseers": frozenset({"system"})}, "only staff"),
    ],
)
def test_a_kind_with_a_hole_refuses_to_exist(change, complaint):
    CaseKind(**SOUND)
    with pytest.raises(DeclarationError, match=complaint):
        CaseKind(**SOUND | change)


def test_the_diagram_names_every_state_and_move():
    drawn = as_mermaid(SEALED)
    assert drawn.startswith("stateDiagram-v2\n    [*] --> received\n")
    assert "received --> archived: Arsipkan (4 mata)" in drawn
    assert drawn.count(" --> ") == 1 + sum(len(move.sources) for move in SEALED.moves) + len(SEALED.closed_states)


def test_a_title_cannot_break_the_diagram():
    states = (A, State("b", 'B: "x"; y', closed=True))
    assert "state \"B – 'x', y\" as b" in as_mermaid(CaseKind(**SOUND | {"states": states}))


def test_the_registry_keeps_versions_and_refuses_contradiction():
    with known(SEALED):
        assert registry.register(SEALED) is SEALED
        with pytest.raises(DeclarationError, match="declared twice, differently"):
            registry.register(dataclasses.replace(SEALED, title="Lain"))
        newer = dataclasses.replace(SEALED, version=2)
        with known(newer):
            assert registry.kind(SEALED.key) is newer
            assert registry.kind(SEALED.key, 1) is SEALED
        with pytest.raises(DeclarationError, match="share the prefix"), known(dataclasses.replace(OPENLY, prefix="XS")):
            pass
        assert list(registry.versions_of(OPENLY.key)) == []
