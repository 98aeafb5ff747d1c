"""`amanah rulebook`, as a person and as a program meets it."""

import json

import pytest

from amanah.cli import main, rulebook
from amanah.rulebook.book import OVERLAY, book


@pytest.fixture
def fresh():
    yield
    book.cache_clear()


def _json(capsys, *words):
    assert main(["rulebook", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_show_says_value_unit_basis_and_dates(capsys):
    found = _json(capsys, "show", "gratification.complete_within", "--on", "2026-01-19")
    assert (found["value"], found["unit"], found["since"], found["until"]) == (30, "working_day", "2019-01-01", "2026-01-19")
    assert found["basis"].startswith("Peraturan KPK Nomor 2 Tahun 2019")
    assert [(row["since"], row["value"]) for row in found["history"]] == [("2019-01-01", 30), ("2026-01-20", 20)]
    assert (found["status"], found["verified"], len(found["book_sha"])) == ("unverified", False, 64)


def test_due_says_the_date_and_each_skipped_day_with_its_reason(capsys):
    found = _json(capsys, "due", "gratification.report_to_upg_within", "--from", "2026-03-10")
    assert (found["due"], found["provisional"]) == ("2026-03-31", False)
    assert {"date": "2026-03-19", "reason": "Hari Suci Nyepi"} in found["skipped"]
    assert {"date": "2026-03-14", "reason": "Sabtu"} in found["skipped"]
    assert found["provision"]["value"] == 10


def test_list_is_what_is_in_force_on_a_day(capsys):
    keys = {row["key"] for row in _json(capsys, "list", "--on", "2026-01-19")}
    later = {row["key"] for row in _json(capsys, "list", "--on", "2026-01-20")}
    assert keys - later == {"gratification.colleague_farewell_limit"}


def test_people_get_lines(capsys):
    assert main(["rulebook", "list"]) == 0
    assert "whistleblowing.close_within" in capsys.readouterr().out
    assert main(["rulebook", "show", "gratification.colleague_farewell_limit", "--on", "2026-01-01"]) == 0
    assert "no longer in force" in capsys.readouterr().out
    assert main(["rulebook", "due", "whistleblowing.triage_within", "--from", "2027-12-27"]) == 0
    assert "provisional" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [("show", "no.such"), ("show", "gratification.colleague_farewell_limit"), ("due", "no.such", "--from", "2026-01-01")]
)
def test_what_the_book_does_not_hold_is_refused_in_one_line(capsys, words):
    assert main(["rulebook", *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_day_that_is_none_is_refused(capsys):
    with pytest.raises(SystemExit) as refused:
        main(["rulebook", "due", "whistleblowing.close_within", "--from", "2026-02-30"])
    assert refused.value.code == 2


def test_check_reports_an_institutions_mistakes(tmp_path, monkeypatch, fresh):
    assert rulebook.check() == []
    (tmp_path / "gratification.toml").write_text('[report_to_kpk_within]\nunit = "fortnight"\nversions = []\n', encoding="utf-8")
    monkeypatch.setenv(OVERLAY, str(tmp_path))
    assert any("fortnight" in str(problem) for problem in rulebook.check())
    book.cache_clear()
    assert main(["rulebook", "list"]) == 3
