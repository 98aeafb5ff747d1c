"""A refusal speaks the language of whoever reads it, not of whoever was refused."""

from django.utils import translation

from amanah.engines.actions.refusals import SENTENCES, Refused


def test_the_sentence_is_in_the_language_that_is_active_when_it_is_read():
    answer = Refused("words")
    with translation.override("en"):
        english = answer.sentence
        assert english == str(SENTENCES["words"])
    assert english != answer.sentence
