"""From a request through questions, a name on a list and a finding to a decision that controls do not suffice, with an action."""

from datetime import date

from playwright.sync_api import expect

from tests.journeys import vetters

TODAY = date.today().isoformat()  # noqa: DTZ011 - as somebody reads it off the wall
CALM = {"young": "no", "intermediary": "no", "former_official": "no", "complaints": "no", "payment_odd": "no", "owners_structure": "no"}


def fill(desk, **said):
    """Fill in the fields of a form by name."""
    for name, value in said.items():
        desk.page.locator(f"[name={name}]").fill(value)


def send(desk, button):
    """Press the form's button and wait until something was saved."""
    desk.page.locator("main form").get_by_role("button", name=button, exact=True).click()
    expect(desk.page.locator(".error-summary")).to_have_count(0)
    expect(desk.page.get_by_text("Tersimpan.")).to_be_visible()


def choose(desk, name, value):
    """Choose one of several."""
    desk.page.locator(f"[name={name}][value={value}]").check()


def ask(asker):
    """A request about a firm in the scope; its address."""
    asker.page.goto("/desk/smap/due-diligence/")
    asker.at("Uji tuntas")
    asker.follow("Minta uji tuntas")
    scope = asker.page.locator("section", has=asker.page.get_by_role("heading", name="Pelatihan ahli K3", exact=True))
    scope.get_by_role("link", name="Rekan bisnis").click()
    fill(asker, name="CV Bintang Timur", about="Menyelenggarakan pelatihan.", class_reason="Mengurus sertifikat.", examiner="Yusuf Mansur")
    for name, value in (("form", "firm"), ("risk_class", "more_than_low")):
        choose(asker, name, value)
    asker.page.locator("[name=engaged]").check()
    asker.look(asker.page)
    send(asker, "Minta uji tuntas")
    return asker.page.url


def answer(examiner):
    """Page by page; a tie with an official opens further questions on the same page."""
    page = examiner.page
    examiner.follow("Jawab pertanyaan")
    opened = False
    while "/questions/" in page.url:
        for field in page.locator("main form input[type=radio][value=yes]").all():
            name = field.get_attribute("name")
            if not page.locator(f"[name={name}]:checked").count():
                choose(examiner, name, CALM.get(name, "yes"))
        for field in page.locator("main form select, main form textarea").all():
            field.fill("Diperiksa pada dokumennya.")
        if page.locator("[name=chosen_how]").count():
            choose(examiner, "chosen_how", "tender")
        if not opened and page.locator("[name=official_tie]").count():
            examiner.look(page)
        page.locator("main form").get_by_role("button", name="Simpan dan lanjutkan").click()
        opened = opened or page.get_by_text("pertanyaan lanjutan").count() == 1
    assert opened
    expect(page.locator("main")).to_contain_text("Selama pejabat itu memutus")


def test_due_diligence_leads_to_a_decision_that_controls_do_not_suffice(house, staff, sight):
    vetters.call(house)
    asker, examiner, decider = (staff(name, keys=False, look=sight) for name in ("dian", "yusuf", "wira"))
    here = ask(asker)
    page = examiner.page
    page.goto("/desk/")
    expect(page.locator("main")).to_contain_text("Selesaikan pemeriksaannya")
    page.goto(here)
    answer(examiner)
    examiner.follow("Catat pemilik manfaat")
    fill(examiner, name="Sari Dewanti", control="Pemegang saham", share="60")
    choose(examiner, "sure", "register")
    send(examiner, "Catat pemilik manfaat")
    page.get_by_role("link", name="Nilai kecocokan CV Bintang Timoer").click()
    choose(examiner, "verdict", "same")
    fill(examiner, text="Alamat dan pengurusnya sama.")
    send(examiner, "Nilai kecocokan")
    examiner.follow("Catat temuan")
    fill(examiner, source="Putusan 12/2024", day=TODAY, text="Denda.", why="Belum lama.")
    choose(examiner, "weight", "grave")
    send(examiner, "Catat temuan")
    examiner.follow("Ajukan untuk diputuskan")
    choose(examiner, "advice", "refuse")
    fill(examiner, text="Terlalu dekat dengan pejabatnya.")
    send(examiner, "Ajukan untuk diputuskan")
    examiner.look(page)
    examiner.follow("Usulkan keputusan ketidakcukupan")
    choose(examiner, "measure", "suspend")
    fill(examiner, gap="Pejabatnya masih memutus.", reason="Tidak ada yang menahannya.", effective_on=TODAY)
    send(examiner, "Usulkan keputusan ketidakcukupan")
    gap = page.url
    page = decider.page
    page.goto(here)
    decider.follow("Putuskan")
    choose(decider, "outcome", "proceed")
    fill(decider, reason="Boleh.")
    page.locator("main form").get_by_role("button", name="Putuskan", exact=True).click()
    expect(page.locator(".error-summary")).to_contain_text("jangan dilanjutkan")
    choose(decider, "outcome", "refuse")
    send(decider, "Putuskan")
    page.goto(gap)
    decider.follow("Putuskan ketidakcukupan")
    choose(decider, "verdict", "yes")
    fill(decider, text="Dihentikan sampai pejabatnya diganti.", title="Hentikan penunjukan", owner="Hadi Susanto", verifier="Tirta Melati")
    send(decider, "Putuskan ketidakcukupan")
    expect(page.locator("main")).to_contain_text("Hentikan penunjukan")
    decider.look(page)
    asker.page.goto("/desk/smap/due-diligence/inadequacies/")
    asker.at("Ketidakcukupan pengendalian")
    expect(asker.page.locator("main")).to_contain_text("Menghentikan sementara")
