"""A report sealed in the browser: written, sealed and sent there, read at the desk, answered, and opened again in the browser."""

import hashlib
import io
import json
import re
import secrets
from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from PIL import Image, ImageOps
from playwright.sync_api import Error, expect

from amanah.foundation.evidence.tests import samples
from amanah.kernel import receipts, sealing
from amanah.rooms.whistleblowing import browser_sealing
from tests.conftest import PATIENCE
from tests.journeys import traces
from tests.journeys.reporter import payloads

WORKER_FILE = Path(browser_sealing.__file__).parent / "worker.js"
VECTORS = Path(__file__).parent.parent / "vectors"
SLOW = 120_000
"""Milliseconds for a derivation without WebAssembly on a machine with other work."""


class Listener:
    """Hears every request body that leaves the page."""

    def __init__(self, page):
        self.bodies = []
        self.problems = []
        page.on("request", lambda request: self.bodies.append(request.post_data_buffer or b""))
        page.on("console", lambda message: self.problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.problems.append(str(error)))

    def heard(self, words):
        return traces.found_in(b"\n".join(self.bodies), words)


class Sealer:
    """A reporter on the pages that seal in the browser."""

    def __init__(self, page, patience=PATIENCE):
        self.page = page
        self.patience = patience
        self.said = Listener(page)

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()

    def at(self, heading):
        expect(self.page.get_by_role("heading", level=1).filter(visible=True)).to_have_text(heading, timeout=self.patience)

    def begin(self):
        self.page.goto("/report/wrongdoing/")
        self.page.get_by_role("link", name="Segel di perangkat ini").click()
        self.at("Segel laporan di perangkat ini")
        self.press("Mulai menulis di halaman ini")
        self.at("Laporan yang disegel di perangkat ini")

    def choose(self, name, value):
        self.page.locator(f"[name={name}][value={value}]").check()

    def write(self, **texts):
        for name, text in texts.items():
            self.page.locator(f"[name={name}]").fill(text)

    def attach(self, files):
        self.page.set_input_files("#attach", payloads(files))
        for name in files:
            expect(self.page.locator("#attached")).to_contain_text(name)
        expect(self.page.locator("#attach-state")).to_have_text("")

    def send(self):
        self.press("Kirim laporan tersegel")
        self.at("Laporan Anda sudah diterima. Catat kata-kata ini sekarang.")
        words = self.page.locator("#receipt-words li").all_inner_texts()
        digits = self.page.locator("#receipt-digits").inner_text()
        assert len(words) == 8
        assert len(digits.replace(" ", "")) == 9
        return words, digits

    def open_mailbox(self, words, digits):
        self.page.goto("/mailbox/sealed/")
        self.press("Siapkan alat pembuka")
        self.at("Buka kotak komunikasi di peramban")
        self.page.locator("[name=receipt]").fill(" ".join([*words, digits]))
        self.press("Buka di peramban ini")
        self.at("Kotak komunikasi Anda")


def b64(data):
    return b64encode(data).decode()


def rare(kind):
    return f"{kind}{secrets.token_hex(5)}"


def whole_journey(page, staff, patience=PATIENCE):
    """Everything, once; answers what was said on the way and the planted words."""
    told = {kind: rare(kind) for kind in ("cerita", "cara", "berkas", "isi", "balasan", "lampiran")}
    reporter = Sealer(page, patience)
    reporter.begin()
    reporter.choose("topic", "illegal_levy")
    reporter.choose("mode", "anonymous")
    reporter.choose("route", "inspectorate")
    reporter.write(what=f"Petugas meminta {told['cerita']}.", how=told["cara"], who="Gilang Ramadhan")
    reporter.attach({f"{told['berkas']}.txt": told["isi"].encode() * 9000})
    receipt = reporter.send()
    keys = reporter.page.locator("#fingerprints-used li").all_text_contents()
    assert len([line for line in keys if re.search(r"( ?[0-9a-f]{4}){8}", line)]) >= 3
    reporter.press("Saya sudah menyimpan kata-kata ini")
    reporter.at("Selesai")

    desk = staff("ani")
    number = desk.find(told["cerita"])
    expect(desk.page.locator("main")).to_contain_text(told["cara"])
    desk.open(number, "evidence")
    expect(desk.page.locator("main")).to_contain_text(f"{told['berkas']}.txt")
    with desk.page.expect_download() as download:
        desk.page.get_by_role("link", name=f"{told['berkas']}.txt").first.click()
    assert download.value.path().read_bytes() == told["isi"].encode() * 9000
    desk.open(number, "conversation")
    question = f"Kapan {rare('tanya')}?"
    desk.write("question", question, "Kirim kepada pelapor", "Pesan terkirim ke kotak komunikasi pelapor.")

    reporter.open_mailbox(*receipt)
    expect(page.locator("#talk")).to_contain_text(question)
    page.locator("[name=text]").fill(f"Hari {told['balasan']}.")
    page.set_input_files("#attach", payloads({f"{told['lampiran']}.txt": b"x"}))
    expect(page.locator("#attached")).to_contain_text(told["lampiran"])
    reporter.press("Segel dan kirim pesan")
    expect(page.locator("#message-progress")).to_have_text("Terkirim, tersegel di peramban ini.", timeout=patience)
    expect(page.locator("#talk")).to_contain_text(told["balasan"])
    desk.open(number, "conversation")
    expect(desk.page.locator("main")).to_contain_text(f"Hari {told['balasan']}.")
    expect(desk.page.locator("main")).to_contain_text(f"{told['lampiran']}.txt")
    return reporter, told, receipt


