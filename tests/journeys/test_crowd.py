"""Thirty trainees in one room press "send" at the same moment: every one of them gets a receipt."""

import re
import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from http.cookiejar import CookieJar
from types import SimpleNamespace
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin

from amanah.rooms.whistleblowing.tests.stories import hidden, url, words_of, write

TRAINEES = 30
SECONDS = 120
TRIES = 3


class _Stay(urllib.request.HTTPRedirectHandler):
    """Answers a redirect instead of following it."""

    def redirect_request(self, *_args):
        return None


class Visitor:
    """As much of Django's test client as a story needs, over the wire."""

    def __init__(self, house):
        self._house = house
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), _Stay)
        self._token = ""

    def get(self, path):
        return self._ask(path, None)

    def post(self, path, fields):
        return self._ask(path, urlencode({**fields, "csrfmiddlewaretoken": self._token}).encode())

    def _ask(self, path, body):
        request = urllib.request.Request(urljoin(self._house, path), body, {"Origin": self._house})
        try:
            answer = self._opener.open(request, timeout=SECONDS)
        except HTTPError as refused:
            answer = refused
        page = answer.read()
        found = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)
        self._token = found[1].decode() if found else self._token
        return SimpleNamespace(status_code=answer.status, content=page, headers=answer.headers)


def test_thirty_at_once_all_get_a_receipt(house, settings):
    settings.ROOT_URLCONF = "amanah.config.urls_intake"
    start = threading.Barrier(TRAINEES)

    def report(_number):
        visitor = Visitor(house.url)
        write(visitor)
        fields = hidden(visitor.get(url("review")))
        start.wait(SECONDS)
        tries = 0
        while (answer := visitor.post(url("review"), fields)).status_code != HTTPStatus.OK:
            # On a machine with much other work derivations may queue too long; the page says so, keeps everything and takes it again.
            assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE, answer.content.decode()[:4000]
            assert "Banyak orang sedang melapor" in answer.content.decode()
            fields, tries = hidden(answer), tries + 1
            assert tries <= TRIES
        return words_of(answer)

    with ThreadPoolExecutor(TRAINEES) as room:
        receipts = list(room.map(report, range(TRAINEES)))
    assert len(set(receipts)) == TRAINEES
