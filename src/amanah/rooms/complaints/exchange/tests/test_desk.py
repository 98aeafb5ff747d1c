"""The exchange at the desk: from a file to complaints by hand, keys, and tables that leave."""

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from amanah.engines.cases.models import Case
from amanah.rooms.complaints.exchange.importing import working
from amanah.rooms.complaints.exchange.models import ApiKey, Import, Mapping
from amanah.rooms.complaints.exchange.services import imports
from amanah.rooms.complaints.exchange.tests.test_importing import ROWS, file_of
from tests.people import PASSPHRASE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("amanah.config.urls_desk")]
HOME = "/desk/complaints/exchange/"
INTAKE = pytest.mark.urls("amanah.config.urls_intake")


@pytest.fixture
def here(monkeypatch):
    """Work is done in the request itself, not in a process of its own; what was begun is noted."""
    begun = []

    def start(opened, act):
        begun.append(act)
        imports.check(opened) if act == working.CHECK else imports.run(opened)

    monkeypatch.setattr(working, "start", start)
    return begun


@pytest.fixture
def rina(house, desk):
    """Rina at her desk, with her key unlocked."""
    house.sign_in(desk, "rina")
    desk.post("/desk/vault/unlock/", {"passphrase": PASSPHRASE})
    return desk


def upload(client, data, name="lapor.csv"):
    answer = client.post(HOME, {"table": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def choose(client, page, **changes):
    """Send the columns as they were proposed, and what is changed."""
    html = client.get(page).content.decode()
    chosen = {
        name: (re.search(r'<option value="([^"]*)" selected', options) or [None, ""])[1]
        for name, options in re.findall(r'<select name="(\w+)".*?>(.*?)</select>', html, re.DOTALL)
    }
    return client.post(f"{page}columns/", chosen | {"keep_as": ""} | changes)


def test_from_file_to_complaints(rina, here):
    page = upload(rina, file_of(*ROWS, "7004;kapan;;=1+1;Pengaduan;;;;;"))
    assert "Tracking ID" in rina.get(page).content.decode()
    choose(rina, page, keep_as="LAPOR 2026")
    assert Mapping.objects.get().name == "LAPOR 2026"
    html = rina.get(page).content.decode()
    assert "Impor 3 baris" in html
    assert "Bukan tanggal" in html
    rina.post(f"{page}begin/run/")
    assert not Case.objects.exists()
    rina.post(f"{page}begin/run/", {"without_wrong": "on"})
    assert Case.objects.count() == 3
    assert "Hasil impor" in rina.get(page).content.decode()
    assert here == ["check", "run"]
    assert "Selesai diimpor" in rina.get(HOME).content.decode()


def test_sheet_of_wrong_rows_can_be_brought_again(rina, here):
    page = upload(rina, file_of(ROWS[0], "7004;kapan;;=1+1;Pengaduan;;;;;"))
    choose(rina, page)
    sheet = load_workbook(io.BytesIO(rina.get(f"{page}wrong.xlsx").content)).active
    assert [cell.value for cell in sheet[1]][:4] == ["Baris", "Yang salah", "tracking_id", "tanggal_laporan"]
    assert sheet.max_row == 2
    text = rina.get(f"{page}wrong.csv").content.decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text)))
    assert row["isi_laporan"] == "'=1+1"
    assert row["tanggal_laporan"] == "kapan"
    corrected = text.replace("kapan", "2026-03-11").replace("'=1+1", "Isi yang benar")
    again = upload(rina, corrected.encode())
    choose(rina, again)
    assert Import.objects.order_by("-rows", "wrong").filter(rows=1, wrong=0).exists()


def test_progress_without_scripts(rina, here, monkeypatch):
    page = upload(rina, file_of(*ROWS))
    choose(rina, page)
    Import.objects.update(state="importing", done=2)
    first = rina.get(page)
    assert b'http-equiv="refresh"' in first.content
    assert b'id="progress" value="2" max="3">' in first.content
    address = page
    for _ in range(6):
        html = rina.get(address).content.decode()
        found = re.search(r'content="\d+;url=([^"]+)"', html)
        if not found:
            break
        address = found.group(1).replace("&amp;", "&")
    assert "Tampaknya terhenti" in html
    Import.objects.update(done=0)
    rina.post(f"{page}begin/run/")
    assert Import.objects.get().state == "done"


def test_only_ones_own_and_only_officers(rina, here, house):
    page = upload(rina, file_of(*ROWS))
    sari = house.sign_in(Client(), "sari")
    assert sari.get(page).status_code == 404
    assert sari.post(f"{page}begin/check/").status_code == 404
    for name in ("citra", "gilang", "ani"):
        other = house.sign_in(Client(), name)
        assert {other.get(address).status_code for address in (HOME, page, f"{HOME}keys/", f"{HOME}export.csv")} == {403}


def test_a_file_that_is_none(rina):
    assert (
        "tidak dapat dibaca" in rina.post(HOME, {"table": SimpleUploadedFile("x.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\r")}).content.decode()
    )
    assert not Import.objects.exists()


def test_locked_nothing_is_shown(house, desk, rina, here):
    page = upload(rina, file_of(*ROWS))
    rina.post("/desk/vault/lock/")
    assert "Tersegel untuk Anda" in rina.get(page).content.decode()
    assert rina.get(f"{page}wrong.csv").status_code == 404


def test_keys_are_shown_once(rina):
    html = rina.post(f"{HOME}keys/", {"partner": "Kota Contoh", "per_minute": "5", "per_day": "50"}).content.decode()
    plain = re.search(r"amanah_[\w-]{32}", html).group()
    assert plain not in rina.get(f"{HOME}keys/").content.decode()
    key = ApiKey.objects.get()
    rina.post(f"{HOME}keys/{key.pk}/revoke/")
    key.refresh_from_db()
    assert key.revoked_on


def test_export_of_what_one_may_open(rina, complaints, house):
    complaints.make('=HYPERLINK("http://contoh")')
    complaints.make("Tanpa nama", name="", secret=True)
    complaints.make("Tentang unit Rina", unit="Sekretariat Jenderal")
    from amanah.rooms.complaints.exchange.desk.forms import ExportForm

    days = ExportForm.usual()
    rows = list(csv.DictReader(io.StringIO(rina.get(f"{HOME}export.csv", days).content.decode("utf-8-sig"))))
    assert {row["Isi Laporan"] for row in rows} >= {'\'=HYPERLINK("http://contoh")', "Tanpa nama"}
    nameless = next(row for row in rows if row["Isi Laporan"] == "Tanpa nama")
    assert (nameless["Nama Pelapor"], nameless["Anonim"], nameless["Rahasia"]) == ("", "Ya", "Ya")
    sheet = load_workbook(io.BytesIO(rina.get(f"{HOME}export.xlsx", days).content)).active
    assert sheet.max_row == len(rows) + 1
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} <= {"s", "d", "n"}
    rina.post("/desk/vault/lock/")
    assert rina.get(f"{HOME}export.csv", days).status_code == 302
