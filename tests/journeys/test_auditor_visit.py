"""An external auditor comes by a link that was handed over, finds the proof, asks, gets the answer, takes the package, and is gone."""

import hashlib
import subprocess
import sys
import zipfile
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import expect

from amanah.cli.bench import server as servers
from tests.journeys import visitors
from tests.journeys.desk import Authenticator, Desk

ROOT = Path(__file__).resolve().parents[2]
SECRET = "kereta-senja-menyeberang-jembatan"
TODAY = date.today()  # noqa: DTZ011 - as somebody reads it off the wall


def called(house):
    """Make the people in the running house; the digest of the proof."""
    command = [sys.executable, "-m", "tests.journeys.visitors"]
    done = subprocess.run(command, cwd=ROOT, env=servers.environment(house.data), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()[-1]


def fill(desk, **said):
    for name, value in said.items():
        desk.page.locator(f"[name={name}]").fill(value)


def send(desk, button):
    """Press the form's button and wait until something was done."""
    desk.page.locator("main form.write").get_by_role("button", name=button, exact=True).click()
    expect(desk.page.locator(".error-summary")).to_have_count(0)
    expect(desk.page.locator("main form.write")).to_have_count(0)


def open_visit(host):
    """A visit of one auditor, and the link that is handed to her."""
    page = host.page
    page.goto("/desk/smap/")
    host.follow("Pengujian alat K3")
    host.follow("Sertifikasi")
    page.get_by_role("link", name="Auditor luar", exact=True).first.click()
    host.follow("Buka kunjungan")
    days = {"starts_on": 1, "ends_on": 2, "until": 9}
    fill(host, body="PT Sertifikasi Contoh", auditors="Sari Melati", **{name: str(TODAY + timedelta(days=n)) for name, n in days.items()})
    host.look(page)
    send(host, "Buka kunjungan")
    visit = page.url
    page.get_by_role("button", name="Buat tautan masuk Sari Melati").click()
    host.look(page)
    return visit, page.locator("main code").inner_text()


def come_in(guest, link):
    """The first password, the first sign-in, the authenticator that is owed; then the room."""
    page = guest.page
    page.goto(link)
    page.locator("main a[href*='set-password']").click()
    guest.at("Buat kata sandi baru")
    for name in ("password1", "password2"):
        page.locator(f"[name={name}]").fill(SECRET)
    guest.press("Simpan kata sandi")
    page.goto("/desk/")
    page.get_by_label("Nama pengguna").fill("tamu.sari.melati")
    page.get_by_label("Kata sandi", exact=True).fill(SECRET)
    guest.press("Masuk")
    page.goto("/desk/")
    guest.at("Cara masuk Anda")
    page.get_by_role("link", name="Pasang aplikasi autentikator").click()
    guest.at("Pastikan ini Anda")
    page.locator("[name=password]").fill(SECRET)
    page.locator("main form button").first.click()
    guest.at("Pasang aplikasi autentikator")
    page.get_by_text("Tidak dapat memindai?").click()
    page.locator("[name=code]").fill(Authenticator(page.locator("main .code").inner_text()).code(page))
    guest.press("Aktifkan")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Pasang aplikasi autentikator")
    page.goto("/desk/")
    guest.at("Pengujian alat K3")


def find(guest, digest):
    """The proof, by a word of its name, and its file."""
    page = guest.page
    fold = page.locator("details", has=page.locator("[name=text]"))
    fold.locator("summary").first.click()
    page.locator("[name=text]").fill("daftar hadir")
    guest.press("Cari")
    page.locator("table[data-keys] tbody tr a").first.click()
    guest.look(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="daftar-hadir.csv").click()
    assert hashlib.sha256(Path(taken.value.path()).read_bytes()).hexdigest() == digest


def test_an_external_auditor_finds_asks_takes_and_then_sees_nothing(house, staff, window, sight, tmp_path):
    digest = called(house)
    host = staff(visitors.NAME, keys=False, look=sight)
    visit, link = open_visit(host)
    guest = Desk(window(390), "tamu.sari.melati", {}, {}, sight)
    come_in(guest, link)
    find(guest, digest)
    guest.follow("Ajukan permintaan")
    fill(guest, text="Daftar hadir pegawai yang menyusul?")
    guest.look(guest.page)
    send(guest, "Ajukan permintaan")
    request = guest.page.url
    page = host.page
    page.goto("/desk/")
    expect(page.locator("main")).to_contain_text("Jawab permintaan auditor luar")
    page.goto(request)
    host.look(page)
    host.follow("Jawab permintaan")
    fill(host, text="Semua hadir pada hari itu; tidak ada yang menyusul.")
    send(host, "Jawab permintaan")
    guest.page.goto(f"{visit}room/")
    expect(guest.page.locator("main")).to_contain_text("Jawaban menunggu penilaian Anda")
    guest.page.goto(request)
    guest.follow("Terima jawaban")
    send(guest, "Terima jawaban")
    guest.look(guest.page)
    guest.page.goto(f"{visit}room/")
    with guest.page.expect_download() as taken:
        guest.follow("Unduh paket bukti")
    with zipfile.ZipFile(taken.value.path()) as archive:
        archive.extractall(tmp_path)
    checked = subprocess.run([sys.executable, "-I", tmp_path / "verify.py"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    assert guest.page.goto("/desk/smap/").status == 404
    page.goto(f"{visit}log/")
    expect(page.locator("main")).to_contain_text("Daftar hadir pelatihan")
    host.look(page)
    page.goto(f"{visit}end/")
    fill(host, text="Audit selesai.")
    send(host, "Tutup kunjungan")
    host.look(page)
    guest.page.goto(f"{visit}room/")
    guest.at("Masuk ke meja kerja")
