"""A visitor without JavaScript: opens pages, fills in whatever form they show, presses the button that goes on."""

import http.client
import re
import secrets
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from http import HTTPStatus
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

PREFERRED = ("inspectorate", "anonymous")
STEPS = 30  # a report has about ten pages; more means that we walk in circles


class Lost(Exception):  # noqa: N818 - an observation, not a defect of ours
    """The journey did not end where it should; says which page answered what."""


@dataclass
class Form:
    """One form of a page: `fields` as a browser would send them untouched; `radios` and `texts` are what a person fills in."""

    action: str
    method: str
    multipart: bool
    fields: dict[str, str] = field(default_factory=dict)
    radios: dict[str, list[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)
    uploads: str = ""


_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"')


class Page(HTMLParser):
    """What a visitor sees that matters here: links, and of the main part the forms and the words of a receipt.

    Only that part is read, because visitors and server share the machine: what they spend is missing there.
    """

    def __init__(self, url: str, status: int, text: str) -> None:
        super().__init__()
        self.url, self.status, self.text = url, status, text
        self.forms: list[Form] = []
        self.words: list[str] = []
        self.digits = ""
        self._form: Form | None = None
        self._textarea: str | None = None
        self._receipt = False
        self._inside = ""
        begin, end = text.find("<main"), text.find("</main>")
        self.feed(text[begin:end] if 0 <= begin < end else text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect forms and their fields."""
        given = {name: value or "" for name, value in attrs}
        self._inside = tag
        if tag == "form":
            self._form = Form(
                urljoin(self.url, given.get("action", "")), given.get("method", "get").lower(), "multipart" in given.get("enctype", "")
            )
            self.forms.append(self._form)
        elif "receipt" in given.get("class", "").split():
            self._receipt = True
        elif self._form is not None and given.get("name") is not None:
            self._field(self._form, tag, given)

    def _field(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, kind = given["name"], given.get("type", "text")
        if tag == "textarea":
            self._textarea = name
            form.fields.setdefault(name, "")
            form.texts.append(name)
        elif tag == "input" and kind == "radio":
            form.radios.setdefault(name, []).append(given.get("value", "on"))
            if "checked" in given:
                form.fields[name] = given.get("value", "on")
        elif tag == "input" and kind in {"hidden", "text", "search"}:
            form.fields[name] = given.get("value", "")
            if kind == "text":
                form.texts.append(name)
        elif tag == "input" and kind == "file":
            form.uploads = name
        elif tag == "button":
            form.buttons.append(name)

    def handle_data(self, data: str) -> None:
        """Text of text areas and of the receipt."""
        if self._textarea is not None and self._form is not None:
            self._form.fields[self._textarea] += data
        elif self._receipt and self._inside == "span" and re.fullmatch(r"[a-z]{2,}", data.strip()):
            self.words.append(data.strip())
        elif self._receipt and self._inside == "strong" and not self.digits:
            self.digits = "".join(data.split())

    def handle_endtag(self, tag: str) -> None:
        """Leave text areas and forms."""
        self._inside = ""
        if tag == "textarea" and self._textarea is not None and self._form is not None:
            self._form.fields[self._textarea] = self._form.fields[self._textarea].removeprefix("\n")  # which HTML does not count
            self._textarea = None
        elif tag == "form":
            self._form = None

    @property
    def links(self) -> list[str]:
        """Where the page leads, as whole addresses."""
        return [urljoin(self.url, unescape(link)) for link in _LINK.findall(self.text)]

    @property
    def receipt(self) -> str:
        """The receipt as one would copy it down; empty when the page shows none."""
        return " ".join([*self.words, self.digits]) if self.words and self.digits else ""

    def posting(self, *, under: str) -> Form:
        """The form that goes on: the first one that posts below an address."""
        for form in self.forms:
            if form.method == "post" and urlsplit(form.action).path.startswith(under):
                return form
        raise Lost(f"{self.url} answered {self.status} without a form to go on with")


class Visitor:
    """Keeps cookies for one visit. Every request is a connection of its own, as through the front."""

    def __init__(self, base: str, *, seconds: float = 60, headers: dict[str, str] | None = None) -> None:
        self._base = base
        self._seconds = seconds
        self._headers = headers or {}
        self._cookies: dict[str, str] = {}

    @property
    def cookies(self) -> str:
        """What this visit would send as its Cookie header."""
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    def get(self, url: str) -> Page:
        """Open a page, following redirects."""
        return self._ask("GET", url, b"", "")

    def send(self, form: Form, *, files: dict[str, bytes] | None = None, **filled: str) -> Page:
        """Send a form with these answers, and `files` (name → content) in its field for files."""
        fields = {**form.fields, **filled}
        if form.multipart:
            boundary = secrets.token_hex(16)
            body = _multipart(boundary, fields, form.uploads, files or {})
            return self._ask("POST", form.action, body, f"multipart/form-data; boundary={boundary}")
        return self._ask("POST", form.action, urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def _ask(self, method: str, url: str, body: bytes, kind: str) -> Page:
        for _ in range(STEPS):
            address = urlsplit(urljoin(self._base + "/", url))
            target = address.path + (f"?{address.query}" if address.query else "")
            headers = {**self._headers, **({"Cookie": self.cookies} if self._cookies else {})}
            if method == "POST":
                headers |= {"Content-Type": kind, "Origin": self._base}
            connection = http.client.HTTPConnection(address.netloc, timeout=self._seconds)
            try:
                connection.request(method, target, body=body or None, headers=headers)
                answer = connection.getresponse()
                text = answer.read().decode("utf-8", "replace")
            finally:
                connection.close()
            for line in answer.headers.get_all("Set-Cookie") or ():
                for name, morsel in SimpleCookie(line).items():
                    self._cookies[name] = morsel.value
            here = f"{self._base}{target}"
            if answer.status not in {301, 302, 303}:
                return Page(here, answer.status, text)
            method, body, url = "GET", b"", urljoin(here, answer.headers["Location"])
        raise Lost(f"{url} redirects without end")


def _multipart(boundary: str, fields: dict[str, str], uploads: str, files: dict[str, bytes]) -> bytes:
    parts = [(f'name="{name}"', value.encode()) for name, value in fields.items()]
    parts += [
        (f'name="{uploads}"; filename="{name}"\r\nContent-Type: application/octet-stream', content) for name, content in files.items()
    ]
    lines = [f"--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + content + b"\r\n" for head, content in parts]
    return b"".join(lines) + f"--{boundary}--\r\n".encode()


def write_report(visitor: Visitor, texts: str, *, files: dict[str, bytes] | None = None) -> tuple[Page, Form]:
    """Walk through the form as a person would, every text field filled with `texts`, up to the review page and its sending form.

    `files` (name → content) go along where the form asks for files.
    """
    page = visitor.get("/report/wrongdoing/")
    first = next((link for link in page.links if link.endswith("/report/topic/")), None)
    if first is None:
        raise Lost(f"/report/wrongdoing/ answered {page.status} without a way to begin")
    page = visitor.get(first)
    for _ in range(STEPS):
        form = page.posting(under="/report/")
        if page.url.rstrip("/").endswith("/review"):
            return page, form
        answers = {name: next((value for value in values if value in PREFERRED), values[0]) for name, values in form.radios.items()}
        if not page.url.rstrip("/").endswith("/questions"):  # the topic's own questions may all stay open
            answers |= {name: texts for name in form.texts if not form.fields.get(name, "").strip() and name != "query"}
        before = page.url
        page = visitor.send(form, files=files if form.uploads else None, **answers)
        if form.uploads:
            files = None  # the same page comes again, with what they reveal
        if page.status >= HTTPStatus.BAD_REQUEST:
            raise Lost(f"{before} answered {page.status}")
    raise Lost("the form has no end")


def open_mailbox(base: str, receipt: str) -> bool:
    """Whether a receipt opens its mailbox."""
    visitor = Visitor(base)
    page = visitor.get("/mailbox/")
    page = visitor.send(page.posting(under="/mailbox/"), receipt=receipt)
    return page.status == HTTPStatus.OK and not any("receipt" in form.fields for form in page.forms)
