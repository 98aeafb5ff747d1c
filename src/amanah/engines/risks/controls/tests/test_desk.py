import csv
import io
from datetime import timedelta

import openpyxl
import pytest

from amanah.engines.risks.controls import services
from amanah.engines.risks.controls.models import Control, Test
from amanah.engines.risks.controls.services import Found
from amanah.foundation.access import services as access
from amanah.kernel import clock

pytestmark = pytest.mark.django_db
LIST = "/desk/risks/controls/"


@pytest.fixture
def browse(desk, team):
    """`browse("tuti", "/desk/…")` is the page as that person gets it."""

    def get(name, address, data=None):
        team.sign_in(desk, name)
        return desk.get(address) if data is None else desk.post(address, data)

    return get


def text(response, status=200):
    assert response.status_code == status, response.content.decode()[:3000]
    return response.content.decode()


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_empty_list_teaches_in_both_languages(browse, desk, language):
    desk.cookies["lang"] = language
    page = text(browse("citra", LIST))
    assert 'class="empty"' in page
    assert ("Belum ada" in page) == (language == "id")


def test_strangers_find_no_trace_and_no_address_answers(browse, control, drawn, judge):
    made = judge(drawn)
    here = f"{LIST}{control.number}/"
    for name in ("citra", "pandu", "ani"):
        for address in ("/desk/", LIST, f"{LIST}export.csv"):
            found = text(browse(name, address))
            assert control.title not in found
        for part in ("", "change/", "retire/", "link/", "design/", "sample/", "pressure/", "clear/", f"plans/{drawn.number}/"):
            assert browse(name, here + part).status_code == 404
        assert browse(name, f"{here}tests/{made.number}/").status_code == 404
        assert browse(name, f"{here}plans/{drawn.number}/approve/", {}).status_code == 404
    assert browse("tuti", f"{LIST}new/").status_code == 403
    assert browse("tuti", f"{LIST}import/").status_code == 403


def test_what_arose_from_a_hidden_case_is_kept_from_its_subject(browse, team, sealed):
    from amanah.foundation.access import exclusion

    case = sealed([exclusion.tag("unit", team.units.k3.pk)] if hasattr(exclusion, "tag") else team.viewer("gilang").own_tags)
    access.grant_role(team.accounts["ani"], "risk_manager", team.units.root)
    made = services.enter(title="Pemeriksaan silang", unit=team.units.k3, viewer=team.viewer("ani"), source=f"case:{case.pk}")
    assert made.title in text(browse("ani", LIST))
    assert made.title not in text(browse("gilang", LIST))
    assert browse("gilang", f"{LIST}{made.number}/").status_code == 404


def test_from_written_down_to_tested_on_screen(browse, team, active):
    values = {
        "title": "Dua tanda tangan",
        "nature": "preventive",
        "sort": "non_financial",
        "way": "manual",
        "frequency": "daily",
        "key": "on",
    }
    values |= {"unit": "DIT-K3", "owner": "Hadi Susanto", "place": "whole"}
    text(browse("rudi", f"{LIST}new/?risk={active.number}"))
    text(browse("rudi", f"{LIST}new/?risk={active.number}", values | {"title": ""}), 400)
    text(browse("rudi", f"{LIST}new/?risk={active.number}", values | {"unit": "SETJEN"}), 400)
    assert browse("rudi", f"{LIST}new/?risk={active.number}", values).status_code == 302
    control = Control.objects.get()
    here = f"{LIST}{control.number}/"
    assert active.title in text(browse("rudi", here))
    assert "Anda yang menjalankan" in text(browse("hadi", here))
    assert "Uji pengendalian" not in text(browse("tuti", "/desk/"))  # due in a year
    today = clock.today().isoformat()
    said = {"from_day": today, "to_day": today, "procedure": "Ada dua tanda tangan", "items": "A-1\nA-2\nA-3\nA-4", "size": "2"}
    text(browse("tuti", f"{here}sample/", said | {"population": "4"}), 400)
    answer = browse("tuti", f"{here}sample/", said)
    plan = control.plans.get()
    assert answer["Location"].endswith(f"plans/{plan.number}/")
    assert "Catat hasil uji sampel" in text(browse("tuti", "/desk/"))
    page = text(browse("tuti", f"{here}plans/{plan.number}/"))
    assert "2 butir tidak disampel" in page
    assert plan.seed in page
    results = {f"outcome_{position}": "exception" for position in plan.chosen}
    verdict = {"verdict": "effective", "method": "inspection", "note": "Tidak ada", "evidence": "KK-7"}
    text(browse("tuti", f"{here}plans/{plan.number}/", verdict), 400)
    assert "penyimpangan" in text(browse("tuti", f"{here}plans/{plan.number}/", verdict | results), 400)
    assert browse("tuti", f"{here}plans/{plan.number}/", verdict | results | {"verdict": "ineffective"}).status_code == 302
    made = Test.objects.get()
    page = text(browse("rudi", f"{here}tests/{made.number}/"))
    for words in ("KK-7", "A-", "tidak disampel", "2 menyimpang dari 2 butir"):
        assert words in page
    assert "Perlu dinilai ulang" in text(browse("rudi", here))
    services.record_design(control, Found("effective", "Cukup"), viewer=team.viewer("tuti"))
    text(browse("rudi", f"{here}clear/", {"text": "Sudah"}), 400)


