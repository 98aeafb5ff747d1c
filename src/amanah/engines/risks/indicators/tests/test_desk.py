import csv
import io
import json
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amanah.engines.risks.indicators import periods, queries, services
from amanah.engines.risks.indicators.models import Indicator, Reading
from amanah.kernel import clock

pytestmark = pytest.mark.django_db
LIST = "/desk/risks/indicators/"


@pytest.fixture
def browse(desk, team):
    """`browse("hadi", "/desk/…")` is the page as that person gets it."""

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


def test_strangers_find_no_trace_and_no_address_answers(browse, indicator):
    for name in ("citra", "pandu", "ani"):
        for address in ("/desk/", LIST, f"{LIST}export.csv"):
            assert indicator.title not in text(browse(name, address))
        for part in ("", "change/", "read/", "retire/", "watch/", "clear/", f"unwatch/{indicator.watches.get().pk}/"):
            assert browse(name, f"{LIST}{indicator.number}/{part}").status_code == 404
    for part in ("new/", "scanned/"):
        assert browse("tuti", LIST + part).status_code == 403


def test_what_arose_from_a_hidden_case_is_kept_from_its_subject(browse, team, sealed, entered):
    from amanah.foundation.access import services as access

    case = sealed(team.viewer("gilang").own_tags)
    access.grant_role(team.accounts["ani"], "risk_manager", team.units.root)
    made = entered(viewer=team.viewer("ani"), source=f"case:{case.pk}", watching=[], owner=None)
    assert made.title in text(browse("ani", LIST))
    assert made.title not in text(browse("gilang", LIST))
    assert browse("gilang", f"{LIST}{made.number}/").status_code == 404


def test_from_written_down_to_flagged_on_screen(browse, active, team):
    values = {
        "title": "Antrean dilompati",
        "measured_in": "kali",
        "direction": "higher",
        "amber": "2,5",
        "red": "5",
        "frequency": "monthly",
    }
    values |= {"feed": "hand", "unit": "DIT-K3", "owner": "Hadi Susanto"}
    new = f"{LIST}new/?risk={active.number}"
    assert active.title in text(browse("rudi", new))
    text(browse("rudi", new, values | {"red": "lima"}), 400)
    text(browse("rudi", new, values | {"red": "1"}), 400)
    text(browse("rudi", new, values | {"feed": "redflags"}), 400)
    assert browse("rudi", new, values).status_code == 302
    made = Indicator.objects.get()
    assert made.amber == Decimal("2.5")
    here = f"{LIST}{made.number}/"
    first = periods.containing(clock.today(), "monthly").first.isoformat()
    text(browse("hadi", f"{here}read/", {"period": first, "value": "banyak"}), 400)
    assert browse("hadi", f"{here}read/", {"period": first, "value": "7,25"}).status_code == 302
    text(browse("hadi", f"{here}read/", {"period": first, "value": "1"}), 400)
    page = text(browse("rudi", here))
    for words in ("7,25", "Melewati ambang", "<svg", "Perlu dinilai ulang", active.title):
        assert words in page
    assert active.flags.get().origin == made.ref
    assert "7,25" in text(browse("rudi", LIST))


def test_every_form_page_opens_and_its_verb_answers(browse, indicator, active):
    here = f"{LIST}{indicator.number}/"
    for part in ("change/", "watch/", "retire/", "clear/", f"unwatch/{indicator.watches.get().pk}/"):
        text(browse("rudi", here + part))
    text(browse("rudi", f"{here}watch/", {"risk": active.number}), 400)
    text(browse("rudi", f"{here}watch/", {"risk": "RS-26-000000"}), 400)
    assert browse("rudi", f"{here}unwatch/{indicator.watches.get().pk}/", {"text": "Salah"}).status_code == 302
    assert browse("rudi", f"{here}watch/", {"risk": active.number}).status_code == 302
    text(browse("rudi", f"{here}clear/", {"text": "Tidak ada"}), 400)
    assert browse("rudi", f"{here}retire/", {"text": "Diganti"}).status_code == 302
    assert "Pantau lagi" in text(browse("rudi", here))
    assert browse("rudi", f"{here}restore/", {"text": "Dipakai"}).status_code == 302


def test_missing_values_stand_in_ones_work_and_on_the_page(browse, older):
    assert older.number in text(browse("hadi", "/desk/"))
    assert "3 masa belum bernilai" in text(browse("hadi", f"{LIST}{older.number}/"))


