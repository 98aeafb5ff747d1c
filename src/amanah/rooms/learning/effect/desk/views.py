"""What learning changed, on one page; and the invitation to a test of memory."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from amanah.foundation.access.decorators import role_required, signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.rooms.learning.effect import estimates, queries, recalls
from amanah.rooms.learning.effect.estimates import Estimate
from amanah.rooms.learning.effect.models import Recall
from amanah.rooms.learning.effect.pictures import bars, ranges, signed
from amanah.rooms.learning.quizzes import addresses
from amanah.rooms.learning.quizzes.refusals import Refused
from amanah.rooms.learning.roles import MANAGER

KINDS = {
    "whistleblowing": gettext_lazy("Laporan pelanggaran"),
    "gratification": gettext_lazy("Pemberian yang dilaporkan"),
    "complaint": gettext_lazy("Pengaduan masyarakat"),
}
DECAY = {"soon": gettext_lazy("Kurang dari sembilan bulan"), "late": gettext_lazy("Sembilan bulan atau lebih")}
MONTHS = 2
"""From the first month of a quarter to its last."""


@role_required(MANAGER.key)
@require_safe
def view(request: StaffRequest) -> HttpResponse:
    """Every measurement with its picture, its table, and a sentence on what it can tell."""
    found = queries.measured(get_language() or "id")
    behaviour = queries.behaviour()
    by_test = [(line.name or _("Tes lain bersama"), line) for line in found.by_test]
    by_unit = [(line.name or _("Unit lain bersama"), line) for line in found.by_unit]
    quarters = [(_span(first, last), told) for first, last, told in found.by_quarter]
    decay = [(str(DECAY[name]), told) for name, told in found.decay if told is not None]
    context = {
        "pairs": found.people,
        "fewest": estimates.fewest(),
        "overall": _told(found.overall),
        "verdict": _verdict(found.overall),
        "tests": _panel([(name, line.gain) for name, line in by_test]),
        "test_rows": by_test,
        "units": _panel([(name, line.gain) for name, line in by_unit]),
        "quarters": _panel(quarters),
        "decay": _panel(decay),
        "decay_verdict": _faded(found.decay),
        "behaviour": [
            {
                "title": title,
                "any": any(one.rates[kind] is not None for one in behaviour),
                "bars": bars([(_short(one.first), one.rates[kind]) for one in behaviour]),
            }
            for kind, title in KINDS.items()
        ],
        "behaviour_rows": [(_short(one.first), [one.rates[kind] for kind in KINDS]) for one in behaviour],
        "kinds": list(KINDS.values()),
        "any_behaviour": any(rate is not None for one in behaviour for rate in one.rates.values()),
    }
    return render(request, "learning_effect/view.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def recall(request: StaffRequest, recall: int) -> HttpResponse:
    """What a test of memory is, and the button that begins it; for whoever was invited."""
    person = request.viewer.person
    found = Recall.objects.filter(pk=recall, attempt__person=person).select_related("attempt__test", "attempt__person").first()
    if person is None or found is None:
        raise Http404
    test = found.attempt.test
    if request.method == "POST":
        try:
            return redirect(addresses.of_attempt(recalls.begin(found).pk))
        except Refused as refusal:
            return render(request, "learning_effect/recall.html", {"title": test.said(get_language() or "id"), "refused": refusal.sentence})
    context = {"title": test.said(get_language() or "id"), "draws": test.draws, "on": found.attempt.submitted_on}
    return render(request, "learning_effect/recall.html", context)


def _panel(rows: Sequence[tuple[str, Estimate | None]]) -> dict[str, Any] | None:
    told = [(name, one) for name, one in rows if one is not None]
    return {"picture": ranges(told), "rows": [(name, _told(one)) for name, one in told]} if told else None


def _told(one: Estimate | None) -> dict[str, Any] | None:
    return None if one is None else {"n": one.n, "mean": signed(one.mean), "low": signed(one.low), "high": signed(one.high)}


def _verdict(one: Estimate | None) -> str:
    if one is None:
        return ""
    if one.certain > 0:
        return _("Sesudah belajar, orang menjawab lebih baik daripada sebelumnya; selisihnya bukan kebetulan semata.")
    if one.certain < 0:
        return _("Sesudah belajar, orang menjawab lebih buruk daripada sebelumnya. Periksa soal dan kegiatannya.")
    return _("Rentangnya memuat nol: dari angka ini belum dapat dikatakan bahwa belajar mengubah sesuatu.")


def _faded(decay: list[tuple[str, Estimate | None]]) -> str:
    told = [one for _name, one in decay if one is not None]
    if any(one.certain < 0 for one in told):
        return _("Sebagian dari yang dipelajari sudah memudar. Penyegaran sebelum itu masuk akal.")
    return _("Belum tampak bahwa yang dipelajari memudar; rentangnya memuat nol.") if told else ""


def _short(first: date) -> str:
    return _("%(year)s T%(quarter)s") % {"year": first.year, "quarter": (first.month + MONTHS) // 3}


def _span(first: date, last: date) -> str:
    return _short(first) if first == last else f"{_short(first)}–{_short(last)}"
