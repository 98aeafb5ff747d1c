"""The topic's questions on an old phone without JavaScript: one that opens by an answer, two payments, one taken away again."""

from playwright.sync_api import expect

from tests.journeys.reporter import QUESTIONS, Story


def test_a_conditional_question_and_two_entries(reporter):
    page = reporter.page
    reporter.begin()
    for step in ("topic", "place", "story", "details"):
        reporter.at(QUESTIONS[step])
        getattr(reporter, f"_{step}")(Story())
        reporter.press("Lanjut")
    reporter.at(QUESTIONS["questions"])
    expect(page.get_by_text("Pada tahap mana uang diminta?")).to_have_count(0)
    page.locator("[name=q-service]").select_option("k3")
    page.locator("[name=q-payments-0-amount]").fill("2 juta")
    reporter.press("Tambah satu lagi Pembayaran")
    reporter.at(QUESTIONS["questions"])
    expect(page.locator("[name=q-payments-0-amount]")).to_have_value("2 juta")
    page.locator("[name=q-payments-1-amount]").fill("500 ribu")
    page.locator("[name=q-payments-1-how]").select_option("cash")
    reporter.press("Tambah satu lagi Pembayaran")
    page.locator("[name=q-payments-2-to]").fill("Salah ketik")
    reporter.press("Hapus Pembayaran 3")
    expect(page.locator("[name=q-payments-2-to]")).to_have_count(0)

    page.locator("[name=q-k3_stage]").select_option("exam")
    reporter.press("Lanjut")
    for step in ("shield", "files", "mode", "recipient"):
        reporter.at(QUESTIONS[step])
        getattr(reporter, f"_{step}")(Story())
        reporter.press("Lanjut")
    reporter.at("Periksa sebelum mengirim")
    review = page.locator("main")
    for words in ("Sertifikat atau lisensi K3", "Ujian atau evaluasi", "Pembayaran 2", "Rp500.000", "Tunai"):
        expect(review).to_contain_text(words)
    expect(review).not_to_contain_text("Salah ketik")
    reporter.send()
