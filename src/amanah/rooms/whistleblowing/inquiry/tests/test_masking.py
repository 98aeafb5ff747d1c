"""What was marked is gone, whatever surrounds it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from amanah.rooms.whistleblowing.inquiry.masking import BLOCK, mask, premark

WORDS = (
    st.text(alphabet="abcdefghij ", min_size=3, max_size=12).map(lambda text: " ".join(text.split())).filter(lambda text: len(text) >= 3)
)
AROUND = st.text(alphabet="klmnopqrst .,\n()*+?", max_size=30)


@settings(max_examples=60, deadline=None)
@given(passage=WORDS, before=AROUND, between=AROUND, after=AROUND)
def test_nothing_of_a_marked_passage_is_left(passage, before, between, after):
    text = f"{before}[[{passage}]]{between}{passage.upper()}{after}"
    masked = mask(text)
    assert passage not in masked.text.casefold()
    assert masked.text == f"{before}{BLOCK}{between}{BLOCK}{after}"
    assert masked.removed == 2


@settings(max_examples=40, deadline=None)
@given(text=st.text(alphabet="abc [](),\n", max_size=80), names=st.lists(WORDS, max_size=3))
def test_marking_beforehand_only_adds_marks_and_pairs_them(text, names):
    text = text.replace("[[", "").replace("]]", "")
    marked = premark(text, names)
    assert marked.replace("[[", "").replace("]]", "") == text
    assert marked.count("[[") == marked.count("]]")


def test_names_are_found_whole_and_across_lines():
    text = "Gilang\nRamadhan dan Gilangga; gilang ramadhan lagi. Ramadhan."
    assert premark(text, ["Gilang Ramadhan", "Gilang"]) == "[[Gilang\nRamadhan]] dan Gilangga; [[gilang ramadhan]] lagi. Ramadhan."


def test_a_short_passage_goes_only_where_it_is_marked():
    assert mask("[[K3]] dan K3").text == f"{BLOCK} dan K3"


def test_without_marks_nothing_is_taken():
    assert mask("Biasa [saja].") == mask("Biasa [saja].")
    assert mask("Biasa [saja].").removed == 0
