import csv
import io

import openpyxl
import pytest

from amanah.engines.risks import services
from amanah.engines.risks.models import Risk
from amanah.engines.risks.panels import Serving

pytestmark = pytest.mark.django_db

PAGES = ["", "map/", "coverage/", "trend/", "criteria/", "new/", "export.csv", "RS-26-ZZZZZZ/"]


def text(response, status=200):
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_nobody_signed_in_is_asked_to_sign_in(desk, page):
    response = desk.get(f"/desk/risks/{page}")
    assert (response.status_code, response["Location"].startswith("/desk/account/login/")) == (302, True)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("page", ["", "map/", "coverage/", "trend/"])
def test_empty_pages_teach_in_both_languages(browse, desk, language, page):
    desk.cookies["lang"] = language
    assert 'class="empty"' in text(browse("rudi", f"/desk/risks/{page}"))


def test_strangers_find_no_trace_and_no_address_answers(browse, full):
    here = f"/desk/risks/{full.number}/"
    for page in ("", "map/", "coverage/", "trend/", "export.csv"):
        found = text(browse("pandu", f"/desk/risks/{page}"))
        assert full.title not in found
        assert full.number not in found
        assert "RS-" not in found
    assert "shade-" in text(browse("pandu", "/desk/risks/criteria/"))
    flag = services.raise_flag(full, "signal", "", "Terlihat lagi")
    for part in ("", "bowtie/", "history/", "assess/residual/", "change/event/", "do/close/", f"flag/{flag.pk}/"):
        assert browse("pandu", here + part).status_code == 404
    assert browse("pandu", f"{here}activate/", {}).status_code == 404


def test_the_register_lists_the_highest_first_and_says_its_filters(browse, full, team, plan):
    other = services.enter(plan(title="Antrean dijual", kind="general"), team.viewer("rudi"))
    page = text(browse("rosa", "/desk/risks/"))
    assert page.index(full.number) < page.index(other.number)
    assert "Tinggi" in page or "Sedang" in page
    page = text(browse("rosa", "/desk/risks/?kind=general&unit=&process="))
    assert other.number in page
    assert full.number not in page
    assert full.number in text(browse("rosa", f"/desk/risks/?unit={team.units.k3.code}&beyond=1&words={full.number}"))
    assert full.number not in text(browse("rosa", "/desk/risks/?state=draft"))
    for nonsense in (
        "kind=x",
        "level=%00",
        "likelihood=99999999999999999999",
        "edition=zz",
        "unit=%27",
        "review=x",
        "stage=x&likelihood=1&impact=1",
    ):
        assert browse("rosa", f"/desk/risks/?{nonsense}").status_code == 200
    for forged in ("after=x", "after=1.zz"):
        assert browse("rosa", f"/desk/risks/?{forged}").status_code == 404


def test_pages_of_the_register_follow_each_other_without_gap(team, plan):
    from amanah.engines.risks.desk.queries import lists

    viewer = team.viewer("rudi")
    for n in range(7):
        made = services.enter(plan(title=f"Risiko {n}"), viewer)
        if n % 2:
            services.assess(made, "inherent", 3, 3, "Dasar", viewer=viewer)
    found, after = [], ""
    while True:
        page = lists.listing(team.viewer("rudi"), lists.Filters(), after=after, size=2)
        found += page.rows
        after = page.after
        if not after:
            break
    assert len(found) == len({row.risk.pk for row in found}) == 7
    assert [row.risk.score for row in found] == sorted((row.risk.score for row in found), reverse=True)


def test_the_export_holds_exactly_what_is_shown(browse, full, team, plan):
    services.enter(plan(title="=HYPERLINK('x')", kind="general"), team.viewer("rudi"))
    lines = list(csv.reader(io.StringIO(browse("rosa", "/desk/risks/export.csv?kind=fraud").content.decode("utf-8-sig"))))
    assert [line[0] for line in lines[1:]] == [full.number]
    book = openpyxl.load_workbook(io.BytesIO(browse("rosa", "/desk/risks/export.xlsx").content))
    rows = list(book.active.iter_rows(min_row=2, values_only=True))
    assert rows[0][0] == full.number
    assert rows[1][6].startswith("'=") or rows[1][6] == "=HYPERLINK('x')"
    assert browse("rosa", "/desk/risks/export.exe").status_code == 404


def test_the_register_as_pdf_with_its_checkpoint(browse, full):
    response = browse("rosa", "/desk/risks/export.pdf")
    assert (response.status_code, response.content[:5]) == (200, b"%PDF-")


