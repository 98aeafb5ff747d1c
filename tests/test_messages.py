"""Every text on a screen exists in both languages, and what was compiled is what was translated.

Indonesian is the language of the source; English stands in each app's locale/en. Extraction is done here without gettext, so
that the test runs on any machine: Python through its syntax tree, templates through Django's own lexer.
"""

import ast
import re
from functools import cache
from pathlib import Path

import polib
import pytest
from django.template.base import Lexer, TokenType
from django.utils.text import smart_split
from django.utils.translation import trim_whitespace

ROOT = Path(__file__).resolve().parent.parent / "src" / "amanah"
ONE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
MANY = {"ngettext", "ngettext_lazy"}
QUOTED = re.compile(r"""^(?:"([^"]*)"|'([^']*)')""")
IN_TAG = re.compile(r"""_\((?:"([^"]*)"|'([^']*)')\)""")
CALLED = re.compile(r"(\b_|gettext\w*)\s*\(")
"""Programs that call none of them, which are most, need not be parsed."""
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]")


@cache
def parts():
    """Every folder that keeps texts of its own: the apps, and config, which belongs to none."""
    return sorted({path.parent for path in ROOT.rglob("apps.py")} | {ROOT / "config"})


def from_python(source):
    """(msgid, plural) of each translated constant."""
    if not CALLED.search(source):
        return
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant) and isinstance(argument.value, str)]
        if name in ONE and len(node.args) == 1 and texts and texts[0]:
            yield texts[0], None
        elif name in MANY and len(texts) >= 2:
            yield texts[0], texts[1]


class Block:
    """A blocktranslate block while it is being read."""

    def __init__(self, options):
        self.trimmed = "trimmed" in list(smart_split(options))
        self.sides = [[], []]
        self.side = 0

    def add(self, token):
        """Take one token; True when the block ends with it."""
        if token.token_type == TokenType.BLOCK:
            if token.contents.split()[0] == "plural":
                self.side = 1
                return False
            return True
        piece = f"%({token.contents})s" if token.token_type == TokenType.VAR else token.contents.replace("%", "%%")
        self.sides[self.side].append(piece)
        return False

    def texts(self):
        singular, plural = ("".join(side) for side in self.sides)
        if self.trimmed:
            singular, plural = trim_whitespace(singular), trim_whitespace(plural)
        return singular, plural or None


def from_template(source):
    """(msgid, plural) of each translate tag, blocktranslate block and _("…") in a tag."""
    block = None
    for token in Lexer(source).tokenize():
        if block is not None:
            if block.add(token):
                yield block.texts()
                block = None
        elif token.token_type in {TokenType.BLOCK, TokenType.VAR}:
            yield from ((found[1] or found[2], None) for found in IN_TAG.finditer(token.contents))
            tag, _space, rest = token.contents.partition(" ")
            if tag in {"translate", "trans"} and (found := QUOTED.match(rest.strip())):
                yield found[1] or found[2], None
            elif tag in {"blocktranslate", "blocktrans"}:
                block = Block(rest)


def used(part):
    """Every text of one part, with where it stands; an app inside another app keeps its own."""
    inner = [other for other in parts() if other != part and other.is_relative_to(part)]
    mine = [path for path in sorted(part.rglob("*")) if not any(path.is_relative_to(other) for other in inner)]
    for path in mine:
        if path.suffix == ".py" and not {"tests", "migrations"} & set(path.relative_to(ROOT).parts):
            yield from ((text, path) for text in from_python(path.read_text(encoding="utf-8")))
        elif path.suffix in {".html", ".txt"} and "templates" in path.relative_to(ROOT).parts:
            yield from ((text, path) for text in from_template(path.read_text(encoding="utf-8")))


@cache
def catalogue(part):
    """The part's English, which no test changes."""
    path = part / "locale" / "en" / "LC_MESSAGES" / "django.po"
    return polib.pofile(str(path)) if path.exists() else []


@pytest.mark.parametrize("part", parts(), ids=lambda part: str(part.relative_to(ROOT)))
def test_every_text_has_its_english(part):
    known = {entry.msgid: entry for entry in catalogue(part) if entry.translated() and not entry.obsolete}
    missing = sorted({f"{path.relative_to(ROOT)}: {text!r}" for (text, _plural), path in used(part) if text not in known})
    assert not missing, "no English (make messages, then translate):\n" + "\n".join(missing)


@pytest.mark.parametrize("part", parts(), ids=lambda part: str(part.relative_to(ROOT)))
def test_what_is_compiled_is_what_was_translated(part):
    compiled = part / "locale" / "en" / "LC_MESSAGES" / "django.mo"
    entries = [entry for entry in catalogue(part) if entry.translated() and not entry.obsolete]
    if not entries:
        return
    assert compiled.exists(), "not compiled (make messages)"
    there = {entry.msgid: (entry.msgstr, entry.msgstr_plural) for entry in polib.mofile(str(compiled))}
    stale = [entry.msgid for entry in entries if there.get(entry.msgid) != (entry.msgstr, entry.msgstr_plural)]
    assert not stale, f"compiled before the last change (make messages): {stale}"


@pytest.mark.parametrize("part", parts(), ids=lambda part: str(part.relative_to(ROOT)))
def test_translations_keep_their_places(part):
    for entry in catalogue(part):
        for text in [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values():
            if entry.translated():
                wanted = set(PLACE.findall(entry.msgid)) | set(PLACE.findall(entry.msgid_plural))
                assert set(PLACE.findall(text)) <= wanted, entry.msgid
                if not entry.msgid_plural:
                    assert set(PLACE.findall(text)) == wanted, entry.msgid


def test_the_extraction_finds_what_is_there():
    assert list(from_python('x = _("a" "b"); y = ngettext("%(n)d hari", "%(n)d hari", 3); _(variable)')) == [
        ("ab", None),
        ("%(n)d hari", "%(n)d hari"),
    ]
    template = (
        "<c-a title=\"{% translate 'satu' %}\">{% blocktranslate trimmed with n=x|y %}\n  dua {{ n }}\n  100%{% endblocktranslate %}"
        '{% blocktranslate count n=x %}{{ n }} hal{% plural %}{{ n }} hal-hal{% endblocktranslate %}{{ _("tiga") }}'
    )
    assert list(from_template(template)) == [("satu", None), ("dua %(n)s 100%%", None), ("%(n)s hal", "%(n)s hal-hal"), ("tiga", None)]


def test_one_text_has_one_english():
    """Catalogues of all apps are merged, so that of two translations of one text nobody could say which is shown."""
    found = {}
    for part in parts():
        for entry in catalogue(part):
            if not entry.obsolete:
                found.setdefault((entry.msgctxt, entry.msgid), set()).add(entry.msgstr or str(entry.msgstr_plural))
    assert {text: english for (_context, text), english in found.items() if len(english) > 1} == {}
