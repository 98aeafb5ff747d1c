"""The tree through the services: creating, renaming, moving, closing, and what is refused."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.organisation import queries, services
from amanah.foundation.organisation.events import HoldingChanged
from amanah.foundation.organisation.models import Holding, Unit, UnitVersion
from amanah.kernel import clock, events

pytestmark = pytest.mark.django_db


def unit(name, parent=None, code=None):
    return services.create_unit(name, code or name.upper().replace(" ", "-"), parent=parent, actor="system")


def refused(field, act, *args, **kwargs):
    with pytest.raises(ValidationError) as refusal:
        act(*args, **kwargs)
    assert field in getattr(refusal.value, "error_dict", {None: refusal.value})
    return True


@pytest.fixture
def tree():
    root = unit("Kementerian")
    a, b = unit("Ditjen A", root), unit("Ditjen B", root)
    return {"root": root, "a": a, "b": b, "a1": unit("Direktorat A1", a), "a2": unit("Direktorat A2", a)}


def test_paths_lead_from_the_root_and_one_entry_is_written_for_each(tree):
    assert queries.unit_path(tree["a1"]) == [tree["root"], tree["a"], tree["a1"]]
    assert set(queries.subtree(tree["a"])) == {tree["a"], tree["a1"], tree["a2"]}
    assert set(queries.descendants(tree["root"])) == {tree["a"], tree["b"], tree["a1"], tree["a2"]}
    assert ledger.size() == 5


def test_there_is_one_institution_and_codes_are_unique(tree):
    assert refused("parent", unit, "Kementerian lain")
    assert refused(None, unit, "Ditjen C", tree["root"], "DITJEN-A")
    assert refused("code", unit, "Ditjen C", tree["root"], "kode dengan spasi")
    assert refused("name", unit, " ", tree["root"], "X1")


def test_rename_keeps_the_former_name(tree):
    services.rename_unit(tree["a1"], name="Direktorat Baru", code="BARU", actor="system")
    history = list(tree["a1"].versions.values_list("name", "code", "until"))
    assert history == [("Direktorat A1", "DIREKTORAT-A1", clock.today()), ("Direktorat Baru", "BARU", None)]
    assert [found.name for found in queries.search_units("baru")] == ["Direktorat Baru"]


def test_move_takes_everything_below_along_and_keeps_where_it_stood(tree):
    below = unit("Subdit A1a", tree["a1"])
    moved = services.move_unit(tree["a1"], tree["b"], actor="system")
    assert queries.unit_path(moved) == [tree["root"], tree["b"], moved]
    below.refresh_from_db()
    assert queries.unit_path(below) == [tree["root"], tree["b"], moved, below]
    assert UnitVersion.objects.filter(unit=below).count() == 2
    assert set(queries.descendants(tree["a"])) == {tree["a2"]}


def test_moves_that_would_tear_the_tree_are_refused(tree):
    assert refused("parent", services.move_unit, tree["a"], tree["a1"], actor="system")
    assert refused("parent", services.move_unit, tree["a"], tree["a"], actor="system")
    assert refused("parent", services.move_unit, tree["root"], tree["a"], actor="system")
    assert refused("parent", services.move_unit, tree["a1"], tree["a"], actor="system")


def test_a_unit_closes_only_when_it_is_empty(tree):
    post = services.create_post(tree["a2"], "Direktur", is_head=True)
    person = services.create_person("Sari", other_number="K-1", employment="outsourced")
    holding = services.assign_post(person, post)
    assert refused(None, services.close_unit, tree["a"], actor="system")
    assert refused(None, services.close_unit, tree["a2"], actor="system")
    services.end_holding(holding)
    services.close_unit(tree["a2"], actor="system")
    assert queries.search_units("A2") == [Unit.objects.get(pk=tree["a2"].pk)]  # its last day is today
    assert refused("parent", unit, "Subdit baru", Unit.objects.get(pk=tree["a2"].pk))
    with clock.at(clock.now() + timedelta(days=1)):
        assert queries.search_units("A2") == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(1, 7), st.integers(0, 7)), max_size=8))
def test_after_any_moves_every_path_is_the_way_from_the_root(moves):
    with transaction.atomic():
        units = [unit("Root", code="R")]
        for index in range(1, 8):
            units.append(unit(f"U{index}", units[(index - 1) // 2]))
        for moved, parent in moves:
            try:
                services.move_unit(units[moved], units[parent], actor="system")
            except ValidationError:
                continue
        for each in Unit.objects.select_related("parent"):
            assert each.path == (each.parent.path if each.parent else "") + each.pk.hex
            present = each.versions.get(until__isnull=True)
            assert (present.path, present.parent_id) == (each.path, each.parent_id)
        transaction.set_rollback(True)


class TestPosts:
    @pytest.fixture
    def head(self, tree):
        return services.create_post(tree["a"], "Direktur Jenderal", is_head=True)

    @pytest.fixture
    def two(self):
        return [services.create_person(name, other_number=name, employment="non_permanent") for name in ("Satu", "Dua")]

    def test_a_head_post_has_one_definitive_holder_and_may_have_acting_ones(self, head, two):
        services.assign_post(two[0], head)
        assert refused("post", services.assign_post, two[1], head)
        acting = services.assign_post(two[1], head, acting="plh")
        assert acting.heads
        with pytest.raises(IntegrityError), transaction.atomic():
            Holding.objects.create(person=two[1], post=head, acting="definitive", heads=True, since=clock.today())

    def test_one_follows_the_other(self, head, two):
        first = services.assign_post(two[0], head, since=date(2025, 1, 1))
        services.end_holding(first, on=date(2025, 12, 31))
        services.assign_post(two[1], head, since=date(2026, 1, 1))
        assert queries.headed_by(two[0], date(2025, 6, 1)) == [head.unit]
        assert queries.headed_by(two[0]) == []
        assert queries.units_of(two[1]) == [head.unit]
        assert refused(None, services.end_holding, first, on=date(2025, 12, 31))

    def test_a_unit_has_one_head_post(self, head, tree):
        assert refused(None, services.create_post, tree["a"], "Pemimpin kedua", is_head=True)

    def test_others_hear_of_it_inside_the_transaction(self, head, two):
        heard = []
        events.subscribe(HoldingChanged, heard.append, inside=True)
        services.end_holding(services.assign_post(two[0], head))
        assert heard == [HoldingChanged(two[0].pk, head.pk, head.unit_id)] * 2


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": "Budi", "employment": "pns"}, "nip"),
        ({"name": "Budi", "employment": "pns", "nip": "123"}, "nip"),
        ({"name": "Budi", "employment": "pppk", "nip": "198513122010011003"}, "nip"),
        ({"name": "Budi", "employment": "outsourced"}, "other_number"),
        ({"name": " ", "employment": "outsider"}, "name"),
        ({"name": "Budi", "employment": "raja"}, "employment"),
    ],
)
def test_people_need_the_number_of_their_kind(said, field):
    assert refused(field, services.create_person, **said)


def test_two_people_never_share_a_number():
    services.create_person("Budi", nip="198512312010011003")
    assert refused("nip", services.create_person, "Budi lain", nip="1985 1231 2010 0110 03")
