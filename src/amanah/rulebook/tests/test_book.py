"""Looking up, and refusing what is wrong."""

import hashlib
from datetime import date
from decimal import Decimal

import pytest

from amanah import rulebook
from amanah.rulebook.book import NATIONAL, OVERLAY, book, read_book
from amanah.rulebook.reading import RuleError

TODAY = date(2026, 11, 22)
HEAD = """title = { id = "Uji", en = "Test" }
checked = { on = 2026-11-22, by = "uji" }
"""
VERSION = 'since = 2020-01-01\nvalue = 10\nbasis = "law"\nsource = "UU 1/2020"\nstatus = "unverified"\nmark = "K-low"\n'
RULE = '[wait]\ntitle = { id = "Tunggu", en = "Wait" }\nunit = "working_day"\nfloor = "national"\ntighter = "lower"\n'
ROW = "[[wait.versions]]\n"
GOOD = HEAD + RULE + ROW + VERSION


def _folder(tmp_path, name, text, calendar=None):
    folder = tmp_path / name
    (folder / "calendars").mkdir(parents=True)
    (folder / "trial.toml").write_text(text, encoding="utf-8")
    if calendar is not None:
        (folder / "calendars" / "2030.toml").write_text(calendar, encoding="utf-8")
    return folder


def _problems(tmp_path, text, calendar=None):
    _found, problems = read_book(national=_folder(tmp_path, "national", text, calendar))
    return [str(problem) for problem in problems]


@pytest.fixture
def fresh():
    book.cache_clear()
    yield
    book.cache_clear()


def test_the_national_book_has_no_mistakes():
    _found, problems = read_book()
    assert problems == []


def test_nothing_national_is_called_verified_and_every_value_says_where_it_is_from():
    for rule in book().national.values():
        for version in rule.versions:
            assert version.status == "unverified", rule.key
            assert version.mark != "L", rule.key
            assert version.evidence, rule.key
            assert version.basis != "law" or rule.floor == "national", rule.key


def test_a_rule_is_read_as_of_a_day():
    before = rulebook.provision("gratification.complete_within", on=date(2026, 1, 19))
    after = rulebook.provision("gratification.complete_within", on=date(2026, 1, 20))
    assert (before.value, before.until, after.value, after.until) == (30, date(2026, 1, 19), 20, None)
    assert before.counted_from != after.counted_from
    assert after.book_sha == hashlib.sha256((NATIONAL / "gratification.toml").read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("key", "on", "words"),
    [
        ("gratification.nothing", TODAY, "has no"),
        ("gratification.complete_within", date(2018, 12, 31), "known since 2019-01-01"),
        ("gratification.colleague_farewell_limit", TODAY, "not in force"),
    ],
)
def test_what_is_missing_is_refused_and_never_guessed(key, on, words):
    with pytest.raises(RuleError, match=words):
        rulebook.provision(key, on=on)


def test_only_a_period_has_a_due_date():
    with pytest.raises(RuleError, match="no period"):
        rulebook.due("gratification.ceremony_limit", TODAY)
    with pytest.raises(TypeError, match="no period"):
        _ = rulebook.provision("gratification.ceremony_limit", on=TODAY).length


def test_citations_and_values_in_both_languages():
    limit = rulebook.provision("gratification.burden_of_proof_from", on=TODAY)
    assert limit.citation.endswith("Pasal 12B (berlaku sejak 2001)")
    assert limit.cite("en").endswith("Article 12B (since 2001)")
    assert (limit.in_words(), limit.in_words("en")) == ("Rp10.000.000", "Rp10,000,000")
    own = rulebook.provision("whistleblowing.acknowledge_within", on=TODAY)
    assert own.citation == "Ketentuan lembaga (nilai bawaan Amanah); bandingkan Directive (EU) 2019/1937"
    assert own.cite("en-gb").startswith("Institution's rule")
    assert (own.in_words(), own.in_words("en")) == ("3 hari kerja", "3 working days")
    new = rulebook.provision("gratification.ceremony_limit", on=TODAY)
    assert "berlaku sejak 20 Januari 2026" in new.citation
    assert "since 20 January 2026" in new.cite("en")


