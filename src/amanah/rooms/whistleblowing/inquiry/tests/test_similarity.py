"""Why reports are laid side by side."""

from hypothesis import given, settings
from hypothesis import strategies as st

from amanah.rooms.whistleblowing.inquiry.similarity import NAMES, TOPIC, UNIT, WORDS, likeness, traits

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


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=3), st.lists(st.text(max_size=60), max_size=3))
def test_likeness_goes_both_ways(some, others):
    one, other = of(texts=some, names=some), of(texts=others, names=others)
    assert likeness(one, other).score == likeness(other, one).score
    assert 0 <= likeness(one, other).score <= 100
