import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amanah.engines.proofs import queries, services
from amanah.engines.proofs.models import Proof, Use
from amanah.engines.proofs.services import Draft
from amanah.engines.proofs.tests.conftest import NEW_YEAR, PDF, YEAR_END, letter, upload
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence.models import CustodyEvent
from amanah.kernel import clock

pytestmark = pytest.mark.django_db

PAGES = ["/desk/proofs/", "/desk/proofs/add/", "/desk/proofs/export.csv", "/desk/proofs/attach/", "/desk/proofs/BK-26-ZZZZZZ/"]
SAID = {"title": "SK Tim", "unit": "SUBDIT-UJI-K3", "effective_from": "2026-01-01", "letter": "KEP-12/2026"}


@pytest.fixture
def browse(desk, team):
    """`browse("hadi", "/desk/proofs/")` is the page as that person gets it."""

    def get(name, address, data=None):
        team.sign_in(desk, name)
        return desk.get(address) if data is None else desk.post(address, data)

    return get


def text(response, status=200):
    assert response.status_code == status, response.content.decode()[:3000]
    return response.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_nobody_signed_in_is_asked_to_sign_in(desk, address):
    response = desk.get(address)
    assert (response.status_code, response["Location"].startswith("/desk/account/login/")) == (302, True)


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_empty_library_teaches_in_both_languages(browse, desk, language):
    desk.cookies["lang"] = language
    page = text(browse("hadi", "/desk/proofs/"))
    assert 'class="empty"' in page
    assert ("Belum ada" in page) == (language == "id")
    assert "Tambah bukti" in page or language == "en"


def test_strangers_find_no_trace_and_no_address_answers(browse, put, shelf, desk):
    ref = shelf.put("kini")
    proof = put(Draft("Daftar hadir sosialisasi", NEW_YEAR, upload=upload()))
    use = services.use(proof, ref, viewer=Viewer.of(proof.added_by))
    for name in ("citra", "fitri", "dewi"):
        for address in ("/desk/proofs/", "/desk/proofs/export.csv", f"/desk/proofs/?words={proof.number}", "/desk/"):
            found = text(browse(name, address))
            assert proof.title not in found
            assert f"/{proof.number}/" not in found
        for part in ("", "file/", "replace/", "withdraw/"):
            assert browse(name, f"/desk/proofs/{proof.number}/{part}").status_code == 404
        assert browse(name, f"/desk/proofs/{proof.number}/use/", {"for": ref}).status_code == 404
        assert browse(name, f"/desk/proofs/detach/{use.pk}/", {}).status_code == 404
        for address in (f"/desk/proofs/attach/?for={ref}", f"/desk/proofs/add/?for={ref}", "/desk/proofs/attach/?for=case:1"):
            assert browse(name, address).status_code == 404
    # Who reads proofs everywhere keeps none, and cannot tell of what a proof is used for where the record is not theirs.
    assert proof.title in text(browse("ani", "/desk/proofs/"))
    assert "Pertanyaan kini" not in text(browse("ani", f"/desk/proofs/{proof.number}/"))
    for part in ("replace/", "withdraw/"):
        assert browse("ani", f"/desk/proofs/{proof.number}/{part}").status_code == 403
    assert browse("ani", f"/desk/proofs/detach/{use.pk}/", {}).status_code == 404
    assert Use.objects.get().ended_on is None