def test_in_force_lists_each_rule_once_and_leaves_out_what_is_repealed():
    keys = [provision.key for provision in book().in_force(TODAY)]
    assert len(keys) == len(set(keys))
    assert keys.index("discipline.summons_before_hearing") < keys.index("discipline.decision_delivered_within")
    assert "gratification.colleague_farewell_limit" not in keys
    assert "whistleblowing.close_within" in keys


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (GOOD.replace("value = 10", "value = 10\nvalue = 11"), "cannot be read"),
        (GOOD.replace("value = 10", "valeu = 10"), "unknown field 'valeu'"),
        (GOOD.replace("unit =", "units ="), "unknown field 'units'"),
        (GOOD.replace("since = 2020-01-01", 'since = "2020-01-01"'), "is not a date"),
        (GOOD.replace("since = 2020-01-01", "since = 2020-01-01T00:00:00"), "is not a date"),
        (GOOD.replace("since = 2020-01-01", "since = 2020-13-01"), "cannot be read"),
        (GOOD.replace("since = 2020-01-01\n", ""), "since is missing"),
        (GOOD.replace('source = "UU 1/2020"\n', ""), "source is missing"),
        (GOOD.replace('"working_day"', '"fortnight"'), "unknown unit 'fortnight'"),
        (GOOD.replace("value = 10", "value = true"), "not a number"),
        (GOOD.replace("value = 10", "value = 2.5"), "no amount of working_day"),
        (GOOD.replace("value = 10", "value = -1"), "no amount of working_day"),
        (GOOD.replace('mark = "K-low"', 'mark = "sure"'), "none of"),
        (GOOD.replace('status = "unverified"\n', ""), "status is missing"),
        (GOOD.replace('"unverified"', '"verified"'), "verified needs mark = L"),
        (GOOD.replace('tighter = "lower"\n', ""), "must say which way is tighter"),
        (GOOD.replace('en = "Wait"', 'eng = "Wait"'), "needs a text in id and one in en"),
        (GOOD.replace(RULE, RULE.replace("[wait]", "[Wait]")), "neither a field"),
        (GOOD.replace("checked = {", "checkd = {"), "checked is missing"),
        (GOOD.replace("checked = {", "note = {"), "needs a text in id and one in en"),
        ("wait = 3\n" + HEAD, "neither a field"),
        (GOOD + "since_exact = false\n".replace("false", '"no"'), "is not a bool"),
        (GOOD.replace("2020-01-01", "2020-05-01") + "since_exact = false\n", "written as 1 January"),
        (GOOD + 'href = "see the gazette"\n', "is no address"),
        (GOOD + ROW + VERSION, "overlap"),
        (GOOD + "until = 2021-06-30\n" + ROW + VERSION.replace("2020", "2021"), "overlap: one version runs until 2021-06-30"),
        (GOOD + "until = 2020-06-30\n" + ROW + VERSION.replace("2020", "2021"), "gap: nothing is said between 2020-06-30 and 2021-01-01"),
        (GOOD + "until = 2019-06-30\n", "before it starts"),
        (HEAD + RULE, "has no versions"),
        (HEAD + RULE + "versions = []\n", "has no versions"),
        (RULE + ROW + VERSION, "checked is missing"),
    ],
)
def test_a_mistake_is_named_and_the_book_refused(tmp_path, text, problem):
    found = _problems(tmp_path, text)
    assert any(problem in one for one in found), found


def test_a_clean_file_has_no_problem(tmp_path):
    assert _problems(tmp_path, GOOD + "until = 2020-12-31\n" + ROW + VERSION.replace("2020", "2021")) == []


def test_an_example_is_for_production_only_a_problem(tmp_path):
    _found, problems = read_book(national=_folder(tmp_path, "national", GOOD.replace('"unverified"', '"example"')))
    assert [problem.level for problem in problems] == ["production"]


@pytest.mark.parametrize(
    ("calendar", "problem"),
    [
        ("year = 2031\n", "does not agree with the file's name"),
        (
            'days = [ { on = 2030-01-01, kind = "public", id = "A", en = "A" }, { on = 2030-01-01, kind = "public", id = "B", en = "B" } ]',
            "twice",
        ),
        ('days = [ { on = 2031-01-01, kind = "public", id = "A", en = "A" } ]', "no day of 2030"),
        ('days = [ { on = "2030-01-01", kind = "public", id = "A", en = "A" } ]', "no day of 2030"),
        ('days = [ { on = 2030-01-01, kind = "party", id = "A", en = "A" } ]', "none of"),
        ('days = [ { on = 2030-01-01, kind = "public", id = "", en = "A" } ]', "text in id"),
        ('days = [ { on = 2030-01-01, kind = "public", id = "A", en = "A", why = "x" } ]', "unknown field 'why'"),
    ],
)
def test_a_mistake_in_a_calendar_is_named(tmp_path, calendar, problem):
    head = "" if "year" in calendar else "year = 2030\n"
    head += 'source = "Keputusan"\nstatus = "unverified"\nmark = "S"\nchecked = { on = 2026-11-22, by = "uji" }\n'
    if "days" not in calendar:
        head += "days = []\n"
    assert any(problem in one for one in _problems(tmp_path, GOOD, head + calendar))


