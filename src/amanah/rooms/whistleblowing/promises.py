"""What the institution promises a reporter and until when, from the rulebook, in words for the public."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amanah import rulebook


@dataclass(frozen=True)
class Promise:
    """One thing somebody will have done, at the latest on `due`; `span` is the length in words, `provisional` as calendars go."""

    key: str
    title: Words
    due: date
    span: str
    provisional: bool
    citation: str


TITLES = {
    "acknowledge": _("Petugas membaca laporan Anda dan menyatakannya diterima"),
    "triage": _("Telaah selesai: diputuskan apakah laporan diperiksa"),
    "feedback": _("Anda mendapat kabar tentang tindak lanjutnya, juga bila pemeriksaan belum selesai"),
    "close": _("Pemeriksaan selesai dan Anda mendapat surat penutup"),
}


def promised(opened: date) -> list[Promise]:
    """The promises for a report received on `opened`, earliest first; feedback counts from the last day for acknowledging it."""
    return sorted(_promised(opened), key=lambda promise: promise.due)


def span(value: int, unit: str) -> str:
    """A length of time in words."""
    forms = {
        "working_day": ngettext("%(n)d hari kerja", "%(n)d hari kerja", value),
        "calendar_day": ngettext("%(n)d hari kalender", "%(n)d hari kalender", value),
        "month": ngettext("%(n)d bulan", "%(n)d bulan", value),
    }
    return forms[unit] % {"n": value}


def _promised(opened: date) -> Iterator[Promise]:
    acknowledged = opened
    for key, title in TITLES.items():
        start = acknowledged if key == "feedback" else opened
        found = rulebook.due(f"whistleblowing.{key}_within", start)
        if key == "acknowledge":
            acknowledged = found.date
        length = span(found.provision.length, found.provision.unit)
        yield Promise(key, title, found.date, length, found.provisional, found.provision.citation)
