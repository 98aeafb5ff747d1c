"""The screens: who gets which page, what stands on it, and what a form does."""

import io

import openpyxl
import pytest
from django.urls import reverse

from amanah.kernel import clock
from amanah.rooms.interests import queries, services
from amanah.rooms.interests.models import Interest, YearlyStatement
from amanah.rooms.interests.tests import stage
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db
ANSWERS = {
    "kind": "actual",
    "source": "family",
    "what": stage.SECRET,
    "relation": "Adik",
    "tied": "on",
    "decision": "Lisensi PT Karya Aman",
}


@pytest.fixture
def cast(people):
    stage.cast(people)
    return people


def unlock(desk):
    desk.post(reverse("vault:unlock"), {"passphrase": PASSPHRASE})
    return desk


def text(response):
    return response.content.decode()


def test_an_employee_declares_without_an_unlocked_key_and_reads_it_with_one(cast, desk):
    cast.sign_in(desk, "hadi")
    assert "Belum ada yang Anda nyatakan" in text(desk.get("/desk/interests/"))
    answer = desk.post("/desk/interests/declare/", ANSWERS | {"people": "Budi Hartono", "names": "PT Karya Aman\n\nCV Baru"})
    interest = Interest.objects.get()
    assert answer["Location"] == f"/desk/interests/{interest.number}/"
    page = text(desk.get(answer["Location"]))
    assert stage.SECRET not in page
    assert "Buka kunci" in page
    page = text(unlock(desk).get(answer["Location"]))
    assert stage.SECRET in page
    assert "Budi Hartono" in page
    assert "Gilang Ramadhan" in page
    assert interest.number in text(desk.get("/desk/interests/"))


def test_mistakes_are_named_and_nothing_typed_is_lost(cast, desk):
    cast.sign_in(desk, "hadi")
    answer = desk.post("/desk/interests/declare/", ANSWERS | {"decision": "", "people": "Tidak Ada Orangnya"})
    assert answer.status_code == 400
    for words in ("Sebutkan keputusan yang mana.", "Tidak Ada Orangnya", stage.SECRET):
        assert words in text(answer)
    assert not Interest.objects.exists()


def test_the_superior_decides_on_the_page(cast, desk):
    interest = stage.declare(cast, tied=True)
    cast.sign_in(desk, "gilang")
    assert interest.number in text(desk.get("/desk/interests/people/"))
    here = f"/desk/interests/{interest.number}/"
    assert "vault/unlock" in desk.get(f"{here}control/")["Location"]
    unlock(desk)
    for act in ("control", "dismiss", "ask", "substitute"):
        assert desk.get(f"{here}{act}/").status_code == 200
    said = {"text": "Benar adanya.", "controls": ["transfer"], "verifier": str(cast.maya.pk)}
    assert "Sebutkan siapa yang melaksanakannya." in text(desk.post(f"{here}control/", said))
    assert desk.post(f"{here}control/", said | {"executor": "Eko Prasetyo"}).status_code == 302
    page = text(desk.get(here))
    assert "Keputusan dialihkan kepada orang lain" in page
    assert "Pengendalian berjalan" in page
    assert desk.get(f"{here}dismiss/").status_code == 302


def test_the_yearly_statement(cast, desk):
    cast.sign_in(desk, "hadi")
    desk.post("/desk/interests/state/")
    assert YearlyStatement.objects.get().year == clock.today().year
    assert "Sudah dinyatakan" in text(desk.get("/desk/interests/"))
    cast.sign_in(desk, "gilang")
    page = text(desk.get("/desk/interests/people/"))
    assert "Semua pegawai Anda sudah menyatakan." in page


def test_the_register_holds_codes_and_leaves_as_it_is_shown(cast, desk):
    interest, other = stage.declare(cast), stage.declare(cast, "citra", "potential", source="business")
    cast.sign_in(desk, "maya")
    page = text(desk.get("/desk/interests/register/?kind=potential"))
    assert other.number in page
    assert interest.number not in page
    book = openpyxl.load_workbook(io.BytesIO(desk.get("/desk/interests/register/export.xlsx").content))
    assert {row[0].value for row in list(book.active.rows)[1:]} == {interest.number, other.number}
    assert desk.get("/desk/interests/register/export.pdf").status_code == 404


@pytest.mark.parametrize("name", ["citra", "ani", "lestari", "kartika"])
def test_citra_must_see_nothing(cast, desk, name):
    interest = stage.declare(cast, tied=True)
    services.control(stage.opened(cast, "gilang", interest), "Benar.", stage.measures(cast))
    cast.sign_in(desk, name)
    number = interest.number
    for path in ("", "control/", "answer/", "substitute/", "end/", "appoint/"):
        assert desk.get(f"/desk/interests/{number}/{path}").status_code == 404, path
    assert desk.post(f"/desk/interests/{number}/recuse/").status_code == 404
    assert desk.get("/desk/interests/register/").status_code == 404
    assert desk.get(f"/desk/cases/{number}/").status_code == 404
    for path in ("/desk/interests/", "/desk/interests/people/", "/desk/cases/", "/desk/"):
        assert interest.number not in text(desk.get(path)), path


def test_lists_ask_a_bounded_number_of_queries(cast, desk, django_assert_max_num_queries):
    for _ in range(4):
        stage.declare(cast)
    cast.sign_in(desk, "maya")
    desk.get("/desk/interests/register/")
    with django_assert_max_num_queries(16):
        desk.get("/desk/interests/register/")
    assert queries.entrusted(cast.viewer("maya")).count() == 4
