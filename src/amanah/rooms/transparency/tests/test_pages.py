"""The public face."""

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection

from amanah.engines.cases import registry
from amanah.engines.cases.queries.figures import Counted, PublicFigures
from amanah.rooms.transparency import queries


@pytest.fixture(autouse=True)
def _forget():
    cache.clear()
    yield
    cache.clear()


def test_front_page_asks_one_question_and_offers_what_works(intake):
    text = intake.get("/").text
    assert text.count("<h1") == 1
    assert 'href="/report/"' in text
    assert 'href="/mailbox/"' in text
    for later in ("/complaints/", "/gratification/"):
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


def test_small_numbers_are_not_said():
    assert queries.suppressed(9) is None
    assert queries.suppressed(10) == 10
    assert queries.suppressed(None) is None


def counted(**changes):
    values = {
        "kind": registry.kind(queries.KIND),
        "year": 2026,
        "received": 214,
        "closed": 120,
        "clocks": {"acknowledge": (200, 187)},
        "outcomes": [Counted("proven", "", 31), Counted("partly_proven", "", 12), Counted("unproven", "", 50)],
    }
    return PublicFigures(**values | changes)


def test_figures_come_as_sentences(intake, monkeypatch):
    monkeypatch.setattr(queries.cases, "public_figures", lambda kind: counted())
    text = " ".join(intake.get("/").text.split())
    assert "Laporan tahun 2026" in text
    assert "dari 200 laporan dinyatakan diterima tepat waktu." in text
    assert "43 di antaranya terbukti" in text


def test_small_figures_are_only_called_small(intake, monkeypatch):
    outcomes = [Counted("proven", "", None), Counted("partly_proven", "", 12)]
    monkeypatch.setattr(
        queries.cases, "public_figures", lambda kind: counted(received=7, closed=None, clocks={"acknowledge": None}, outcomes=outcomes)
    )
    text = intake.get("/").text
    assert text.count("Kurang dari 10") == 2
    assert "terbukti, seluruhnya" not in text
    assert ">7<" not in text


def test_without_reports_there_are_no_figures(intake):
    assert queries.figures() is None
    assert 'id="figures"' not in intake.get("/").text


def test_the_desk_tells_its_health_too(desk):
    assert desk.get("/desk/health").json()["status"] == "ok"
