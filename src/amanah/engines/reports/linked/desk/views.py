"""Reports that may be about the same: suggested with reasons, tied, or handled as one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amanah.engines.cases import queries as cases
from amanah.engines.cases.models import Case
from amanah.engines.cases.refusals import Refused
from amanah.engines.reports import regimes
from amanah.engines.reports.desk import parts
from amanah.engines.reports.desk.opening import address, answer, case_or_404, page_of, viewer_of, with_opened
from amanah.engines.reports.desk.parts import Page, Panel
from amanah.engines.reports.linked import merging, queries
from amanah.engines.reports.linked.desk.forms import MergeForm
from amanah.engines.reports.linked.relations import RELATED
from amanah.engines.reports.linked.similarity import NAMES, SERVICE, TIME, TOPIC, UNIT, WORDS, Likeness
from amanah.engines.reports.names import Names
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.queries import reading
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.kernel.sealing import KeyPair

REASONS: dict[str, Promise] = {
    UNIT: gettext_lazy("unit yang sama"),
    TOPIC: gettext_lazy("topik yang sama"),
    NAMES: gettext_lazy("menyebut orang yang sama"),
    WORDS: gettext_lazy("uraian yang mirip"),
    SERVICE: gettext_lazy("layanan yang sama"),
    TIME: gettext_lazy("bulan kejadian yang sama"),
}
LETTER = gettext_lazy(
    "Terima kasih atas laporan Anda. Hal yang Anda sampaikan sedang kami tangani dalam pemeriksaan lain, sehingga keduanya kami tangani "
    "sebagai satu. Laporan Anda tidak hilang: keterangan Anda ikut dibaca pemeriksa. Kotak komunikasi ini tetap milik Anda; tambahkan "
    "keterangan kapan saja, dan kami menyampaikan hasilnya di sini."
)


@with_opened
def linked(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """What this report is tied to, and what it resembles among those that this person can open."""
    pair = _pair(request)
    case, viewer = opened.case, opened.viewer
    ties = queries.tied(viewer, case)
    others = {other.ref: other for other in cases.visible(viewer).filter(ref__in=ties)}
    context = {
        "case": case,
        "names": Names(regimes.of(case).namespace),
        "back": page_of(case),
        "leading": queries.leading(viewer, case),
        "tied": [
            {"case": others[ref], "url": page_of(others[ref]), "related": relation == RELATED.key} for ref, relation in sorted(ties.items())
        ],
        "brought": [
            {"number": one.merge.merged.number, "url": page_of(one.merge.merged), "one": one} for one in queries.brought(opened, pair)
        ],
        "similar": [
            {
                "case": alike.case,
                "url": page_of(alike.case),
                "topic": alike.case.declared.topics.get(alike.case.topic, _("Tanpa topik")),
                "why": _why(alike.likeness),
                "likeness": alike.likeness,
                "merge": _mergeable(case, alike.case),
            }
            for alike in queries.similar(opened, pair)
        ],
        "compared": queries.COMPARED,
    }
    return render(request, "linked/linked.html", context)


@require_POST
@signed_in
def relate(request: HttpRequest, number: str, other_id: Any) -> HttpResponseBase:
    """Say that two reports are related."""
    case, other = case_or_404(request, number), _other(request, other_id)
    return answer(request, case, "thread", lambda: merging.relate(case, other, viewer=viewer_of(request)), _("Kedua laporan dihubungkan."))


@require_POST
@signed_in
def unrelate(request: HttpRequest, number: str, other_id: Any) -> HttpResponseBase:
    """Say that they are not."""
    case, other = case_or_404(request, number), _other(request, other_id)
    return answer(request, case, "thread", lambda: merging.unrelate(case, other, viewer=viewer_of(request)), _("Hubungan dilepas."))


@with_opened
def merge(request: HttpRequest, opened: Opened, other_id: Any) -> HttpResponseBase:
    """Propose that this report be handled within the other one."""
    leading = _other(request, other_id)
    form = MergeForm(request.POST or None, initial={"letter": str(LETTER)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            merging.propose(opened, leading, reason=said["reason"], letter=said["letter"])
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Usulan tersimpan dan menunggu persetujuan orang kedua."))
            return redirect(page_of(opened.case))
    context = {
        "case": opened.case,
        "form": form,
        "heading": _("Gabungkan ke laporan %(number)s") % {"number": leading.number},
        "lead": _(
            "Laporan ini ditutup sebagai laporan yang sama, dan laporan %(number)s menjadi laporan utama. Dapat dibatalkan dua orang."
        )
        % {"number": leading.number},
        "button": _("Kirim usulan"),
        "back": address(opened.case, "linked"),
    }
    return render(request, "reports/desk/write.html", context, status=400 if form.errors else 200)


def panel(page: Page) -> dict[str, Any] | None:
    """On the summary: where this report is handled, and what was brought into it."""
    pair = unlocked_keys(page.request)
    if page.content is None or pair is None:
        return None
    found = queries.leading(page.viewer, page.case)
    mine = queries.brought(page.content.opened, pair)
    return {
        "url": address(page.case, "linked"),
        "leading": {"number": found.number, "url": page_of(found)} if found else None,
        "brought": [{"number": one.merge.merged.number, "url": page_of(one.merge.merged), "one": one} for one in mine],
    }


def _mergeable(case: Case, other: Case) -> bool:
    """Whether the case can be handled within the other one: both are open, of one kind, and the kind knows duplicates."""
    here = merging.move_of(case.declared)
    return here is not None and case.state in here.sources and other.closed_on is None and other.kind == case.kind


def _why(likeness: Likeness) -> str:
    said = [str(REASONS[code]) for code in likeness.reasons]
    if likeness.shared_names:
        said[said.index(str(REASONS[NAMES]))] += f" ({', '.join(name.title() for name in likeness.shared_names)})"
    if WORDS in likeness.reasons:
        said[said.index(str(REASONS[WORDS]))] += f" ({likeness.share} %)"
    return ", ".join(said)


def _other(request: HttpRequest, other_id: Any) -> Case:
    other = cases.visible(viewer_of(request)).filter(pk=other_id).first()
    if other is None or reading.find(viewer_of(request), other.number) is None:
        raise Http404
    return other


def _pair(request: HttpRequest) -> KeyPair:
    pair = unlocked_keys(request)
    if pair is None:
        raise Http404
    return pair


parts.COMMON.add_panel(Panel("linked", "linked/_linked.html", panel, order=60))
