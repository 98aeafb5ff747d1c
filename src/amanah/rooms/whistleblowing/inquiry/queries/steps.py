"""How far the inquiry has come, step by step, so that a newcomer knows what is next."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.models import Case
from amanah.rooms.whistleblowing.inquiry.queries.guards import findings_missing
from amanah.rooms.whistleblowing.inquiry.queries.reading import PaperRead

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DONE, NEXT, LATER = "done", "next", "later"


@dataclass(frozen=True)
class Step:
    """One step: `anchor` is where on the page it is done; `hint` says what is missing, or what was done."""

    key: str
    title: "StrOrPromise"
    hint: "StrOrPromise"
    anchor: str
    state: str


def steps(case: Case, read: Iterable[PaperRead]) -> list[Step]:
    """The seven steps. The first that is not done is next; none is barred by another, because inquiries go back and forth."""
    by_kind: dict[str, list[PaperRead]] = {}
    for paper in read:
        by_kind.setdefault(paper.paper.kind, []).append(paper)
    allegations = {paper.id for paper in by_kind.get("allegation", ())}
    weighed = {paper.paper.about_id for paper in by_kind.get("weight", ())}
    hypotheses = by_kind.get("hypothesis", [])
    invited = by_kind.get("interview", [])
    ended = (
        (
            "planning",
            _("Perencanaan"),
            _("Tetapkan ruang lingkup dan satu dugaan atau lebih."),
            "scope",
            bool(by_kind.get("scope") and allegations),
        ),
        ("evidence", _("Bukti"), _("Nilai bukti untuk setiap dugaan."), "evidence", bool(allegations) and allegations <= weighed),
        (
            "interviews",
            _("Wawancara"),
            _("Undang saksi dan terlapor, lalu catat hasilnya."),
            "interviews",
            bool(invited) and all(paper.paper.state not in {"planned", "invited"} for paper in invited),
        ),
        (
            "analysis",
            _("Analisis"),
            _("Uji setiap hipotesis terhadap bukti."),
            "hypotheses",
            bool(hypotheses) and all(paper.paper.state != "open" for paper in hypotheses),
        ),
        ("findings", _("Temuan"), _("Tulis temuan untuk setiap dugaan."), "findings", bool(allegations) and findings_missing(case) is None),
        ("report", _("Laporan"), _("Tulis simpulan dan rekomendasi, lalu unduh laporannya."), "report", bool(by_kind.get("conclusion"))),
        ("closing", _("Penutupan"), _("Usulkan hasil; orang kedua menyetujuinya."), "closing", case.closed_on is not None),
    )
    found, met = [], False
    for key, title, hint, anchor, done in ended:
        state = DONE if done else LATER if met else NEXT
        met = met or not done
        found.append(Step(key, title, hint, anchor, state))
    return found
