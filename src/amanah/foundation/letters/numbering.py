"""Patterns of letter numbers: `{number}/{class}/{unit}/{month_roman}/{year}`. Plain Python; which number comes next is not decided here."""

import re
from datetime import date

PLACES = ("number", "class", "unit", "kind", "month_roman", "month", "year")
"""What may stand in braces. `number` may say how many digits it has at least: `{number:3}`."""
LONGEST = 80

_PLACE = re.compile(r"\{(\w+)(?::(\d))?\}")
_LITERAL = re.compile(r"[A-Za-z0-9 ./_()-]*")
_TYPED = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./_()-]{0,79}")
_CODE = re.compile(r"[A-Za-z0-9.-]{0,20}")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


class PatternError(ValueError):
    """The pattern cannot number anything. `code` is "number", "place", "sign" or "period"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check(pattern: str, *, per_kind: bool, per_unit: bool, yearly: bool) -> None:
    """Raise PatternError where two letters could come to bear the same number, or the pattern holds what no number holds.

    A counter that starts anew each year, or counts kinds or units apart, must show in the number what it counts apart by.
    """
    places = [found[1] for found in _PLACE.finditer(pattern)]
    if places.count("number") != 1:
        raise PatternError("number")
    if set(places) - set(PLACES) or any(found[2] and found[1] != "number" for found in _PLACE.finditer(pattern)):
        raise PatternError("place")
    if not _LITERAL.fullmatch(_PLACE.sub("", pattern)) or "}{" in pattern:  # side by side, A1 and 2 would read like A and 12
        raise PatternError("sign")
    needed = {"year": yearly, "kind": per_kind, "unit": per_unit}
    if any(wanted and name not in places for name, wanted in needed.items()):
        raise PatternError("period")


def number(pattern: str, *, running: int, dated: date, classification: str, unit: str, kind: str) -> str:
    """The letter's number."""
    values = {
        "number": str(running),
        "class": classification,
        "unit": unit,
        "kind": kind,
        "month_roman": _ROMAN[dated.month - 1],
        "month": f"{dated:%m}",
        "year": f"{dated:%Y}",
    }
    return _PLACE.sub(lambda found: values[found[1]].zfill(int(found[2] or 0)), pattern)


def bucket(*, dated: date, unit: str, kind: str, per_kind: bool, per_unit: bool, yearly: bool) -> str:
    """Which counter a letter is counted by, within its scheme."""
    return "/".join((f"{dated:%Y}" if yearly else "*", kind if per_kind else "*", unit if per_unit else "*"))


def fits(code: str) -> bool:
    """Whether this may stand for a classification or a unit: nothing in it can be taken for what parts the places."""
    return bool(_CODE.fullmatch(code))


def typed(text: str) -> str:
    """A number as another system gave it, spaces put right. Raises PatternError("sign") for what no letter number looks like."""
    tidy = " ".join(text.split())
    if not _TYPED.fullmatch(tidy) or not any(sign.isdigit() for sign in tidy):
        raise PatternError("sign")
    return tidy
