"""The rules for everybody: every rule is there, with its basis and how far it was checked."""

import gzip
import re
from datetime import UTC, datetime

import pytest

from amanah.kernel import clock
from amanah.rulebook.book import book

WEIGHT = 14_000  # the style sheet and script of a public page take the rest of 25 kB


@pytest.fixture(autouse=True)
def _today():
    with clock.at(datetime(2026, 11, 22, 3, tzinfo=UTC)):
        yield


@pytest.fixture
def english(intake):
    intake.cookies["lang"] = "en"
    return intake


def test_every_rule_in_force_stands_on_the_page_with_its_basis(intake):
    page = intake.get("/rules/").text
    for provision in book().in_force(clock.today()):
        assert f'href="/rules/{provision.key}/"' in page
        assert provision.title.id in page
        assert provision.in_words("id") in page
        assert provision.citation in page
    assert "colleague_farewell_limit" not in page
    assert "Belum diverifikasi" in page
    assert "0 dari " in page


def test_in_english_nothing_of_the_page_itself_is_indonesian(english):
    page = english.get("/rules/").text
    for provision in book().in_force(clock.today()):
        assert provision.title.en.replace("'", "&#x27;") in page
        assert provision.in_words("en") in page
    for word in ("Belum", "Nilai", "Dasar", "dasarnya", "hari kerja", "bandingkan"):
        assert word not in page.split("<main")[1].split("</main")[0]


def test_in_english_the_names_of_indonesian_law_are_marked_as_indonesian(english):
    marked = re.findall(r'<span lang="id">([^<]*)</span>', english.get("/rules/").text)
    assert len(marked) >= sum(1 for provision in book().in_force(clock.today()) if provision.source)


def test_each_rule_has_its_page_in_both_languages(intake):
    for language in ("id", "en"):
        intake.cookies["lang"] = language
        for key in book().every_key():
            answer = intake.get(f"/rules/{key}/")
            assert answer.status_code == 200, key
            assert book().layers(key)[0].title.get(language).replace("'", "&#x27;") in answer.text


def test_a_rule_shows_its_history_and_where_each_value_is_from(intake):
    page = intake.get("/rules/gratification.complete_within/").text
    assert "20 hari kerja" in page
    assert "30 hari kerja" in page
    assert "20 Januari 2026" in page
    assert "literasihukum.com; rmol.id" in page
    assert "hari laporan disampaikan" in page
    assert "tanggal tepatnya belum diperiksa" in page


def test_a_rule_that_ended_says_so(intake):
    page = intake.get("/rules/gratification.colleague_farewell_limit/").text
    assert "tidak berlaku lagi" in page
    assert "dicabut" in page


def test_anybody_may_count_a_date_without_scripts(intake):
    page = intake.get("/rules/gratification.report_to_upg_within/?from=2026-03-10").text
    assert "Selasa, 31 Maret 2026" in page
    assert "Hari Suci Nyepi" in page
    assert "Tanggal ini sementara" not in page
    assert "Tanggal ini sementara" in intake.get("/rules/gratification.report_to_upg_within/?from=2027-12-27").text


@pytest.mark.parametrize("written", ["kemarin", "2026-02-30", "9999-12-31", "<script>", "0001-01-01"])
def test_a_date_that_cannot_be_counted_is_answered_beside_the_field(intake, written):
    answer = intake.get("/rules/gratification.report_to_upg_within/", {"from": written})
    assert answer.status_code == 200
    assert 'aria-describedby="from-problem"' in answer.text
    assert "<script>" not in answer.text.split("<main")[1]


def test_only_a_period_can_be_counted(intake):
    page = intake.get("/rules/gratification.ceremony_limit/?from=2026-03-10").text
    assert 'name="from"' not in page
    assert "Rp1.500.000" in page


def test_calendar_of_a_year(intake):
    page = intake.get("/rules/calendar/2027/").text
    assert "Rabu, 10 Maret 2027" in page
    assert "perkiraan, dapat bergeser" in page
    assert "Keputusan Bersama" in page
    intake.cookies["lang"] = "en"
    assert "Collective leave, Eid al-Fitr" in intake.get("/rules/calendar/2027/").text


@pytest.mark.parametrize("path", ["/rules/no.such/", "/rules/calendar/2050/", "/rules/x/y/", "/rules/%00/"])
def test_what_is_not_there_is_not_found(intake, path):
    assert intake.get(path).status_code == 404


def test_the_pages_stay_light_and_ask_nothing_of_the_database(intake, django_assert_num_queries):
    for path in ("/rules/", "/rules/gratification.complete_within/", "/rules/calendar/2026/"):
        with django_assert_num_queries(0):
            assert len(gzip.compress(intake.get(path).content)) < WEIGHT, path


def test_an_institutions_own_rule_is_marked(intake, tmp_path, monkeypatch):
    (tmp_path / "whistleblowing.toml").write_text(
        'checked = { on = 2026-11-22, by = "biro hukum" }\n[acknowledge_within]\nunit = "working_day"\n[[acknowledge_within.versions]]\n'
        'since = 2026-01-01\nvalue = 1\nbasis = "agency"\nsource = "Kepmen 1/2026"\nstatus = "unverified"\nmark = "K-high"\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("AMANAH_RULEBOOK", str(tmp_path))
    book.cache_clear()
    try:
        page = intake.get("/rules/whistleblowing.acknowledge_within/").text
        assert "Kepmen 1/2026" in page
        assert "Aturan lembaga ini." in intake.get("/rules/").text
    finally:
        book.cache_clear()
