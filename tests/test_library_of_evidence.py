"""Evidence is put into the library on an old phone without scripts, used, replaced by a newer one and withdrawn; lists obey the keyboard."""

from datetime import date
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from amanah.engines.proofs import owners, queries, services
from amanah.engines.proofs.owners import Purpose
from tests.journeys.sight import Sight
from tests.journeys.test_keyboard import FOCUSED, tab_to

pytestmark = pytest.mark.journey

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
ANSWER = "shelf:kini"


@pytest.fixture
def shelf(monkeypatch):
    """One record of an invented kind that wants evidence of 2026."""
    for registry in ("_may_attach", "_describers"):
        monkeypatch.setattr(owners, registry, dict(getattr(owners, registry)))
    purpose = Purpose(ANSWER, "Tim kerja telah dibentuk", "Jawaban", "/desk/notices/", date(2026, 1, 1), date(2026, 12, 31))
    owners.register("shelf", lambda _viewer, _ref: True, lambda _viewer, _refs: [purpose])


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.AMANAH_FILES = tmp_path / "files"


@pytest.fixture
def sight(chromium):
    looking = Sight(chromium)
    yield looking
    looking.close()


@pytest.fixture
def window(desk, people, live_server, chromium):
    """A signed-in person's window: window("hadi", 320, javascript=False)."""
    contexts = []

    def open_window(name, width=1280, *, javascript=True, language="id"):
        people.sign_in(desk, name)
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 800}, java_script_enabled=javascript, accept_downloads=True
        )
        contexts.append(context)
        cookies = {"desk": desk.cookies["desk"].value, "lang": language}
        context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()])
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def phone(window, sight):
    """An old phone without scripts: `phone.page`, and `phone.at(heading)` looks at a page after it came."""
    page = window("hadi", 320, javascript=False)

    def at(heading):
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        sight(page, scripts=False)

    return SimpleNamespace(page=page, at=at)


def test_added_for_a_record_without_scripts(phone, shelf):
    page = phone.page
    page.goto("/desk/proofs/")
    phone.at("Pustaka bukti")
    page.goto(f"/desk/proofs/attach/?for={ANSWER}&next=/desk/proofs/")
    phone.at("Lampirkan bukti")
    page.get_by_role("link", name="Tambah bukti baru").click()
    phone.at("Tambah bukti")
    page.get_by_label("Apa buktinya?").fill("SK Tim Pembangunan 2025")
    page.get_by_label("Berlaku sejak").fill("2025-01-01")
    page.get_by_label("Berkas").set_input_files({"name": "program.exe", "mimeType": "application/pdf", "buffer": b"MZ\x90\x00" + bytes(60)})
    page.get_by_role("button", name="Simpan bukti").click()
    expect(page.get_by_role("alert")).to_contain_text("bukan jenis yang diterima")
    phone.at("Tambah bukti")
    page.get_by_label("Berkas").set_input_files({"name": "sk tim.pdf", "mimeType": "application/pdf", "buffer": PDF})
    page.get_by_role("button", name="Simpan bukti").click()
    phone.at("Pustaka bukti")
    page.get_by_role("link", name="SK Tim Pembangunan 2025").click()
    phone.at("SK Tim Pembangunan 2025")
    expect(page.locator("main")).to_contain_text("Tim kerja telah dibentuk")
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh berkas").click()
    assert download.value.path().read_bytes() == PDF


def test_replaced_and_chosen_again_without_scripts(phone, people, shelf):
    page, old = phone.page, services.Draft("SK Tim Pembangunan 2025", date(2025, 1, 1), letter="KEP-9/2025")
    old = services.add(old, people.units.k3_testing, viewer=people.viewer("hadi"), ref=ANSWER)
    page.goto(f"/desk/proofs/{old.number}/")
    page.get_by_role("link", name="Ganti dengan yang lebih baru").click()
    phone.at("Ganti dengan yang lebih baru")
    page.get_by_label("Apa buktinya?").fill("SK Tim Pembangunan 2026")
    page.get_by_label("atau nomor surat").fill("KEP-12/2026")
    page.get_by_label("Berlaku sejak").fill("2026-01-01")
    page.get_by_label("Berlaku sampai").fill("2026-12-31")
    page.get_by_role("button", name="Simpan pengganti").click()
    phone.at("SK Tim Pembangunan 2026")
    expect(page.get_by_role("cell", name="Sesuai periode")).to_be_visible()
    page.get_by_role("link", name="SK Tim Pembangunan 2025").click()
    phone.at("SK Tim Pembangunan 2025")
    expect(page.locator(".alert")).to_contain_text("SK Tim Pembangunan 2026")
    page.goto(f"/desk/proofs/attach/?for={ANSWER}")
    phone.at("Lampirkan bukti")
    expect(page.get_by_role("cell", name="Sudah lewat masanya")).to_be_visible()
    page.get_by_role("button", name="lepas SK Tim Pembangunan 2026").click()
    expect(page.get_by_role("button", name="lepas")).to_have_count(0)
    page.get_by_label("Cari dalam pustaka").fill("2026")
    page.get_by_role("button", name="Cari", exact=True).click()
    page.get_by_role("button", name="Pakai SK Tim Pembangunan 2026").click()
    assert [shown.proof.title for shown in queries.of(people.viewer("hadi"), [ANSWER])[ANSWER]] == ["SK Tim Pembangunan 2026"]


def test_withdrawn_without_scripts(phone, people):
    page, draft = phone.page, services.Draft("Laman maklumat", date(2026, 1, 1), link="https://contoh.go.id/maklumat")
    proof = services.add(draft, people.units.k3_testing, viewer=people.viewer("hadi"))
    page.goto("/desk/proofs/?standing=current")
    page.get_by_role("link", name="Laman maklumat").click()
    page.get_by_role("link", name="Tarik bukti").click()
    phone.at("Tarik bukti")
    page.get_by_label("Mengapa ditarik?").fill("Alamatnya keliru.")
    page.get_by_role("button", name="Tarik bukti ini").click()
    phone.at("Laman maklumat")
    expect(page.locator(".alert.danger")).to_contain_text("Alamatnya keliru.")
    assert page.url.endswith(f"/{proof.number}/")


def test_the_library_obeys_the_keyboard_and_speaks_english(window, people, shelf, sight):
    hadi = people.viewer("hadi")
    for number in ("KEP-1/2026", "KEP-2/2026"):
        draft = services.Draft(f"SK {number}", date(2026, 1, 1), letter=number)
        proof = services.add(draft, people.units.k3_testing, viewer=hadi, ref=ANSWER)
    page = window("hadi", language="en")
    page.goto("/desk/proofs/")
    sight(page)
    first = [one.title for one in queries.listing(hadi).rows]
    for key, title in (("j", first[0]), ("j", first[1]), ("k", first[0])):
        page.keyboard.press(key)
        assert page.evaluate(FOCUSED) == title
    page.goto(f"/desk/proofs/attach/?for={ANSWER}")
    here = page.url
    sight(page)
    tab_to(page, "^detach")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Use SK")).to_have_count(1)
    tab_to(page, "^q")  # the bar's own search, on every page
    tab_to(page, "^q")
    page.keyboard.type("KEP")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=KEP**")
    tab_to(page, r"^Use\b")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/notices/")
    page.goto(here)
    expect(page.get_by_role("button", name="detach SK")).to_have_count(2)
    page.goto(f"/desk/proofs/{proof.number}/")
    sight(page)
    expect(page.get_by_role("cell", name="Still in force").first).to_be_visible()
