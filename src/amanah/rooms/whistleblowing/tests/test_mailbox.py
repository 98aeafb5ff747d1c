"""Coming back with a receipt: reading, answering, asking not to be contacted, leaving."""

import re
import time
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case, Entry
from amanah.engines.reports.report import Message, wants_no_contact
from amanah.engines.reports.services import wishes
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.models import Keepsake
from amanah.kernel import clock, receipts
from amanah.rooms.whistleblowing.tests.stories import file_one, open_box, url
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db


@pytest.fixture
def words(intake, people):
    return file_one(intake)


def text_of(page):
    return page.content.decode()


def key_of(case, account):
    return vault.content_key(case.ref, f"account:{account.pk}", vault.unlock(account, PASSPHRASE))


def say(case, people, channel, text):
    """Staff write to the reporter."""
    from django.db import transaction

    seq = case.entries.count() + 1
    name = f"message/{seq}"
    with transaction.atomic():
        vault.add_field(case.ref, name, Message(text).to_bytes(), key_of(case, people.ani))
        cases.add_entry(case, channel, name, author=people.viewer("ani"), seq=seq)


def said(case, account):
    key = key_of(case, account)
    return [Message.from_bytes(vault.open_field(case.ref, entry.field, key)) for entry in case.entries.filter(channel="reporter_in")]


def test_the_receipt_opens_the_mailbox_with_status_and_promised_dates(intake, words):
    page = text_of(open_box(intake, words))
    assert Case.objects.get().number in page
    assert "menunggu dibaca" in page
    assert page.count("Paling lambat") == 4


def test_any_separators_case_and_order_open_it_and_so_does_one_wrong_letter(intake, words):
    *typed, first, second, third = words.split()
    wrong = [typed[0] + "x", *typed[1:]]
    for text in (f"{first}{second}{third}\n" + ", ".join(typed).upper(), " - ".join(wrong) + f" {first} {second} {third}"):
        assert Case.objects.get().number in text_of(open_box(Client(), text))


def out_of_order(words, digits):
    """The words with two neighbours exchanged, such that the check figure notices; one exchange in sixty-one it cannot."""
    for at in range(7):
        text = " ".join([*words[:at], words[at + 1], words[at], *words[at + 2 :], *digits])
        try:
            receipts.parse(text)
        except receipts.ReceiptError:
            return text
    raise AssertionError("no exchange was noticed")


def test_a_misspelt_word_is_named_at_once_with_what_may_be_meant(intake, words):
    *typed, first, second, third = words.split()
    page = text_of(open_box(intake, " ".join([*typed[:7], "zzzzzz", first, second, third])))
    assert "Kata ke-8, “zzzzzz”" in page
    assert "tidak cocok satu sama lain" in text_of(open_box(intake, out_of_order(typed, [first, second, third])))
    assert "harus delapan kata" in text_of(open_box(intake, " ".join([*typed[:6], first, second, third])))
    assert "harus sembilan" in text_of(open_box(intake, " ".join([*typed, first])))


def test_an_unknown_and_a_wrong_receipt_get_the_same_answer(intake, words):
    right = receipts.parse(words)
    near = receipts.generate(right.locator)
    unknown = receipts.generate(1_000_000 if right.locator != 1_000_000 else 1_000_001)
    answers = []
    for receipt in (near, unknown):
        page = text_of(open_box(Client(), str(receipt)))
        answers.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"|<!--\w*-->', "", page).replace(str(receipt), ""))
    assert answers[0] == answers[1]
    assert "Tidak ada kotak komunikasi" in answers[0]


def test_near_right_takes_as_long_as_unknown(words, settings):
    settings.AMANAH_KDF = "test"
    right = receipts.parse(words)

    def took(receipt):
        began = time.perf_counter()
        assert vault.open_mailbox(receipt) is None
        return time.perf_counter() - began

    near = sorted(took(receipts.generate(right.locator)) for _ in range(15))[7]
    unknown = sorted(took(receipts.generate(right.locator - 1 if right.locator > 1_000_000 else right.locator + 1)) for _ in range(15))[7]
    assert abs(near - unknown) < 0.05


def test_messages_go_both_ways_and_only_the_right_channels_are_shown(intake, people, words):
    case = Case.objects.get()
    say(case, people, "reporter_out", "Bulan apa itu terjadi?")
    say(case, people, "note", "Catatan di antara petugas")
    page = text_of(open_box(intake, words))
    assert "Bulan apa itu terjadi?" in page
    assert "Catatan di antara petugas" not in page
    assert intake.post(url("message"), {"text": "Maret.\nTanggal lima."}).status_code == 302
    assert "Tanggal lima." in text_of(intake.get(url("mailbox")))
    assert [message.text for message in said(case, people.budi)] == ["Maret.\nTanggal lima."]