def test_an_institution_may_tighten_a_national_rule(tmp_path):
    national = _folder(tmp_path, "national", GOOD)
    local = (
        '[wait]\nunit = "working_day"\n' + ROW + VERSION.replace("10", "5").replace("2020-", "2025-").replace("UU 1/2020", "Permen 1/2025")
    )
    checked = 'checked = { on = 2026-11-22, by = "biro hukum" }\n'
    found, problems = read_book(_folder(tmp_path, "local", checked + local), national)
    assert problems == []
    assert found.provision("trial.wait", on=date(2024, 12, 31)).layer == "national"
    own = found.provision("trial.wait", on=date(2025, 1, 1))
    assert (own.value, own.layer, own.title.en, own.source) == (5, "local", "Wait", "Permen 1/2025")


@pytest.mark.parametrize(
    ("local", "problem"),
    [
        (RULE + ROW + VERSION.replace("value = 10", "value = 11"), "looser than the national 10"),
        (RULE.replace("working_day", "calendar_day") + ROW + VERSION, "counts in calendar_day"),
        ('[other]\nunit = "month"\n[[other.versions]]\n' + VERSION, "title is missing"),
    ],
)
def test_an_institution_may_not_loosen_one(tmp_path, local, problem):
    _found, problems = read_book(_folder(tmp_path, "local", HEAD + local), _folder(tmp_path, "national", GOOD))
    assert any(problem in str(one) for one in problems), problems


def test_tighter_may_mean_more(tmp_path):
    national = _folder(tmp_path, "national", GOOD.replace('"lower"', '"higher"'))
    _found, problems = read_book(_folder(tmp_path, "local", HEAD + RULE + ROW + VERSION.replace("value = 10", "value = 9")), national)
    assert any("looser" in str(one) for one in problems)


def test_where_there_is_no_floor_an_institution_decides(tmp_path):
    national = _folder(tmp_path, "national", GOOD.replace('floor = "national"\n', ""))
    local = RULE.replace("working_day", "calendar_day") + ROW + VERSION.replace("value = 10", "value = 40")
    found, problems = read_book(_folder(tmp_path, "local", HEAD + local), national)
    assert problems == []
    assert found.provision("trial.wait", on=TODAY).in_words("en") == "40 calendar days"


def test_a_local_rule_that_ends_gives_way_to_the_national_one(tmp_path):
    local = RULE + ROW + VERSION.replace("value = 10", "value = 5") + ROW + VERSION.replace("value = 10\n", "").replace("2020-", "2026-")
    found, problems = read_book(_folder(tmp_path, "local", HEAD + local), _folder(tmp_path, "national", GOOD))
    assert problems == []
    assert (found.provision("trial.wait", on=date(2025, 6, 1)).value, found.provision("trial.wait", on=TODAY).value) == (5, 10)


def test_the_environment_names_the_institutions_folder(tmp_path, monkeypatch, fresh):
    own = _folder(tmp_path, "own", HEAD + RULE + ROW + VERSION)
    monkeypatch.setenv(OVERLAY, str(own))
    assert rulebook.provision("trial.wait", on=TODAY).value == 10
    book.cache_clear()
    monkeypatch.setenv(OVERLAY, str(tmp_path / "missing"))
    with pytest.raises(RuleError, match="no such folder"):
        rulebook.provision("trial.wait", on=TODAY)


def test_fractions_keep_their_decimals(tmp_path):
    found, problems = read_book(
        national=_folder(tmp_path, "national", GOOD.replace("working_day", "index_point").replace("= 10", "= 3.60"))
    )
    assert problems == []
    provision = found.provision("trial.wait", on=TODAY)
    assert (provision.value, provision.in_words(), provision.in_words("en")) == (Decimal("3.60"), "3,60 poin indeks", "3.60 index points")
