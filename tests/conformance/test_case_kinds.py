"""What every registered case kind must hold, generated from its own declaration."""

import re

import pytest
from django.db import transaction
from django.utils import translation

from amanah import rulebook
from amanah.engines.cases import registry, services
from amanah.engines.cases.declare import HANDLER, REPORTER, SYSTEM, as_mermaid
from amanah.engines.cases.models import Case
from amanah.engines.cases.refusals import Refused
from amanah.foundation.access import roles
from amanah.kernel import clock

KINDS = list(registry.all_versions())
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.key}-{kind.version}")


def attempt(case, move, mover):
    """Try one move the way it is meant to be tried; the code of the refusal, or None. Nothing remains of it."""
    how = {"outcome": next(iter(move.outcomes), ""), "reason_field": "reason/1" if move.reason else ""}
    try:
        with transaction.atomic():
            if move.four_eyes and not isinstance(mover, str):
                services.propose(case, move.key, viewer=mover, **how)
            else:
                services.move(case, move.key, viewer=mover, **how)
            transaction.set_rollback(True)
    except Refused as refusal:
        return refusal.code
    return None


def stand(case, state):
    closed_on = clock.today() if state.closed else None
    Case.objects.filter(pk=case.pk).update(state=state.key, closed_on=closed_on)


def test_there_are_kinds_to_test():
    assert "whistleblowing" in {kind.key for kind in KINDS}


@pytest.mark.django_db
@each_kind
def test_each_role_makes_each_move_from_each_state_exactly_where_declared(kind, cast):
    people = cast(kind)
    for role in sorted(kind.staff_roles | {REPORTER, SYSTEM} | ({HANDLER} if kind.by_appointment else set())):
        case = people.open(people.route_for(role))
        mover = role if role in {REPORTER, SYSTEM} else people.mover(role, case)
        for state in kind.states:
            stand(case, state)
            for move in kind.moves:
                code = attempt(case, move, mover)
                declared = state.key in move.sources and role in move.roles
                assert (code in {None, "guard"}) == declared, (role, state.key, move.key, code)
                if not declared:
                    assert code == ("state" if state.key not in move.sources else "role")


@pytest.mark.django_db
@each_kind
def test_only_declared_roles_see_only_their_routes(kind, cast):
    from amanah.engines.cases.queries import visible

    people = cast(kind)
    cases = {route: people.open(route) for route in kind.routes}
    for role in sorted(kind.staff_roles):
        seen = set(visible(people.viewer(role)).values_list("route", flat=True))
        assert seen == set(kind.seen_by(role)), role
    assert len(cases) == len(kind.routes)


@pytest.mark.django_db
@each_kind
def test_each_four_eyes_move_takes_a_second_person_with_the_role(kind, cast):
    people = cast(kind)
    for move in (move for move in kind.moves if move.four_eyes):
        for role in sorted(move.roles):
            state = kind.state(move.sources[0])
            case = people.open(people.route_for(role))
            stand(case, state)
            mover = people.mover(role, case)
            how = {"outcome": next(iter(move.outcomes), ""), "reason_field": "reason/1" if move.reason else ""}
            with pytest.raises(Refused) as refusal:
                services.move(case, move.key, viewer=mover, **how)
            assert refusal.value.code in {"four_eyes", "guard", "not_found"}
            with pytest.raises(Refused) as refusal:
                services.move(case, move.key, viewer=mover, approver=mover, **how)
            assert refusal.value.code in {"same_person", "guard", "not_found"}


@each_kind
def test_the_diagram_renders(kind):
    line = re.compile(r'stateDiagram-v2|    (\[\*\]|\w+) --> (\[\*\]|\w+)(: [^:;"]+)?|    state "[^"]+" as \w+')
    for language in ("id", "en"):
        with translation.override(language):
            assert all(line.fullmatch(text) for text in as_mermaid(kind).splitlines())


@each_kind
def test_every_clock_has_its_provision_today(kind):
    for declared in kind.clocks:
        due = rulebook.due(declared.provision, clock.today())
        assert due.date > clock.today()
        assert due.provision.citation


@each_kind
def test_every_role_is_registered_and_every_word_translated(kind):
    assert all(roles.known(role) for role in kind.staff_roles)
    words = [
        kind.title,
        *kind.topics.values(),
        *kind.outcomes.values(),
        *kind.channels.values(),
        *(title for title, _ in kind.routes.values()),
    ]
    words += [item.title for item in (*kind.states, *kind.moves, *kind.clocks)]
    untranslated = []
    for word in words:
        with translation.override("id"):
            indonesian = str(word)
        with translation.override("en"):
            if str(word) == indonesian:
                untranslated.append(indonesian)
    assert untranslated == []


@each_kind
def test_a_sealed_kind_keeps_superiors_out_unless_they_are_appointed_to_handle_it(kind):
    assert kind.superiors_excluded or kind.by_appointment or not kind.sealed