def test_filters_and_export(browse, indicator, entered, team):
    services.keep(indicator, clock.today(), Decimal(12), viewer=team.viewer("hadi"))
    other = entered(title="Yang lain", owner=None)
    for query in ("level=red", "mine=read&level=red", "text=sertifikat"):
        name = "hadi" if "mine" in query else "tuti"
        page = text(browse(name, f"{LIST}?{query}"))
        assert indicator.title in page
        assert other.title not in page
    assert other.title in text(browse("tuti", f"{LIST}?level=unread"))
    for nonsense in ("state=x", "due=missing", "after="):
        assert browse("tuti", f"{LIST}?{nonsense}").status_code == 200
    assert browse("tuti", f"{LIST}?after=x").status_code == 404
    lines = list(csv.reader(io.StringIO(browse("tuti", f"{LIST}export.csv?level=red").content.decode("utf-8-sig"))))
    assert [(line[0], line[12]) for line in lines[1:]] == [(indicator.number, "12.0")]
    assert browse("tuti", f"{LIST}export.xlsx").status_code == 200


def test_values_are_brought_by_file_whole_or_not_at_all(browse, older, months):
    def bring(rows):
        return browse("hadi", f"{LIST}import/", {"table": SimpleUploadedFile("n.csv", ("nomor;masa;nilai;catatan\n" + rows).encode())})

    good = f"{older.number};{months[1].first:%Y-%m};3,5;\n{older.number};{months[2].first:%Y-%m};11;\n"
    wrong = text(bring(good + f"{older.number};{months[2].first:%Y-%m};12;\nIR-26-000000;2026-01;1;\n{older.number};kapan;x;\n"))
    for words in ("sudah ada pada baris di atas", "Tidak ada indikator dengan nomor ini", "Bukan angka", "Bukan masa"):
        assert words in wrong
    page = text(bring(good))
    assert not Reading.objects.exists()
    plan = page.split('name="plan" value="')[1].split('"')[0]
    assert browse("hadi", f"{LIST}import/apply/", {"plan": plan}).status_code == 302
    older.refresh_from_db()
    assert [(one.reading.value, one.reading.feed) for one in queries.counted(older)] == [(11, "csv"), (Decimal("3.5"), "csv")]
    assert older.level == "green"
    assert "Tidak ada yang berubah" in text(bring(good))


def test_a_scan_feeds_its_indicators_after_a_preview(browse, entered, active):
    some = entered(title="Temuan", feed="redflags", redflag="R003", measure="hits")
    entered(title="Tanpa data", feed="redflags", redflag="R018", measure="share")
    files = {
        "summary": json.dumps({"rows": {"tenders": 90}, "hits": {"R003": 12}}),
        "availability": "indicator,status,fired,clear,not_available,reason\nR003,fired,12,70,8,\nR018,not available,0,0,90,tidak ada data\n",
    }

    def bring(**more):
        brought = {name: SimpleUploadedFile(name, content.encode()) for name, content in files.items()}
        return browse("rudi", f"{LIST}scanned/", {"period": clock.today().isoformat(), **brought, **more})

    page = text(bring())
    assert "tidak ada data" in page
    assert not Reading.objects.exists()
    plan = page.split('name="plan" value="')[1].split('"')[0]
    browse("rudi", f"{LIST}scanned/take/", {"plan": plan[:-2] + "xx"})
    assert not Reading.objects.exists()
    assert browse("rudi", f"{LIST}scanned/take/", {"plan": plan}).status_code == 302
    kept = Reading.objects.get()
    assert (kept.indicator, kept.value, kept.level, kept.feed, len(kept.run)) == (some, 12, "red", "redflags", 64)
    active.refresh_from_db()
    assert active.flagged
    assert "sudah dicatat untuk masa itu" in text(bring())
    text(bring(summary=SimpleUploadedFile("s.json", b"{}")), 400)


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_page_asks_no_more_for_many_than_for_one(desk, team, entered, django_assert_max_num_queries, count):
    for _n in range(count):
        services.keep(entered(), clock.today(), Decimal(1), viewer=team.viewer("hadi"))
    team.sign_in(desk, "tuti")
    desk.get(LIST)
    with django_assert_max_num_queries(12):
        assert desk.get(f"{LIST}?state=active").status_code == 200
