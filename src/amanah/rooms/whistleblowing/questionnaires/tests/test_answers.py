"""Any answers to any questionnaire survive the form, the report's bytes and the desk; nothing else is taken."""

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from amanah.engines.reports.report import Report
from amanah.rooms.whistleblowing.questionnaires import answers
from amanah.rooms.whistleblowing.questionnaires.answers import NotAnswers, checked, decode, encode, laid_out, normal
from amanah.rooms.whistleblowing.questionnaires.book import book, read_book
from amanah.rooms.whistleblowing.questionnaires.forms import QuestionsForm
from amanah.rooms.whistleblowing.questionnaires.questions import ENTRIES
from amanah.rooms.whistleblowing.questionnaires.step import AnsweredForm
from amanah.rooms.whistleblowing.questionnaires.tests.samples import expected, posted, typed

ALL = list(book().versions.values())
LEVY = book().get("illegal_levy/1")


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_answers_survive_form_report_and_desk(data):
    questionnaire = data.draw(st.sampled_from(ALL))
    said = data.draw(typed(questionnaire))
    form = QuestionsForm(questionnaire, posted(questionnaire, said))
    assert form.is_valid(), form.errors
    assert form.opened == []
    kept = form.answers()
    assert kept == expected(questionnaire, said)

    assert checked(questionnaire, decode(encode(kept))) == kept
    if questionnaire.topics:
        carried = AnsweredForm({"topic": questionnaire.topics[0], "questionnaire": questionnaire.ref, "extra": encode(kept)})
        assert carried.is_valid(), carried.errors
    report = Report("other", "inspectorate", "anonymous", {"what": "x"}, questionnaire=questionnaire.ref, extra=kept)
    read = Report.from_bytes(report.to_bytes())
    assert (read.questionnaire, read.extra) == (questionnaire.ref, kept)

    lines = {line.title: line for line in laid_out(read.questionnaire, read.extra)}
    for key, value in kept.items():
        question = questionnaire.question(key)
        line = lines[str(question.text)]
        if question.kind == ENTRIES:
            assert [len(entry.lines) for entry in line.entries] == [len(entry) for entry in value]
        else:
            assert line.text
    again = QuestionsForm(questionnaire, initial=kept)
    shown = QuestionsForm(questionnaire, posted(questionnaire, kept))
    assert again.shown == shown.shown or not kept
    assert shown.is_valid()
    assert shown.answers() == kept


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"who": "Gilang"}, "who"),
        ({"service": "gold"}, "service"),
        ({"service": ["k3"]}, "service"),
        ({"k3_stage": "exam"}, "k3_stage"),
        ({"service": "foreign_worker", "k3_stage": "exam"}, "k3_stage"),
        ({"pressure": "slowed"}, "pressure"),
        ({"pressure": ["slowed", "slowed"]}, "pressure"),
        ({"pressure": []}, "pressure"),
        ({"payments": [{"iban": "1"}]}, "payments.iban"),
        ({"payments": [{}]}, "payments"),
        ({"payments": {"when": "kemarin"}}, "payments"),
        ({"payments": [{"when": "x"}] * 11}, "payments"),
        ({"payments": [{"to": "x" * 1_001}]}, "to"),
        ({"still": "maybe"}, "still"),
        ({"still": None}, "still"),
    ],
)
def test_what_stood_on_no_page_is_refused(values, place):
    with pytest.raises(NotAnswers) as refusal:
        checked(LEVY, values)
    assert refusal.value.place == place
    form = AnsweredForm({"topic": "illegal_levy", "questionnaire": LEVY.ref, "extra": encode(values)})
    assert not form.is_valid()


@pytest.mark.parametrize(
    "forged",
    [
        {"questionnaire": "illegal_levy/1", "extra": "{"},
        {"questionnaire": "illegal_levy/1", "extra": "[1]"},
        {"questionnaire": "bribery/1", "extra": '{"direction":"asked"}'},
        {"questionnaire": "k3_certificate/1", "extra": '{"kind":"general"}'},
        {"questionnaire": "illegal_levy/99", "extra": '{"service":"k3"}'},
        {"questionnaire": "../../etc/passwd", "extra": '{"service":"k3"}'},
        {"questionnaire": "", "extra": '{"who":"x"}'},
        {"questionnaire": "illegal_levy/1", "extra": "[" * 5_000},
    ],
)
def test_forged_answers_of_a_review_page_are_refused(forged):
    assert not AnsweredForm({"topic": "illegal_levy", **forged}).is_valid()


def test_a_form_with_a_field_of_its_own_is_refused():
    data = posted(LEVY, {"service": "k3"})
    data["q-nip"] = "198001012005011001"
    form = QuestionsForm(LEVY, data)
    assert not form.is_valid()
    entry = posted(LEVY, {"payments": [{"amount": "2 juta"}]})
    entry["q-payments-7-amount"] = "1"
    assert not QuestionsForm(LEVY, entry).is_valid()


def test_too_long_is_said_and_nothing_is_cut():
    form = QuestionsForm(LEVY, posted(LEVY, {"payments": [{"to": "x" * 1_001}]}))
    assert "q-payments-0-to" in form.errors
    assert form["q-payments-0-to"].value() == "x" * 1_001


