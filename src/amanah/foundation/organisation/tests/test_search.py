"""Finding units and people by what somebody remembers of them."""

import pytest

from amanah.foundation.organisation import queries, services, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["k3", "pengawasan keselamatan", "KESEL kerja", "dit-k3", "Dit Pengawasan", "  péngawasan  K3 "])
def test_units_are_found_by_words_code_and_abbreviation(people, words):
    assert people.units.k3 in queries.search_units(words)


@pytest.mark.parametrize("words", ["", "%", "_", "elamatan", "k3 xyz", "'; drop table", "\x00"])
def test_what_does_not_begin_a_word_finds_nothing(people, words):
    assert queries.search_units(words) == []


def test_the_nearest_to_the_root_comes_first_and_the_exact_code_before_all(people):
    services.create_unit("Tim K3", "K3", parent=people.units.placement, actor="system")
    assert [unit.code for unit in queries.search_units("k3")] == ["K3", "DIT-K3", "SUBDIT-UJI-K3"]
    assert [unit.code for unit in queries.search_units("k3", within=people.units.placement)] == ["K3"]
    assert len(queries.search_units("k3", 1)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Soeharto", "Suharto"),
        ("Moch. Ridwan", "Muhammad Ridwan"),
        ("Djoko Tjahjono", "Joko Cahjono"),
        ("Achmad", "Ahmad"),
        ("Siti Rahayu, S.H., M.Si.", "siti rahayu"),
        ("Dr. H. Agus", "Agus"),
        ("Yudhistira", "Yudistira"),
    ],
)
def test_spellings_of_one_name_have_one_form(one, other):
    assert text.name_keys(one) == text.name_keys(other)


@pytest.mark.parametrize(
    "said", ["Gilang", "gilang ramadan", "Pak Gilang", "GILANG RAMADHAN, S.T.", "Direktur Pengawasan K3", "Ramadhan G."]
)
def test_a_subject_is_matched_generously(people, said):
    assert people.persons["gilang"] in queries.match_people([said])


def test_a_number_matches_exactly(people):
    assert queries.match_people([f"NIP {people.persons['hadi'].nip}"]) == [people.persons["hadi"]]


def test_within_a_unit_one_part_of_a_name_or_just_the_post_is_enough(people):
    assert people.persons["hadi"] in queries.match_people(["Hadi Prasetyo"], people.units.k3)
    assert people.persons["hadi"] not in queries.match_people(["Hadi Prasetyo Widodo"])
    assert people.persons["gilang"] in queries.match_people(["kepala"], people.units.k3)
    assert queries.match_people(["petugas loket"], people.units.k3) == []


def test_nobody_is_matched_by_nothing(people):
    assert queries.match_people(["", " ", ".", "-", "S.H."]) == []
