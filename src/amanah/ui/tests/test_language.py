"""The language of a page: chosen by a person, remembered shortly, never guessed, and never a way to elsewhere."""

import pytest

from amanah.ui.views import safe_next


def test_indonesian_unless_somebody_chose(intake):
    answer = intake.get("/", headers={"accept-language": "en-GB,en;q=0.9"})
    assert answer["Content-Language"] == "id"
    assert 'lang="id"' in answer.text
    assert "Cookie" in answer["Vary"]
    assert "Accept-Language" not in answer["Vary"]


def test_chosen_language_holds_on_every_page(intake):
    intake.cookies["lang"] = "en"
    answer = intake.get("/")
    assert answer["Content-Language"] == "en"
    assert "What would you like to tell us?" in answer.text


def test_unknown_language_is_indonesian(intake):
    intake.cookies["lang"] = "../../etc"
    assert intake.get("/")["Content-Language"] == "id"


def test_switching_sets_a_cookie_that_ends_with_the_browser(intake):
    answer = intake.get("/language/en/?next=/how-it-works/")
    assert answer.status_code == 302
    assert answer["Location"] == "/how-it-works/"
    cookie = answer.cookies["lang"]
    assert cookie.value == "en"
    assert not cookie["max-age"]
    assert not cookie["expires"]
    assert cookie["httponly"]


def test_a_language_we_do_not_speak_is_not_found(intake):
    assert intake.get("/language/xx/").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "http:evil",
        "javascript:alert(1)",
        "/%0d%0a//evil.example\r\nX: y",
        " //evil.example",
        "\t//evil.example",
        "",
        None,
        "evil",
    ],
)
def test_nobody_is_sent_elsewhere(intake, address):
    place = intake.get("/language/en/", {} if address is None else {"next": address})["Location"]
    assert place.startswith("/")
    assert not place.startswith(("//", "/\\"))
    assert "\r" not in place
    assert "\n" not in place


def test_a_plain_path_with_its_query_is_kept():
    assert safe_next("/desk/cases/?state=triage&after=3") == "/desk/cases/?state=triage&after=3"


def test_no_cookie_of_a_visitor_outlives_the_browser(intake):
    for path in ("/language/en/", "/report/", "/mailbox/"):
        intake.get(path)
    assert {"lang", "form"} <= set(intake.cookies)
    for cookie in intake.cookies.values():
        assert not cookie["max-age"], cookie.key
        assert not cookie["expires"], cookie.key
        assert cookie["httponly"], cookie.key
