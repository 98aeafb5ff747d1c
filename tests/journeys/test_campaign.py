"""A campaign from its aim to what it changed: strangers are asked before and after, and nobody can tell who said what."""

import re
import secrets
import time
from datetime import date, timedelta

from playwright.sync_api import expect

from tests.journeys.newcomers import arrive

NUMBER = re.compile(r"(?:KM|KG|DN)-\d\d-\w{6}")
SHEET = re.compile(r"/pulse/[a-z0-9-]+/")
STRANGERS = 8


def number_on(page):
    return NUMBER.search(page.locator(".title-number").inner_text()).group()


def aim(desk, title):
    """Write down what shall be different, and what is done about it; number of the campaign."""
    page, today = desk.page, date.today()  # noqa: DTZ011 - as somebody reads it off the wall
    page.goto("/desk/campaigns/new/")
    desk.look(page)
    for name, words in {
        "title": title,
        "unit": "KEMENTERIAN",
        "owner": "Mira Lestari",
        "aim": "Pegawai tahu ke mana melapor",
        "measure": "Bagian pegawai yang tahu salurannya",
        "message": "Tahu jalannya, berani memakainya",
        "begins_on": today.isoformat(),
        "ends_on": (today + timedelta(days=30)).isoformat(),
    }.items():
        page.locator(f"[name={name}]").fill(words)
    page.locator("[name=staff]").check()
    page.locator("[name=channels][value=class]").check()
    desk.press("Rancang kampanye")
    desk.at(title)
    campaign = number_on(page)
    desk.follow("Jadwalkan kegiatan")
    page.locator("[name=title]").first.fill("Obrolan di setiap unit")
    page.locator("[name=channel]").select_option("class")
    page.locator("[name=day]").fill(today.isoformat())
    desk.press("Jadwalkan kegiatan")
    desk.at(title)
    desk.press("Mulai kampanye")
    expect(page.locator(".title-states")).to_contain_text("Berjalan")
    return campaign


def ask(desk, campaign, title):
    """A pulse that measures the campaign; where it is answered."""
    page = desk.page
    page.goto(f"/desk/campaigns/{campaign}/")
    desk.follow("Ukur dengan denyut")
    desk.at("Buat denyut")
    page.locator("[name=title]").fill(title)
    page.locator("[name=title_en]").fill("Pulse of the journey")
    for key in ("would_use", "feels_protected"):
        page.locator(f"[name=questions][value={key}]").uncheck()
    desk.press("Buat denyut")
    desk.at("Rencanakan putaran")
    pulse = number_on(page)
    plan(desk, pulse, "before")
    desk.follow("Undangan dan poster")
    desk.at("Undangan dan poster")
    return pulse, SHEET.search(page.locator("main").inner_text()).group()


def plan(desk, pulse, sort):
    """A wave that is open today."""
    page = desk.page
    page.goto(f"/desk/campaigns/pulse/{pulse}/waves/new/")
    page.locator(f"[name=sort][value={sort}]").check()
    page.locator("[name=closes_on]").fill(page.locator("[name=opens_on]").input_value())
    desk.press("Rencanakan putaran")
    desk.done("Tersimpan.")


def answer(window, sight, sheet, knowing):
    """Strangers on their own telephones, most without scripts: so many know the channel, the others do not."""
    pages = [window(390, javascript=n == 0) for n in range(STRANGERS)]
    for n, page in enumerate(pages):
        page.goto(sheet)
        page.locator(f"[name=knows_channel][value={'yes' if n < knowing else 'no'}]").check()
    opened = time.monotonic()
    sight(pages[0])
    pages[0].wait_for_timeout(max(0, 3 - (time.monotonic() - opened)) * 1000)  # nobody answers faster than they read
    for page in pages:
        page.get_by_role("button", name="Kirim jawaban").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Terima kasih. Jawaban Anda sudah dihitung.")
        assert page.context.cookies() == []
    sight(pages[0])


def close(desk, pulse):
    """Before its last day is over."""
    desk.page.goto(f"/desk/campaigns/pulse/{pulse}/")
    desk.follow("Tutup sekarang")
    desk.at("Tutup putaran sekarang")
    desk.press("Tutup putaran sekarang")
    desk.done("Tersimpan.")


def test_a_campaign_from_its_aim_to_what_it_changed(house, staff, window, sight):
    told = secrets.token_hex(3)
    title = f"Tahu jalannya {told}"
    arrive(house, "mira", "Mira Lestari", "campaign_manager")
    manager = staff("mira", keys=False, look=sight)
    page = manager.page
    campaign = aim(manager, title)

    pulse, sheet = ask(manager, campaign, f"Denyut {told}")
    answer(window, sight, sheet, knowing=2)
    close(manager, pulse)

    page.goto(f"/desk/campaigns/{campaign}/")
    manager.follow("Obrolan di setiap unit")
    manager.follow("Catat pelaksanaan")
    page.locator("[name=text]").fill("Yang paling sering ditanyakan: siapa yang melihat nama saya?")
    manager.press("Catat pelaksanaan")
    manager.follow("Catat jumlah orang")
    page.locator("[name=people]").fill("11")
    page.locator("[name=unit]").fill("KEMENTERIAN")
    manager.press("Catat jumlah orang")
    expect(page.locator("main")).to_contain_text("11")

    plan(manager, pulse, "after")
    answer(window, sight, sheet, knowing=7)
    close(manager, pulse)
    expect(page.locator("main")).to_contain_text("Apa yang sudah berubah?")
    row = page.locator("tr", has_text="Tahu saluran pelaporan").first
    for words in ("25%", "88%", "+62", "Naik"):
        expect(row).to_contain_text(words)
    manager.follow("Tampilkan kepada publik")
    manager.press("Tampilkan kepada publik")
    manager.done("Tersimpan.")

    page.goto(f"/desk/campaigns/{campaign}/")
    manager.follow("Lihat denyut kampanye ini")
    manager.at("Denyut integritas")
    expect(page.locator("main")).to_contain_text(f"Denyut {told}")

    stranger = window(390, javascript=False)
    stranger.goto("/")
    stranger.get_by_role("link", name=re.compile("Integritas di instansi ini")).click()
    expect(stranger.locator("main")).to_contain_text(f"Denyut {told}")
    expect(stranger.locator("main")).to_contain_text("88%")
    sight(stranger, scripts=False)
