"""What a person reads when something goes wrong."""

import sys

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from amanah.ui import errors

LONG = "Petugas loket meminta uang tambahan tanpa kuitansi."


def failing(rf, error, path="/report/review/", data=None):
    request = rf.post(path, data or {"story": LONG, "csrfmiddlewaretoken": "x" * 40, "receipt_words": "rembulan " * 8})
    try:
        raise error
    except type(error):
        return errors.server_error(request)


def test_unknown_page(intake):
    answer = intake.get("/tidak-ada/")
    assert answer.status_code == 404
    assert "Halaman tidak ditemukan" in answer.text
    assert answer["Cache-Control"] == "no-store"


def test_desk_has_its_own_frame(desk):
    answer = desk.get("/desk/tidak-ada/")
    assert answer.status_code == 404
    assert 'class="desk bare"' in answer.text


def test_form_without_its_token_is_refused_and_says_so(settings, intake):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/report/", {"story": LONG})
    assert answer.status_code == 403
    assert "Laporan Anda BELUM terkirim." in answer.text
    assert LONG in answer.text


@pytest.mark.parametrize(
    ("error", "status"), [(OperationalError("locked"), 503), (OSError(28, "No space left"), 503), (KeyError("x"), 500)]
)
def test_a_failed_report_was_not_sent_and_keeps_its_words(rf, error, status):
    answer = failing(rf, error)
    assert answer.status_code == status
    assert "Laporan Anda BELUM terkirim." in answer.text
    assert LONG in answer.text
    assert "Tinggalkan halaman ini" in answer.text


def test_secrets_are_never_shown_again(rf):
    text = failing(rf, KeyError("x")).text
    assert "rembulan" not in text
    assert "x" * 40 not in text


def test_error_pages_say_nothing_of_the_error(rf):
    assert "rahasia" not in failing(rf, KeyError("rahasia sekali")).text


def test_message_is_not_called_a_report(rf):
    assert "Pesan Anda BELUM terkirim." in failing(rf, KeyError("x"), "/mailbox/message/").text


def test_other_pages_do_not_speak_of_reports_and_keep_what_was_typed(rf):
    text = failing(rf, KeyError("x"), "/desk/cases/").text
    assert "BELUM terkirim" not in text
    assert "Isian Anda BELUM tersimpan." in text
    assert LONG in text


def test_staff_send_once_more_what_a_busy_database_refused(rf):
    """With the short fields too, and with a button that was named."""
    data = {"title": "Rapat", "note": LONG, "csrfmiddlewaretoken": "x" * 40, "do": "keep"}
    text = failing(rf, OperationalError("locked"), "/desk/x/", data).text
    assert "Isian Anda BELUM tersimpan." in text
    assert [f'name="{name}" hidden>\n{data[name]}</textarea>' in text for name in ("title", "note", "do")] == [True] * 3
    assert "x" * 40 not in text
    assert "Kirim sekali lagi" not in failing(rf, KeyError("x"), "/desk/x/", data).text


@pytest.mark.parametrize(("path", "more"), [("/desk/x/", {"passphrase": "rahasia sekali"}), ("/report/review/", {"title": "Rapat"})])
def test_what_no_page_may_carry_is_not_sent_once_more(rf, path, more):
    text = failing(rf, OperationalError("locked"), path, {"note": LONG} | more).text
    assert "Kirim sekali lagi" not in text
    assert "rahasia sekali" not in text


def test_a_file_has_to_be_chosen_again(rf):
    file = SimpleUploadedFile("notulen.txt", b"isi")
    assert "Kirim sekali lagi" not in failing(rf, OperationalError("locked"), "/desk/x/", {"note": LONG, "file": file}).text


def test_what_was_typed_is_escaped(rf):
    evil = "<script>alert('dua puluh huruf')</script>"
    text = failing(rf, KeyError("x"), data={"story": evil}).text
    assert evil not in text
    assert "&lt;script&gt;" in text


def test_too_much_at_once_is_413(rf):
    answer = errors.bad_request(rf.post("/report/"), RequestDataTooBig())
    assert answer.status_code == 413
    assert "terlalu besar" in answer.text


def test_errors_need_no_database(rf):
    """No database mark on this test: a query would raise."""
    for answer in (errors.not_found(rf.get("/x")), errors.denied(rf.get("/desk/x")), errors.unavailable(rf.get("/"))):
        assert answer.status_code >= 403


def test_a_template_that_fails_still_leaves_words(rf, monkeypatch):
    def broken(*_args):
        raise OSError

    monkeypatch.setattr(errors, "render_to_string", broken)
    answer = failing(rf, KeyError("x"))
    assert answer.status_code == 500
    assert "Laporan Anda BELUM terkirim." in answer.text


def test_nothing_is_left_behind():
    assert sys.exc_info() == (None, None, None)
