"""A risk from a workshop to treatment to a control test to what is left of it: many hands, nobody alone."""

import re
import secrets
from datetime import date, timedelta

from playwright.sync_api import expect

from tests.journeys.newcomers import arrive

NUMBER = re.compile(r"(?:RS|PG|LR|TL)-\d\d-\w{6}")


def save(desk, button):
    """Press the form's button and wait until something was saved."""
    desk.press(button)
    expect(desk.page.locator(".error-summary")).to_have_count(0)


def assess(desk, number, stage, cell, reason):
    """Score a stage: the choice, its score, and only then it is saved."""
    page = desk.page
    page.goto(f"/desk/risks/{number}/assess/{stage}/")
    for axis, level in zip(("likelihood", "impact"), cell, strict=True):
        page.locator(f"[name={axis}][value='{level}']").check()
    page.locator("[name=reason]").fill(reason)
    desk.press("Lihat skornya")
    desk.look(page)
    desk.press("Simpan nilai ini")
    desk.done("Nilai tersimpan.")


def enter(desk, event):
    """Put a fraud risk of the K3 directorate into the register; its number."""
    page = desk.page
    page.goto("/desk/risks/new/")
    page.locator("[name=title]").fill(event)
    page.locator("[name=kind]").select_option("fraud")
    page.locator("[name=unit]").fill("DIT-K3")
    save(desk, "Simpan rancangan")
    page.wait_for_url(re.compile(r"/change/how/"))
    number = NUMBER.search(page.url).group()
    assess(desk, number, "inherent", (4, 4), "Beberapa pengaduan setahun")
    page.goto(f"/desk/risks/{number}/")
    desk.press("Berlakukan risiko")
    desk.at(event)
    return number


def guard(desk, number):
    """Write down the control that stands against it; its number."""
    page = desk.page
    page.goto(f"/desk/risks/controls/new/?risk={number}")
    page.locator("[name=title]").fill("Dua penguji bagi setiap surat")
    page.locator("[name=owner]").fill("Hadi Susanto")
    save(desk, "Catat pengendalian")
    desk.done("Pengendalian dicatat.")
    return NUMBER.search(page.locator(".title-number").inner_text()).group()


def call(desk, number, title):
    """A workshop on what is left of it, with three people; its number."""
    page = desk.page
    page.goto("/desk/risks/workshops/")
    desk.at("Lokakarya risiko")
    page.goto("/desk/risks/workshops/new/?unit=DIT-K3")
    desk.at("Adakan lokakarya")
    page.locator("[name=title]").fill(title)
    page.locator("[name=stage][value=residual]").check()
    page.locator("label", has_text=number).click()
    page.locator("[name=persons]").fill("Hadi Susanto\nCitra Maharani\nGilang Ramadhan")
    save(desk, "Undang peserta")
    desk.at(title)
    return NUMBER.search(page.locator(".title-number").inner_text()).group()


def judge(desk, workshop, likelihood, reason):
    """Score the one risk of the workshop, from one's own work."""
    page = desk.page
    page.goto("/desk/")
    page.get_by_role("link", name=workshop).first.click()
    desk.follow("Nilai risiko berikutnya")
    desk.look(page)
    page.locator(f"[name=likelihood][value='{likelihood}']").check()
    page.locator("[name=impact][value='3']").check()
    page.locator("[name=reason]").fill(reason)
    desk.press("Simpan penilaian")
    desk.done("Penilaian Anda tersimpan.")


def settle(desk, workshop, told):
    """Open the scores, read who is far apart, settle and finish."""
    page = desk.page
    page.goto(f"/desk/risks/workshops/{workshop}/")
    desk.press("Buka nilai untuk semua")
    desk.done("Nilai dibuka untuk semua peserta.")
    page.locator("main table a").first.click()
    expect(page.locator("main")).to_contain_text(told)
    expect(page.get_by_text("jauh dari median").first).to_be_visible()
    desk.look(page)
    page.locator("[name=text]").fill("Gilang melihat berkas yang tidak dilihat lainnya.")
    desk.press("Simpan catatan")
    desk.done("Tersimpan.")
    desk.follow("Tetapkan nilai")
    desk.look(page)
    page.locator("[name=likelihood][value='4']").check()
    page.locator("[name=reason]").fill("Berkas yang dilihat Gilang meyakinkan.")
    desk.press("Tetapkan nilai")
    desk.done("Nilai ditetapkan dan masuk ke riwayat risiko.")
    desk.follow("Tutup lokakarya")
    desk.press("Tutup lokakarya")
    desk.done("Lokakarya selesai.")


