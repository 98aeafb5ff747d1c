from hypothesis import given
from hypothesis import strategies as st

from amanah.kernel import passphrase, wordlist


def test_a_generated_passphrase_has_six_listed_words_and_passes_its_own_check():
    for _ in range(50):
        text = passphrase.generate()
        assert len(text.split()) == 6
        assert set(text.split()) <= set(wordlist.words())
        assert passphrase.check(text, avoid=("ani.wulandari",)) == []


def test_generated_passphrases_differ():
    assert len({passphrase.generate() for _ in range(100)}) == 100


def test_unfit_passphrases_are_named():
    assert passphrase.check("pendek sekali") == ["too_short"]
    assert passphrase.check("kata kata kata kata kata") == ["too_uniform"]
    assert passphrase.check("aaaaaaaaaaaaaaaaaaaaaaaa") == ["too_uniform"]
    assert passphrase.check("milik Budi.Santoso di kantor pusat", avoid=("budi.santoso",)) == ["personal"]
    assert passphrase.check("panjang sekali " + "abcdefgh " * 40)[0] == "too_long"


@given(st.text())
def test_any_text_gets_an_answer(text):
    assert isinstance(passphrase.check(text), list)
