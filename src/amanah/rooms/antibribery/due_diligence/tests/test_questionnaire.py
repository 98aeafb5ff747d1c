"""Which questions are asked never depends on an answer that nobody was asked for; and names are told apart as people would."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from amanah.rooms.antibribery.due_diligence import declare, naming, questionnaire
from amanah.rooms.antibribery.due_diligence.naming import Crowd

BOOK = questionnaire.questionnaire()
VALUES = st.sampled_from(["", "yes", "no", "unknown", "proposed", "direct", "other", "tender"])


@settings(max_examples=60, deadline=None)
@given(
    sort=st.sampled_from(sorted(declare.SORTS)),
    form=st.sampled_from(["firm", "person"]),
    answers=st.dictionaries(st.sampled_from([one.key for one in BOOK.questions]), VALUES, max_size=40),
)
def test_a_further_question_is_asked_only_where_the_one_that_opens_it_is(sort, form, answers):
    basic, deep = (questionnaire.asked(sort, form, answers, deep=level) for level in (False, True))
    assert {one.key for one in basic} <= {one.key for one in deep}
    keys = {one.key for one in deep}
    for one in deep:
        assert one.sorts >= {sort}
        assert not one.parent or (one.parent in keys and answers[one.parent] in one.opens)
    # What nobody is asked changes nothing: neither what else is asked nor what counts as a sign.
    heard = {key: value for key, value in answers.items() if key in keys}
    assert questionnaire.asked(sort, form, heard, deep=True) == deep
    assert {one.key for one in questionnaire.flags(deep, answers)} <= keys
    listed = [one for _section, some in questionnaire.pages(sort, form, answers, deep=True) for one in some]
    assert sorted(one.key for one in listed) == sorted(keys)


def test_the_book_holds_together_and_every_sign_says_why():
    assert len(BOOK.questions) > 40
    for one in BOOK.questions:
        assert one.text.id
        assert one.text.en
        assert bool(one.red) == bool(one.why.en)
    assert {sort for one in BOOK.questions for sort in one.sorts} == set(declare.SORTS)
    with pytest.raises(ValueError, match="b"):
        questionnaire.read(
            """sections=[{key="s",title={id="S",en="S"}}]
            questions=[{key="a",section="s",sorts=["post"],text={id="A",en="A"}},
            {key="b",section="s",sorts=["associate"],text={id="B",en="B"},when={question="a",is=["yes"]}}]"""
        )


@pytest.mark.parametrize(
    ("said", "listed", "like"),
    [
        ("PT Karya Mandiri Sejahtera", "PT. KARYA MANDIRI SEJAHTERA, Tbk", True),
        ("Sejahtera Karya Mandiri", "PT Karya Mandiri Sejahtera", True),
        ("CV. Bintang Timur", "CV Bintang Timoer", True),
        ("H. Bambang Sutrisno, S.T.", "Bambang Soetrisno", True),
        ("PT Karya Mandiri Sejahtera Abadi", "PT Karya Mandiri Sejahtera", True),
        ("PT Karya Mandiri", "PT Karya Bersama", False),
        ("PT Maju", "PT Maju Bersama Nusantara", False),
        ("Siti Aminah", "Siti Rohmah", False),
        ("PT", "CV", False),
    ],
)
def test_names_are_alike_as_people_would_say(said, listed, like):
    crowd = Crowd([(naming.fold(listed), "")])
    assert bool(crowd.like(naming.fold(said), "", 85)) is like


def test_an_identity_number_says_more_than_a_name():
    crowd = Crowd([(naming.fold("PT Lain Sekali"), naming.digits("01.234.567.8-901.000"))])
    (found,) = crowd.like(naming.fold("PT Karya"), naming.digits("012345678901000"), 85)
    assert (found.score, found.numbered) == (100, True)
    assert naming.digits("12-3") == ""


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["sari", "dewi", "karya", "kary", "mandiri", "mandri", "putra"]), max_size=4), max_size=6))
def test_names_are_compared_as_if_their_words_had_no_order(lists):
    names = [" ".join(words) for words in lists]
    crowd = Crowd([(name, "") for name in names])
    for said in names:
        found = {one.place: one.score for one in crowd.like(said, "", 85)}
        for place, name in enumerate(names):
            if said and name and fuzz.token_sort_ratio(said, name) >= 85:
                assert found[place] >= int(fuzz.token_sort_ratio(said, name))
