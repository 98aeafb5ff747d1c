"""A breach of personal data on the desk: recorded while the hours run, assessed, told to the authority, and nothing for who is not an officer."""

import secrets
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from amanah.rooms.personal_data import moments
from tests.journeys.newcomers import arrive

ROOM = "/desk/personal-data/"


def test_a_breach_is_recorded_and_the_authority_told_before_the_hours_are_over(house, staff, sight):
    told = f"Daftar gaji terkirim ke alamat {secrets.token_hex(4)}."
    arrive(house, "maya", "Maya Lestari", "personal_data.officer")
    known = moments.local(datetime.now(UTC) - timedelta(hours=5))
    maya = staff("maya")
    page = maya.page
    page.goto(f"{ROOM}breaches/")
    maya.at("Kegagalan pelindungan")
    maya.follow("Catat kegagalan")
    maya.at("Kegagalan pelindungan data pribadi")
    page.get_by_label("Data terungkap atau diakses tanpa hak").check()
    page.get_by_label("Sejak kapan diketahui?").fill(known.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_label("Apa yang sudah diketahui?").fill(told)
    maya.press("Catat kegagalan")
    maya.at("Data terungkap atau diakses tanpa hak")
    expect(page.locator("main")).to_contain_text(told)
    expect(page.locator("main")).to_contain_text((known + timedelta(days=3)).strftime("%d-%m-%Y %H:%M"))
    breach = page.url

    maya.follow("Tulis penilaian")
    page.get_by_label("Risiko sedang bagi subjek data").check()
    page.get_by_label("Data apa saja yang terkena?").fill("Gaji")
    page.get_by_label("Bagaimana terjadi, dan apa akibatnya?").fill("Alamat salah ketik")
    maya.press("Segel dan simpan penilaian")
    maya.done("Penilaian tersimpan.")
    maya.follow("Catat pemberitahuan kepada lembaga")
    maya.at("Pemberitahuan kepada lembaga")
    sight(page)
    page.get_by_label("Kapan dikirim?").fill((known + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"))
    for label in ("Kepada siapa", "Dikirim melalui", "Data pribadi yang terungkap", "Kapan dan bagaimana terungkap"):
        page.get_by_label(label).fill("Lembaga")
    page.get_by_label("Upaya penanganan dan pemulihan").fill("Penerima menghapusnya")
    maya.press("Segel dan catat pemberitahuan")
    maya.done("Pemberitahuan tercatat.")
    sight(page)
    with page.expect_download() as letter:
        maya.follow("Unduh surat (PDF)")
    assert letter.value.suggested_filename.endswith(".pdf")

    citra = staff("citra", keys=False)
    assert citra.page.goto(breach).status == 404
    assert citra.page.goto(f"{ROOM}breaches/").status == 403
