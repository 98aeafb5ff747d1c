"""Code and pages name a provision, never its number (docs/how-to/change-a-rule.md).

A period that is no rule, such as how long a cookie lives, says so on its line: `not a rule: <why>`.
"""

import ast
import re
from pathlib import Path

import pytest

from amanah.rulebook.book import book
from amanah.rulebook.rules import PERIODS

SRC = Path(__file__).parents[3]
PARTS = (
    "amanah/rulebook/",
    "/tests/",
    "/migrations/",
    "amanah/ui/styleguide.py",
    "amanah/ui/templates/ui/styleguide.html",
    "amanah/cli/demo/",
    "/bench",
)
WORDS = r"hari|bulan|day|days|month|months|working day|working days|calendar day|calendar days"
IN_THEM = ("hari", "bulan", "day", "month")
"""One of these is in each of the words: what has none of them need not be looked at closely."""
WRITTEN = [
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
]
LENGTHS = {version.value for rule in book().national.values() if rule.unit in PERIODS for version in rule.versions if version.value}
SAID = re.compile(rf"(?<![\w.,])({'|'.join(str(length) for length in sorted(LENGTHS))})[\s\u00a0_-]+({WORDS})\b", re.IGNORECASE)
SPELT = re.compile(rf"\b({'|'.join(WRITTEN)}) (hari kerja|hari kalender|working days|calendar days)\b", re.IGNORECASE)

NEARLY = re.compile(
    rf"({'|'.join([*map(str, sorted(LENGTHS)), *WRITTEN])}).{{1,80}}?({'|'.join(IN_THEM)})|(days|months)\s*=", re.IGNORECASE | re.DOTALL
)
"""Whatever a program writes between the two, escapes and a line's end: what holds nothing of the kind need not be parsed, which takes long."""


def _files(*endings):
    for path in sorted(SRC.rglob("*")):
        if path.suffix in endings and not any(part in path.as_posix() for part in PARTS):
            yield path


def _told(text):
    small = text.lower()
    if not any(word in small for word in IN_THEM):
        return []
    return [match.group() for pattern in (SAID, SPELT) for match in pattern.finditer(text)]


def _in_python(source):
    if not NEARLY.search(source):
        return
    nodes = [*ast.walk(ast.parse(source))]
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield from ((node.lineno, told) for told in _told(node.value))
        if (
            isinstance(node, ast.keyword)
            and node.arg in ("days", "months")
            and isinstance(node.value, ast.Constant)
            and node.value.value in LENGTHS - {1}
        ):
            yield node.value.lineno, f"{node.arg}={node.value.value}"


def _hits():
    for path in _files(".py"):
        source = path.read_text(encoding="utf-8")
        lines = source.splitlines()
        yield from (f"{path}:{number}: {told}" for number, told in _in_python(source) if "not a rule:" not in lines[number - 1])
    for path in _files(".html", ".js", ".txt", ".typ"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if "not a rule:" not in line:
                yield from (f"{path}:{number}: {told}" for told in _told(line))


def test_every_word_is_looked_at():
    assert all(any(part in word for part in IN_THEM) for word in (*WORDS.split("|"), *SPELT.pattern.split("(")[2].split("|")))


def test_no_length_of_the_book_is_written_elsewhere():
    assert list(_hits()) == []


@pytest.mark.parametrize(
    "source",
    [
        'x = "dalam 10 hari kerja"',
        "timedelta(days=10)",
        'f"paling lama 3 bulan {x}"',
        'x = "within three working days"',
        'x = "90 calendar days"',
        'x = "Hasil:\\n10\\u00a0hari"',
        'x = (\n    "dalam 10 "\n    "hari kerja"\n)',
        "timedelta(\n    days=(\n        10\n    )\n)",
    ],
)
def test_the_search_finds_what_it_looks_for(source):
    assert list(_in_python(source))


@pytest.mark.parametrize(
    "source", ['"""A docstring may say 10 hari kerja."""', "timedelta(days=1)", 'x = "10 laporan"', 'x = "pukul 3"', 'x = "1.310 hari"']
)
def test_and_nothing_else(source):
    assert not list(_in_python(source))