def test_the_page_of_a_risk_shows_scores_causes_and_what_others_know(browse, full):
    page = text(browse("rosa", f"/desk/risks/{full.number}/"))
    for words in (
        full.title,
        "Penguji tidak dirotasi",
        "Pekerja celaka",
        "hitungan menit",
        "Surat terbit tanpa pengujian.",
        "KMK 577/2019",
    ):
        assert words in page
    assert page.count('class="stop"') == 2 * 3  # wide and narrow, three stages each
    assert "Tidak ada langkah yang menunggu Anda" in page  # who reads only
    assert "Nilai ulang risiko tersisa" in text(browse("rudi", f"/desk/risks/{full.number}/"))


def test_the_bow_tie_shows_every_strand_with_its_controls_and_says_the_same_as_a_table(browse, full, served):
    cause, effect = full.causes.first(), full.consequences.get()
    served(
        Serving(full.pk, "PG-26-AAAAAA", "Rotasi penguji", "/desk/risks/controls/PG-26-AAAAAA/", "preventive", "effective", cause=cause.pk),
        Serving(full.pk, "PG-26-BBBBBB", "Uji petik laporan", "", "detective", "ineffective", key=True),
    )
    page = text(browse("rosa", f"/desk/risks/{full.number}/bowtie/"))
    picture, table = (
        page[page.index('<svg class="bowtie"') : page.index("</svg>", page.index('<svg class="bowtie"'))],
        page[page.index("<table") :],
    )
    assert picture.count("chip effective") == 1
    assert picture.count("chip ineffective") == 1
    assert picture.count("chip missing") == 1  # the second cause
    assert picture.count("chip general") == 1  # the consequence, which only the control for all of them softens
    for words in ("Rotasi", "efektif", "Untuk semua akibat", "tanpa pengendalian"):
        assert words in picture
    for words in (
        "Rotasi penguji",
        "Uji petik laporan",
        "Penguji tidak dirotasi",
        "Tekanan atasan",
        "Pekerja celaka",
        "tidak efektif",
        "tanpa pengendalian",
    ):
        assert words in table
    assert "1 dari 3 jalur" in page
    assert effect.text in picture


def test_a_risk_without_causes_teaches_where_to_begin(browse, risk):
    assert "Tulis sebab dan akibat" in text(browse("rudi", f"/desk/risks/{risk.number}/bowtie/"))
    assert "Tulis sebab dan akibat" not in text(browse("rosa", f"/desk/risks/{risk.number}/bowtie/"))


def test_history_names_the_edition_of_every_assessment(browse, full):
    services.assess(full, "residual", 2, 3, "Uji pengendalian berhasil", viewer=_viewer(full))
    page = text(browse("rosa", f"/desk/risks/{full.number}/history/"))
    for words in ("Dasar inherent", "Uji pengendalian berhasil", "KMK 577/2019", "Diberlakukan"):
        assert words in page
    assert page.count("criteria/") >= 4


def _viewer(risk):
    from amanah.foundation.access.viewer import Viewer

    return Viewer.of(risk.assessments.first().actor)


def test_the_criteria_are_shown_with_source_mark_and_history(browse, full):
    page = text(browse("rosa", "/desk/risks/criteria/?kind=general"))
    for words in (
        "577/2019",
        "belum diverifikasi",
        "Selera risiko",
        "Hampir pasti terjadi",
        "Edisi yang pernah dipakai",
        "577/KMK.01/2019",
    ):
        assert words in page
    assert page.count('class="cell"') == 2 * 25
    assert f"/desk/risks/criteria/{full.edition_id}/" in page
    assert browse("rosa", f"/desk/risks/criteria/{full.edition_id}/").status_code == 200
    assert browse("rosa", f"/desk/risks/criteria/{'0' * 64}/").status_code == 404


@pytest.mark.parametrize("count", [1, 12])
@pytest.mark.parametrize("page", ["", "map/", "map/?stage=movement", "coverage/", "coverage/?by=kind", "trend/", "criteria/"])
def test_pages_ask_no_more_for_many_than_for_one(desk, team, plan, django_assert_max_num_queries, page, count):  # noqa: PLR0917
    viewer = team.viewer("rudi")
    for n in range(count):
        made = services.enter(plan(title=f"Risiko {n}"), viewer)
        services.assess(made, "inherent", 1 + n % 5, 3, "Dasar", viewer=viewer)
        services.assess(made, "residual", 1, 1 + n % 5, "Dasar", viewer=viewer)
    team.sign_in(desk, "rosa")
    desk.get("/desk/risks/")
    with django_assert_max_num_queries(12):
        assert desk.get(f"/desk/risks/{page}").status_code == 200
    assert Risk.objects.count() == count
