"""Taking tests and keeping the bank at the desk, as a browser without scripts would."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amanah.foundation.access import services as access
from amanah.rooms.learning.quizzes import services
from amanah.rooms.learning.quizzes.models import Attempt, Question
from amanah.rooms.learning.quizzes.tests.conftest import right_of, take

ROOT = "/desk/learning/tests/"


@pytest.fixture
def hadi(people, test, desk):
    return people.sign_in(desk, "hadi")


@pytest.fixture
def keeper(people, test, desk):
    access.grant_role(people.eko, "learning_manager", people.units.root)
    return people.sign_in(desk, "eko")


def begin(client):
    return client.post(f"{ROOT}loket/begin/").url


def test_a_person_is_taken_from_question_to_question_to_the_result(hadi):
    assert "Mulai tes" in hadi.get(f"{ROOT}loket/begin/").text
    root = begin(hadi)
    attempt = Attempt.objects.get()
    for drawn in attempt.drawn.select_related("version"):
        here = hadi.get(root).url
        assert here == f"{root}{drawn.place}/"
        assert drawn.version.text_id in hadi.get(here).text
        hadi.post(here, {f"q{drawn.place}": right_of(drawn)})
    assert hadi.get(root).url == f"{root}review/"
    assert "Semua soal sudah dijawab" in hadi.get(f"{root}review/").text
    for _twice in range(2):
        assert hadi.post(f"{root}submit/").url == root
    told = hadi.get(root).text
    assert "4 dari 4 jawaban tepat" in told
    assert "Lulus." in told
    assert "no-store" in hadi.get(root)["Cache-Control"]
    assert "Lulus" in hadi.get(ROOT).text


def test_a_reload_or_another_device_goes_on_where_one_was(hadi, people, client):
    root = begin(hadi)
    hadi.post(f"{root}3/", {"q3": "2"})
    assert begin(hadi) == root
    assert Attempt.objects.count() == 1
    page = hadi.get(f"{root}3/").text
    assert re.search(r'id="q3-2" checked', page)
    whole = hadi.post(f"{root}all/", {"q1": "0", "q3": "2", "q4": "99"})
    assert whole.url == f"{root}review/"
    assert list(Attempt.objects.get().drawn.values_list("chosen", flat=True)) == [0, None, 2, None]
    assert "2 soal belum dijawab" in hadi.get(whole.url).text


def test_nothing_chosen_is_said_and_nothing_is_lost(hadi):
    root = begin(hadi)
    answer = hadi.post(f"{root}1/", {})
    assert answer.status_code == 400
    assert "Belum ada yang dipilih" in answer.text


def test_whoever_failed_reads_why_and_may_try_again_with_another_drawing(hadi, people, test):
    attempt = services.begin(test, people.persons["hadi"], "final")
    take(attempt, right=1)
    page = hadi.get(f"{ROOT}attempts/{attempt.pk}/").text
    assert "Belum lulus" in page
    assert "Yang tepat:" in page
    assert hadi.post(f"{ROOT}loket/begin/").url != f"{ROOT}attempts/{attempt.pk}/"


def test_a_test_before_learning_does_not_give_the_answers_away(hadi, people, test):
    attempt = services.begin(test, people.persons["hadi"], "pre", "session:1")
    take(attempt, right=0)
    page = hadi.get(f"{ROOT}attempts/{attempt.pk}/").text
    assert "Hasil ini hanya titik awal" in page
    assert "Sebab" not in page


@pytest.mark.parametrize("page", ["", "1/", "all/", "review/", "submit/"])
@pytest.mark.parametrize("name", ["eko", "gilang", "kartika"])
def test_nobody_sees_the_answers_of_somebody_else(people, test, desk, page, name):
    """Not who keeps the bank, not the superior, not the head of the house."""
    attempt = services.begin(test, people.persons["hadi"], "final")
    access.grant_role(people.eko, "learning_manager", people.units.root)
    client = people.sign_in(desk, name)
    for method in (client.get, client.post):
        assert method(f"{ROOT}attempts/{attempt.pk}/{page}").status_code in {404, 405}


@pytest.mark.parametrize(
    "address", ["new/", "questions/", "questions/new/", "questions/import/", "questions/export.csv", "loket/", "loket/change/"]
)
def test_the_bank_is_kept_from_whoever_takes_tests(hadi, address):
    assert hadi.get(ROOT + address).status_code == 403


def test_questions_are_written_changed_and_retired(keeper, topic):
    said = {"topic": topic.pk, "text_id": "Boleh tunai?", "text_en": "Cash?", "right": "2"}
    for n, words in ((1, "Ya"), (2, "Tidak")):
        said |= {f"id_{n}": words, f"en_{n}": words, f"why_id_{n}": "Sebab", f"why_en_{n}": "Because"}
    page = keeper.post(f"{ROOT}questions/new/", said, follow=True)
    assert "Boleh tunai?" in page.text
    question = Question.objects.get(key__startswith="boleh-tunai")
    here = f"{ROOT}questions/{question.pk}/"
    assert "Tidak ada yang diubah" in keeper.post(f"{here}change/", said).text
    assert "versi 1" in keeper.post(f"{here}change/", said | {"text_id": "Boleh bayar tunai?"}, follow=True).text
    assert "Tidak dipakai lagi" in keeper.post(f"{here}retire/", follow=True).text
    assert "Boleh bayar tunai?" in keeper.get(f"{ROOT}questions/?text=tunai").text
    assert "Soal dipakai lagi." in keeper.post(f"{here}restore/", follow=True).text


def test_a_test_is_made_changed_and_retired(keeper, topic):
    said = {"topic": topic.pk, "title": "Ulangan", "title_en": "Again", "draws": "5", "mark": "80", "wait_days": "1"}
    assert "Batas lulus tidak boleh lebih rendah" in keeper.post(f"{ROOT}new/", said | {"mark": "50"}).text
    page = keeper.post(f"{ROOT}new/", said, follow=True).text
    assert "80 persen" in page
    assert "questions-2" in keeper.post(f"{ROOT}new/", said | {"title": "Questions"}).url
    assert "Perubahan berlaku" in keeper.post(f"{ROOT}ulangan/change/", said | {"draws": "6"}, follow=True).text
    assert "Tes tidak dipakai lagi" in keeper.post(f"{ROOT}ulangan/retire/", follow=True).text


def test_a_table_of_questions_goes_in_and_comes_out(keeper):
    table = keeper.get(f"{ROOT}questions/export.csv").content
    changed = table.replace(b"Pertanyaan 3?", b"Pertanyaan tiga?") + (
        "loket;baru;Apa?;What?;A;a;A;a;B;b;B;b;;;;;;;;;2\r\n".replace(";", ",").encode()
        if b"," in table.split(b"\n")[0]
        else b"loket;baru;Apa?;What?;A;a;A;a;B;b;B;b;;;;;;;;;2\r\n"
    )
    page = keeper.post(f"{ROOT}questions/import/", {"table": SimpleUploadedFile("soal.csv", changed)})
    assert not page.context["wrong"], page.context["wrong"]
    assert [counts for _title, counts in page.context["facts"]] == [1, 1]
    assert "2 soal disimpan" in keeper.post(f"{ROOT}questions/import/apply/", {"plan": page.context["plan"]}, follow=True).text
    assert Question.objects.get(key="q-3").current == 2
    assert Question.objects.filter(key="baru").exists()
