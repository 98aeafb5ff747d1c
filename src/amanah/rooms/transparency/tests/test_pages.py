"""The public face."""

from django.db import OperationalError, connection

from amanah.rooms.transparency import queries


def test_front_page_asks_one_question_and_offers_what_works(intake):
    text = intake.get("/").text
    assert text.count("<h1") == 1
    assert 'href="/report/"' in text
    assert 'href="/mailbox/"' in text
    for later in ("/promises/", "/gratification/"):
        assert later not in text


def test_health_tells_that_it_can_serve(intake):
    answer = intake.get("/health")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.json()["database"] == connection.vendor


def test_health_without_a_database_is_503(intake, monkeypatch):
    def gone():
        raise OperationalError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", gone)
        answer = intake.get("/health")
    assert answer.status_code == 503
    assert answer.json()["status"] == "unavailable"


def test_outside_addresses_are_text_not_links(intake):
    text = intake.get("/outside/").text
    assert "<code>kws.kpk.go.id</code>" in text
    assert 'href="http' not in text


def test_promised_dates_come_from_the_rulebook(intake):
    steps = queries.steps()
    assert len(steps) == 4
    text = intake.get("/how-it-works/").text
    for step in steps:
        assert step.span in text
    assert "belum diperiksa terhadap naskah hukum" in text


def test_robots_stay_away_from_reporters(intake):
    text = intake.get("/robots.txt").text
    for path in ("/report/", "/mailbox/", "/desk/"):
        assert f"Disallow: {path}" in text


def test_only_reading(intake):
    assert intake.post("/").status_code == 405


def test_without_reports_there_are_no_figures(intake):
    assert 'id="figures"' not in intake.get("/").text


def test_the_desk_tells_its_health_too(desk):
    assert desk.get("/desk/health").json()["status"] == "ok"
