"""When to look into the mailbox again, for a calendar: neither the file nor its entries say what about."""

import secrets
from datetime import date, timedelta

from django.utils.translation import gettext as _

from amanah.engines.cases.models import Case
from amanah.engines.reports import regimes
from amanah.engines.reports.promises import promised
from amanah.engines.reports.regimes import Regime
from amanah.kernel import clock

_MONTH = timedelta(days=30)  # not a rule: when to look again where no promise is left


def of_new_report(regime: Regime) -> list[date]:
    """The days for a report filed today: those after which there should be something to read."""
    return sorted(_worth_a_look(regime, clock.today()))


def coming(case: Case) -> list[date]:
    """The days that still lie ahead of this report; where none is left, a month from now. None for a closed one."""
    if case.closed_on is not None:
        return []
    ahead = {day for day in _worth_a_look(regimes.of(case), case.opened_on) if day > clock.today()}
    return sorted(ahead) or [clock.today() + _MONTH]


def calendar(days: list[date]) -> bytes:
    """An iCalendar file (RFC 5545) with one whole day each. Its names are as empty as the form allows."""
    summary = _("Periksa catatan")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//-//-//", "CALSCALE:GREGORIAN"]
    for day in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{secrets.token_hex(16)}",
            f"DTSTAMP:{clock.today():%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{summary}",
            "TRANSP:TRANSPARENT",
            "CLASS:PRIVATE",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def _worth_a_look(regime: Regime, opened: date) -> set[date]:
    return {promise.due for promise in promised(regime, opened) if not regime.look_again or promise.key in regime.look_again}
