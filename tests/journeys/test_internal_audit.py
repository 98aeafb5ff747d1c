"""From the programme of an internal audit to the check whether its correction worked: six people, nobody twice on the same side."""

import re
from datetime import date

from playwright.sync_api import expect

from tests.journeys import auditors

NUMBER = re.compile(r"(?:PA|PT|TM|KS|TL)-\d\d-\w{6}")
TODAY = date.today().isoformat()  # noqa: DTZ011 - as somebody reads it off the wall


def fill(desk, **said):
    """Fill in the fields of a form by name."""
    for name, value in said.items():
        desk.page.locator(f"[name={name}]").fill(value)


def send(desk, button):
    """Press the form's button and wait until something was saved."""
    desk.page.locator("main form").get_by_role("button", name=button, exact=True).click()
    expect(desk.page.locator(".error-summary")).to_have_count(0)
    expect(desk.page.get_by_text("Tersimpan.")).to_be_visible()


def number_of(desk):
    """What the record on this page is called."""
    return NUMBER.search(desk.page.locator(".title-number").inner_text()).group()


def plan(planner, second):
    """A programme that covers one clause, which somebody else approves; its address."""
    page = planner.page
    page.goto("/desk/smap/audits/")
    planner.at("Audit internal SMAP")
    planner.follow("Susun program audit")
    own = page.locator("[name=scope] option", has_text=auditors.TITLE).get_attribute("value")
    page.locator("[name=scope]").select_option(own)
    fill(planner, title="Program audit 2026–2028", basis="Risiko penyuapan dalam perizinan.")
    send(planner, "Susun program audit")
    planner.follow("Rencanakan")
    fill(planner, title="Kebijakan anti penyuapan")
    page.locator("[name=criteria][value$=':5.2']").check()
    planner.look(page)
    send(planner, "Rencanakan")
    planner.look(page)
    programme = page.url
    second.page.goto(programme)
    second.press("Setujui program")
    second.done("Program disetujui.")
    return programme


def assign(planner, programme):
    """An audit of the directorate with a team of two; who works there is refused, with the reason. Its address."""
    page = planner.page
    page.goto(programme)
    page.get_by_role("link", name="Rencanakan penugasan").click()
    fill(planner, objective="Melihat apakah kebijakan sampai.", covers="Lisensi ahli K3.", unit_1="DIT-K3")
    fill(planner, **dict.fromkeys(("period_from", "period_to", "starts_on", "ends_on"), TODAY))
    send(planner, "Rencanakan penugasan")
    audit = page.url
    page.goto(f"{audit}team/join/")
    fill(planner, person="Aldi Firmansyah")
    page.locator("[name=part][value=lead]").check()
    send(planner, "Tetapkan anggota tim")
    page.goto(f"{audit}team/join/")
    fill(planner, person="Hadi Susanto")
    planner.page.locator("main form").get_by_role("button", name="Tetapkan anggota tim").click()
    expect(page.locator(".error-summary")).to_be_visible()
    planner.look(page)
    fill(planner, person="Bunga Pertiwi")
    send(planner, "Tetapkan anggota tim")
    planner.look(page)
    return audit


def work(lead, member, audit):
    """Two papers, one of them with a sample, reviewed by each other; one finding; the report."""
    page = lead.page
    page.goto(f"{audit}papers/add/")
    fill(lead, title="Penerimaan kebijakan", tested="Setiap pegawai baru menerima kebijakan.")
    page.locator("[name=criteria]").first.check()
    send(lead, "Susun kertas kerja")
    lead.follow("Selesaikan persiapan")
    fill(lead, assignment="ST-12/2026", assigned_on=TODAY)
    send(lead, "Selesaikan persiapan")
    lead.follow("Mulai pekerjaan lapangan")
    send(lead, "Mulai pekerjaan lapangan")
    page.goto(f"{audit}papers/1/sample/")
    fill(lead, about="Pegawai baru 2026", population="20", size="2", not_sampled="Populasinya seragam.")
    send(lead, "Ambil sampel")
    lead.follow("Tulis hasil pengujian")
    for choice in page.locator("select[name^=outcome_]").all():
        choice.select_option("exception")
    fill(lead, result="Keduanya tidak menerima kebijakan.")
    lead.look(page)
    send(lead, "Tulis hasil pengujian")
    member.page.goto(f"{audit}papers/1/")
    member.follow("Nyatakan direviu")
    fill(member, text="Buktinya cukup.")
    send(member, "Nyatakan direviu")
    member.look(member.page)
    page.goto(f"{audit}findings/add/?paper=1")
    page.locator("[name=grade][value=minor]").check()
    fill(
        lead,
        title="Kebijakan tidak sampai",
        unit="DIT-K3",
        condition="Dua dari dua pegawai.",
        criterion="Semua menerima.",
        effect="Tidak tahu.",
    )
    send(lead, "Tulis temuan")
    lead.look(page)
    page.goto(f"{audit}do/report/")
    fill(lead, text="Sistem berjalan, kecuali penyampaian kebijakan.")
    send(lead, "Terbitkan laporan")
    lead.look(page)


