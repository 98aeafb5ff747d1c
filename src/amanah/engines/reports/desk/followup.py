"""From a case to what has to be done about it: an action, in neutral words and in clear."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amanah.engines.actions import queries as actions
from amanah.engines.actions.desk.forms import ActionForm
from amanah.engines.cases.models import Case
from amanah.engines.cases.scope import holds
from amanah.engines.reports import regimes
from amanah.engines.reports.desk.opening import case_or_404, opened_or_none, page_of, viewer_of
from amanah.engines.reports.queries import reading
from amanah.engines.reports.report import Report
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.viewer import Viewer

SHORTEST = 4
"""Letters of a name that is looked for; shorter ones stand in too many other words."""


def part_of_page(viewer: Viewer, case: Case) -> dict[str, Any]:
    """For the thread's tab: the actions that arose from the case, and whether this person may add one."""
    return {"actions": actions.arising_from(viewer, case.ref), "may_act": may_act(viewer, case)}


def may_act(viewer: Viewer, case: Case) -> bool:
    """Whether this person handles such cases and the case has come far enough."""
    return case.state in regimes.of(case).leads_to_action and holds(viewer, case.declared.may_handle(case.route), case)


@signed_in
def new(request: HttpRequest, number: str) -> HttpResponse:
    """Give an action that arises from the case. Needs no key; where the case is open, names in it are refused in the words."""
    case, viewer = case_or_404(request, number), viewer_of(request)
    if not may_act(viewer, case):
        raise Http404
    form = ActionForm(request.POST or None, neutral=True)
    if request.method == "POST" and form.is_valid() and not _names_somebody(request, case, form):
        action = form.give(viewer, source=case.ref)
        if action is not None:
            messages.success(
                request, _("Tindak lanjut %(number)s ditetapkan dan dihubungkan dengan perkara ini.") % {"number": action.number}
            )
            return redirect(page_of(case, "thread"))
    context = {
        "form": form,
        "number": case.number,
        "heading": _("Buat tindak lanjut"),
        "back": page_of(case, "thread"),
        "warning": _("Yang ditulis di sini tidak disegel"),
        "warning_text": _(
            "Penanggung jawab, pemimpin unitnya, dan pemverifikasi membacanya tanpa tahu ada laporan. Tulislah perbaikan yang diminta "
            "saja: tanpa nama, tanpa kutipan laporan, tanpa waktu kejadian. Orang yang dikecualikan dari perkara ini, termasuk atasan yang "
            "bersangkutan, tidak dapat dipilih dan tidak dapat melihatnya."
        ),
    }
    return render(request, "actions/new.html", context, status=400 if form.errors else 200)


def _names_somebody(request: HttpRequest, case: Case, form: ActionForm) -> bool:
    """Whether the words hold a name that stands in the report; the form then says so. Only where the report can be opened now."""
    opened = opened_or_none(request, case)
    if opened is None:
        return False
    said = [value for name, value in form.cleaned_data.items() if name in {"title", "description"} or name.startswith("part_task_")]
    written = " ".join(" ".join(said).casefold().split())
    if not any(name in written for name in _names_in(reading.content(opened).report)):
        return False
    form.add_error(None, _("Kata-katanya memuat nama yang disebut dalam laporan. Tulislah tanpa nama."))
    return True


def _names_in(report: Report) -> set[str]:
    """Names as the reporter typed them, whole, because their parts may be anybody's; of the reporter's own name every part."""
    named = {" ".join(name.casefold().split()) for name in (*report.involved, *report.excluded)}
    own = report.identity.name.casefold().split() if report.identity else []
    return {name for name in (*named, *own) if len(name) >= SHORTEST}