def test_a_file_goes_in_and_comes_out_again(browse, folder):
    response = browse(
        "hadi", "/desk/proofs/add/", SAID | {"letter": "", "file": SimpleUploadedFile("sk tim.pdf", PDF), "effective_until": "2026-12-31"}
    )
    proof = Proof.objects.get()
    assert response["Location"] == f"/desk/proofs/{proof.number}/"
    page = text(browse("hadi", f"/desk/proofs/{proof.number}/"))
    for words in ("sk tim.pdf", "PDF", proof.file_sha256, "tersimpan"):
        assert words in page
    given = browse("gilang", f"/desk/proofs/{proof.number}/file/")
    assert b"".join(given.streaming_content) == PDF
    assert "attachment" in given["Content-Disposition"]
    assert [event.act for event in CustodyEvent.objects.order_by("number")] == ["received", "downloaded"]
    for path in folder.rglob("*"):
        if path.is_file():
            path.unlink()
    assert "tidak dapat dibuka" in text(browse("hadi", browse("hadi", f"/desk/proofs/{proof.number}/file/")["Location"]))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"letter": ""}, "Pilihlah berkas, atau tulislah"),
        ({"link": "https://contoh.go.id"}, "Isilah satu saja"),
        ({"letter": "", "link": "javascript:alert(1)"}, "diawali https://"),
        ({"effective_until": "2025-12-31"}, "tidak boleh sebelum"),
        ({"effective_from": ""}, "id_effective_from"),
        ({"unit": "DIT-K3"}, "unit Anda sendiri"),
        ({"letter": "", "file": ("kosong.pdf", b"")}, "Berkas ini kosong"),
        ({"letter": "", "file": ("program.exe", b"MZ\x90\x00" + bytes(60))}, "bukan jenis yang diterima"),
        ({"letter": "", "file": ("besar.txt", b"a" * 3000)}, "lebih besar dari"),
        ({"letter": "", "title": "", "file": ("sk.pdf", PDF)}, "Pilihlah lagi berkasnya"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_stays(browse, settings, folder, changed, said):
    settings.AMANAH_FILE_LIMIT = 2000
    values = SAID | {key: SimpleUploadedFile(*value) if isinstance(value, tuple) else value for key, value in changed.items()}
    page = text(browse("hadi", "/desk/proofs/add/", values), 400)
    assert said in page
    assert 'class="error-summary"' in page
    assert not Proof.objects.exists()
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_the_same_file_again_is_pointed_out(browse, put):
    first = put(Draft("SK", NEW_YEAR, upload=upload()))
    response = browse("hadi", "/desk/proofs/add/", SAID | {"letter": "", "file": SimpleUploadedFile("x.pdf", PDF)})
    assert f"sudah tersimpan sebagai {first.number}" in text(browse("hadi", response["Location"]))


def test_a_newer_one_and_a_withdrawal_on_screen(browse, put, team, shelf):
    ref = shelf.put("kini")
    old = put(letter(since=date(2025, 1, 1)))
    services.use(old, ref, viewer=team.viewer("hadi"))
    here = f"/desk/proofs/{old.number}/"
    page = text(browse("hadi", here))
    assert "Pertanyaan kini" in page
    assert "Masih berlaku" in page
    assert 'value="SK Tim Pembangunan"' in text(browse("hadi", f"{here}replace/"))
    values = {"title": "SK Tim yang baru", "letter": "KEP-1/2026", "effective_from": "2026-02-01", "carry": "on"}
    newer = browse("hadi", f"{here}replace/", values)["Location"]
    page = text(browse("hadi", newer))
    for words in ("Pertanyaan kini", "Riwayat penggantian", old.number, "Sudah diganti"):
        assert words in page
    page = text(browse("hadi", here))
    assert f'href="{newer}"' in page
    assert "Yang dulu memakainya" in page
    assert "Ganti dengan" not in page
    text(browse("hadi", f"{newer}withdraw/", {"reason": ""}), 400)
    browse("hadi", f"{newer}withdraw/", {"reason": "Nomornya keliru."})
    page = text(browse("gilang", newer))
    assert "Nomornya keliru." in page
    assert "Ditarik" in page


def test_attaching_without_script(browse, put, team, shelf):
    ref = shelf.put("kini")
    fits = put(letter("SK 2026", until=YEAR_END))
    stale = put(letter("SK 2024", date(2024, 1, 1), date(2024, 12, 31)))
    here = f"/desk/proofs/attach/?for={ref}&next=/desk/notices/"
    page = text(browse("hadi", here))
    assert page.index("SK 2026") < page.index("SK 2024")
    assert "Sesuai periode" in page
    assert "Sudah lewat masanya" in page
    assert "SK 2026" not in text(browse("hadi", f"{here}&q=2024")).split("<main", 1)[1].split("Pilih dari pustaka", 1)[1]
    assert browse("hadi", f"/desk/proofs/{fits.number}/use/", {"for": ref, "next": "/desk/notices/"})["Location"] == "/desk/notices/"
    assert "sudah dipakai" in text(
        browse("hadi", browse("hadi", f"/desk/proofs/{fits.number}/use/", {"for": ref, "next": here})["Location"])
    )
    for elsewhere in ("https://contoh.id/", "//contoh.id/", "/desk/../../", "/report/", "/desk/\\contoh.id"):
        went = browse("hadi", f"/desk/proofs/{stale.number}/use/", {"for": ref, "next": elsewhere})["Location"]
        assert went.startswith("/desk/")
    page = text(browse("hadi", here))
    assert page.count("lepas<") == 2
    use = Use.objects.get(proof=stale)
    browse("hadi", f"/desk/proofs/detach/{use.pk}/", {"next": here})
    assert [use.proof for use in Use.objects.filter(ended_on=None)] == [fits]
    for nonsense in ("q=%00", "q=%25_", "for=shelf%3A%00", "for=" + "x" * 900):
        assert browse("hadi", f"{here}&{nonsense}").status_code in {200, 404}
    # Who may know of the record but not change it is told so, and a forged form does nothing.
    page = text(browse("gilang", here))
    assert "tidak dapat diubah sekarang" in page
    assert "lepas<" not in page
    browse("gilang", f"/desk/proofs/{stale.number}/use/", {"for": ref, "next": here})
    assert Use.objects.filter(ended_on=None).count() == 1


def test_a_new_one_is_added_for_a_record_and_leads_back(browse, shelf):
    ref = shelf.put("kini")
    address = f"/desk/proofs/add/?for={ref}&next=/desk/notices/"
    page = text(browse("hadi", address))
    assert "Pertanyaan kini" in page
    assert re.search(r'name="unit" value="SUBDIT-UJI-K3"', page)
    response = browse("hadi", "/desk/proofs/add/", SAID | {"for": ref, "next": "/desk/notices/"})
    assert response["Location"] == "/desk/notices/"
    assert Use.objects.get().ref == ref
    assert browse("gilang", address).status_code == 403


def test_of_what_arose_from_a_case_nothing_is_opened_to_all(browse, shelf, case_about):
    ref = shelf.put("asal", knows=("budi",), changes=("budi",), source=case_about("hadi").ref)
    assert 'name="shared"' not in text(browse("budi", f"/desk/proofs/add/?for={ref}"))
    browse("budi", "/desk/proofs/add/", SAID | {"for": ref, "shared": "on"})
    proof = Proof.objects.get()
    assert (proof.shared, bool(proof.source)) == (False, True)
    for name in ("hadi", "gilang"):
        assert browse(name, f"/desk/proofs/{proof.number}/").status_code == 404
        assert 'class="empty"' in text(browse(name, "/desk/proofs/"))


def test_filters_are_said_as_a_sentence_and_agree_with_what_each_line_says(browse, put, team):
    today = clock.today()
    day = timedelta(days=1)
    current, soon = put(letter("Lama sekali")), put(letter("Segera", until=today + 5 * day))
    past, coming = put(letter("Lewat", until=today - day)), put(letter("Nanti", today + day))
    replaced, withdrawn = put(letter("Diganti")), put(letter("Ditarik"))
    newer = services.replace(replaced, letter("Pengganti"), viewer=team.viewer("hadi"))
    services.withdraw(withdrawn, "Keliru.", viewer=team.viewer("hadi"))
    found = {
        key: {proof.pk for proof in queries.listing(team.viewer("hadi"), queries.Filters(standing=key)).rows} for key in queries.STANDINGS
    }
    assert found == {
        "current": {current.pk, soon.pk, newer.pk},
        "soon": {soon.pk},
        "past": {past.pk},
        "coming": {coming.pk},
        "replaced": {replaced.pk},
        "withdrawn": {withdrawn.pk},
    }
    for proof in Proof.objects.all():
        assert proof.pk in found[queries.standing(proof).key]
    page = text(browse("hadi", "/desk/proofs/?standing=past&kind=letter&unit=uji&words=KEP lewat"))
    assert "Lewat" in page
    assert "Lama sekali" not in page
    for words in ("sudah lewat masanya", "unit memuat uji", "memuat kata KEP lewat"):
        assert words in page
    for nonsense in ("standing=x", "after=", "kind=%00", "words=%25", "unit=%27"):
        assert browse("hadi", f"/desk/proofs/?{nonsense}").status_code == 200
    for forged in ("after=x", "after=2026-01-01.zz"):
        assert browse("hadi", f"/desk/proofs/?{forged}").status_code == 404


def test_the_export_is_the_index_of_what_is_shown(browse, put, team):
    shown = put(letter("=HYPERLINK('x')"))
    put(by="citra", unit=team.units.placement)
    lines = list(csv.reader(io.StringIO(browse("hadi", "/desk/proofs/export.csv").content.decode("utf-8-sig"))))
    assert [line[0] for line in lines[1:]] == [shown.number]
    assert lines[1][1].startswith("'=")
    assert browse("hadi", "/desk/proofs/export.xlsx").status_code == 200
    assert browse("hadi", "/desk/proofs/export.exe").status_code == 404


@pytest.mark.parametrize("count", [1, 15])
@pytest.mark.parametrize("name", ["hadi", "gilang", "ani"])
def test_no_page_asks_more_for_many_than_for_one(desk, team, put, shelf, django_assert_max_num_queries, name, count):  # noqa: PLR0917
    ref = shelf.put("kini", knows=("hadi", "gilang", "ani"), changes=("hadi", "gilang", "ani"))
    for _ in range(count):
        proof = put(ref=ref)
    team.sign_in(desk, name)
    desk.get("/desk/proofs/")
    for address, most in (
        ("/desk/proofs/?standing=current", 12),
        (f"/desk/proofs/attach/?for={ref}", 12),
        (f"/desk/proofs/{proof.number}/", 15),
    ):
        with django_assert_max_num_queries(most):
            assert desk.get(address).status_code == 200


def test_pages_follow_one_another(team, put):
    for _ in range(5):
        put()
    viewer, seen, after = team.viewer("hadi"), [], ""
    while True:
        page = queries.listing(viewer, after=after, size=2)
        seen += [proof.pk for proof in page.rows]
        after = page.after
        if not after:
            break
    assert sorted(seen) == sorted(Proof.objects.values_list("pk", flat=True))
    assert len(seen) == len(set(seen)) == 5
