import re

from hypothesis import given
from hypothesis import strategies as st

from amanah.kernel import wordlist

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def test_the_list_is_what_it_promises():
    words = wordlist.words()
    assert len(words) == len(set(words)) == wordlist.COUNT == 2**12
    assert all(re.fullmatch("[a-z]{4,8}", word) for word in words)
    assert list(words) == sorted(words)


def test_no_two_words_are_within_one_typo_of_each_other():
    assert all(wordlist.near(word) == (word,) for word in wordlist.words())


@given(st.sampled_from(wordlist.words()), st.data())
def test_every_one_typo_spelling_leads_back(word, data):
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    spellings = {word[:at] + letter + word[at + 1 :], word[:at] + word[at + 1 :], word[:at] + letter + word[at:]}
    if at:
        spellings.add(word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :])
    assert all(word in wordlist.near(spelling) for spelling in spellings)


@given(st.text(alphabet=LETTERS, min_size=1, max_size=10))
def test_only_words_within_one_typo_are_near(typed):
    def distance(a, b):
        rows = [[i + j if not i * j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
        for i in range(1, len(a) + 1):
            for j in range(1, len(b) + 1):
                rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
                if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                    rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
        return rows[-1][-1]

    assert all(distance(typed, word) <= 1 for word in wordlist.near(typed))
