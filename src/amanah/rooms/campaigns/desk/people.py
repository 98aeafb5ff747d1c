"""Acts of leaders and agents of change."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.engines.proofs.desk.panel import panel
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table
from amanah.kernel import clock, numbers
from amanah.rooms.campaigns import addresses, declare, proving, services
from amanah.rooms.campaigns.data import clauses
from amanah.rooms.campaigns.desk import forms, forms_people
from amanah.rooms.campaigns.desk.lists import tabs
from amanah.rooms.campaigns.desk.requests import act
from amanah.rooms.campaigns.models import Agent, LeadershipAct
from amanah.rooms.campaigns.queries import lists, years
from amanah.rooms.campaigns.queries.lists import LARGEST, ActFilters, AgentFilters
from amanah.rooms.campaigns.queries.people import visible_acts, visible_agents
from amanah.rooms.campaigns.sides import standing


def _tabs(current: str) -> list[dict[str, Any]]:
    titles = {"leadership": _("Register"), "leadership_year": _("Satu tahun")}
    return [{"title": title, "url": reverse(f"campaigns:{name}"), "current": name == current} for name, title in titles.items()]


@signed_in
@require_safe
def register(request: StaffRequest) -> HttpResponse:
    """The register of what leaders did."""
    form = forms_people.ActFilterForm(request.GET)
    chosen = ActFilters(**form.chosen())
    here = reverse("campaigns:leadership")
    context = narrowing.shown(request.GET, form, lambda after: lists.acts(request.viewer, chosen, after=after), here)
    context["rows"] = [{"act": one, "sort": declare.LEADERSHIP[one.sort], "url": addresses.of_act(one.number)} for one in context["rows"]]
    context |= {"may_record": bool(standing(request.viewer).keeping), "tabs": _tabs("leadership")}
    return render(request, "campaigns/leadership.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """The register of the same filters as a file."""
    if form not in TYPES:
        raise Http404
    chosen = ActFilters(**forms_people.ActFilterForm(request.GET).chosen())
    rows = narrowing.every(lambda after: lists.acts(request.viewer, chosen, after=after, size=LARGEST))
    columns = [
        _("Nomor"),
        _("Hari"),
        _("Pimpinan"),
        _("Jabatan"),
        _("Unit"),
        _("Jenis"),
        _("Judul"),
        _("Apa yang terjadi"),
        _("Yang ditanggung"),
        _("Rupiah"),
        _("Pasal"),
        _("Dicoret"),
    ]
    return table(_("teladan pimpinan"), form, columns, [_line(one) for one in rows])


def _line(one: LeadershipAct) -> list[Any]:
    shown = "; ".join(str(clauses()[key]) for key in one.clauses if key in clauses())
    who = [one.number, one.day, str(one.leader), one.post, str(one.unit), str(declare.LEADERSHIP[one.sort])]
    return [*who, one.title, one.what, one.cost, one.amount, shown, one.voided_on]


@signed_in
@require_safe
def year(request: StaffRequest) -> HttpResponse:
    """One year of leadership in one view."""
    said = request.GET.get("year", "")
    if said and not (said.isdecimal() and len(said) == 4):  # noqa: PLR2004 - a year has four digits
        raise Http404
    shown = years.year_of(request.viewer, int(said) if said else clock.today().year)
    context = {
        "year": shown,
        "years": years.years(request.viewer),
        "sorts": list(declare.LEADERSHIP.values()),
        "keeps": bool(standing(request.viewer).keeping),
        "tabs": _tabs("leadership_year"),
    }
    return render(request, "campaigns/year.html", context)


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """One act of a leader."""
    one = _act_or_404(request, number)
    here = addresses.of_act(one.number)
    context = {
        "act": one,
        "sort": declare.LEADERSHIP[one.sort],
        "clauses": [clauses()[key] for key in one.clauses if key in clauses()],
        "panel": panel(request.viewer, proving.purpose_of_act(one), here),
        "may_void": one.voided_on is None and standing(request.viewer).keeps(one.unit),
        "campaign_url": addresses.of_campaign(one.campaign.number) if one.campaign else "",
    }
    return render(request, "campaigns/act.html", context)


@signed_in
def record(request: StaffRequest) -> HttpResponse:
    """Record what a leader did."""
    if not standing(request.viewer).keeping:
        raise PermissionDenied
    initial = {"day": clock.today(), "campaign": request.GET.get("campaign", "")}
    form = forms_people.ActForm(request.POST or None, viewer=request.viewer, initial=initial)

    def done() -> HttpResponse:
        said = form.cleaned_data
        made = services.record_act(form.plan, leader=said["leader"], unit=said["unit"], viewer=request.viewer)
        return redirect(addresses.of_act(made.number))

    return act(request, form, done, reverse("campaigns:leadership"), _("Catat teladan pimpinan"))


@signed_in
def void(request: StaffRequest, number: str) -> HttpResponse:
    """Strike a record out."""
    one = _act_or_404(request, number)
    form = forms.WordsForm(request.POST or None)
    return act(
        request,
        form,
        lambda: services.void_act(one, form.cleaned_data["text"][:300], viewer=request.viewer),
        addresses.of_act(one.number),
        _("Coret catatan"),
        {"lead": _("Catatan tidak dihapus: ia tetap di register beserta alasannya.")},
    )


def _act_or_404(request: StaffRequest, number: str) -> LeadershipAct:
    found = visible_acts(request.viewer).filter(number=numbers.tidy(number))
    return get_object_or_404(found.select_related("unit", "leader", "campaign", "recorded_by__person", "voided_by__person"))


@signed_in
@require_safe
def agents(request: StaffRequest) -> HttpResponse:
    """The agents of change."""
    form = forms_people.AgentFilterForm(request.GET)
    chosen = AgentFilters(**form.chosen())
    here = reverse("campaigns:agents")
    context = narrowing.shown(request.GET, form, lambda after: lists.agents(request.viewer, chosen, after=after), here)
    context |= {"may_appoint": bool(standing(request.viewer).keeping), "tabs": tabs("agents")}
    return render(request, "campaigns/agents.html", context)


@signed_in
@require_safe
def export_agents(request: StaffRequest, form: str) -> HttpResponse:
    """The agents of the same filters as a file."""
    if form not in TYPES:
        raise Http404
    chosen = AgentFilters(**forms_people.AgentFilterForm(request.GET).chosen())
    rows = narrowing.every(lambda after: lists.agents(request.viewer, chosen, after=after, size=LARGEST))
    columns = [_("Agen perubahan"), _("Unit"), _("Mulai"), _("Sampai dengan"), _("Nomor keputusan"), _("Rencana"), _("Catatan kerja")]
    lines = [
        [str(row.agent.person), str(row.agent.unit), row.agent.since, row.agent.until, row.agent.decree, row.agent.plan, row.deeds]
        for row in rows
    ]
    return table(_("agen perubahan"), form, columns, lines)


@signed_in
@require_safe
def agent(request: StaffRequest, agent_id: UUID) -> HttpResponse:
    """One agent of change: their plan and what they did."""
    one = _agent_or_404(request, agent_id)
    mine = one.person_id == standing(request.viewer).person_id
    today = clock.today()
    context = {
        "agent": one,
        "deeds": one.deeds.select_related("campaign"),
        "running": lists.runs(one, today),
        "mine": mine,
        "may_plan": mine and today <= one.until,
        "may_tell": mine and one.since <= today,
        "may_end": standing(request.viewer).keeps(one.unit) and today <= one.until,
        "panel": panel(request.viewer, proving.purpose_of_agent(one), addresses.of_agent(one.pk)),
    }
    return render(request, "campaigns/agent.html", context)


@signed_in
def appoint(request: StaffRequest) -> HttpResponse:
    """Appoint an agent of change."""
    if not standing(request.viewer).keeping:
        raise PermissionDenied
    today = clock.today()
    form = forms_people.AgentForm(request.POST or None, initial={"since": today, "until": today.replace(month=12, day=31)})

    def done() -> HttpResponse:
        said = form.cleaned_data
        one = services.appoint_agent(
            said["person"], said["unit"], said["since"], said["until"], decree=said["decree"], viewer=request.viewer
        )
        return redirect(addresses.of_agent(one.pk))

    return act(request, form, done, reverse("campaigns:agents"), _("Tunjuk agen perubahan"))


@signed_in
def plan(request: StaffRequest, agent_id: UUID) -> HttpResponse:
    """What an agent of change means to do."""
    one = _agent_or_404(request, agent_id)
    _own(request, one)
    form = forms.WordsForm(request.POST or None, initial={"text": one.plan})
    form.fields["text"].label = _("Apa yang ingin Anda ubah di unit ini, dan bagaimana?")
    here = addresses.of_agent(one.pk)
    return act(request, form, lambda: services.write_plan(one, form.cleaned_data["text"], viewer=request.viewer), here, _("Tulis rencana"))


@signed_in
def deed(request: StaffRequest, agent_id: UUID) -> HttpResponse:
    """What an agent of change did."""
    one = _agent_or_404(request, agent_id)
    _own(request, one)
    form = forms_people.DeedForm(request.POST or None, viewer=request.viewer, initial={"day": min(clock.today(), one.until)})

    def done() -> None:
        said = form.cleaned_data
        services.record_deed(one, said["what"], said["day"], campaign=said["campaign"], viewer=request.viewer)

    return act(request, form, done, addresses.of_agent(one.pk), _("Catat yang dilakukan"))


@signed_in
def end(request: StaffRequest, agent_id: UUID) -> HttpResponse:
    """End an appointment."""
    one = _agent_or_404(request, agent_id)
    if not standing(request.viewer).keeps(one.unit):
        raise Http404
    form = forms.WordsForm(request.POST or None)
    here = addresses.of_agent(one.pk)
    lead = _("Hari ini menjadi hari terakhirnya. Rencana dan catatan kerjanya tetap ada.")
    return act(
        request,
        form,
        lambda: services.end_agent(one, form.cleaned_data["text"][:300], viewer=request.viewer),
        here,
        _("Akhiri penunjukan"),
        {"lead": lead},
    )


def _agent_or_404(request: StaffRequest, agent_id: UUID) -> Agent:
    return get_object_or_404(visible_agents(request.viewer).select_related("unit", "person", "appointed_by__person"), pk=agent_id)


def _own(request: StaffRequest, one: Agent) -> None:
    if one.person_id != standing(request.viewer).person_id:
        raise Http404
