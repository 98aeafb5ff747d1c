"""The text of a course as HTML: Markdown, with legal numbers read from the rulebook, each leading to its rule."""

import re
from datetime import date
from typing import Final

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from amanah import rulebook

RULE: Final = re.compile(r"\{rule ([a-z0-9_.]+)\}")
_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_block", "html_inline"])


def rules_in(text: str) -> set[str]:
    """The rules whose values a text shows."""
    return set(RULE.findall(text))


def html(text: str, language: str, on: date) -> SafeString:
    """The text with the values in force on a day. Markup that is no Markdown is shown as it stands, never carried out."""
    filled = RULE.sub(lambda found: f"[{rulebook.provision(found[1], on=on).in_words(language)}](/rules/{found[1]}/)", text)
    rendered: SafeString = mark_safe(_MARKDOWN.render(filled))  # noqa: S308 - HTML in the text is escaped: see the settings above
    return rendered
