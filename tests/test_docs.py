"""The reference pages name everything that exists: verbs, settings, event types, case kinds."""

import argparse
import importlib
import inspect
import pkgutil
import re
import sys
from pathlib import Path

import pytest

import amanah
from amanah.cli import VERBS, parser

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"


def page(name):
    return (REFERENCE / f"{name}.md").read_text(encoding="utf-8")


def actions(command):
    """Every parser below a command, with the words that lead to it."""
    for action in command._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, below in action.choices.items():
                yield word, below
                yield from ((f"{word} {more}", deeper) for more, deeper in actions(below))


def test_every_verb_has_a_section_and_every_option_is_named_in_it():
    text = page("commands")
    sections = dict(re.findall(r"^## ([\w-]+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    assert set(sections) == set(VERBS)
    for words, command in actions(parser()):
        verb = words.split()[0]
        if " " in words:
            assert f"amanah {words}" in sections[verb]
        options = [option for action in command._actions for option in action.option_strings if option.startswith("--")]
        assert not [option for option in options if option != "--help" and option not in sections[verb]], words


def test_every_setting_is_explained_and_no_setting_is_invented():
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tools").glob("*.py")]
    code = "".join(path.read_text(encoding="utf-8") for path in sources if "tests" not in path.parts)
    read = r"""environ(?:\.get)?\(?\[?["'](AMANAH_\w+|DATABASE_URL\w*|PORT)["']"""
    known = set(re.findall(read, code)) | {"DATABASE_URL", "DATABASE_URL_INTAKE"}
    explained = set(re.findall(r"`(AMANAH_[A-Z_]+|DATABASE_URL[A-Z_]*|PORT)`", page("settings")))
    assert known <= explained, known - explained
    assert explained <= known, explained - known


def event_types():
    for module in pkgutil.walk_packages(amanah.__path__, "amanah."):
        if module.name.endswith(".events") and module.name != "amanah.kernel.events":
            members = vars(importlib.import_module(module.name)).items()
            yield from (name for name, value in members if inspect.isclass(value) and value.__module__ == module.name)


def test_every_event_type_is_explained():
    text = page("events")
    names = set(event_types())
    assert len(names) > 5
    assert not [name for name in names if f"`{name}`" not in text]


def test_the_page_of_case_kinds_says_what_the_declarations_say(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    reference = importlib.import_module("reference")
    sys.modules.pop("reference", None)
    assert page("case-kinds") == reference.text(), "run: .venv/bin/python tools/reference.py"


@pytest.mark.parametrize("document", sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(document):
    targets = re.findall(r"\]\((?!https?:|mailto:)([^)#\s]+)", document.read_text(encoding="utf-8"))
    assert not [target for target in targets if not (document.parent / target).exists()]


def test_the_security_checklist_names_what_exists_and_counts_right():
    text = page("asvs")
    named = re.findall(r"`((?:src|tests|docs|requirements|tools)/[^`]+)`", text)
    assert len(named) > 100
    assert not [path for path in named if not (ROOT / path).exists()]
    states = dict(re.findall(r"^\| (\d+\.\d+\.\d+) \| [12] \|[^|]+\| \*\*([a-z ]+)\*\* \|", text, re.MULTILINE))
    counts = [list(states.values()).count(state) for state in ("met", "not applicable", "open")]
    assert f"| both | {counts[0]} | {counts[1]} | {counts[2]} | 253 |" in text
    assert sum(counts) == len(states) == 253
    to_close = re.findall(r"^\| \d+ \| ([\d., ]+) \|", text, re.MULTILINE)
    assert sorted(", ".join(to_close).split(", ")) == sorted(line for line, state in states.items() if state == "open")


def test_every_page_is_reached_from_the_list_of_pages_and_no_link_leads_nowhere():
    docs = ROOT / "docs"
    linked = {}
    for page_of in (docs / "README.md", ROOT / "README.md"):
        targets = re.findall(r"\]\((?!https?:)([^)#]+)", page_of.read_text(encoding="utf-8"))
        linked[page_of] = {(page_of.parent / target).resolve() for target in targets}
        assert not [target for target in linked[page_of] if not target.exists()]
    pages = {path for path in docs.rglob("*.md") if path.parent.name in {"how-to", "explanation", "reference"}}
    assert pages <= linked[docs / "README.md"], pages - linked[docs / "README.md"]
