"""What a reporter does after the receipt, with a browser that runs no scripts: identity later, rating, an own copy, an own file; weights."""

import io
import re
import secrets
import time
from urllib.parse import urlsplit

import pikepdf
import pytest
from playwright.sync_api import expect

from tests.conftest import PATIENCE
from tests.journeys.reporter import Reporter, Story

NAME = "Sri Melati Pengirim"
MOST_BYTES, MOST_REQUESTS = 25_000, 5
PHONE = 360


@pytest.fixture(scope="module")
def told():
    return {"word": f"Kuitansi palsu {secrets.token_hex(4)}", "file": secrets.token_hex(8)}


def test_the_receipt_prints_as_a_slip_and_offers_a_code(reporter, told, sight):
    reporter.look = lambda page: sight(page, scripts=False)
    reporter.begin()
    reporter.write(Story(what=told["word"], files={"bukti.txt": told["file"].encode()}))
    told["receipt"] = reporter.send()
    page = reporter.page
    page.get_by_text("Kode QR dari kata-kata ini").click()
    expect(page.locator("img.qr")).to_be_visible()
    reporter.look(page)
    page.get_by_text("Kode QR dari kata-kata ini").click()
    page.emulate_media(media="print")
    slip = page.locator("main").inner_text()
    assert not re.search("lapor|kotak|segel|amanah|QR", slip, re.IGNORECASE), slip
    page.emulate_media(media="screen")
    with page.expect_download() as reminder:
        page.get_by_role("link", name="Unduh pengingat untuk kalender").click()
    assert reminder.value.suggested_filename == "catatan.ics"
    assert "lapor" not in reminder.value.path().read_text().lower()
    reporter.put_away()


def test_the_identity_goes_to_whom_one_chooses(reporter, told, sight, staff):
    reporter.look = lambda page: sight(page, scripts=False)
    page = reporter.page
    reporter.open_mailbox(*told["receipt"])
    told["number"] = page.locator(".summary code").first.inner_text()
    reporter.follow("Beri tahu siapa Anda, kepada orang yang Anda pilih")
    reporter.at("Memberitahukan siapa Anda")
    reporter.press("Beritahukan identitas saya")
    expect(page.locator(".error-summary")).to_contain_text("Tulis nama Anda")
    reporter.fill("name", NAME)
    page.get_by_label(re.compile("Ani Rahmawati")).check()
    reporter.press("Beritahukan identitas saya")
    reporter.at("Kotak komunikasi Anda")
    expect(page.locator("main")).to_contain_text("Saya memberitahukan siapa saya kepada: Ani Rahmawati.")

    ani = staff("ani", look=sight)
    ani.open(told["number"])
    expect(ani.page.locator("main")).to_contain_text(NAME)
    ani.press("Nyatakan diterima dan mulai menelaah")
    ani.done("Status perkara diperbarui.")
    ani.follow("Arsipkan")
    ani.at("Arsipkan")
    ani.page.get_by_label("Data tidak cukup", exact=True).check()
    ani.page.locator("[name=text]").fill("Tidak ada data lain.")
    ani.press("Kirim usulan")
    ani.done("Usulan tersimpan dan menunggu persetujuan orang kedua.")
    budi = staff("budi")
    budi.open(told["number"])
    assert NAME not in budi.page.content()
    budi.press("Setujui usulan")
    budi.done("Usulan disetujui.")


def test_the_closed_report_is_rated_copied_and_its_file_fetched(reporter, told, sight):
    reporter.look = lambda page: sight(page, scripts=False)
    page = reporter.page
    reporter.open_mailbox(*told["receipt"])
    reporter.follow("Nilai penanganan laporan ini: tiga pertanyaan")
    reporter.at("Bagaimana laporan Anda ditangani?")
    page.locator("[name=heard][value=partly]").check()
    reporter.fill("text", "Terlalu cepat diarsipkan.")
    reporter.press("Kirim penilaian")
    reporter.at("Kotak komunikasi Anda")
    expect(page.locator("main")).to_contain_text("Terlalu cepat diarsipkan.")
    reporter.follow("Ubah penilaian Anda atas penanganan laporan")
    expect(page.locator("[name=heard][value=partly]")).to_be_checked()
    reporter.follow("Kembali")
    with page.expect_download() as copy:
        reporter.press("Unduh salinan laporan")
    assert copy.value.suggested_filename == "salinan.pdf"
    with pikepdf.open(io.BytesIO(copy.value.path().read_bytes())) as document:
        assert told["number"] in str(document.open_metadata())
    with page.expect_download() as file:
        page.get_by_role("link", name="bukti.txt").click()
    assert file.value.path().read_text() == told["file"]


@pytest.mark.parametrize("scripts", [False, True])
def test_no_page_of_a_reporter_is_heavier_than_a_phone_on_a_slow_line_bears(window, told, scripts):
    reporter = Reporter(window(PHONE, javascript=scripts))
    reporter.open_mailbox(*told["receipt"])
    for address in ("/mailbox/", "/mailbox/identity/", "/mailbox/rating/", "/report/", "/report/safely/"):
        context = reporter.page.context.browser.new_context(java_script_enabled=scripts)
        if address.startswith("/mailbox/"):
            context.add_cookies(reporter.page.context.cookies())
        page = context.new_page()
        answers = []
        page.on("requestfinished", lambda request, answers=answers: answers.append(request))
        page.goto(urlsplit(reporter.page.url)._replace(path=address).geturl(), wait_until="networkidle")
        assert page.get_by_role("heading", level=1).inner_text() != "Buka kotak komunikasi Anda", address
        weight = sum(sum(answer.sizes()[part] for part in ("responseBodySize", "responseHeadersSize")) for answer in answers)
        context.close()
        print(f"{address} scripts={scripts}: {len(answers)} requests, {weight} bytes")
        assert len(answers) <= MOST_REQUESTS, [answer.url for answer in answers]
        assert weight <= MOST_BYTES, address


def test_the_exit_forgets_without_a_script(reporter, told):
    page = reporter.page
    page.route("https://**", lambda route: route.fulfill(body="<title>elsewhere</title>"))
    reporter.open_mailbox(*told["receipt"])
    page.get_by_role("button", name="Tinggalkan halaman ini").click()
    page.wait_for_url("https://**")
    assert page.context.cookies() == []
    page.goto("/mailbox/")
    reporter.at("Buka kotak komunikasi Anda")


def test_the_exit_forgets_behind_the_back_of_a_script(window, told):
    reporter = Reporter(window(PHONE))
    page = reporter.page
    page.route("https://**", lambda route: route.fulfill(body="<title>elsewhere</title>"))
    reporter.open_mailbox(*told["receipt"])
    with page.context.expect_event("request", lambda request: request.url.endswith("/leave/")):
        page.get_by_role("button", name="Tinggalkan halaman ini").click()
    page.wait_for_url("https://**")
    until = time.monotonic() + PATIENCE / 1000
    while page.context.cookies() and time.monotonic() < until:
        page.wait_for_timeout(50)
    assert page.context.cookies() == []
    page.goto("/mailbox/")
    reporter.at("Buka kotak komunikasi Anda")