def test_an_answer_resumes_a_case_that_waited_for_it(intake, people, words):
    case = Case.objects.get()
    viewer = people.viewer("ani")
    for move in ("acknowledge", "request_information"):
        cases.move(case, move, viewer=viewer)
    assert "memerlukan keterangan dari Anda" in text_of(open_box(intake, words))
    intake.post(url("contact"), {"wanted": "no"})
    case.refresh_from_db()
    assert case.state == "awaiting"
    intake.post(url("message"), {"text": "Ini jawabannya."})
    assert "sudah kami terima dan sedang disampaikan" in text_of(intake.get(url("mailbox")))
    assert wishes.carry_out() == 1
    case.refresh_from_db()
    assert case.state == "triage"
    assert "sedang ditelaah" in text_of(intake.get(url("mailbox")))


def test_files_can_be_added_later_and_a_bad_one_spoils_none(intake, people, words, settings):
    settings.AMANAH_FILE_LIMIT = 100
    open_box(intake, words)
    good, bad = SimpleUploadedFile("bukti.txt", b"isi"), SimpleUploadedFile("besar.txt", b"x" * 300)
    page = text_of(intake.post(url("message"), {"text": "Lihat berkasnya.", "attached": [good, bad]}))
    assert "besar.txt" in page
    assert "Pesan Anda BELUM terkirim" in page
    assert "Lihat berkasnya." in page
    assert "Belum dibersihkan" in page
    assert not Entry.objects.exists()
    assert intake.post(url("message"), {"text": "Lihat berkasnya."}).status_code == 302
    assert "bukti.txt" in text_of(intake.get(url("mailbox")))
    assert "BELUM terkirim" not in text_of(intake.get(url("mailbox")))
    (message,) = said(Case.objects.get(), people.ani)
    assert (message.text, len(message.files)) == ("Lihat berkasnya.", 1)


def test_an_empty_message_is_asked_for(intake, words):
    open_box(intake, words)
    page = intake.post(url("message"), {"text": "  "})
    assert page.status_code == 422
    assert "Tulis pesan atau pilih berkas" in text_of(page)
    assert not Entry.objects.exists()


def test_do_not_contact_is_sealed_seen_by_staff_and_reversible(intake, people, words):
    case = Case.objects.get()
    open_box(intake, words)
    intake.post(url("contact"), {"wanted": "no"})
    assert wants_no_contact(said(case, people.ani))
    assert "agar tidak dihubungi lagi" in text_of(intake.get(url("mailbox")))
    intake.post(url("contact"), {"wanted": "yes"})
    assert not wants_no_contact(said(case, people.ani))
    assert case.state == "received"


def test_deadlines_say_what_was_kept_and_what_is_late(intake, people, words):
    case = Case.objects.get()
    cases.move(case, "acknowledge", viewer=people.viewer("ani"))
    page = text_of(open_box(intake, words))
    assert "Sudah, tepat waktu" in page
    assert Deadline.objects.filter(ref=case.ref, name="feedback").exists()
    with clock.at(clock.now() + timedelta(days=200)):
        assert "Terlambat" in text_of(open_box(Client(), words))


def test_the_mailbox_closes_by_itself_and_an_unsent_message_is_kept(intake, words):
    open_box(intake, words)
    with clock.at(clock.now() + timedelta(minutes=31)):
        page = intake.post(url("message"), {"text": "Pesan yang lama saya tulis"})
        assert page.status_code == 403
        assert "Pesan yang lama saya tulis" in text_of(page)
        page = intake.post(url("mailbox"), {"receipt": words, "unsent": "Pesan yang lama saya tulis"})
        assert "Periksa pesan di bawah ini" in text_of(page)
        assert "Pesan yang lama saya tulis" in text_of(page)


def test_using_it_keeps_it_open(intake, words):
    open_box(intake, words)
    for minutes in (20, 40, 60):
        with clock.at(clock.now() + timedelta(minutes=minutes)):
            assert "Percakapan" in text_of(intake.get(url("mailbox")))


def test_leaving_forgets_the_key(intake, words):
    open_box(intake, words)
    before = Keepsake.objects.filter(purpose="mailbox").count()
    assert intake.post(url("leave")).status_code == 200
    assert Keepsake.objects.filter(purpose="mailbox").count() == before - 1
    assert "Percakapan" not in text_of(intake.get(url("mailbox")))


def test_opening_leaves_no_trace_in_the_case(intake, people, words):
    say(Case.objects.get(), people, "reporter_out", "Kapan tepatnya?")
    before = list(Case.objects.values()), list(Entry.objects.values())
    open_box(intake, words)
    assert (list(Case.objects.values()), list(Entry.objects.values())) == before


def test_the_page_costs_the_same_however_long_the_conversation(intake, people, words, django_assert_max_num_queries):
    open_box(intake, words)
    for number in range(6):
        intake.post(url("message"), {"text": f"Pesan {number}"})
    with django_assert_max_num_queries(12):  # conversation, promises, and what each section below them asks
        intake.get(url("mailbox"))


def test_too_many_at_once_are_told_to_wait_and_keep_their_text(intake, people, words, monkeypatch):
    from amanah.foundation.vault import kdf

    monkeypatch.setattr(kdf, "turnstile", kdf.Turnstile(1, patience=0.01))
    with kdf.turnstile.turn():
        page = intake.post(url("mailbox"), {"receipt": words, "unsent": "Pesan saya"})
    assert page.status_code == 503
    assert page["Retry-After"]
    assert words.split()[0] in text_of(page)
    assert "Pesan saya" in text_of(page)
