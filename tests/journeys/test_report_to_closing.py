"""The whole journey: an anonymous report without JavaScript → triage → question → answer → investigation → outcome → closing.

Rare words are typed into every field on the way, by reporter and staff; afterwards none of them stands anywhere in clear.
"""

import base64
import re
import secrets

import pytest
from playwright.sync_api import expect

from tests.journeys import outsider, traces
from tests.journeys.reporter import Reporter, Story, payloads
from tests.people import PASSPHRASE, password


def rare(kind):
    return f"{kind}{secrets.token_hex(5)}"


def _find_proven(desk, number):
    """One allegation with its finding, without which nothing is settled."""
    page = desk.page
    desk.open(number, "inquiry")
    desk.follow("Tambah dugaan")
    page.locator("[name=act]").fill("Meminta uang.")
    desk.press("Segel dan simpan")
    desk.done("Tersegel dan tersimpan.")
    desk.follow("Tulis temuan")
    page.locator("[name=about]").select_option(index=0)
    page.locator("[name=reasoning]").fill("Log dan saksi sejalan.")
    page.locator("[name=standard][value=balance]").check()
    page.locator("[name=state][value=proven]").check()
    desk.press("Segel dan simpan")
    desk.done("Tersegel dan tersimpan.")


@pytest.fixture(scope="module")
def planted():
    """Name → a word that nobody else in the world has typed."""
    kinds = (
        "tempat cerita siapa kapan dimana cara tahu nilai kecuali berkas isi balasan lampiran isilampiran tanya ringkasan rencana catatan "
        "bukti isibukti asal kabar alasan surat"
    )
    return {kind: rare(kind) for kind in kinds.split()}


@pytest.fixture(scope="module")
def told():
    """What the parts of the story leave for each other: the receipt, the number of the case, the first checkpoint."""
    return {}


def story(planted):
    return Story(
        search="K3",
        unit="Subdirektorat Pengujian K3",
        place=f"Loket {planted['tempat']}",
        what=f"Petugas meminta {planted['cerita']} sebelum sertifikat dicetak.",
        who=f"Gilang Ramadhan\n{planted['siapa'].title()} Jatmika",
        when=planted["kapan"],
        where=planted["dimana"],
        how=planted["cara"],
        known=planted["tahu"],
        amount=planted["nilai"],
        exclude=f"{planted['kecuali'].title()} Sanusi",
        files={f"{planted['berkas']}.txt": planted["isi"].encode() * 3},
    )


def test_the_report_is_written_and_sent(house, sight, reporter, planted, told):
    told["before"] = outsider.checkpoint(house.url)
    reporter.look = lambda page: sight(page, scripts=False)
    reporter.begin()
    reporter.write(story(planted))
    for name in ("cerita", "siapa", "kapan", "dimana", "cara", "tahu", "nilai", "kecuali", "berkas", "tempat"):
        expect(reporter.page.locator("main")).to_contain_text(re.compile(planted[name], re.IGNORECASE))
    told["receipt"] = reporter.send()
    reporter.put_away()
    assert len(sight.seen) > 10


def test_ani_finds_it_takes_it_up_and_asks(staff, sight, planted, told):
    desk = staff("ani", look=sight)
    desk.page.goto("/desk/")
    desk.at("Pekerjaan saya")
    row = desk.page.get_by_role("row", name=re.compile("Tentukan siapa yang menangani")).first
    told["number"] = row.get_by_role("link").inner_text()
    row.get_by_role("link").click()
    expect(desk.page.locator("main")).to_contain_text(planted["cerita"])
    expect(desk.page.locator("main")).to_contain_text("Nama yang belum dikenali")
    sight(desk.page)
    desk.press("Nyatakan diterima dan mulai menelaah")
    desk.done("Status perkara diperbarui.")
    desk.open(told["number"], "conversation")
    desk.write("question", f"Kapan {planted['tanya']}?", "Kirim kepada pelapor", "Pesan terkirim ke kotak komunikasi pelapor.", wait=True)
    expect(desk.page.locator("main")).to_contain_text("Butuh data")