def plan(desk, number):
    """It cannot be accepted, so it is reduced: one measure."""
    page = desk.page
    page.goto(f"/desk/risks/treatment/{number}/decide/")
    page.locator("[name=option][value=accept]").check()
    page.locator("[name=reason]").fill("Mahal")
    desk.press("Pilih cara menangani")
    expect(page.locator(".error-summary")).to_contain_text("tidak boleh diterima begitu saja")
    page.locator("[name=option][value=reduce]").check()
    page.locator("[name=reason]").fill("Di atas selera risiko")
    desk.press("Pilih cara menangani")
    desk.at("Rencana penanganan")
    desk.follow("Tambah tindakan")
    page.locator("[name=title]").fill("Pasang antrean elektronik")
    page.locator("[name=output]").fill("Antrean berjalan di semua loket")
    page.locator("[name=owner]").fill("Hadi Susanto")
    page.locator("[name=verifier]").fill("Citra Maharani")
    page.locator("[name=due_on]").fill((date.today() + timedelta(days=30)).isoformat())  # noqa: DTZ011 - as somebody reads it off the wall
    page.locator("[name=budget]").fill("25.000.000")
    desk.press("Tambah tindakan")
    desk.at("Rencana penanganan")
    expect(page.locator("main")).to_contain_text("0 dari 1 tindakan terverifikasi")


def test_a_risk_goes_from_workshop_to_treatment_to_test_to_what_is_left(house, staff, sight):
    told = f"Berkas dipindah tanpa catatan ({secrets.token_hex(4)})"
    event = f"Penguji menerbitkan surat tanpa menguji ({secrets.token_hex(3)})"
    arrive(house, "raka", "Raka Saputra", "risk_manager")
    arrive(house, "tiara", "Tiara Kusuma", "control_tester")
    manager, hadi, citra = (staff(name, keys=False, look=sight) for name in ("raka", "hadi", "citra"))
    owner = staff("gilang", keys=False, look=sight)

    number = enter(manager, event)
    control = guard(manager, number)
    workshop = call(manager, number, "Lokakarya triwulan")
    judge(owner, workshop, 5, told)
    for page in (citra.page, manager.page):
        page.goto(f"/desk/risks/workshops/{workshop}/")
        assert told not in page.content()
    judge(hadi, workshop, 2, "Jarang")
    judge(citra, workshop, 2, "Saya dengar sekali")
    settle(manager, workshop, told)

    plan(manager, number)
    page = hadi.page
    page.goto("/desk/actions/?role=owner")
    hadi.follow("Pasang antrean elektronik")
    action = NUMBER.search(page.locator(".title-number").inner_text()).group()
    hadi.press("Mulai kerjakan")
    page.goto(f"/desk/actions/{action}/do/report/")
    page.locator("[name=text]").fill("Antrean berjalan.")
    page.locator("[name=evidence]").fill("BA-7/2026")
    hadi.press("Laporkan selesai")
    hadi.done("Tersimpan.")
    citra.page.goto(f"/desk/actions/{action}/do/verify/")
    citra.page.locator("[name=text]").fill("Sudah saya lihat di loket.")
    citra.press("Nyatakan terverifikasi")
    citra.done("Tersimpan.")

    tester = staff("tiara", keys=False, look=sight)
    page = tester.page
    page.goto(f"/desk/risks/controls/{control}/design/")
    tester.look(page)
    page.locator("[name=verdict]").first.check()
    page.locator("[name=note]").fill("Dua tanda tangan ada pada setiap surat yang diperiksa.")
    page.locator("main form button").first.click()
    expect(page.locator(".error-summary")).to_have_count(0)

    page = owner.page
    page.goto("/desk/")
    expect(page.locator("main")).to_contain_text("Nilai ulang risiko tersisa")
    page.locator(f"main a[href='/desk/risks/treatment/{number}/']").first.click()
    owner.at("Rencana penanganan")
    owner.follow("Nilai ulang risiko tersisa")
    assess(owner, number, "residual", (2, 3), "Antrean terbuka dan dua penguji bekerja")
    page.goto("/desk/")
    expect(page.locator("main")).not_to_contain_text("Nilai ulang risiko tersisa")
    page.goto(f"/desk/risks/{number}/")
    for words in ("Lokakarya triwulan", "1 dari 1 tindakan terverifikasi", "Dua penguji bagi setiap surat"):
        expect(page.locator("main")).to_contain_text(words)
    owner.look(page)