def test_every_form_page_opens_and_its_verb_answers(browse, control, active, team):
    here = f"{LIST}{control.number}/"
    for part in ("change/", "retire/", "link/", f"link/?risk={active.number}", "clear/"):
        text(browse("rudi", here + part))
    text(browse("rudi", f"{here}link/?risk=RS-26-000000"), 400)
    text(browse("rudi", f"{here}unlink/{control.serves.get().pk}/"))
    assert browse("rudi", f"{here}unlink/{control.serves.get().pk}/", {"text": "Salah"}).status_code == 302
    assert browse("rudi", f"{here}link/?risk={active.number}", {"place": "whole"}).status_code == 302
    text(browse("rudi", f"{here}link/?risk={active.number}", {"place": "whole"}), 400)
    for part in ("design/", "sample/", "pressure/"):
        text(browse("tuti", here + part))
    verdict = {"verdict": "effective", "method": "inspection", "note": "Baik"}
    assert browse("tuti", f"{here}design/", verdict).status_code == 302
    text(browse("rudi", f"{here}design/", verdict), 400)
    assert browse("rudi", f"{here}retire/", {"text": "Diganti"}).status_code == 302
    assert "Pakai lagi" in text(browse("rudi", here))
    assert browse("rudi", f"{here}restore/", {"text": "Dipakai"}).status_code == 302


def test_a_pressure_test_on_screen(browse, control):
    here, today = f"{LIST}{control.number}/", clock.today().isoformat()
    browse("tuti", f"{here}pressure/", {"from_day": today, "to_day": today, "procedure": "Telepon loket."})
    plan = control.plans.get()
    there = f"{here}plans/{plan.number}/"
    assert "Telepon loket." in text(browse("rudi", there))
    assert plan.number not in text(browse("hadi", here))
    assert browse("hadi", there).status_code == 404
    assert browse("tuti", there, {"attempts": "1"}).status_code == 404
    assert "Setujui atau tolak" in text(browse("rudi", "/desk/"))
    browse("rudi", f"{there}approve/", {})
    said = {"attempts": "2", "through": "0", "verdict": "effective", "method": "observation", "note": "Ditolak dua kali"}
    text(browse("tuti", there))
    assert browse("tuti", there, said).status_code == 302
    assert "0 dari 2" in text(browse("hadi", f"{here}tests/{Test.objects.get().number}/"))


