"""A report filed page by page, as a browser without JavaScript would."""

import re
from html import unescape

from django.urls import reverse

WHAT = "Berkas sertifikat saya tidak diproses sebelum membayar dua juta rupiah."


def url(name):
    space = "reports" if name in {"mailbox", "message", "contact", "leave", "mailbox_file", "exit"} else "whistleblowing"
    return reverse(f"{space}:{name}")


ANSWERS = {
    "topic": {"topic": "illegal_levy"},
    "place": {"unit": "unsure", "place": "Loket lantai dua"},
    "story": {"what": WHAT, "who": ""},
    "details": {"when": "Maret 2026", "where": "Loket 3", "how": "Tunai", "known": "Diminta langsung", "amount": "2 juta"},
    "shield": {"exclude": ""},
    "mode": {"mode": "anonymous"},
    "recipient": {"route": "inspectorate"},
}


def write(client, **changes):
    """Answer every page; `changes` replaces single answers by field name, and "name" makes the identity page appear."""
    for key, fields in ANSWERS.items():
        answer(client, key, {name: changes.get(name, value) for name, value in fields.items()})
        if key == "mode" and changes.get("mode", "anonymous") != "anonymous":
            answer(client, "identity", {name: changes.get(name, "") for name in ("name", "contact", "note")})


def answer(client, key, fields):
    page = client.get(url(key))
    assert page.status_code == 200, (key, page.status_code)
    response = client.post(url(key), fields)
    assert response.status_code == 302, (key, response.status_code, response.content.decode()[:3000])
    return response


def hidden(page):
    """What the review page carries."""
    found = re.findall(r'<input type="hidden" name="([a-z]+)" value="([^"]*)">', page.content.decode())
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def send(client):
    """Send what the review page shows."""
    return client.post(url("review"), hidden(client.get(url("review"))))


def words_of(page):
    """The receipt as a person copies it from the page."""
    html = page.content.decode()
    words = re.findall(r"<li><span>([a-z]+)</span></li>", html)
    digits = re.search(r"<strong>([\d ]{9,11})</strong>", html)
    assert len(words) == 8, html
    assert digits, html
    return " ".join([*words, digits.group(1)])


def file_one(client, **changes):
    """Write and send a report; answers the receipt's words and digits."""
    write(client, **changes)
    page = send(client)
    assert page.status_code == 200, page.content.decode()[:3000]
    return words_of(page)


def open_box(client, words):
    """Enter the mailbox; answers the page after the redirect."""
    return client.post(url("mailbox"), {"receipt": words}, follow=True)
