"""The lists: files of due diligence, decisions about inadequate controls, and the lists that names are compared with."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah import rulebook
from amanah.engines import narrowing
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table
from amanah.kernel import clock
from amanah.rooms.antibribery.due_diligence import declare, queries
from amanah.rooms.antibribery.due_diligence.desk.filters import FilterForm, GapFilterForm
from amanah.rooms.antibribery.due_diligence.desk.importing import keepers
from amanah.rooms.antibribery.due_diligence.models import Version
from amanah.rooms.antibribery.due_diligence.queries import Filters, Gap, GapFilters, Row
from amanah.rooms.antibribery.roles import FUNCTION


@signed_in
@require_safe
def show_list(request: StaffRequest) -> HttpResponse:
    """The files one may see, narrowed as the address says."""
    form = FilterForm(request.GET)
    chosen = Filters(**form.chosen())
    here = reverse("due_diligence:list")
    context = narrowing.shown(request.GET, form, lambda after: queries.listing(request.viewer, chosen, after=after), here)
    more = {"may_ask": bool(queries.askable(request.viewer)), "keeps": request.viewer.has(FUNCTION.key), "today": clock.today()}
    return render(request, "antibribery_due_diligence/list.html", context | more)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """All of the same filters, as many as one file holds."""
    if form not in TYPES:
        raise Http404
    chosen = Filters(**FilterForm(request.GET).chosen())
    rows = narrowing.every(lambda after: queries.listing(request.viewer, chosen, after=after, size=queries.LARGEST))
    head = [_("Nomor"), _("Nama"), _("Jenis"), _("Nomor identitas"), _("Ruang lingkup"), _("Unit"), _("Uraian"), _("Golongan risiko")]
    tail = [
        _("Alasan golongan"),
        _("Status"),
        _("Yang memeriksa"),
        _("Putaran"),
        _("Keputusan terakhir"),
        _("Diputuskan"),
        _("Berlaku sampai"),
    ]
    columns = [*head, *tail, _("Kecocokan belum dinilai"), _("Diminta"), _("Ditutup")]
    return table(_("uji tuntas"), form, columns, [_line(row) for row in rows])


@signed_in
@require_safe
def show_gaps(request: StaffRequest) -> HttpResponse:
    """Decisions about inadequate controls that one may see."""
    form = GapFilterForm(request.GET)
    chosen = GapFilters(**form.chosen())
    here = reverse("due_diligence:inadequacies")
    context = narrowing.shown(request.GET, form, lambda after: queries.gaps(request.viewer, chosen, after=after), here)
    return render(request, "antibribery_due_diligence/inadequacies.html", context)


@signed_in
@require_safe
def export_gaps(request: StaffRequest, form: str) -> HttpResponse:
    """The same as a file."""
    if form not in TYPES:
        raise Http404
    chosen = GapFilters(**GapFilterForm(request.GET).chosen())
    rows = narrowing.every(lambda after: queries.gaps(request.viewer, chosen, after=after, size=queries.LARGEST))
    head = [_("Nomor"), _("Nama"), _("Ruang lingkup"), _("Unit"), _("Tindakan"), _("Status"), _("Risiko yang tidak tertahan"), _("Alasan")]
    columns = [*head, _("Risiko"), _("Mulai berlaku"), _("Diusulkan"), _("Diputuskan"), _("Diputus oleh")]
    return table(_("ketidakcukupan pengendalian"), form, columns, [_gap(row) for row in rows])


@keepers
@require_safe
def lists(request: StaffRequest) -> HttpResponse:
    """What names are compared with: each list with its versions."""
    versions: dict[str, list[Version]] = {key: [] for key in declare.LISTS}
    for version in Version.objects.select_related("brought_by__person"):
        versions[version.list].append(version)
    shown = [(title, versions[key], reverse(f"due_diligence:watch_{key}:import")) for key, title in declare.LISTS.items()]
    provision, language = rulebook.provision(declare.SCORE, on=clock.today()), get_language() or "id"
    rule = (provision.title.get(language), provision.in_words(language), provision.cite(language))
    return render(request, "antibribery_due_diligence/lists.html", {"lists": shown, "rule": rule})


def _line(row: Row) -> list[Any]:
    one = row.one
    texts = [one.number, one.name, str(row.sort), one.registration, str(one.scope), str(one.unit), one.about, str(row.risk)]
    more = [one.class_reason, str(one.stands.title), str(one.examiner or ""), one.round, str(row.outcome), one.decided_on, one.valid_until]
    return [*texts, *more, row.hits, one.asked_on, one.closed_on]


def _gap(row: Gap) -> list[Any]:
    one = row.one
    file = one.diligence
    texts = [one.number, file.name, str(file.scope), str(file.unit), str(row.measure), str(row.state), one.gap, one.reason]
    decider = str(one.decider) if one.decider is not None else ""
    return [*texts, one.risk.number if one.risk is not None else "", one.effective_on, one.proposed_on, one.decided_on, decider]