def mend(head, planner, owner, lead):
    """The head answers and finds the cause; an action is decided on, done, and verified by the lead. The nonconformity's address."""
    page = head.page
    page.goto("/desk/")
    expect(page.locator("main")).to_contain_text("Tanggapi temuan")
    page.locator("main a[href^='/desk/engagements/PT-']").first.click()
    head.follow("Kebijakan tidak sampai")
    head.follow("Tanggapi temuan")
    page.locator("[name=agrees][value=yes]").check()
    fill(head, text="Kami perbaiki.")
    send(head, "Tanggapi temuan")
    page.goto("/desk/smap/nonconformities/")
    head.at("Ketidaksesuaian")
    head.follow("Kebijakan tidak sampai")
    head.follow("Catat koreksi")
    fill(head, correction="Dibagikan.", similar="Dicari di dua unit: tidak ada.")
    send(head, "Catat koreksi")
    head.follow("Catat sebab")
    fill(head, why_1="Daftar pegawai baru tidak diterima.", cause="Mutasi tidak diberitahukan.")
    send(head, "Catat sebab")
    here = page.url
    planner.page.goto(f"{here}do/give/")
    fill(planner, title="Atur pemberitahuan mutasi", owner="Hadi Susanto", verifier="Aldi Firmansyah")
    send(planner, "Tetapkan tindakan perbaikan")
    planner.look(planner.page)
    page = owner.page
    page.goto("/desk/actions/?role=owner")
    owner.follow("Atur pemberitahuan mutasi")
    action = number_of(owner)
    owner.press("Mulai kerjakan")
    page.goto(f"/desk/actions/{action}/do/report/")
    fill(owner, text="Sudah diatur.")
    send(owner, "Laporkan selesai")
    lead.page.goto(f"/desk/actions/{action}/do/verify/")
    fill(lead, text="Dilihat pada enam mutasi.")
    send(lead, "Nyatakan terverifikasi")
    return here


def test_an_internal_audit_goes_from_its_programme_to_the_check_of_its_effect(house, staff, sight):
    auditors.call(house, "make")
    planner, second, lead, member, owner, head = (
        staff(name, keys=False, look=sight) for name in ("nina", "surya", "aldi", "bunga", "hadi", "gilang")
    )
    audit = assign(planner, plan(planner, second))
    work(lead, member, audit)
    here = mend(head, planner, owner, lead)
    page = member.page
    page.goto(here)
    expect(page.locator("main")).to_contain_text("Keefektifan diperiksa orang lain")
    auditors.call(house, "wait", number_of(member))
    page.goto(here)
    member.follow("Nilai keefektifan")
    page.locator("[name=verdict][value=yes]").check()
    fill(member, text="Enam mutasi terakhir: semuanya menerima kebijakan.")
    send(member, "Nilai keefektifan")
    expect(page.locator("main")).to_contain_text("Selesai, efektif")
    member.look(page)
    page = lead.page
    page.goto(f"{audit}do/follow/")
    fill(lead, text="Efektif.")
    send(lead, "Nyatakan ditindaklanjuti")
    page = planner.page
    page.goto(f"{audit}do/close/")
    fill(planner, text="Ditutup.")
    send(planner, "Tutup penugasan")
    for words in ("Ditutup", "Kebijakan tidak sampai", "Independen", "2 dari 20"):
        expect(page.locator("main")).to_contain_text(words)
    planner.look(page)
