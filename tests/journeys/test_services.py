"""An official fee on its way to the public: one person proposes, another approves, anybody reads it without JavaScript."""

import secrets

from playwright.sync_api import expect

from tests.journeys.newcomers import arrive


def test_what_one_proposes_and_another_approves_stands_on_the_public_page(house, staff, window):
    code = f"UJI-{secrets.token_hex(3).upper()}"
    arrive(house, "sari", "Sari Utami", "public_services.editor")
    arrive(house, "tono", "Tono Wibisono", "public_services.approver")
    sari = staff("sari", keys=False)
    page = sari.page
    page.goto("/desk/services/")
    sari.follow("Tambah layanan")
    sari.at("Layanan baru")
    page.locator("[name=code]").fill(code)
    page.locator("[name=unit]").fill("DIT-K3")
    page.locator("[name=name]").fill(f"Uji coba {code}")
    page.locator("[name=promise]").fill("4")
    page.locator("[name=stages]").fill("Penerimaan berkas\nPemeriksaan")
    page.locator("[name=requirements]").fill("KTP\nSurat permohonan")
    sari.press("Kirim usulan")
    sari.at(f"Uji coba {code}")
    sari.follow("Usulkan biaya")
    page.locator("[name=title]").fill("Sertifikat")
    page.locator("[name=provision]").select_option("illegal_levies.k3_certificate_fee")
    sari.press("Kirim usulan")
    expect(page.get_by_text("Usulan Anda sendiri")).to_have_count(2)
    expect(page.get_by_role("button", name="Sahkan")).to_have_count(0)

    visitor = window(390, javascript=False)
    assert visitor.goto(f"/services/{code}/").status == 404

    tono = staff("tono", keys=False)
    tono.page.goto(f"/desk/services/{code}/")
    for _both in range(2):
        tono.press("Sahkan")
        tono.done("Usulan disahkan.")

    requests = []
    visitor.on("request", lambda request: requests.append(request.url))
    visitor.goto("/services/")
    assert len(requests) <= 5
    visitor.get_by_label("Cari layanan").fill(code.lower())
    visitor.get_by_role("button", name="Cari").click()
    visitor.get_by_role("link", name=f"Uji coba {code}").click()
    main = visitor.locator("main")
    for words in (
        "Rp150.000",
        "Peraturan Pemerintah Nomor 41 Tahun 2023",
        "Belum dibaca pada naskah resmi",
        "Surat permohonan",
        "4 hari kerja",
    ):
        expect(main).to_contain_text(words)
    visitor.get_by_role("link", name="Anda dimintai lebih? Laporkan").click()
    expect(visitor).to_have_url(f"{house.url}/report/levy/?service={code}")
    assert visitor.context.request.get(f"/services/{code}/fee-board.pdf").body().startswith(b"%PDF-")
