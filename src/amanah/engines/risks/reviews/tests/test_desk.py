import io
from datetime import timedelta

import openpyxl
import pytest

from amanah.engines.risks.reviews.models import Review
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


def test_a_round_on_screen(browse, active, other):
    today = clock.today()
    period = {"period_from": (today - timedelta(days=90)).isoformat(), "period_to": today.isoformat(), "deep": "on"}
    text(browse("rudi", "/desk/risks/reviews/new/", period | {"unit": "DIT-PENEMPATAN"}), 400)
    assert browse("rudi", "/desk/risks/reviews/new/", period | {"unit": "DIT-K3"}).status_code == 302
    review = Review.objects.get()
    here = f"/desk/risks/reviews/{review.number}/"
    first, second = review.entries.all()
    assert "Tinjau 2 risiko" in text(browse("rudi", "/desk/"))
    text(browse("rudi", f"{here}{first.pk}/", {"verdict": "changed", "words": "Naik", "likelihood": 4}), 400)
    browse("rudi", f"{here}{first.pk}/", {"verdict": "changed", "words": "Naik", "likelihood": 5, "impact": 5})
    assert "Ajukan untuk disahkan" not in text(browse("rudi", here))
    browse("rudi", f"{here}{second.pk}/", {"verdict": "confirmed", "words": "Tetap seperti dulu"})
    assert browse("rudi", f"{here}sign/").status_code == 404
    browse("rudi", f"{here}submit/", {"text": "Satu naik"})
    assert "Sahkan" in text(browse("gilang", here))
    browse("gilang", f"{here}sign/", {"text": "Setuju"})
    page = text(browse("rosa", here))
    for words in ("Disahkan", "Satu naik", "Tetap seperti dulu", "Risiko baru (2)", "menjadi"):
        assert words in page
    book = openpyxl.load_workbook(io.BytesIO(browse("rosa", f"{here}export.xlsx").content))
    rows, changed, _facts = ([list(row) for row in sheet.iter_rows(min_row=2, values_only=True)] for sheet in book)
    assert [row[0] for row in rows] == [active.number, other.number]
    assert {row[1] for row in changed} == {active.number, other.number}


def test_strangers_find_nothing(browse, begin):
    review = begin()
    for name in ("citra", "pandu", "hadi"):
        assert review.number not in text(browse(name, "/desk/risks/reviews/"))
        for part in ("", "submit/", "sign/", "return/", "export.xlsx", f"{review.entries.first().pk}/"):
            assert browse(name, f"/desk/risks/reviews/{review.number}/{part}").status_code == 404
    assert browse("citra", "/desk/risks/reviews/new/").status_code == 403
    assert browse("rudi", "/desk/risks/reviews/?after=x").status_code == 404
    assert browse("rudi", "/desk/risks/reviews/?state=x").status_code == 200