def test_the_reporter_comes_back_with_a_typo_and_answers(sight, reporter, planted, told):
    words, digits = told["receipt"]
    reporter.look = lambda page: sight(page, scripts=False)
    wrong = [f"{words[0]}xqz", *words[1:]]
    reporter.enter(wrong, digits)
    problem = reporter.page.locator(".error-summary")
    expect(problem).to_contain_text(f"{words[0]}xqz")
    expect(reporter.page.locator("[name=receipt]")).to_have_value(re.compile(f"^{words[0]}xqz "))
    reporter.look(reporter.page)
    reporter.fill("receipt", " ".join([*words, digits]))
    reporter.press("Buka kotak komunikasi")
    reporter.at("Kotak komunikasi Anda")
    expect(reporter.page.locator("main")).to_contain_text(f"Kapan {planted['tanya']}?")
    reporter.answer(f"Hari {planted['balasan']}.", {f"{planted['lampiran']}.txt": planted["isilampiran"].encode()})
    expect(reporter.page.locator("main")).to_contain_text(f"{planted['lampiran']}.txt")
    reporter.press("Tutup kotak komunikasi")
    reporter.at("Kotak komunikasi ditutup")


def test_ani_judges_assigns_and_investigates(staff, sight, planted, told):
    number = told["number"]
    desk = staff("ani", look=sight)
    page = desk.page
    desk.open(number, "conversation")
    expect(page.locator("main")).to_contain_text(f"Hari {planted['balasan']}.")
    with page.expect_download() as download:
        page.get_by_role("link", name=f"{planted['lampiran']}.txt").click()
    assert download.value.path().read_bytes() == planted["isilampiran"].encode()
    desk.open(number, "triage")
    for name, value in {"seriousness": "high", "jurisdiction": "own", "urgency": "soon", "pressure": "none"}.items():
        page.locator(f"[name={name}][value={value}]").check()
    page.locator("[name=summary]").fill(f"Layak: {planted['ringkasan']}")
    desk.press("Simpan lembar telaah")
    desk.done("Lembar telaah tersimpan.")
    desk.press("Tetapkan hasil telaah: layak ditindaklanjuti")
    desk.done("Status perkara diperbarui.")
    desk.follow("Tugaskan seseorang")
    desk.at("Tugaskan seseorang")
    page.get_by_label("Petugas").select_option(label="Budi Hartono")
    desk.press("Tugaskan")
    desk.done("Perkara ditugaskan; kuncinya diserahkan.")
    desk.press("Mulai pemeriksaan")
    desk.done("Status perkara diperbarui.")
    desk.open(number, "inquiry")
    desk.write("plan", f"Periksa {planted['rencana']}", "Simpan rencana", "Rencana tersimpan.")
    desk.write("note", f"Ingat {planted['catatan']}", "Simpan catatan", "Catatan tersimpan.")
    _find_proven(desk, number)
    desk.open(number, "evidence")
    page.set_input_files("[name=file]", payloads({f"{planted['bukti']}.pdf": b"%PDF-1.4 " + planted["isibukti"].encode()}))
    page.locator("[name=text]").fill(f"Dari {planted['asal']}")
    desk.press("Segel dan simpan")
    desk.done("Bukti tersegel dan tersimpan.")
    desk.open(number, "conversation")
    desk.write("feedback", f"Kabar {planted['kabar']}", "Kirim umpan balik", "Umpan balik terkirim ke kotak komunikasi pelapor.")
    desk.follow("Tetapkan hasil")
    desk.at("Tetapkan hasil")
    page.get_by_label("Terbukti", exact=True).check()
    page.locator("[name=text]").fill(f"Karena {planted['alasan']}")
    desk.press("Kirim usulan")
    desk.done("Usulan tersimpan dan menunggu persetujuan orang kedua.")
    expect(page.get_by_text("Anda tidak dapat menyetujui usulan Anda sendiri.")).to_be_visible()
    for tab in ("timeline", "thread"):
        desk.open(number, tab)


