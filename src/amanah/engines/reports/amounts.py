"""Amounts of money as people read them."""

from django.utils.translation import get_language

from amanah.rulebook.rules import in_words


def rupiah(amount: int | str) -> str:
    """An amount, or one kept as digits, the way the reader's language writes it; a dash where there is none."""
    if isinstance(amount, str) and not amount.isdigit():
        return "–"
    return in_words(int(amount), "IDR", get_language() or "id")
