"""Take the pictures of docs/images from the demonstration that `make run` serves (maintainers; needs Chromium).

    make run                                  in one terminal, on a fresh data folder
    .venv/bin/python tools/screenshots.py     in another; --base names another address

A phone's receipt page (a report is filed for it) and a case at the desk. AMANAH_CHROMIUM names a browser.
"""

import argparse
import os
import re
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
# Printed by `make run`: the demonstration's words are no secret.
HANDLER, PASSWORD, PASSPHRASE = "ani", "peragaan-ani", "kunci peragaan ani"
MOST_BYTES = 200_000


def receipt(page: Page) -> None:
    """File an anonymous report about nobody and stay on the receipt."""
    answers = {"topic": "illegal_levy", "mode": "anonymous", "route": "inspectorate"}
    page.goto("/report/topic/")
    while not page.url.endswith("/report/review/"):
        for name, value in answers.items():
            if (choice := page.locator(f"[name={name}][value={value}]")).count():
                choice.check()
        if (story := page.locator("[name=what]")).count():
            story.fill("Petugas loket meminta uang sebelum berkas saya diproses.")
        before = page.url
        page.get_by_role("button", name="Lanjut").click()
        page.wait_for_url(lambda url, before=before: url != before)
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.locator(".receipt")).to_be_visible()
    page.screenshot(path=IMAGES / "receipt.png")


def desk(page: Page) -> None:
    """Sign in, unlock, and stay on a case under inquiry."""
    page.goto("/desk/account/login/")
    page.locator("[name=login]").fill(HANDLER)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.get_by_role("link", name="Isi terkunci").click()
    page.get_by_label("Frasa kunci").fill(PASSPHRASE)
    page.get_by_role("button", name="Buka kunci").click()
    page.goto("/desk/cases/?state=whistleblowing.investigation&assignee=me")
    page.locator("table[data-keys] a").first.click()
    expect(page.locator(".title-number")).to_have_text(re.compile("WB-"))
    page.screenshot(path=IMAGES / "desk.png")


def main() -> None:
    """Both pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="http://127.0.0.1:8000", help="address of the demonstration")
    base = parser.parse_args().base
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("AMANAH_CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for take, size in ((receipt, (390, 844)), (desk, (1280, 860))):
            take(browser.new_page(base_url=base, viewport={"width": size[0], "height": size[1]}))
        browser.close()
    for image in ("receipt.png", "desk.png"):
        size_now = (IMAGES / image).stat().st_size
        print(f"{image}: {size_now} bytes")
        if size_now > MOST_BYTES:
            raise SystemExit(f"{image} is larger than {MOST_BYTES} bytes")


if __name__ == "__main__":
    main()
