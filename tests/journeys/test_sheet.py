"""An assessment sheet between the unit that fills it and those who verify it, and what would lift it."""

import re

from playwright.sync_api import expect

from tests.journeys.newcomers import arrive

PART = "Penguatan Pengawasan"
NOTE = "Lampirkan laporan kampanye bulan Juni."
CAMPAIGN, GIFTS = "q-pengungkit-pemenuhan-PW-1-a", "q-pengungkit-pemenuhan-PW-1-b"


def say(desk, anchor, answer, reason=""):
    """Answer one question in the column that is open, and come back to it."""
    question = desk.page.locator(f"#{anchor}")
    question.locator("select").select_option(answer)
    if reason:
        question.locator(".answer.open textarea").fill(reason)
    question.get_by_role("button", name=re.compile("^Simpan")).click()
    expect(desk.page.locator(f"#{anchor}").get_by_text("Tersimpan")).to_be_visible()
    assert desk.page.url.endswith(f"#{anchor}")


def opened_and_filled(ratna):
    """The unit opens a sheet, answers two questions and hands it over; the sheet's address."""
    page = ratna.page
    page.goto("/desk/sheets/")
    ratna.follow("Buka lembar kerja")
    ratna.at("Buka lembar kerja")
    page.locator("[name=instrument]").select_option("integrity-zone")
    page.locator("[name=unit]").fill("SUBDIT-UJI-K3")
    ratna.press("Buka lembar kerja")
    ratna.done("Lembar kerja dibuka.")
    sheet = page.url
    ratna.follow(PART)
    ratna.at(PART)
    say(ratna, CAMPAIGN, "A", "Kampanye setiap bulan")
    say(ratna, GIFTS, "B")
    ratna.look(page)
    page.goto(f"{sheet}checks/")
    expect(page.locator("main")).to_contain_text("Jawabannya A, tetapi belum ada bukti.")
    page.goto(sheet)
    ratna.follow("Ajukan untuk diverifikasi")
    ratna.press("Ajukan untuk diverifikasi")
    ratna.done("Tersimpan.")
    expect(page.locator(".page-head")).to_contain_text("Verifikasi internal")
    return sheet


def sent_back(yoga, sheet):
    """The verifier leaves a note on a question and gives the sheet back."""
    page = yoga.page
    page.goto(sheet)
    yoga.follow(PART)
    yoga.at(PART)
    question = page.locator(f"#{CAMPAIGN}")
    question.get_by_text("dan catatan (").click()
    question.get_by_text("Tulis catatan").click()
    question.locator("[name=text]").fill(NOTE)
    question.get_by_role("button", name=re.compile("^Kirim catatan")).click()
    expect(page.locator(f"#{CAMPAIGN}")).to_contain_text(NOTE)
    page.goto(sheet)
    yoga.follow("Kembalikan kepada unit")
    page.locator("main form [name=text]").fill("Bukti kampanye belum ada.")
    yoga.press("Kembalikan kepada unit")
    yoga.done("Tersimpan.")


def corrected(ratna, sheet):
    """The unit finds it among its work, reads why, corrects its answer and hands it over again."""
    page = ratna.page
    page.goto("/desk/")
    expect(page.locator("main")).to_contain_text("Perbaiki lalu ajukan kembali")
    page.goto(sheet)
    expect(page.locator("main")).to_contain_text("Bukti kampanye belum ada.")
    ratna.follow(PART)
    expect(page.locator(f"#{CAMPAIGN}")).to_contain_text(NOTE)
    say(ratna, CAMPAIGN, "B", "Tiga kali setahun")
    page.goto(sheet)
    ratna.follow("Ajukan kembali")
    ratna.press("Ajukan kembali")
    ratna.done("Tersimpan.")


def tried(yoga, sheet):
    """The verifier agrees, and sees what would lift the sheet and where its number comes from."""
    page = yoga.page
    page.goto(sheet)
    yoga.press("Setujui semua jawaban yang belum dinilai")
    yoga.done("Tersimpan.")
    yoga.follow("Coba hitung")
    expect(page.get_by_role("heading", name="WBK: belum semua terpenuhi")).to_be_visible()
    yoga.look(page)
    yoga.press("Isi jalan terpendek ke WBK")
    expect(page.get_by_role("heading", name="WBK: semua syarat terpenuhi")).to_be_visible()
    yoga.look(page)
    page.goto(f"{sheet}origin/")
    expect(page.locator("main")).to_contain_text("nilai 0,50 × bobot 0,75 = 0,38 poin")


def test_a_unit_fills_a_sheet_it_comes_back_and_what_would_lift_it_is_shown(house, staff, window, sight):
    arrive(house, "ratna", "Ratna Dewanti", "sheet_assessor")
    arrive(house, "yoga", "Yoga Saputra", "sheet_verifier")
    ratna = staff("ratna", keys=False, look=sight)
    sheet = opened_and_filled(ratna)
    yoga = staff("yoga", keys=False, look=sight)
    sent_back(yoga, sheet)
    corrected(ratna, sheet)
    tried(yoga, sheet)

    phone = window(320)
    phone.context.add_cookies(ratna.page.context.cookies())
    for path in ("", "part/pengungkit.pemenuhan.PW/", "conditions/", "what-if/", "checks/", "origin/", "comparison/"):
        phone.goto(f"{sheet}{path}")
        sight(phone)
