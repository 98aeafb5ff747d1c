"""What a reporter does, page by page, with a browser that runs no scripts."""

from dataclasses import dataclass, field

from playwright.sync_api import expect

QUESTIONS = {
    "topic": "Tentang apa laporan Anda?",
    "place": "Di mana ini terjadi?",
    "story": "Apa yang terjadi?",
    "details": "Kapan, di mana, dan bagaimana?",
    "questions": "Beberapa pertanyaan lagi",
    "shield": "Siapa yang tidak boleh melihat laporan ini?",
    "files": "Apakah Anda punya berkas atau foto?",
    "mode": "Bagaimana Anda ingin melapor?",
    "identity": "Siapa Anda?",
    "recipient": "Kepada siapa laporan ini dikirim?",
}


@dataclass
class Story:
    """What is told. Fields are named as on the form; `files` maps names to contents."""

    topic: str = "illegal_levy"
    search: str = ""
    unit: str = ""
    place: str = "Loket lantai dua"
    what: str = "Petugas meminta uang sebelum berkas saya diproses."
    who: str = ""
    when: str = ""
    where: str = ""
    how: str = ""
    known: str = ""
    amount: str = ""
    exclude: str = ""
    mode: str = "anonymous"
    name: str = ""
    contact: str = ""
    note: str = ""
    route: str = "inspectorate"
    files: dict[str, bytes] = field(default_factory=dict)


class Reporter:
    """One visit. `look` is called with every new page."""

    def __init__(self, page, look=lambda _page: None):
        self.page = page
        self.look = look

    def at(self, heading):
        """Wait until this is the page's heading, and look at the page."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        self.look(self.page)

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name):
        self.page.get_by_role("link", name=name).first.click()

    def fill(self, name, text):
        if text:
            self.page.locator(f"[name={name}]").fill(text)

    def begin(self):
        """From the front page to the first question."""
        self.page.goto("/")
        self.at("Apa yang ingin Anda sampaikan?")
        self.follow("Melapor atau mengadu")
        self.at("Apa yang terjadi?")
        self.follow("Ada yang menyalahgunakan jabatannya")
        self.at("Laporkan pelanggaran")
        self.follow("Mulai menulis laporan")
        self.at(QUESTIONS["topic"])

    def write(self, story):
        """Answer every question, up to the review."""
        for step, question in QUESTIONS.items():
            if step == "identity" and story.mode == "anonymous":
                continue
            self.at(question)
            getattr(self, f"_{step}")(story)
            self.press("Lanjut")
        self.at("Periksa sebelum mengirim")

    def send(self):
        """Send what stands on the review page; answers the receipt as one would copy it down."""
        self.press("Kirim laporan")
        self.at("Laporan Anda sudah diterima. Catat kata-kata ini sekarang.")
        return self.receipt()

    def receipt(self):
        words = self.page.locator(".receipt li span").all_inner_texts()
        digits = self.page.locator(".receipt strong").inner_text()
        assert len(words) == 8
        assert len(digits.replace(" ", "")) == 9
        return words, digits

    def put_away(self):
        """Say that the words are safe."""
        self.press("Saya sudah menyimpan kata-kata ini")
        self.at("Selesai")

    def report(self, story):
        """The whole of it: words and digits of the receipt."""
        self.begin()
        self.write(story)
        receipt = self.send()
        self.put_away()
        return receipt

    def enter(self, words, digits):
        """Type a receipt at the mailbox."""
        self.page.goto("/mailbox/")
        self.at("Buka kotak komunikasi Anda")
        self.fill("receipt", " ".join([*words, digits]))
        self.press("Buka kotak komunikasi")

    def open_mailbox(self, words, digits):
        self.enter(words, digits)
        self.at("Kotak komunikasi Anda")

    def answer(self, text, files=None):
        """Send a message from the open mailbox."""
        self.fill("text", text)
        if files:
            self.page.set_input_files("[name=attached]", payloads(files))
            self.press("Tambahkan berkas")
        self.press("Kirim pesan")
        expect(self.page.locator("main")).to_contain_text(text)
        self.look(self.page)

    def _topic(self, story):
        self.page.locator(f"[name=topic][value={story.topic}]").check()

    def _place(self, story):
        if story.search:
            self.fill("query", story.search)
            self.press("Cari")
            self.at(QUESTIONS["place"])
            self.page.get_by_label(story.unit).check()
        self.fill("place", story.place)

    def _story(self, story):
        self.fill("what", story.what)
        self.fill("who", story.who)

    def _details(self, story):
        for name in ("when", "where", "how", "known", "amount"):
            self.fill(name, getattr(story, name))

    def _questions(self, _story):
        """Skipped, as all of them may be."""

    def _shield(self, story):
        self.fill("exclude", story.exclude)

    def _files(self, story):
        if story.files:
            self.page.set_input_files("[name=attached]", payloads(story.files))
            self.press("Tambahkan berkas")
            for name in story.files:
                expect(self.page.locator(".attached")).to_contain_text(name)
            self.look(self.page)

    def _mode(self, story):
        self.page.locator(f"[name=mode][value={story.mode}]").check()

    def _identity(self, story):
        for name in ("name", "contact", "note"):
            self.fill(name, getattr(story, name))

    def _recipient(self, story):
        self.page.locator(f"[name=route][value='{story.route}']").check()


def payloads(files):
    """Files for a file control, from name → content."""
    return [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files.items()]