def test_budi_approves(staff, sight, planted, told):
    desk = staff("budi", look=sight)
    row = desk.page.get_by_role("row", name=re.compile(told["number"]))
    desk.page.goto("/desk/")
    expect(row).to_contain_text("Setujui atau tolak: Tetapkan hasil")
    row.get_by_role("link").click()
    desk.page.get_by_text("Baca alasan").click()
    expect(desk.page.get_by_text(f"Karena {planted['alasan']}")).to_be_visible()
    desk.press("Setujui usulan")
    desk.done("Usulan disetujui.")
    expect(desk.page.locator(".page-head")).to_contain_text("Selesai")


def test_the_closing_letter_is_sent_and_read(staff, sight, window, planted, told):
    desk = staff("ani", look=sight)
    desk.open(told["number"], "conversation")
    letter = f"Terima kasih. {planted['surat']}"
    desk.write("closing", letter, "Kirim surat penutup", "Surat penutup terkirim ke kotak komunikasi pelapor.")
    written = desk.page.locator(".story").inner_text()
    reporter = Reporter(window(360, javascript=False), lambda page: sight(page, scripts=False))
    reporter.open_mailbox(*told["receipt"])
    expect(reporter.page.locator("main")).to_contain_text("Pemeriksaan selesai: laporan Anda terbukti.")
    expect(reporter.page.locator("main")).to_contain_text(letter)
    desk.page.reload()
    assert desk.page.locator(".story").inner_text() == written.replace("Surat penutup terkirim ke kotak komunikasi pelapor.", "").strip(), (
        "that the reporter came and read leaves no trace"
    )


def test_no_planted_word_is_anywhere_in_clear(house, planted, told):
    house.amanah("tick")
    words, _digits = told["receipt"]
    secret = planted | {f"receipt {place}": f"{words[place]} {words[place + 1]}" for place in range(7)}
    secret |= {"passphrase": PASSPHRASE, "password of ani": password("ani"), "password of budi": password("budi")}
    assert traces.found_below(house.data, secret) == []
    assert traces.found_below(house.temporary, secret) == []
    assert traces.found_in("".join(house.server.output).encode(), secret) == []


@pytest.mark.parametrize("form", ["plain", "upper case", "utf-16", "base64", "inside base64", "hexadecimal", "name"])
def test_the_search_for_planted_words_can_fail(tmp_path, form):
    word = rare("kata")
    content = {
        "plain": f"… {word} …".encode(),
        "upper case": word.upper().encode(),
        "utf-16": word.encode("utf-16-le"),
        "base64": base64.b64encode(word.encode()),
        "inside base64": base64.urlsafe_b64encode(f"{{{word}}}, and more".encode()),
        "hexadecimal": word.encode().hex().encode(),
        "name": b"",
    }[form]
    (tmp_path / (f"{word}.txt" if form == "name" else "file")).write_bytes(content)
    assert [name for _path, name in traces.found_below(tmp_path, {"it": word})] == ["it"]


def test_the_ledger_verifies_inside_and_outside(house, told, tmp_path):
    kept = tmp_path / "checkpoint"
    house.amanah("manage", "shell", "-v", "0", "-c", "from amanah.foundation.ledger import services as s; s.publish_checkpoint()")
    published = outsider.checkpoint(house.url)
    assert published.signed
    assert published.size > told["before"].size + 10
    hashes = outsider.leaves(house.url, published.size)
    assert outsider.root(hashes) == published.root
    assert outsider.root(hashes[: told["before"].size]) == told["before"].root, "the log that was published before is its beginning"
    kept.write_bytes(outsider.get(f"{house.url}/ledger/checkpoint"))
    house.amanah("ledger", "verify")
    house.amanah("ledger", "verify", "--against", str(kept))
