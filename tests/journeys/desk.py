"""What staff do at the desk, with a browser of today."""

import base64
import hmac
import re
import struct
import time

from playwright.sync_api import expect

from tests.people import PASSPHRASE, password

PERIOD = 30
TOLERANCE = 1
"""How many codes ahead of its own clock the house accepts."""


class Authenticator:
    """An authenticator app (RFC 6238) that never gives the same code twice, because the house takes none twice."""

    def __init__(self, secret):
        self._key = base64.b32decode(secret + "=" * (-len(secret) % 8))
        self._last = 0

    def code(self, page):
        """The next code. Whoever signs in a third time within half a minute looks at the app until it shows one that is accepted."""
        self._last = max(int(time.time()) // PERIOD, self._last + 1)
        while self._last > int(time.time()) // PERIOD + TOLERANCE:
            page.wait_for_timeout(500)
        digest = hmac.digest(self._key, struct.pack(">Q", self._last), "sha1")
        offset = digest[-1] & 15
        return f"{(struct.unpack('>I', digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


class Desk:
    """One person's browser. `phones` holds everybody's authenticator by user name, `visits` the cookies of who is signed in with keys;
    `look` is called with every new page.
    """

    def __init__(self, page, name, phones, visits, look=lambda _page: None):
        self.page = page
        self.name = name
        self.look = look
        self._phones, self._visits = phones, visits

    def sign_in(self, *, keys=True):
        """User name, password and second step, which is set up where it is owed; then the vault, unless `keys` is False.

        Who is signed in with keys already goes on with that visit: signing in anew would mostly wait for the app's next code.
        """
        page = self.page
        if keys and self._come_back():
            return self
        page.goto("/desk/")
        self.at("Masuk ke meja kerja")
        page.get_by_label("Nama pengguna").fill(self.name)
        page.get_by_label("Kata sandi", exact=True).fill(password(self.name))
        self.press("Masuk")
        if self.name in self._phones:
            self.at("Langkah kedua")
            page.locator("[name=code]").fill(self._phones[self.name].code(page))
            self.press("Masuk")
        expect(page.get_by_role("heading", level=1)).not_to_have_text(re.compile("Langkah kedua|Masuk ke meja kerja"))
        if "/mfa/" in page.url:
            self._enrol()
        page.goto("/desk/")
        self.at("Pekerjaan saya")
        if keys:
            self.unlock()
            self._visits[self.name] = page.context.cookies()
        return self

    def _come_back(self):
        page = self.page
        page.context.add_cookies(self._visits.get(self.name, []))
        page.goto("/desk/")
        inside = page.get_by_role("button", name="Kunci sekarang").count() == 1
        if inside:
            self.at("Pekerjaan saya")
        else:
            page.context.clear_cookies()
        return inside

    def _enrol(self):
        page = self.page
        self.at("Cara masuk Anda")
        page.get_by_role("link", name="Pasang aplikasi autentikator").click()
        self.at("Pastikan ini Anda")
        page.locator("[name=password]").fill(password(self.name))
        page.locator("main form button").first.click()
        self.at("Pasang aplikasi autentikator")
        page.get_by_text("Tidak dapat memindai?").click()
        self._phones[self.name] = Authenticator(page.locator("main .code").inner_text())
        page.locator("[name=code]").fill(self._phones[self.name].code(page))
        self.press("Aktifkan")
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Pasang aplikasi autentikator")
        self.look(page)

    def unlock(self):
        """Open the vault from wherever the frame says that it is locked."""
        self.page.get_by_role("link", name="Isi terkunci").click()
        self.at("Buka kunci Anda")
        self.page.get_by_label("Frasa kunci").fill(PASSPHRASE)
        self.press("Buka kunci")
        expect(self.page.get_by_role("button", name="Kunci sekarang")).to_be_visible()
        self.look(self.page)

    def at(self, heading):
        """Wait until this is the page's heading, and look at the page."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        self.look(self.page)

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name):
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def done(self, sentence):
        """Wait for the message that says what was done."""
        expect(self.page.get_by_text(sentence)).to_be_visible()
        self.look(self.page)

    def open(self, number, tab="summary"):
        """The page of a case."""
        self.page.goto(f"/desk/whistleblowing/{number}/{tab}/")
        expect(self.page.locator(".page-head")).to_contain_text(number)
        self.look(self.page)

    def write(self, kind, text, button, done, **checked):
        """Send one of the texts of the case's page."""
        form = self.page.locator(f"form[action$='/write/{kind}/']")
        fold = form.locator("xpath=ancestor::details")
        if fold.count() and not form.is_visible():
            fold.locator("summary").click()
        form.locator("[name=text]").fill(text)
        for name in checked:
            form.locator(f"[name={name}]").check()
        form.get_by_role("button", name=button).click()
        self.done(done)

    def find(self, told, *, desk="whistleblowing"):
        """The number of the case in which this was told: open what nobody handles yet until it is read. Stays on its page."""
        self.page.goto("/desk/cases/?assignee=nobody")
        self.at("Semua perkara")
        for number in self.page.locator("table[data-keys] tbody tr a").all_inner_texts():
            self.page.goto(f"/desk/{desk}/{number}/summary/")
            if told in self.page.content():
                return number
        raise AssertionError("the report is in no list")
