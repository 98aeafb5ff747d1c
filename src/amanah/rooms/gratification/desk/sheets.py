"""Papers that leave the house about one matter: KPK's form, and the receipt for goods."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amanah.engines.cases.models import Case
from amanah.engines.reports.amounts import rupiah
from amanah.engines.reports.queries.reading import Content
from amanah.foundation.exports.tables import Sheet
from amanah.kernel.paper import Paper
from amanah.rooms.gratification.codes import FORMS, OCCASIONS, PLACES, RELATIONS, TOPICS
from amanah.rooms.gratification.models import Deposit
from amanah.rooms.gratification.opened import latest
from amanah.rooms.gratification.regime import LABELS
from amanah.rooms.gratification.workflow import ANALYSIS, FORWARDING

Row = tuple[str, str, str]

_SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    ("A", ("name", "nik", "nip", "office", "unit_name", "address", "phone")),
    ("B", ("giver", "giver_work", "giver_contact", "relation")),
    ("C", ("received_on", "received_at", "occasion", "form", "description", "value", "estimated", "place_now")),
    ("D", ("reason", "story")),
)
_CODES = {"form": FORMS, "relation": RELATIONS, "occasion": OCCASIONS, "place_now": PLACES}


def titles() -> dict[str, str]:
    """What the sections are called."""
    return {
        "A": _("A. Penerima"),
        "B": _("B. Pemberi"),
        "C": _("C. Gratifikasi"),
        "D": _("D. Alasan dan kronologi"),
        "E": _("E. Berkas dan analisis UPG"),
    }


def kpk_rows(case: Case, content: Content) -> list[Row]:
    """(section, field, value) of everything that KPK's form asks, in its order."""
    report, named = content.report, titles()
    answers = {**report.answers, "name": report.identity.name if report.identity else ""}
    rows = [(named["C"], _("Yang dilaporkan"), str(TOPICS.get(case.topic, case.topic)))]
    rows += [
        (named[key], str(LABELS.get(name, _("Nama"))), words(name, answers.get(name, ""))) for key, names in _SECTIONS for name in names
    ]
    analysis, forwarding = latest(content, ANALYSIS), latest(content, FORWARDING)
    rows += [(named["E"], _("Berkas"), line.upload.name) for line in content.files()]
    if analysis is not None:
        rows.append((named["E"], _("Nilai menurut UPG (rupiah)"), words("value", analysis.facts.get("value", ""))))
        rows.append((named["E"], _("Pertimbangan"), analysis.text))
    if forwarding is not None and forwarding.facts.get("gol"):
        rows.append((named["E"], _("Nomor GOL"), forwarding.facts["gol"]))
    return sorted(rows, key=lambda row: row[0])


def words(name: str, value: str) -> str:
    """An answer as a person reads it."""
    if name in _CODES:
        return str(_CODES[name].get(value, value)) or "–"
    if name == "value":
        return rupiah(value)
    if name == "received_on" and value:
        return day(date.fromisoformat(value))
    if name in {"estimated", "superior"}:
        words_of = {"estimated": (_("Taksiran"), _("Pasti, ada buktinya")), "superior": (_("Boleh"), _("Tidak"))}
        return dict(zip(("yes", "no"), words_of[name], strict=True)).get(value, "–")
    return value or "–"


def kpk_form(case: Case, rows: Sequence[Row]) -> dict[str, Any]:
    """The form for the printer."""
    sections = []
    for title in dict.fromkeys(row[0] for row in rows):
        columns = [{"title": _("Butir"), "width": 3}, {"title": _("Isian"), "width": 7}]
        sections.append({"heading": title, "columns": columns, "rows": [[row[1], row[2]] for row in rows if row[0] == title]})
    return {
        "title": _("Laporan gratifikasi %(number)s") % {"number": case.number},
        "lead": _("Isian untuk formulir pelaporan gratifikasi KPK (GOL, surel, atau surat). Memuat identitas: kirim hanya kepada KPK."),
        "facts": [[_("Diterima UPG"), day(case.opened_on)]],
        "sections": sections,
    }


def kpk_sheet(rows: Sequence[Row]) -> Sheet:
    """The form for a spreadsheet."""
    return Sheet(_("Formulir KPK"), [_("Bagian"), _("Butir"), _("Isian")], rows)


def deposit_receipt(case: Case, row: Deposit, paper: Paper) -> dict[str, Any]:
    """The receipt for goods in keeping."""
    return {
        "title": _("Tanda terima titipan %(number)s-%(n)d") % {"number": case.number, "n": row.number},
        "lead": _("UPG menerima barang ini sebagai titipan sampai KPK menetapkan statusnya. Barang ini tidak boleh dipakai siapa pun."),
        "facts": [
            [_("Barang"), paper.text],
            [_("Diserahkan oleh"), paper.facts.get("giver", "–")],
            [_("Diterima"), day(row.taken_on)],
            [_("Disimpan di"), paper.facts.get("place", "–")],
            [_("Sifat"), _("Cepat rusak") if row.perishable else _("Tahan lama")],
        ],
        "sections": [
            {
                "heading": _("Tanda tangan"),
                "columns": [{"title": _("Yang menyerahkan"), "width": 1}, {"title": _("Petugas UPG"), "width": 1}],
                "rows": [["\n\n\n", "\n\n\n"]],
            }
        ],
    }


def day(value: Any) -> str:
    """A day in words."""
    return date_format(value, "j F Y")
