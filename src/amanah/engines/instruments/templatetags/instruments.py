"""What the pages of sheets say in figures and words."""

from collections.abc import Iterable
from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.translation import get_language

from amanah.engines.instruments.answering import titled
from amanah.engines.instruments.definition import Part, Question
from amanah.engines.instruments.scoring import rounded
from amanah.rulebook.rules import Text

register = template.Library()


@register.filter
def said(text: Text | str) -> str:
    """A text of an instrument in the page's language."""
    return text.get(get_language() or "id") if isinstance(text, Text) else str(text)


@register.filter
def called(part: Part) -> str:
    """What a part is called; a clause of a standard with its number, which is how people speak of it."""
    return f"{part.key} {said(part.title)}" if part.mark else said(part.title)


@register.filter
def all_said(texts: Iterable[Text | str]) -> str:
    """Several texts in the page's language, one after the other."""
    return "; ".join(said(text) for text in texts)


@register.filter
def answered(answer: str, question: Question) -> str:
    """A word of a scale in the page's language."""
    return titled(question, answer)


@register.filter
def points(number: Decimal | float | str | None) -> str:
    """Points or percent as the official sheets show them: two decimals; a dash for none, also where a template found nothing ("")."""
    return "–" if number in (None, "") else number_format(rounded(Decimal(number or 0)), 2, use_l10n=True)


@register.filter
def change(number: Decimal | float | str | None) -> str:
    """A difference with its sign; a dash for none, also where a template found nothing ("")."""
    if number in (None, ""):
        return "–"
    value = rounded(Decimal(number or 0))
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return f"{sign}{number_format(abs(value), 2, use_l10n=True)}"
