"""The data itself, and what is said of data with a mistake."""

import pytest

from amanah.rooms.whistleblowing.questionnaires.book import DATA, book, read_book
from amanah.rooms.whistleblowing.topics import TOPICS

HEAD = 'title = { id = "Judul", en = "Title" }\nlead = { id = "Kata", en = "Words" }\ntopics = []\n'
FIRST = '[[questions]]\nkey = "first"\nkind = "yes_no"\ntext = { id = "Ya?", en = "Yes?" }\n'
SECOND = '[[questions]]\nkey = "second"\nkind = "short"\ntext = { id = "Apa?", en = "What?" }\n'


def test_our_own_data_is_without_mistake():
    found, problems = read_book()
    assert problems == []
    assert len(found.versions) == len(list(DATA.glob("*.toml")))


@pytest.mark.parametrize("topic", [topic.key for topic in TOPICS])
def test_every_topic_has_few_questions_and_none_must_be_answered(topic):
    asked = book().for_topic(topic)
    assert 3 <= len(asked.questions) <= 8
    assert not any(question.required for question in asked.questions)


def test_what_an_officer_may_send_covers_the_troubles_of_the_ministry():
    assert {"k3_certificate", "foreign_worker_permit", "recruitment", "training_grants"} <= {one.id for one in book().to_send()}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("title = ", "Invalid value"),
        ("", "title is missing"),
        (HEAD.replace(', en = "Title"', ""), "title has no text in the language en"),
        (HEAD + FIRST.replace('id = "Ya?", ', ""), "first.text has no text in the language id"),
        (HEAD.replace("topics = []", 'topics = ["weather"]'), "no topic weather"),
        (HEAD + "colour = 1\n", "unknown words: colour"),
        (HEAD + FIRST + 'placeholder = "x"\n', "unknown words: placeholder"),
        (HEAD + FIRST + FIRST, "first is there twice"),
        (HEAD + FIRST.replace("yes_no", "slider"), "unknown kind"),
        (HEAD + FIRST.replace('"first"', '"First name"'), "key of small letters"),
        (HEAD + FIRST.replace("yes_no", "choice"), "must be a list"),
        (HEAD + FIRST + 'options = [{ key = "a", id = "A", en = "A" }]\n', "options, which its kind does not take"),
        (HEAD + SECOND + 'shown_if = { question = "first", is = ["yes"] }\n', "depends on first, which is no earlier question"),
        (HEAD + SECOND + 'shown_if = { question = "second", is = ["yes"] }\n', "unknown, or a circle"),
        (HEAD + SECOND + 'shown_if = { question = "first", is = ["yes"] }\n' + FIRST, "unknown, or a circle"),
        (HEAD + FIRST + SECOND + 'shown_if = { question = "first", is = ["perhaps"] }\n', "'perhaps', which first does not have"),
        (HEAD + FIRST + SECOND + 'shown_if = { question = "first", is = [] }\n', "never be shown"),
        (HEAD + FIRST + SECOND + 'shown_if = { question = "first" }\n', "needs question and is"),
        (HEAD + SECOND.replace("short", "entries"), "has no fields"),
    ],
)
def test_a_mistake_is_named_and_its_file_left_out(tmp_path, text, why):
    (tmp_path / "mine.1.toml").write_text(text, encoding="utf-8")
    found, problems = read_book(tmp_path)
    assert "mine/1" not in found.versions
    assert "illegal_levy/1" in found.versions
    assert [problem.file for problem in problems] == ["mine.1.toml"]
    assert why in str(problems[0])


@pytest.mark.parametrize("name", ["mine.toml", "mine.0.toml", "Mine.1.toml", "mine.v1.toml"])
def test_a_file_says_its_version_in_its_name(tmp_path, name):
    (tmp_path / name).write_text(HEAD, encoding="utf-8")
    _found, problems = read_book(tmp_path)
    assert "<id>.<version>.toml" in str(problems[0])


def test_an_institution_adds_ends_and_moves_questionnaires(tmp_path):
    (tmp_path / "bribery.2.toml").write_text(HEAD.replace("topics = []", 'topics = ["bribery"]'), encoding="utf-8")
    (tmp_path / "ours.1.toml").write_text(HEAD.replace("topics = []", 'topics = ["bribery"]') + FIRST, encoding="utf-8")
    found, problems = read_book(tmp_path)
    assert problems == []
    assert found.for_topic("bribery").id == "ours"
    assert found.get("bribery/1").questions


def test_two_for_one_topic_are_a_mistake(tmp_path):
    (tmp_path / "ours.1.toml").write_text(HEAD.replace("topics = []", 'topics = ["bribery"]') + FIRST, encoding="utf-8")
    _found, problems = read_book(tmp_path)
    assert "topic bribery is asked by bribery already" in str(problems[0])