def test_filters_are_said_as_a_sentence_and_survive_nonsense(browse, control, drawn, judge, team):
    other = services.enter(title="Yang lain", unit=team.units.k3, viewer=team.viewer("rudi"))
    judge(drawn, "ineffective", 1)
    for query in ("verdict=failing", "verdict=ineffective", "key=yes", "text=penguji", "mine=test&key=yes"):
        page = text(browse("tuti", f"{LIST}?{query}"))
        assert control.title in page
        assert other.title not in page
    assert other.title in text(browse("tuti", f"{LIST}?verdict=untested&unit=DIT-K3"))
    assert control.title in text(browse("hadi", f"{LIST}?mine=carry&due=&state=active"))
    Control.objects.update(next_test_on=clock.today() - timedelta(days=1))
    assert "terlewat" in text(browse("tuti", f"{LIST}?due=overdue"))
    assert "Uji pengendalian" in text(browse("tuti", "/desk/"))
    for nonsense in ("state=x", "after=", "text=%00", "verdict=%25"):
        assert browse("tuti", f"{LIST}?{nonsense}").status_code == 200
    assert browse("tuti", f"{LIST}?after=x").status_code == 404


def test_the_export_holds_exactly_what_is_shown(browse, control, team):
    services.enter(title="=1+1", unit=team.units.k3, viewer=team.viewer("rudi"))
    lines = list(csv.reader(io.StringIO(browse("tuti", f"{LIST}export.csv?key=yes").content.decode("utf-8-sig"))))
    assert [line[0] for line in lines[1:]] == [control.number]
    assert lines[1][9] == "1"
    book = openpyxl.load_workbook(io.BytesIO(browse("tuti", f"{LIST}export.xlsx").content))
    assert "'=1+1" in {row[1].value for row in book.active.iter_rows(min_row=2)}
    assert browse("tuti", f"{LIST}export.exe").status_code == 404


def test_a_list_is_brought_whole_or_not_at_all(browse, active, team):
    from django.core.files.uploadedfile import SimpleUploadedFile

    def bring(rows):
        content = "pengendalian,unit,risiko,cara_kerja,kunci\n" + rows
        return browse("rudi", f"{LIST}import/", {"table": SimpleUploadedFile("p.csv", content.encode())})

    good = f"Rotasi penguji,DIT-K3,{active.number},mencegah,ya\nPemeriksaan acak,DIT-K3,,mendeteksi,\n"
    wrong = text(bring(good + "Salah,TIDAK-ADA,,,\nSalah,SETJEN,RS-26-000000,ajaib,\n"))
    for words in ("Tidak ada unit terbuka", "di luar wewenang", "Tidak ada risiko bernomor", "Nilai tidak dikenal"):
        assert words in wrong
    page = text(bring(good))
    assert not Control.objects.exists()
    plan = page.split('name="plan" value="')[1].split('"')[0]
    assert browse("rudi", f"{LIST}import/apply/", {"plan": plan}).status_code == 302
    assert {(one.title, one.nature, one.key, one.serves.count()) for one in Control.objects.all()} == {
        ("Rotasi penguji", "preventive", True, 1),
        ("Pemeriksaan acak", "detective", False, 0),
    }
    assert "Tidak ada yang berubah" in text(bring(good))


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_page_asks_no_more_for_many_than_for_one(desk, team, active, django_assert_max_num_queries, count):
    for n in range(count):
        services.enter(title=f"Ke-{n}", unit=team.units.k3, viewer=team.viewer("rudi"), places=[services.Place(active)])
    team.sign_in(desk, "tuti")
    desk.get(LIST)
    with django_assert_max_num_queries(12):
        assert desk.get(f"{LIST}?state=active").status_code == 200


def test_evidence_from_the_library_stands_beside_a_test(browse, team, control, drawn, judge):
    from amanah.engines.proofs import owners

    made = judge(drawn)
    here = f"{LIST}{control.number}/tests/{made.number}/"
    assert "Lampirkan bukti" in text(browse("tuti", here))
    assert "Lampirkan bukti" not in text(browse("rudi", here))
    assert "Lampirkan bukti" in text(browse("hadi", f"{LIST}{control.number}/"))
    (purpose,) = owners.described(team.viewer("tuti"), [made.ref]).values()
    assert (purpose.period_from, purpose.period_to) == (drawn.from_day, drawn.to_day)
    assert owners.described(team.viewer("citra"), [made.ref, control.ref]) == {}
    text(browse("tuti", f"/desk/proofs/attach/?for={made.ref}&next={here}"))
