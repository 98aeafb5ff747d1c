"""A management review from live data: prepared, frozen, read, held, written down, decided, and approved by somebody else."""

from datetime import date

from playwright.sync_api import expect

from tests.journeys import reviewers
from tests.journeys.test_internal_audit import fill, send

TODAY = date.today().isoformat()  # noqa: DTZ011 - as somebody reads it off the wall


def prepare(keeper):
    """Plan it, comment on an input that has nothing, freeze the pack and take it along; the review's address."""
    page = keeper.page
    page.goto("/desk/smap/")
    keeper.follow(reviewers.TITLE)
    keeper.follow("Tinjauan manajemen")
    keeper.look(page)
    keeper.follow("Rencanakan tinjauan")
    fill(keeper, since=TODAY, planned_on=TODAY, invited="Hesti Maulida", place="09.00 WIB")
    send(keeper, "Rencanakan tinjauan")
    review = page.url
    keeper.follow("Baca bahan")
    expect(page.locator("#nonconformities")).to_contain_text("1, 0 di antaranya mayor")
    expect(page.locator("#audits")).to_contain_text("Tidak ada yang tercatat")
    keeper.look(page)
    page.goto(f"{review}do/comment/")
    fill(keeper, audits="Audit pertama direncanakan triwulan depan.")
    send(keeper, "Beri catatan atas bahan")
    keeper.follow("Bekukan bahan")
    send(keeper, "Bekukan bahan")
    with page.expect_download() as taken:
        keeper.follow("Unduh bahan PDF")
    assert taken.value.path().read_bytes().startswith(b"%PDF-")
    return review


def write(keeper, review):
    """Who came, what was said and concluded, one decision; handed to the chair."""
    page = keeper.page
    page.goto(review)
    keeper.follow("Catat kehadiran")
    send(keeper, "Catat kehadiran")
    keeper.follow("Tulis notula")
    for field in page.locator("textarea[name$=_concluded]").all():
        field.fill("Cukup.")
    fill(keeper, nonconformities_said="Sebabnya dibahas.", conclusion="Sistem berjalan.")
    for name in ("suitable", "adequate", "effective"):
        page.locator(f"[name={name}]").select_option("yes")
    keeper.look(page)
    send(keeper, "Tulis notula")
    keeper.follow("Catat keputusan")
    page.locator("[name=ask]").select_option("nonconformities")
    fill(keeper, text="Lengkapi daftar alat", owner="Hesti Maulida", verifier="Wening Lestari")
    send(keeper, "Catat keputusan")
    keeper.follow("Serahkan kepada ketua")
    send(keeper, "Serahkan kepada ketua")
    keeper.look(page)


def test_a_management_review_is_built_from_what_is_there_and_approved_by_another(house, staff, sight):
    reviewers.call(house, "make")
    keeper, chair, owner = (staff(name, keys=False, look=sight) for name in ("wening", "galih", "hesti"))
    review = prepare(keeper)
    page = owner.page
    page.goto("/desk/smap/reviews/")
    owner.follow("Tinjauan manajemen puncak, sekaligus dewan pengarah")
    owner.follow("Baca bahan")
    expect(page.locator("#audits")).to_contain_text("Audit pertama direncanakan triwulan depan.")
    reviewers.call(house, "happen")
    page = keeper.page
    page.goto(f"{review}pack/")
    expect(page.locator("#nonconformities")).to_contain_text("1, 0 di antaranya mayor")
    expect(page.locator("main")).to_contain_text("Ada yang berubah sejak dibekukan")
    keeper.look(page)
    write(keeper, review)
    page = chair.page
    page.goto("/desk/")
    expect(page.locator("main")).to_contain_text("Baca dan setujui notulanya")
    page.goto(review)
    chair.follow("Setujui notula")
    send(chair, "Setujui notula")
    expect(page.locator("main")).to_contain_text("sama dengan buku besar")
    chair.look(page)
    page = owner.page
    page.goto("/desk/actions/?role=owner")
    owner.follow("Lengkapi daftar alat")
    expect(page.locator("main")).to_contain_text("Lengkapi daftar alat")
