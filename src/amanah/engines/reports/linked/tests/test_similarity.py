"""Why reports are laid side by side."""

from hypothesis import given, settings
from hypothesis import strategies as st

from amanah.engines.reports.linked.similarity import NAMES, SERVICE, TIME, TOPIC, UNIT, WORDS, likeness, months, traits

STORY = "Petugas loket sertifikasi meminta dua juta rupiah sebelum sertifikat dicetak, dan antrean sengaja dibuat macet."


def of(**changes):
    return traits(**{"unit": "", "topic": "", "names": (), "texts": (), **changes})


def test_the_same_story_in_other_order_is_found():
    one = of(texts=[STORY])
    other = of(texts=["Antrean sengaja dibuat macet. Petugas loket sertifikasi meminta dua juta rupiah sebelum dicetak."])
    found = likeness(one, other)
    assert found.suggested
    assert found.reasons == (WORDS,)


def test_the_same_person_under_a_shorter_name_is_found():
    found = likeness(of(names=["Gilang Ramadhan, S.T."]), of(names=["gilang ramadhan"]))
    assert (found.suggested, found.reasons, found.shared_names) == (True, (NAMES,), ("gilang ramadhan s t",))


def test_one_common_name_or_the_unit_alone_suggests_nothing():
    assert not likeness(of(names=["Budi Hartono"]), of(names=["Budi Santoso"])).suggested
    assert not likeness(of(unit="a", texts=["Rapat tender."]), of(unit="a", texts=["Sertifikat ditahan."])).suggested
    assert likeness(of(unit="a", topic="bribery"), of(unit="a", topic="bribery")).reasons == (UNIT, TOPIC)


def test_the_same_service_at_the_same_time_is_found_only_with_a_third_sign():
    one = of(service="K3-AHLI", when="awal Maret 2026")
    assert not likeness(one, of(service="K3-AHLI", when="2026-03-05")).suggested
    found = likeness(of(service="K3-AHLI", when="Maret 2026", topic="held"), of(service="K3-AHLI", when="14 maret 2026", topic="held"))
    assert (found.suggested, found.reasons) == (True, (SERVICE, TOPIC, TIME))


def test_months_are_read_from_words_and_numbers():
    assert months("akhir Februari sampai Maret 2026") == {(2026, 2), (2026, 3)}
    assert months("2026-03-05") == {(2026, 3)}
    assert months("bulan lalu") == months("Maret") == months("2026-13-01") == frozenset()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=3), st.lists(st.text(max_size=60), max_size=3))
def test_likeness_goes_both_ways(some, others):
    one, other = of(texts=some, names=some), of(texts=others, names=others)
    assert likeness(one, other).score == likeness(other, one).score
    assert 0 <= likeness(one, other).score <= 100
