"""The idea box."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amanah.engines import narrowing
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table
from amanah.foundation.notices import services as notices
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.threads import visibility
from amanah.kernel import numbers
from amanah.rooms.campaigns import addresses, declare, services
from amanah.rooms.campaigns.desk import forms_people
from amanah.rooms.campaigns.desk.requests import act, tried
from amanah.rooms.campaigns.models import Idea
from amanah.rooms.campaigns.queries import lists
from amanah.rooms.campaigns.queries.ideas import find_idea
from amanah.rooms.campaigns.queries.lists import LARGEST, IdeaFilters
from amanah.rooms.campaigns.sides import standing


@signed_in
@require_safe
def box(request: StaffRequest) -> HttpResponse:
    """The ideas that one may see, newest first."""
    form = forms_people.IdeaFilterForm(request.GET)
    chosen = IdeaFilters(**form.chosen())
    here = reverse("campaigns:ideas")
    context = narrowing.shown(request.GET, form, lambda after: lists.ideas(request.viewer, chosen, after=after), here)
    return render(request, "campaigns/ideas.html", context)


@signed_in
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """The ideas of the same filters as a file; who wrote them is not in it."""
    if form not in TYPES:
        raise Http404
    chosen = IdeaFilters(**forms_people.IdeaFilterForm(request.GET).chosen())
    rows = narrowing.every(lambda after: lists.ideas(request.viewer, chosen, after=after, size=LARGEST))
    columns = [_("Nomor"), _("Hari"), _("Gagasan"), _("Uraian"), _("Untuk unit"), _("Status"), _("Dukungan"), _("Jawaban"), _("Dijawab")]
    lines = [
        [
            row.idea.number,
            row.idea.day,
            row.idea.title,
            row.idea.text,
            str(row.idea.unit),
            str(row.state),
            row.supports,
            row.idea.answer,
            row.idea.answered_on,
        ]
        for row in rows
    ]
    return table(_("gagasan"), form, columns, lines)


@signed_in
def put_in(request: StaffRequest) -> HttpResponse:
    """Put an idea into the box."""
    person = request.viewer.person
    own = organisation.units_of(person) if person else []
    initial = {"unit": own[0].code if len(own) == 1 else "", "campaign": request.GET.get("campaign", "")}
    form = forms_people.IdeaForm(request.POST or None, viewer=request.viewer, initial=initial)

    def done() -> HttpResponse:
        said = form.cleaned_data
        named = said["named"] == "yes"
        idea = services.put_in(
            said["title"], said["text"], unit=said["unit"], named=named, campaign=said["campaign"], viewer=request.viewer
        )
        return redirect(addresses.of_idea(idea.number) if find_idea(request.viewer, idea.number) else addresses.IDEAS)

    return act(request, form, done, addresses.IDEAS, _("Kirim gagasan"), template="campaigns/put_in.html")


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """One idea and what became of it."""
    idea = idea_or_404(request, number)
    notices.mark_read(request.viewer, ref=idea.ref)
    who = standing(request.viewer)
    keeps = who.keeps(idea.unit)
    mine = idea.person_id is not None and idea.person_id == who.person_id
    action = visibility.described(request.viewer, [idea.action]).get(idea.action) if idea.action else None
    context: dict[str, Any] = {
        "idea": idea,
        "state": declare.IDEAS[idea.state],
        "tone": declare.IDEA_TONES[idea.state],
        "author": idea.person if mine or keeps or idea.state in declare.SHOWN_IDEAS else None,
        "supports": idea.supports.count(),
        "supported": idea.supports.filter(person=request.viewer.person).exists(),
        "may_support": idea.state == declare.CONSIDERED and not mine,
        "action": action,
        "keeps": keeps,
        "open": idea.state in declare.OPEN_IDEAS,
        "steps": [
            {"step": step, "title": declare.IDEAS[step.state], "tone": declare.IDEA_TONES[step.state]}
            for step in idea.steps.select_related("actor__person")
        ],
        "campaign_url": addresses.of_campaign(idea.campaign.number) if idea.campaign else "",
    }
    return render(request, "campaigns/idea.html", context)


@require_POST
@signed_in
def support(request: StaffRequest, number: str) -> HttpResponse:
    """Support an idea, or take that back."""
    idea = idea_or_404(request, number)
    if "back" in request.POST:
        services.take_support_back(idea, viewer=request.viewer)
    else:
        tried(request, lambda: services.support(idea, viewer=request.viewer), _("Dukungan Anda tercatat."))
    return redirect(addresses.of_idea(idea.number))


@require_POST
@signed_in
def consider(request: StaffRequest, number: str) -> HttpResponse:
    """Show it to all staff."""
    idea = idea_or_404(request, number, keeps=True)
    tried(request, lambda: services.consider(idea, viewer=request.viewer), _("Gagasan kini tampil bagi semua pegawai."))
    return redirect(addresses.of_idea(idea.number))


@signed_in
def take_up(request: StaffRequest, number: str) -> HttpResponse:
    """Carry it out."""
    idea = idea_or_404(request, number, keeps=True)
    form = forms_people.TakeUpForm(request.POST or None, initial={"unit": idea.unit.code})

    def done() -> None:
        said = form.cleaned_data
        services.take_up(
            idea,
            said["answer"],
            unit=said["unit"],
            owner=said["owner"],
            verifier=said["verifier"],
            due_on=said["due_on"],
            viewer=request.viewer,
        )

    page = {"lead": idea.title}
    return act(request, form, done, addresses.of_idea(idea.number), _("Jalankan gagasan"), page)


@signed_in
def answer(request: StaffRequest, number: str, how: str) -> HttpResponse:
    """Decline it, or show it to nobody."""
    idea = idea_or_404(request, number, keeps=True)
    verbs = {
        "decline": (_("Jawab: tidak diambil"), services.decline, _("Jawaban ini dibaca semua pegawai.")),
        "withhold": (
            _("Jangan tampilkan"),
            services.withhold,
            _("Untuk tuduhan terhadap orang, atau yang bukan gagasan. Hanya pengirim bernama yang membaca alasannya."),
        ),
    }
    if how not in verbs:
        raise Http404
    heading, verb, lead = verbs[how]
    form = forms_people.AnswerForm(request.POST or None)
    here = addresses.of_idea(idea.number)
    return act(request, form, lambda: verb(idea, form.cleaned_data["text"], viewer=request.viewer), here, heading, {"lead": lead})


def idea_or_404(request: StaffRequest, number: str, *, keeps: bool = False) -> Idea:
    """The idea of that number; with `keeps`, one that the viewer answers."""
    idea = find_idea(request.viewer, numbers.tidy(number))
    if idea is None or (keeps and not standing(request.viewer).keeps(idea.unit)):
        raise Http404
    return idea
