"""Public pages and the components in a real browser: accessible by machine's judgement, in both lights, narrow and wide."""

import re

import pytest

from tests.axe import violations

pytestmark = pytest.mark.journey

PUBLIC = [
    "/",
    "/how-it-works/",
    "/outside/",
    "/accessibility/",
    "/privacy/",
    "/rules/",
    "/services/",
    "/ledger/",
    "/report/",
    "/report/wrongdoing/",
    "/report/topic/",
    "/mailbox/",
    "/tidak-ada/",
]


@pytest.fixture
def at(chromium):
    """Open a page: at(url, width=…, scheme=…, cookies=…)."""
    contexts = []

    def open_page(url, *, width=1440, scheme="light", cookies=()):
        context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        contexts.append(context)
        context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookies])
        page = context.new_page()
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("look", [(1440, "light", "id"), (320, "dark", "en")], ids=str)
def test_public_pages(intake, live_server, at, look):
    width, scheme, language = look
    for path in PUBLIC:
        page = at(live_server.url + path, width=width, scheme=scheme, cookies=[("lang", language)])
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} scrolls sideways"


@pytest.mark.parametrize("look", [(1440, "light"), (1440, "dark"), (360, "light")], ids=str)
def test_every_component(desk, people, live_server, at, look):
    width, scheme = look
    people.sign_in(desk, "ani")
    cookie = desk.cookies["desk"].value
    page = at(f"{live_server.url}/desk/styleguide/", width=width, scheme=scheme, cookies=[("desk", cookie)])
    assert "Contoh komponen" in page.title()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "who",
    [
        ("ani", ["/desk/", "/desk/cases/", "/desk/statistics/", "/desk/search/?q=suap", "/desk/vault/", "/desk/account/sessions/"]),
        ("gilang", ["/desk/interests/", "/desk/interests/declare/", "/desk/interests/people/", "/desk/interests/coverage/"]),
        ("dewi", ["/desk/organisation/", "/desk/organisation/people/", "/desk/organisation/import/", "/desk/access/", "/desk/ledger/"]),
    ],
)
def test_pages_of_the_desk(desk, people, live_server, at, who):
    name, paths = who
    people.sign_in(desk, name)
    for path in paths:
        page = at(live_server.url + path, cookies=[("desk", desk.cookies["desk"].value)])
        assert page.locator("h1").count() == 1, path
        assert violations(page) == [], path


def test_signing_in(desk, live_server, at):
    page = at(f"{live_server.url}/desk/account/login/", width=360)
    assert violations(page) == []


def test_the_check_can_fail(intake, live_server, at):
    page = at(live_server.url + "/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\"><p id=\"x\">')")
    assert any(re.match("image-alt", line) for line in violations(page))


def test_leaving_replaces_the_page(intake, live_server, at):
    page = at(live_server.url + "/report/")
    away = []
    page.route("https://**", lambda route: (away.append(route.request.url), route.fulfill(body="<title>elsewhere</title>")))
    before = page.evaluate("history.length")
    page.get_by_role("button", name="Tinggalkan halaman ini").click()
    page.wait_for_url("https://**")
    assert len(away) == 1
    assert page.evaluate("history.length") == before


def test_search_is_one_key_away(desk, people, live_server, at):
    people.sign_in(desk, "ani")
    page = at(f"{live_server.url}/desk/styleguide/", cookies=[("desk", desk.cookies["desk"].value)])
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "bar-search"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "WB-26-7F3K9Q"
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "WB-26-2M8XPA"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.textContent") == "WB-26-7F3K9Q"
