"""What a query asks for, read strictly: what cannot be understood is refused with a sentence, never guessed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

from amanah.kernel import clock, numbers
from amanah.rooms.complaints.exchange.open311.answers import Refused

SPAN: Final = timedelta(days=90)  # not a rule: as far as GeoReport v2 lets one ask at once
"""The longest span of days that one query covers, and the one it covers unless told; from the specification."""
MOST: Final = 1000
"""How many requests one answer holds at most; from the specification."""
OPEN, CLOSED = "open", "closed"
_BAD = 400
_LONGEST = 20_000
_ZONE = ZoneInfo(clock.ZONE)


@dataclass(frozen=True)
class Wanted:
    """Which published complaints somebody asks for. `numbers`, where given, says it alone."""

    numbers: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    statuses: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None


def read(query: Mapping[str, str]) -> Wanted:
    """The query of `GET requests`.

    Raises:
        Refused: 400 for a date without zone, a span of more than 90 days, or an unknown status.
    """
    asked = _several(query.get("service_request_id", ""))
    if asked:
        return Wanted(numbers=tuple(numbers.tidy(one) for one in asked))
    statuses = frozenset(_several(query.get("status", "")))
    if statuses - {OPEN, CLOSED}:
        raise Refused(_BAD, _("“status” hanya mengenal “open” dan “closed”."))
    first, last = _span(_day(query, "start_date"), _day(query, "end_date"))
    return Wanted(codes=_several(query.get("service_code", "")), statuses=statuses, first=first, last=last)


def moment(day: date) -> str:
    """A day as the specification writes dates: its beginning, with the zone. Nothing finer is known here."""
    return datetime.combine(day, datetime.min.time(), _ZONE).isoformat()


def _several(text: str) -> tuple[str, ...]:
    if len(text) > _LONGEST:
        raise Refused(_BAD, _("Permintaan ini terlalu panjang."))
    text = text.replace("\x00", "")  # the one character that no database takes
    return tuple(dict.fromkeys(part for part in (part.strip() for part in text.split(",")) if part))


def _day(query: Mapping[str, str], name: str) -> date | None:
    said = query.get(name, "").strip()
    if not said:
        return None
    try:
        found = parse_datetime(said.replace(" ", "+"))  # a "+" that was not escaped arrives as a blank
        if found is not None and found.tzinfo is not None:
            return found.astimezone(_ZONE).date()
        plain = parse_date(said)
    except (ValueError, OverflowError):
        plain = None
    if plain is None:
        raise Refused(
            _BAD, _("“%(name)s” harus berupa waktu menurut W3C dengan zona, misalnya 2026-11-30T00:00:00+07:00.") % {"name": name}
        )
    return plain


def _span(first: date | None, last: date | None) -> tuple[date, date]:
    try:
        if first is None:
            last = last or clock.today()
            first = last - SPAN
        elif last is None:
            last = min(first + SPAN, max(clock.today(), first))
    except OverflowError:
        raise Refused(_BAD, _("Tanggal ini di luar jangkauan.")) from None
    if first > last:
        raise Refused(_BAD, _("“start_date” tidak boleh sesudah “end_date”."))
    if last - first > SPAN:
        raise Refused(_BAD, _("Satu permintaan meliputi paling lama %(days)d hari.") % {"days": SPAN.days})
    return first, last