def test_sealed_here_read_there_and_opened_here_again(house, window, staff, sight):
    page = window(390)
    reporter, told, (words, digits) = whole_journey(page, staff)
    planted = told | {"receipt": " ".join(words[:2])}
    assert reporter.said.heard(planted) == []
    assert reporter.said.problems == []
    assert traces.found_below(house.data, planted) == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, navigator.serviceWorker.controller]") == [0, 0, None]
    assert page.evaluate("indexedDB.databases().then(found => found.length)") == 0
    sight(page)

    page.goto("/mailbox/")
    page.locator("[name=receipt]").fill(" ".join([*words, digits]))
    page.get_by_role("button", name="Buka kotak komunikasi").click()
    expect(page.locator("main")).to_contain_text(told["balasan"])


def test_a_broken_connection_loses_nothing_and_makes_no_second_report(house, window, staff, sight):
    page = window(1280)
    reporter, word = Sealer(page), rare("putus")
    reporter.begin()
    reporter.press("Kirim laporan tersegel")
    expect(page.locator("#problems")).to_contain_text("Tulis apa yang terjadi")
    sight(page)
    reporter.choose("topic", "bribery")
    reporter.choose("mode", "confidential")
    reporter.choose("route", "inspectorate")
    reporter.write(what=f"Kejadian {word}.", name="Rina Pelapor")
    # A photograph: cleaned here, both it and the original go.
    page.set_input_files("#attach", payloads({"foto.jpg": samples.jpeg(orientation=6), "gambar.png": samples.png()}))
    expect(page.locator("#attached")).to_contain_text("gambar.png")
    expect(page.locator("#attach-state")).to_have_text("")
    expect(page.locator("#attached")).to_contain_text("Tempat (GPS)")
    expect(page.locator("#attached")).to_contain_text("Arah kamera")
    page.locator("#choice-1-both").check()
    sight(page)
    lost = []

    def lose(route):
        lost.append(route.request.post_data)
        route.fetch()
        route.abort()

    page.route("**/report/sealed/send/", lose)
    reporter.press("Kirim laporan tersegel")
    expect(page.locator("#problems")).to_contain_text("Sambungan terputus", timeout=PATIENCE)
    expect(page.locator("[name=what]")).to_have_value(f"Kejadian {word}.")
    page.unroute("**/report/sealed/send/")
    reporter.press("Coba kirim lagi")
    reporter.at("Laporan Anda sudah diterima. Catat kata-kata ini sekarang.")
    assert len(lost) == 1

    desk = staff("ani")
    number = desk.find(word)
    desk.open(number, "evidence")
    contents = {}
    for link in desk.page.locator("main a[href*='/file/']").all():
        with desk.page.expect_download() as download:
            link.click()
        contents[download.value.suggested_filename] = download.value.path().read_bytes()
    assert set(contents) == {"foto.jpg", "berkas-1.jpg", "berkas-2.png"}
    assert contents["foto.jpg"] == samples.jpeg(orientation=6)
    name = samples.NAME.encode()
    assert name not in contents["berkas-1.jpg"] + contents["berkas-2.png"]
    assert upright(contents["berkas-1.jpg"]) == upright(samples.jpeg(orientation=6))
    assert upright(contents["berkas-2.png"]) == upright(samples.png())


def test_without_webassembly_it_is_slower_and_says_so(window, staff):
    page = window(390)
    script = WORKER_FILE.read_text(encoding="utf-8")
    without = f"delete self.WebAssembly;\n{script}"
    page.route("**/report/sealed/worker.js", lambda route: route.fulfill(body=without, content_type="text/javascript"))
    reporter, told, _receipt = whole_journey(page, staff, SLOW)
    assert reporter.said.heard(told) == []
    expect(page.locator("#slow")).to_contain_text("lebih lambat")


