import itertools

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from amanah.kernel import receipts, wordlist
from amanah.kernel.receipts import Receipt, ReceiptError
from amanah.kernel.sealing import TEST_KDF

words = st.sampled_from(wordlist.words())
some_receipts = st.builds(Receipt, st.integers(1_000_000, 9_999_999), st.tuples(*[words] * 8))
separators = st.sampled_from([" ", "  ", "-", ", ", "\n", "\t", ";", " . ", "_", "\u00a0", " – "])
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def meant(text):
    try:
        return receipts.parse(text)
    except ReceiptError as error:
        return error


@given(some_receipts)
def test_a_receipt_reads_back_from_its_own_text(receipt):
    assert receipts.parse(str(receipt)) == receipt


@given(some_receipts, st.tuples(separators, separators), st.booleans(), st.booleans(), st.data())
def test_order_case_separators_and_numbering_do_not_matter(receipt, marks, digits_last, numbered, data):
    between, within = marks
    group = data.draw(st.integers(1, 9))
    case = data.draw(st.sampled_from([str.upper, str.title, str.lower]))
    listed = [f"{n}. {word}" if numbered else word for n, word in enumerate(receipt.words, 1)]
    digits = within.join(receipt.digits[at : at + group] for at in range(0, 9, group))
    parts = [*listed, digits] if digits_last else [digits, *listed]
    assert receipts.parse(case(between.join(parts))) == receipt


@given(some_receipts)
def test_a_heading_pasted_along_is_passed_over(receipt):
    slip = "TANDA TERIMA\n" + receipt.grouped_digits + "\n" + "\n".join(f"{n}) {word}" for n, word in enumerate(receipt.words, 1))
    assert receipts.parse(slip) == receipt


@settings(max_examples=400)
@given(some_receipts, st.integers(0, 7), st.data())
def test_one_typo_is_corrected_or_refused_and_never_read_as_something_that_fails_the_check(receipt, which, data):
    word = receipt.words[which]
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    typo = data.draw(st.sampled_from([word[:at] + letter + word[at + 1 :], word[:at] + word[at + 1 :], word[:at] + letter + word[at:]]))
    typed = [*receipt.words[:which], typo, *receipt.words[which + 1 :]]
    read = meant(f"{receipt.digits} {' '.join(typed)}")
    others = [
        other
        for other in wordlist.near(typo)
        if other != word and Receipt(receipt.locator, (*receipt.words[:which], other, *receipt.words[which + 1 :])).digits == receipt.digits
    ]
    if others:
        assert (read.kind, read.position, read.word) == ("ambiguous_word", which + 1, typo)
    else:
        assert read == receipt


@given(some_receipts, st.integers(0, 8), st.integers(1, 9))
def test_every_single_wrong_digit_is_found(receipt, at, by):
    digits = receipt.digits
    wrong = digits[:at] + str((int(digits[at]) + by) % 10) + digits[at + 1 :]
    assert meant(f"{wrong} {' '.join(receipt.words)}").kind in {"checksum", "digits"}


@given(some_receipts, st.integers(0, 5))
def test_two_neighbouring_digits_swapped_are_found(receipt, at):
    digits = receipt.digits
    assume(digits[at] != digits[at + 1])
    wrong = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    assert meant(f"{wrong} {' '.join(receipt.words)}").kind in {"checksum", "digits"}


def test_words_out_of_order_are_found_nearly_always():
    receipt = Receipt(4829135, tuple(wordlist.words()[n * 37] for n in range(8)))
    read = [meant(f"{receipt.digits} {' '.join(order)}") for order in itertools.islice(itertools.permutations(receipt.words), 1, 3000)]
    assert sum(isinstance(one, ReceiptError) for one in read) / len(read) > 0.97


def test_the_error_names_the_word_and_what_may_have_been_meant():
    receipt = Receipt(4829135, ("gunung", "kacamata", "jembatan", "sepeda", "rembulan", "sungai", "pelangi", "cangkir"))
    typed = list(receipt.words)
    typed[1] = "kacamtaaa"
    error = meant(f"{receipt.digits} {' '.join(typed)}")
    assert (error.kind, error.word, error.position) == ("unknown_word", "kacamtaaa", 2)
    typed[1] = "kacamatxx"
    error = meant(f"{receipt.digits} {' '.join(typed)}")
    assert (error.kind, error.suggestion) == ("unknown_word", "kacamata")
    error = meant(f"{receipt.digits} {' '.join(receipt.words[:7])}")
    assert (error.kind, error.word) == ("too_few_words", "7")
    error = meant(f"{receipt.digits} {' '.join(receipt.words)} zzzz")
    assert receipts.parse(f"{receipt.digits} {' '.join(receipt.words)} zzzz") == receipt
    error = meant(f"{receipt.digits} {' '.join(receipt.words)} gunung")
    assert (error.kind, error.word) == ("too_many_words", "9")
    error = meant(f"{receipt.digits[:8]} {' '.join(receipt.words)}")
    assert (error.kind, error.word) == ("digits", receipt.digits[:8])
    assert meant("").kind == "too_few_words"


@given(st.text(max_size=300))
def test_any_text_gets_a_receipt_or_a_clear_error(text):
    read = meant(text)
    assert isinstance(read, Receipt | ReceiptError)


def test_words_stay_out_of_representations_and_messages():
    receipt = receipts.generate()
    secrets = receipts.mailbox_secrets(receipt, bytes(16), TEST_KDF)
    for word in receipt.words:
        assert word not in repr(receipt)
    assert repr(secrets.authenticator) not in repr(secrets)


def test_secrets_depend_on_the_words_and_the_salt_alone():
    one = receipts.generate()
    moved = Receipt(one.locator % 9_000_000 + 1_000_000, one.words)
    secrets = receipts.mailbox_secrets(one, bytes(16), TEST_KDF)
    assert receipts.mailbox_secrets(moved, bytes(16), TEST_KDF) == secrets
    assert receipts.mailbox_secrets(one, b"\x01" * 16, TEST_KDF) != secrets
    assert secrets.authenticator != secrets.key_pair.private


def test_generated_receipts_are_random_over_the_whole_list():
    made = [receipts.generate() for _ in range(400)]
    assert len({one.words for one in made}) == len(made)
    assert len({word for one in made for word in one.words}) > 2000
    assert all(1_000_000 <= one.locator <= 9_999_999 and len(one.digits) == 9 for one in made)
    assert receipts.generate(1234567).locator == 1234567


def test_what_is_not_a_receipt_cannot_be_made():
    good = receipts.generate()
    for locator, chosen in (
        (999_999, good.words),
        (10_000_000, good.words),
        (good.locator, good.words[:7]),
        (good.locator, (*good.words[:7], "xxxx")),
    ):
        with pytest.raises(ValueError, match="a "):
            Receipt(locator, chosen)
