"""Reading one questionnaire file strictly: an unknown word, a missing translation or a condition that looks ahead is a mistake."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from amanah.rooms.whistleblowing.questionnaires.questions import (
    CHOICE,
    ENTRIES,
    KINDS,
    NO,
    SEVERAL,
    UNKNOWN,
    WITH_OPTIONS,
    YES,
    YES_NO,
    Condition,
    Option,
    Question,
    Questionnaire,
    Text,
)
from amanah.rooms.whistleblowing.topics import BY_KEY as TOPICS

NAME: Final = re.compile(r"(?P<id>[a-z][a-z0-9_]*)\.(?P<version>[1-9]\d*)\.toml")
KEY: Final = re.compile(r"[a-z][a-z0-9_]*")
YES_OR_NO: Final = (
    Option(YES, Text("Ya", "Yes")),
    Option(NO, Text("Tidak", "No")),
    Option(UNKNOWN, Text("Tidak tahu", "I do not know")),
)
MOST_ENTRIES: Final = 20
_FILE_WORDS = {"title", "lead", "topics", "sendable", "questions"}
_QUESTION_WORDS = {"key", "kind", "text", "help", "required", "options", "shown_if"}
_ENTRIES_WORDS = {"key", "kind", "text", "help", "shown_if", "fields", "most", "one"}


@dataclass(frozen=True)
class Problem:
    """What is wrong with a file."""

    file: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}: {self.text}"


class _Wrong(Exception):  # noqa: N818 - caught a few lines below, never seen
    """A mistake that makes the file unusable."""


def read_file(path: Path) -> tuple[Questionnaire | None, list[Problem]]:
    """The questionnaire of a file named `<id>.<version>.toml`, or None and what is wrong with it."""
    try:
        return _questionnaire(path), []
    except (_Wrong, tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        return None, [Problem(path.name, str(error) or type(error).__name__)]


def _questionnaire(path: Path) -> Questionnaire:
    named = NAME.fullmatch(path.name)
    if named is None:
        raise _Wrong("the name must be <id>.<version>.toml")
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    _only(values, _FILE_WORDS, "the file")
    topics = tuple(_list(values.get("topics", []), "topics"))
    for topic in topics:
        if topic not in TOPICS:
            raise _Wrong(f"there is no topic {topic}")
    return Questionnaire(
        id=named["id"],
        version=int(named["version"]),
        title=_text(values.get("title"), "title"),
        lead=_text(values.get("lead"), "lead"),
        topics=topics,
        questions=_questions(_list(values.get("questions", []), "questions"), within=""),
        sendable=_flag(values.get("sendable", True), "sendable"),
    )


def _questions(written: Iterable[Any], *, within: str) -> tuple[Question, ...]:
    found: list[Question] = []
    for value in written:
        question = _question(value, found, within)
        if any(question.key == earlier.key for earlier in found):
            raise _Wrong(f"{within}{question.key} is there twice")
        found.append(question)
    return tuple(found)


def _question(value: Any, earlier: list[Question], within: str) -> Question:
    if not isinstance(value, Mapping):
        raise _Wrong("a question must be a table")
    key, kind = value.get("key"), value.get("kind")
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise _Wrong(f"{within}a question needs a key of small letters, not {key!r}")
    where = f"{within}{key}"
    if kind not in KINDS or (within and kind == ENTRIES):
        raise _Wrong(f"{where} has an unknown kind, {kind!r}")
    _only(value, _ENTRIES_WORDS if kind == ENTRIES else _QUESTION_WORDS, where)
    if within and "shown_if" in value:
        raise _Wrong(f"{where} has a condition, which a question inside an entry cannot have")
    return Question(
        key=key,
        kind=kind,
        text=_text(value.get("text"), f"{where}.text"),
        help=_text(value["help"], f"{where}.help") if "help" in value else None,
        required=_flag(value.get("required", False), f"{where}.required"),
        options=_options(value.get("options"), kind, where) or (YES_OR_NO if kind == YES_NO else ()),
        shown_if=_condition(value["shown_if"], earlier, where) if "shown_if" in value else None,
        fields=_fields(value, where) if kind == ENTRIES else (),
        most=_most(value.get("most"), where) if kind == ENTRIES else 0,
        one=_text(value.get("one"), f"{where}.one") if kind == ENTRIES else None,
    )


def _fields(value: Mapping[str, Any], where: str) -> tuple[Question, ...]:
    fields = _questions(_list(value.get("fields", []), f"{where}.fields"), within=f"{where}.")
    if not fields:
        raise _Wrong(f"{where} has no fields")
    if any(one.required for one in fields):
        raise _Wrong(f"{where} has a required field; whoever adds an entry need not fill all of it")
    return fields


def _options(value: Any, kind: str, where: str) -> tuple[Option, ...]:
    if kind not in WITH_OPTIONS:
        if value is not None:
            raise _Wrong(f"{where} has options, which its kind does not take")
        return ()
    found: list[Option] = []
    for one in _list(value, f"{where}.options"):
        if not isinstance(one, Mapping) or not isinstance(one.get("key"), str) or not KEY.fullmatch(one["key"]):
            raise _Wrong(f"{where} has an option without a key of small letters")
        _only(one, {"key", "id", "en"}, f"{where}.{one['key']}")
        if any(one["key"] == earlier.key for earlier in found):
            raise _Wrong(f"{where} has the option {one['key']} twice")
        found.append(Option(one["key"], _text({name: one[name] for name in ("id", "en") if name in one}, f"{where}.{one['key']}")))
    if not found:
        raise _Wrong(f"{where} has no options")
    return tuple(found)


def _condition(value: Any, earlier: list[Question], where: str) -> Condition:
    if not isinstance(value, Mapping) or set(value) != {"question", "is"}:
        raise _Wrong(f"{where}.shown_if needs question and is")
    asked = next((one for one in earlier if one.key == value["question"]), None)
    if asked is None:
        raise _Wrong(f"{where} depends on {value['question']}, which is no earlier question: unknown, or a circle")
    if asked.kind not in {CHOICE, SEVERAL, YES_NO}:
        raise _Wrong(f"{where} depends on {asked.key}, which has no fixed answers")
    values = tuple(_list(value["is"], f"{where}.shown_if.is"))
    for one in values:
        if not isinstance(one, str) or asked.option(one) is None:
            raise _Wrong(f"{where} depends on the answer {one!r}, which {asked.key} does not have")
    if not values:
        raise _Wrong(f"{where} can never be shown")
    return Condition(asked.key, values)


def _text(value: Any, where: str) -> Text:
    if not isinstance(value, Mapping):
        raise _Wrong(f"{where} is missing")
    _only(value, {"id", "en"}, where)
    for language in ("id", "en"):
        if not isinstance(value.get(language), str) or not value[language].strip():
            raise _Wrong(f"{where} has no text in the language {language}")
    return Text(value["id"], value["en"])


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise _Wrong(f"{where} must be a list")
    return value


def _flag(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise _Wrong(f"{where} must be true or false")
    return value


def _most(value: Any, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 2 <= value <= MOST_ENTRIES:  # noqa: PLR2004 - one is no repetition
        raise _Wrong(f"{where}.most must be between 2 and {MOST_ENTRIES}")
    return value


def _only(value: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(set(value) - known)
    if unknown:
        raise _Wrong(f"{where} has unknown words: {', '.join(unknown)}")