WORKER = """async () => {
  const { startWorker } = await import('/static/browser_sealing/house.js');
  const { acts } = await startWorker();
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const base64 = (data) => btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(''));
  const kind = async (promise) => promise.then((found) => [found.locator, found.words], (error) => [error.detail.kind, error.detail.word, error.detail.place]);
  window.vectors = { acts, bytes, base64, kind };
}"""


def test_the_browser_and_the_house_open_each_others_envelopes(house, window):
    page = window(390)
    page.goto("/report/sealed/")
    page.evaluate(WORKER)

    def run(script, given):
        return page.evaluate("async (v) => { const { acts, bytes, base64, kind } = window.vectors; " + script + " }", given)

    envelope, receipt = (json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8")) for name in ("envelope", "receipt"))
    opening = "return new TextDecoder().decode(await acts.open(bytes(v.key), bytes(v.sealed), v.record, v.field, v.version));"
    for vector in envelope["sealed"]:
        assert run(opening, vector) == vector["plaintext_utf8"]
    for vector in envelope["sealed_refused"]:
        with pytest.raises(Error):
            run(opening, vector)
    unwrapping = "return base64(await acts.unwrap(bytes(v.wrapped), {publicKey: bytes(v.public), privateKey: bytes(v.private)}, v.record, v.holder));"
    for vector in envelope["wraps"]:
        assert run(unwrapping, vector) == vector["key"]
    for vector in envelope["wraps_refused"]:
        with pytest.raises(Error):
            run(unwrapping, vector)
    for vector in envelope["key_pairs"]:
        assert run("return acts.fingerprint(bytes(v.public));", vector) == vector["fingerprint"]
    for vector in receipt["secrets"]:
        deriving = "const d = await acts.derive(v.words, bytes(v.salt), v.ops, v.mem_kib); return [base64(d.publicKey), base64(d.hash)];"
        assert run(deriving, vector) == [vector["public"], vector["authenticator_hash"]]
    for vector in receipt["receipts"]:
        digits = run("return acts.digitsOf(v.locator, v.words);", vector)
        assert digits == f"{vector['locator']}{vector['check']:02d}"
    texts = [vector["text"] for kind in ("read", "refused") for vector in receipt[kind]]
    assert run("return Promise.all(v.map((text) => kind(acts.parse(text))));", texts) == [parsed(text) for text in texts]

    key, pair, plain = sealing.new_key(), sealing.generate_key_pair(), "Isi – “élan” 𝄞"
    given = {"key": b64(key), "plain": b64(plain.encode()), "public": b64(pair.public)}
    sealed = run("return base64(await acts.seal(bytes(v.key), bytes(v.plain), 'case:x', 'report', 1));", given)
    assert sealing.open_sealed(key, b64decode(sealed), record="case:x", field="report", version=1).decode() == plain
    wrapped = run("return base64(await acts.wrap(bytes(v.key), bytes(v.public), 'case:x', 'mailbox'));", given)
    assert sealing.unwrap(b64decode(wrapped), pair, record="case:x", holder="mailbox") == key
    for size in (0, 1, 65_535, 65_536, 70_000, 4 * 65_536 - 1):
        making = """const made = await acts.sealFile(new Blob([new Uint8Array(v).fill(7)]), 'a-file');
                    const { blob, ...facts } = made; return { ...facts, sealed: base64(new Uint8Array(await blob.arrayBuffer())) };"""
        made = run(making, size)
        data = b64decode(made["sealed"])
        assert (made["sealed_sha256"], made["sha256"]) == (hashlib.sha256(data).hexdigest(), hashlib.sha256(bytes([7]) * size).hexdigest())
        assert sealing.sealed_file_bucket(len(data)) == sealing.file_bucket(size)
        assert opened_file(bytes.fromhex(made["key"]), "a-file", data) == bytes([7]) * size


def parsed(text):
    """As the browser answers, by the house's own reader."""
    try:
        found = receipts.parse(text)
    except receipts.ReceiptError as error:
        return [error.kind, error.word, error.position]
    return [found.locator, list(found.words)]


def opened_file(key, file_id, data):
    head, step = sealing.FILE_HEADER_BYTES, sealing.SEALED_CHUNK_BYTES
    opener = sealing.FileOpener(key, file_id, data[:head])
    content = b"".join(opener.open_chunk(data[at : at + step]) for at in range(head, len(data), step))
    opener.finish()
    return content


def upright(content):
    """The picture as one sees it."""
    seen = ImageOps.exif_transpose(Image.open(io.BytesIO(content))).convert("RGB")
    return seen.size, seen.tobytes()


def test_a_key_split_in_the_browser_opens_for_two_holders_together(window, staff, sight):
    page, told, levy = window(390), f"Kejadian {rare('bersama')}.", "#q-illegal_levy-1"
    reporter = Sealer(page)
    reporter.begin()
    reporter.choose("topic", "illegal_levy")
    expect(page.locator(f"{levy}-service")).to_be_visible()
    expect(page.locator(f"{levy}-k3_stage")).to_be_hidden()
    page.select_option(f"{levy}-service", "k3")
    page.select_option(f"{levy}-k3_stage", "exam")
    page.fill(f"{levy}-payments-1-amount", "2 juta")
    reporter.press("Tambah satu lagi Pembayaran")
    page.fill(f"{levy}-payments-2-when", "2/3/2026")
    reporter.choose("mode", "anonymous")
    page.locator("[name=route][value=top]").click()
    expect(page.locator("#outside")).to_contain_text("KPK")
    reporter.choose("route", "gravest")
    reporter.write(what=told)
    sight(page)
    budi, fitri = staff("budi"), staff("fitri")
    others = _shared(budi)
    reporter.send()
    assert reporter.said.heard({"cerita": told}) == []
    assert reporter.said.problems == []

    (number,) = _shared(budi) - others
    budi.open(number)
    budi.follow("Minta dibuka bersama")
    budi.page.locator("[name=text]").fill(reason := f"Perlu ditelaah {rare('sebab')}")
    budi.press("Kirim permintaan")
    budi.done("Permintaan dikirim kepada semua pemegang.")
    fitri.page.goto("/desk/whistleblowing/shared/")
    fitri.page.locator("section").filter(has_text=reason).get_by_role("button", name="Berikan bagian saya").click()
    fitri.done("Bagian Anda disegel untuk pemohon.")
    budi.open(number)
    budi.press("Buka laporan")
    budi.done("Perkara terbuka untuk Anda.")
    content = budi.page.locator("main")
    for words in (told, "Sertifikat atau lisensi K3", "Ujian atau evaluasi", "Rp2.000.000", "2 Maret 2026"):
        expect(content).to_contain_text(words)


def _shared(budi):
    """The numbers of reports on the gravest route; one house lives through several stories."""
    budi.page.goto("/desk/cases/?route=gravest")
    return {text for text in budi.page.locator("main table a").all_inner_texts() if text.startswith("WB-")}


def test_the_mailbox_does_here_what_it_does_there(house, window, staff, sight):
    page = window(1280)
    told = {kind: rare(kind) for kind in ("cerita", "nama", "balas", "isi")}
    reporter = Sealer(page)
    reporter.begin()
    reporter.choose("topic", "bribery")
    reporter.choose("mode", "anonymous")
    reporter.choose("route", "inspectorate")
    reporter.write(what=f"Suap {told['cerita']}.", who="Gilang Ramadhan")
    reporter.attach({"catatan.txt": told["isi"].encode()})
    receipt = reporter.send()
    desk = staff("ani")
    number = desk.find(told["cerita"])

    reporter.open_mailbox(*receipt)
    page.get_by_text("Baca kembali laporan Anda").click()
    expect(page.locator("#own")).to_contain_text(told["cerita"])
    with page.expect_download() as download:
        page.locator("#own-files").get_by_role("button", name="catatan.txt").click()
    assert download.value.path().read_bytes() == told["isi"].encode()
    reporter.press("Jangan hubungi saya lagi")
    expect(page.locator("#talk")).to_contain_text("Saya minta tidak dihubungi lagi.")
    page.get_by_text("Beri tahu siapa Anda, kepada orang yang Anda pilih").click()
    page.locator("#identity-to").get_by_label("Ani Rahmawati").check()
    reporter.write(**{"identity-name": told["nama"]})
    reporter.press("Segel dan beritahukan identitas saya")
    expect(page.locator("#talk")).to_contain_text("Saya memberitahukan siapa saya kepada: Ani Rahmawati.")
    page.get_by_text("Laporkan pembalasan").click()
    reporter.write(**{"retaliation-what": f"Saya dimutasi {told['balas']}."})
    sight(page)
    reporter.press("Segel dan kirim laporan")
    reporter.at("Laporan Anda sudah diterima. Catat kata-kata ini sekarang.")
    reporter.press("Saya sudah menyimpan kata-kata ini")
    reporter.at("Kotak komunikasi Anda")
    expect(page.locator("#talk")).to_contain_text("Saya melaporkan pembalasan sebagai laporan tersendiri.")
    assert reporter.said.heard(told) == []
    assert reporter.said.problems == []
    assert traces.found_below(house.data, told) == []

    desk.open(number)
    expect(desk.page.locator("main")).to_contain_text(told["nama"])
    other = desk.find(told["balas"])
    assert other != number
