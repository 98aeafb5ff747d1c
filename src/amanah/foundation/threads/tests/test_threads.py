from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.threads import queries, relations, services
from amanah.foundation.threads.models import Link

pytestmark = pytest.mark.django_db


def chain(*refs):
    for source, target in pairwise(refs):
        services.link(target, "arose_from", source, actor="system")


def everything(ref):
    return True


def test_a_thread_is_walked_from_either_end():
    chain("signal:1", "case:1", "finding:1", "action:1")
    for end in ("signal:1", "action:1"):
        found = queries.walk(end, may_see=everything)
        assert set(found.distance) == {"signal:1", "case:1", "finding:1", "action:1"}
        assert len(found.ties) == 3
    assert found.distance == {"action:1": 0, "finding:1": 1, "case:1": 2, "signal:1": 3}


def test_a_tie_is_said_with_a_verb_from_both_ends():
    chain("signal:1", "case:1")
    (tie,) = queries.walk("case:1", may_see=everything).ties_of("case:1")
    assert (str(tie.verb("case:1")), str(tie.verb("signal:1"))) == ("timbul dari", "melahirkan")
    assert tie.other("case:1") == "signal:1"


def test_what_may_not_be_seen_is_neither_shown_nor_walked_through():
    chain("signal:1", "case:1", "finding:1")
    found = queries.walk("signal:1", may_see=lambda ref: not ref.startswith("case:"))
    assert set(found.distance) == {"signal:1"}
    assert found.ties == []


def test_a_walk_stops_at_its_depth_and_says_when_it_was_cut():
    chain(*(f"a:{n}" for n in range(6)))
    assert set(queries.walk("a:0", may_see=everything, depth=2).distance) == {"a:0", "a:1", "a:2"}
    for n in range(10):
        services.link(f"b:{n}", "about", "a:0", actor="system")
    found = queries.walk("a:0", may_see=everything, limit=5)
    assert found.cut
    assert len(found.distance) == 5


def test_circles_end():
    chain("a:1", "a:2", "a:3", "a:1")
    assert len(queries.walk("a:1", may_see=everything).distance) == 3


def test_saying_it_twice_or_the_other_way_round_ties_once():
    first = services.link("case:2", "same_as", "case:1", actor="system")
    assert services.link("case:1", "same_as", "case:2", actor="system") == first
    assert Link.objects.count() == 1
    assert [entry.kind for entry in ledger.entries(first.source)] == ["thread.linked"]


def test_an_ended_tie_is_gone_from_the_walk_but_not_from_the_ledger():
    tie = services.link("case:1", "arose_from", "signal:1", actor="system")
    services.unlink(tie, actor="system")
    services.unlink(tie, actor="system")
    assert set(queries.walk("case:1", may_see=everything).distance) == {"case:1"}
    assert [entry.kind for entry in ledger.entries("case:1")] == ["thread.linked", "thread.unlinked"]
    services.link("case:1", "arose_from", "signal:1", actor="system")
    assert Link.objects.count() == 2


def test_nothing_is_tied_to_itself_or_by_an_unknown_verb():
    with pytest.raises(services.LinkRefused):
        services.link("case:1", "about", "case:1", actor="system")
    with pytest.raises(KeyError):
        services.link("case:1", "likes", "case:2", actor="system")
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(source="a:1", relation="about", target="a:1", day="2026-11-22", actor="system")


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_relation_has_both_verbs(language):
    from django.utils import translation

    with translation.override(language):
        for relation in relations.all_relations():
            assert str(relation.forward)
            assert str(relation.backward)
