"""A scope certified by the 2016 edition changes over to 2025: what carries over is answered once, and nothing is counted down in advance."""

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.journeys.newcomers import arrive

HOW = "Isu luar dicatat dalam register konteks dan ditinjau setiap semester."


def opened(nirmala):
    """The function opens a scope by the 2016 edition; its address."""
    page = nirmala.page
    page.goto("/desk/smap/")
    nirmala.look(page)
    nirmala.follow("Buat ruang lingkup")
    nirmala.at("Buat ruang lingkup")
    page.locator("[name=title]").fill("Pengujian K3 di balai")
    page.locator("[name=unit]").fill("DIT-K3")
    page.locator("[name=statement]").fill("Pengujian lingkungan kerja dan penerbitan laporannya.")
    page.locator("[name=editions]").select_option("2016")
    page.locator("[name=top_title]").fill("Direktur Pengawasan K3")
    nirmala.press("Buat ruang lingkup")
    nirmala.done("Ruang lingkup dibuat.")
    return page.url


def answered(nirmala, scope):
    """One requirement of 2016 is said to be met."""
    page = nirmala.page
    page.goto(f"{scope}requirements/2016/4.1-a/")
    nirmala.look(page)
    nirmala.follow("Jawab persyaratan")
    page.get_by_label("Terpenuhi", exact=True).check()
    page.locator("[name=how]").fill(HOW)
    page.locator("[name=owner]").fill("Gilang Ramadhan")
    nirmala.press("Simpan jawaban")
    nirmala.done("Tersimpan.")


def changed_over(nirmala, scope):
    """The gap is told before any day is known; then the day is confirmed, and both editions apply."""
    page = nirmala.page
    page.goto(f"{scope}transition/")
    main = page.locator("main")
    expect(main).to_contain_text("Tanggal peralihan belum dikonfirmasi")
    expect(main).to_contain_text("Baru di edisi 2025")
    nirmala.look(page)
    nirmala.follow("Catat tanggal peralihan")
    page.locator("[name=day]").fill((date.today() + timedelta(days=100)).isoformat())  # noqa: DTZ011 - the browser's own day
    page.locator("[name=source]").fill("Surat lembaga sertifikasi LS-12")
    nirmala.press("Catat tanggal peralihan")
    nirmala.done("Tersimpan.")
    page.goto(f"{scope}transition/")
    expect(main).to_contain_text("hari lagi")
    expect(main).to_contain_text("Surat lembaga sertifikasi LS-12")
    page.goto(f"{scope}change/")
    page.locator("[name=editions]").select_option("both")
    page.locator("[name=reason]").fill("Kontrak baru menyebut edisi 2025.")
    nirmala.press("Ubah ruang lingkup")
    nirmala.done("Tersimpan.")
    page.goto(f"{scope}requirements/2025/4.1-a/")
    expect(main).to_contain_text(HOW)
    expect(main).to_contain_text("berlaku juga di sini")
    nirmala.look(page)


def checked(teguh, scope):
    """Somebody else confirms the answer, and finds the sub-clauses that nobody compared marked so."""
    page = teguh.page
    page.goto(f"{scope}requirements/2025/4.1-a/")
    teguh.follow("Periksa jawaban")
    page.get_by_label("Jawaban dan buktinya benar").check()
    page.locator("[name=note]").fill("Register konteks dibaca; cocok.")
    teguh.press("Simpan hasil pemeriksaan")
    teguh.done("Tersimpan.")
    page.goto(f"{scope}readiness/?edition=2025")
    expect(page.locator("main")).to_contain_text("nomor klausul belum diverifikasi")
    teguh.look(page)


def test_a_scope_changes_over_from_2016_to_2025(house, staff, window, sight):
    arrive(house, "nirmala", "Nirmala Sari", "fkap")
    arrive(house, "teguh", "Teguh Wibisono", "smap_auditor")
    nirmala = staff("nirmala", keys=False, look=sight)
    scope = opened(nirmala)
    answered(nirmala, scope)
    changed_over(nirmala, scope)
    checked(staff("teguh", keys=False, look=sight), scope)

    phone = window(320)
    phone.context.add_cookies(nirmala.page.context.cookies())
    for path in ("", "context/", "requirements/", "readiness/", "transition/", "documents/", "certification/", "culture/"):
        phone.goto(f"{scope}{path}")
        sight(phone)
