"""Numbers as people read them."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from amanah.rooms.antibribery.objectives.models import Measure, Reading


def number(value: Decimal | None) -> str:
    """A number without trailing noughts, in the language's own signs; a dash for None."""
    if value is None:
        return "–"
    plain = value.normalize()
    decimals = max(-int(plain.as_tuple().exponent), 0)
    return number_format(plain, decimal_pos=decimals, use_l10n=True, force_grouping=True)


def reading(one: Reading, measure: Measure) -> str:
    """What was read, with what it is made of: "92,5% (37 dari 40)"."""
    if one.denominator is None:
        return f"{number(one.value)} {measure.unit_word}"
    made = _("%(n)s dari %(all)s") % {"n": number(one.numerator), "all": number(one.denominator)}
    return f"{number(one.value)}% ({made})" if one.value is not None else made


def bound(value: Decimal, measure: Measure) -> str:
    """A threshold with its unit."""
    return f"{number(value)}%" if measure.unit_word == "%" else f"{number(value)} {measure.unit_word}"
