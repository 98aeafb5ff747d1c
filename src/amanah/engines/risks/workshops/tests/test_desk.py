import io
import re
from datetime import timedelta

import openpyxl
import pytest

from amanah.engines.risks.workshops.models import Workshop
from amanah.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def browse(desk, team):
    """`browse("rudi", "/desk/…")` is the page as that person gets it."""

    def get(name, address, data=None):
        team.sign_in(desk, name)
        return desk.get(address) if data is None else desk.post(address, data)

    return get


def text(response, status=200):
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def test_a_workshop_on_screen_from_called_to_closed(browse, active):
    until = (clock.today() + timedelta(days=7)).isoformat()
    values = {"title": "Triwulan IV", "stage": "residual", "risks": [str(active.pk)], "until": until}
    new = "/desk/risks/workshops/new/"
    assert "Pilih unit" in text(browse("rudi", new))
    text(browse("rudi", f"{new}?unit=DIT-PENEMPATAN"), 400)
    page = text(browse("rudi", f"{new}?unit=DIT-K3", values | {"persons": "Hadi Susanto\nSiapa Ini"}), 400)
    assert "Siapa Ini" in page
    text(browse("rudi", f"{new}?unit=DIT-K3", values | {"persons": "Hadi Susanto\nRosa"}), 400)
    assert browse("rudi", f"{new}?unit=DIT-K3", values | {"persons": "Hadi Susanto\nRosa\nTuti"}).status_code == 302
    workshop = Workshop.objects.get()
    here, item = f"/desk/risks/workshops/{workshop.number}/", workshop.items.get()
    for name, likelihood in (("hadi", 2), ("rosa", 2), ("tuti", 5)):
        assert workshop.number in text(browse(name, "/desk/"))
        text(browse(name, f"{here}{item.pk}/score/", {"likelihood": 2}), 400)
        answer = browse(name, f"{here}{item.pk}/score/", {"likelihood": likelihood, "impact": 3, "reason": f"Menurut {name}"})
        assert answer.status_code == 302
    assert browse("rudi", f"{here}export.xlsx").status_code == 404
    browse("rudi", f"{here}open/", {})
    page = text(browse("rosa", f"{here}{item.pk}/"))
    assert "Jauh dari median: Tuti Wulandari" in page
    assert "Menurut hadi" in page
    lengths = re.findall(r' (?:x|y|x1|x2|cx|cy|height)="([^"]*)"', re.search(r"<figure.*?</figure>", page, re.DOTALL).group())
    assert lengths
    assert all(length.isdigit() for length in lengths), "a decimal comma breaks a picture"
    browse("rosa", f"{here}{item.pk}/note/", {"text": "Kita dengar Tuti."})
    assert browse("rosa", f"{here}{item.pk}/settle/").status_code == 404
    text(browse("rudi", f"{here}{item.pk}/settle/", {"likelihood": 4, "impact": 3}), 400)
    browse("rudi", f"{here}{item.pk}/settle/", {"likelihood": 4, "impact": 3, "reason": "Tuti meyakinkan"})
    browse("rudi", f"{here}close/", {"text": "Selesai"})
    page = text(browse("hadi", here))
    assert "Selesai" in page
    assert "Ditetapkan" in text(browse("hadi", f"{here}{item.pk}/"))
    book = openpyxl.load_workbook(io.BytesIO(browse("rosa", f"{here}export.xlsx").content))
    settled, opinions, said = ([list(row) for row in sheet.iter_rows(min_row=2, values_only=True)] for sheet in book)
    assert settled[0][0:1] + settled[0][3:5] == [active.number, 4, 3]
    assert sorted(row[2] for row in opinions) == [2, 2, 5]
    assert [row[3] for row in said] == ["Kita dengar Tuti."]


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_empty_list_teaches_in_both_languages(browse, desk, language):
    desk.cookies["lang"] = language
    page = text(browse("hadi", "/desk/risks/workshops/"))
    assert ("Belum ada lokakarya" in page) == (language == "id")
    for nonsense in ("state=x", "mine=x", "after="):
        assert browse("hadi", f"/desk/risks/workshops/?{nonsense}").status_code == 200
    assert browse("hadi", "/desk/risks/workshops/?after=x").status_code == 404


@pytest.mark.parametrize("count", [1, 8])
def test_the_list_page_asks_no_more_for_many_than_for_one(desk, team, call, django_assert_max_num_queries, count):
    for _ in range(count):
        call()
    team.sign_in(desk, "rudi")
    desk.get("/desk/risks/workshops/")
    with django_assert_max_num_queries(12):
        assert desk.get("/desk/risks/workshops/?state=scoring").status_code == 200
