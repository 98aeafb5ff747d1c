"""A refusal has a code for programs and a sentence for people."""

import pytest

from amanah.kernel.refusal import Refusal


class Refused(Refusal):
    sentences = {"late": "Sudah lewat."}


def test_the_vocabulary_says_it_unless_a_sentence_comes_with_it():
    assert (Refused("late").code, Refused("late").sentence, str(Refused("late"))) == ("late", "Sudah lewat.", "Sudah lewat.")
    assert (Refused("guard", "Tunggu dahulu.").code, str(Refused("guard", "Tunggu dahulu."))) == ("guard", "Tunggu dahulu.")


def test_a_code_without_a_sentence_is_a_mistake_of_the_program():
    with pytest.raises(KeyError):
        Refused("unheard of")
