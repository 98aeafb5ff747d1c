"""The certificate of destruction (Berita Acara Pemusnahan), and the schedule in words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from amanah import rulebook
from amanah.engines.retention import queries, schedule
from amanah.engines.retention.models import Batch, Item
from amanah.engines.retention.schedule import APPRAISE, DESTROY, KEEP
from amanah.kernel import clock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FATES: "dict[str, StrOrPromise]" = {
    DESTROY: gettext_lazy("dimusnahkan"),
    KEEP: gettext_lazy("permanen"),
    APPRAISE: gettext_lazy("dinilai kembali"),
}


def schedule_lines() -> list[dict[str, Any]]:
    """The schedule as a table: title, active and inactive time with their basis, fate."""
    language, today = get_language() or "id", clock.today()
    found = []
    for line in schedule.lines():
        active, inactive = (rulebook.provision(key, on=today) for key in (line.active, line.inactive))
        found.append(
            {
                "title": line.title,
                "active": active.in_words(language),
                "inactive": inactive.in_words(language),
                "fate": FATES[line.fate],
                "basis": active.cite(language),
                "verified": active.verified and inactive.verified,
                "rule": line.active,
            }
        )
    for lists in schedule.lists():
        kept = rulebook.provision(lists.kept, on=today)
        said = {
            "title": lists.title,
            "active": kept.in_words(language),
            "inactive": "–",
            "fate": _("nama atau isinya dilepas, jumlahnya tinggal"),
        }
        found.append({**said, "basis": kept.cite(language), "verified": kept.verified, "rule": lists.kept})
    return found


def contents(batch: Batch) -> dict[str, Any]:
    """What the document says, in the language of whoever asks for it."""
    items = list(queries.items(batch))
    gone = [item for item in items if item.verdict == Item.Verdict.DESTROY and item.state == Item.State.DONE]
    stayed = [item for item in items if item not in gone]
    return {
        "title": _("Berita Acara Pemusnahan %(number)s") % {"number": batch.number},
        "lead": _("Isi perkara di bawah ini telah dimusnahkan dan tidak dapat dipulihkan oleh siapa pun."),
        "facts": [
            [_("Dinilai dan diusulkan oleh"), f"{batch.proposed_by}, {_day(batch.proposed_on)}"],
            [_("Disetujui oleh"), f"{batch.approved_by}, {_day(batch.approved_on)}"],
            [_("Selesai pada"), _day(batch.done_on)],
            [_("Dimusnahkan"), _("%(n)d perkara") % {"n": len(gone)}],
        ],
        "sections": [
            {
                "heading": _("Yang dimusnahkan"),
                "columns": _columns(
                    (_("Perkara"), 3),
                    (_("Ditutup"), 3),
                    (_("Simpan sampai"), 3),
                    (_("Isi"), 2),
                    (_("Berkas"), 2),
                    (_("Baris buku besar"), 3),
                ),
                "rows": [_gone(item) for item in gone],
            },
            {
                "heading": _("Sidik jari"),
                "text": _("SHA-256 atas seluruh teks tersandi dan berkas setiap perkara. Dengan ini salinan cadangan lama dapat dikenali."),
                "columns": _columns((_("Perkara"), 2), ("SHA-256", 8)),
                "rows": [[item.case.number, str(item.what["sha256"])] for item in gone],
            },
            *_stayed(stayed),
            {
                "heading": _("Yang tetap ada"),
                "text": _(
                    "Nomor, jenis, topik, status, hasil, dan hari setiap perkara; langkah-langkahnya; angka statistik; dan sidik jari "
                    "setiap baris buku besar. Karena sidik jari itu tetap, siapa pun dapat membedakan yang dimusnahkan "
                    "menurut prosedur dari yang hilang. Salinan cadangan yang dibuat sebelum hari pemusnahan masih memuat "
                    "isinya sampai masa simpannya habis."
                ),
            },
        ],
    }


def _gone(item: Item) -> list[str]:
    what = item.what
    span = "–" if what["first"] is None else f"{what['first']}–{what['last']} ({what['entries']})"
    return [item.case.number, _day(item.closed_on), _day(item.due_on), str(what["fields"]), str(what["files"]), span]


def _stayed(items: Sequence[Item]) -> list[dict[str, Any]]:
    if not items:
        return []
    rows = [
        [item.case.number, str(item.get_verdict_display()), str(item.get_reason_display()), str(item.get_state_display())] for item in items
    ]
    columns = _columns((_("Perkara"), 2), (_("Keputusan"), 3), (_("Alasan"), 4), (_("Keadaan"), 3))
    return [{"heading": _("Yang tidak dimusnahkan"), "columns": columns, "rows": rows}]


def _columns(*columns: tuple[str, int]) -> list[dict[str, Any]]:
    return [{"title": title, "width": width} for title, width in columns]


def _day(day: Any) -> str:
    return date_format(day, "j F Y") if day else "–"