def test_a_question_opens_by_an_earlier_answer_and_closes_again():
    form = QuestionsForm(LEVY, posted(LEVY, {"service": "k3"}, shown=False))
    assert [question.key for question in form.opened][:2] == ["service", "k3_stage"]
    changed = QuestionsForm(LEVY, posted(LEVY, {"service": "foreign_worker", "k3_stage": "exam"}))
    assert changed.is_valid()
    assert changed.answers() == {"service": "foreign_worker"}


def test_entries_are_added_and_taken_away_with_everything_typed():
    data = posted(LEVY, {"payments": [{"amount": "1 juta"}, {"amount": "2 juta", "how": "cash"}, {"amount": "3 juta"}]})
    data["more"] = "payments"
    more = QuestionsForm(LEVY, data)
    assert [len(block.entries) for block in more.blocks if block.entries] == [4]
    del data["more"]
    data["less"] = "payments-1"
    less = QuestionsForm(LEVY, data)
    assert less.is_valid()
    assert less.answers() == {"payments": [{"amount": "1000000"}, {"amount": "3000000"}]}


@pytest.mark.parametrize(("index", "left"), [("payments-9", 2), ("payments-x", 2), ("nothing-0", 2), ("payments-0", 1), ("payments-²", 2)])
def test_a_button_that_names_no_entry_changes_nothing(index, left):
    data = posted(LEVY, {"payments": [{"amount": "1 juta"}, {"amount": "2 juta"}]})
    data["less"] = index
    assert [len(block.entries) for block in QuestionsForm(LEVY, data).blocks if block.entries] == [left]


@pytest.mark.parametrize(
    ("kind", "said", "kept"),
    [
        ("amount", "2 juta", "2000000"),
        ("amount", "Rp 1.500.000", "1500000"),
        ("amount", "2,5 juta rupiah", "2500000"),
        ("amount", "500rb", "500000"),
        ("amount", "sekitar 2 juta per berkas", "sekitar 2 juta per berkas"),
        ("amount", "1,234567 juta", "1,234567 juta"),
        ("when", "1-3-2026", "2026-03-01"),
        ("when", "31/2/2026", "31/2/2026"),
        ("when", "awal Maret", "awal Maret"),
        ("long", "a\r\nb\x00 ", "a\nb"),
    ],
)
def test_what_is_understood_is_kept_in_one_form(kind, said, kept):
    assert normal(kind, said) == kept
    assert normal(kind, kept) == kept


def test_answers_read_in_the_language_of_whoever_reads():
    kept = {"service": "k3", "payments": [{"when": "2026-03-01", "amount": "2000000"}, {"amount": "2"}]}
    with translation.override("id"):
        assert answers.as_text(LEVY.ref, kept).splitlines() == [
            "Layanan apa yang diurus? Sertifikat atau lisensi K3",
            "Pembayaran 1: Kapan? 1 Maret 2026; Berapa? Rp2.000.000",
            "Pembayaran 2: Berapa? 2",
        ]
    with translation.override("en"):
        assert "Payment 1: When? 1 March 2026; How much? Rp 2,000,000" in answers.as_text(LEVY.ref, kept)


@pytest.mark.parametrize(
    "odd",
    [
        None,
        3,
        "words",
        [1, {"a": "b"}],
        {"service": 7, "payments": [3], "x": {"y": 1.5}},
        {"service": None, "payments": [{"to": "\ud800"}], "\udfff": "\ud800"},
    ],
)
def test_what_was_sealed_elsewhere_may_be_anything(odd):
    for ref in (LEVY.ref, "gone/3", "", None, ["illegal_levy/1"], {"a": 1}):
        assert answers.as_text(ref, odd).encode() is not None
        assert answers.title_of(ref).encode() is not None


def test_an_answer_to_version_one_is_readable_after_version_two(tmp_path, monkeypatch):
    """The institution drops a question and renames an option; yesterday's report still says what was asked yesterday."""
    (tmp_path / "illegal_levy.2.toml").write_text(
        """
title = { id = "Pungutan (baru)", en = "Levy (new)" }
lead = { id = "Boleh dilewati.", en = "You may skip it." }
topics = ["illegal_levy"]
[[questions]]
key = "service"
kind = "choice"
text = { id = "Layanan?", en = "Service?" }
options = [{ key = "permit", id = "Izin", en = "Permit" }]
""",
        encoding="utf-8",
    )
    two, problems = read_book(tmp_path)
    assert problems == []
    monkeypatch.setattr("amanah.rooms.whistleblowing.questionnaires.book.book", lambda: two)
    assert two.for_topic("illegal_levy").version == 2
    old, new = {"service": "k3", "k3_stage": "exam"}, {"service": "permit"}
    assert [line.text for line in laid_out("illegal_levy/1", old)] == ["Sertifikat atau lisensi K3", "Ujian atau evaluasi"]
    assert [line.text for line in laid_out("illegal_levy/2", new)] == ["Izin"]
    # A draft begun before the change is sent with what it was asked.
    for ref, values in (("illegal_levy/1", old), ("illegal_levy/2", new)):
        assert AnsweredForm({"topic": "illegal_levy", "questionnaire": ref, "extra": encode(values)}).is_valid()
    assert not AnsweredForm({"topic": "illegal_levy", "questionnaire": "illegal_levy/2", "extra": encode(old)}).is_valid()
