"""What the auditors of a visit asked and what the institution answered, as a section of the index and as tables: what both read already."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amanah.engines.proofs.models import Use
from amanah.rooms.antibribery.auditor_room import declare
from amanah.rooms.antibribery.auditor_room.models import Request
from amanah.rooms.antibribery.auditor_room.packing import index
from amanah.rooms.antibribery.auditor_room.packing.index import Places
from amanah.rooms.antibribery.auditor_room.queries.lists import Entry
from amanah.rooms.antibribery.auditor_room.queries.room import Talk


def section(talks: Sequence[Talk], places: Places) -> dict[str, Any]:
    """What `evidence_index.typ` prints of it; without requests there is no such section."""
    return {
        "heading": _("Permintaan dan tanya jawab"),
        "lead": _("Apa yang diminta dan ditanyakan auditor, apa yang dijawab instansi, dan bukti yang diberikan untuk itu."),
        "given": _("Bukti yang diberikan"),
        "none": _("Belum ada bukti yang dilampirkan."),
        "requests": [_request(talk, places) for talk in talks],
    }


def columns() -> list[str]:
    """What stands above the rows of `requests.csv`."""
    return [
        _("Nomor"),
        _("Jenis"),
        _("Klausul"),
        _("Status"),
        _("Diharapkan"),
        _("Tanggal"),
        _("Langkah"),
        _("Oleh"),
        _("Isi"),
        _("Nomor bukti"),
        _("Bukti"),
        _("Masa berlaku"),
        _("Berkas dalam paket"),
        "SHA-256",
    ]


def rows(talks: Sequence[Talk], places: Places) -> Iterator[list[Any]]:
    """One row for each thing that was said, then one for each proof that was given, request by request."""
    for talk in talks:
        one = talk.request
        due = one.due_on.isoformat() if one.due_on else ""
        told = [one.number, str(declare.SORTS[one.sort]), one.clause, str(declare.REQUEST_STATES[one.state]), due]
        for entry in talk.said:
            yield [*told, entry.day.isoformat(), str(entry.title), entry.actor, entry.text, "", "", "", "", ""]
        for use in talk.given:
            yield [*told, use.day.isoformat(), _("Bukti diberikan"), str(use.actor), "", *index.proof_row(use.proof, places)]


def index_rows(talks: Sequence[Talk], places: Places) -> Iterator[list[Any]]:
    """The requests among the rows of `index.csv`: what was asked where a requirement stands, and the last answer as how it was met."""
    for talk in talks:
        one = talk.request
        answers = [entry.text for entry in talk.said if entry.title == declare.ACTS[declare.ANSWERED]]
        told = ["", one.clause, one.number, one.text, str(declare.REQUEST_STATES[one.state]), answers[-1] if answers else "", "", "", ""]
        for cells in [index.proof_row(use.proof, places) for use in talk.given] or [["", "", "", "", ""]]:
            yield [*told, *cells]


def _request(talk: Talk, places: Places) -> dict[str, Any]:
    one = talk.request
    clause = _("klausul %(clause)s") % {"clause": one.clause} if one.clause else ""
    due = _("diharapkan %(day)s") % {"day": _day(one.due_on)} if one.due_on else ""
    said = [one.asked_by.name, _day(one.asked_on), clause, due, str(declare.REQUEST_STATES[one.state])]
    return {
        "title": _title(one),
        "said": " · ".join(filter(None, said)),
        "entries": [{"head": _head(entry), "text": entry.text} for entry in talk.said],
        "given": [_given(use, places) for use in talk.given],
    }


def _title(one: Request) -> str:
    return f"{one.number} {declare.SORTS[one.sort]}"


def _head(entry: Entry) -> str:
    return " · ".join(filter(None, [str(entry.title), entry.actor, _day(entry.day)]))


def _given(use: Use, places: Places) -> dict[str, str]:
    told = index.evidence(use.proof, places)
    given = _("Diberikan %(day)s oleh %(who)s") % {"day": _day(use.day), "who": use.actor}
    return {**told, "title": f"{told['title']}. {given}"}


def _day(day: Any) -> str:
    return date_format(day, "j F Y")
