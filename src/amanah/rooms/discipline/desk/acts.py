"""The acts of the desk: each is one form or one POST, each goes back to the case."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Proposal
from amanah.engines.cases.queries.offers import may_assign
from amanah.engines.cases.scope import holds
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.models import Account
from amanah.foundation.organisation.models import Person
from amanah.rooms.discipline import queries, services, superiors
from amanah.rooms.discipline.desk import forms
from amanah.rooms.discipline.desk.opening import answer, case_or_404, page_of, viewer_of, with_opened
from amanah.rooms.discipline.models import Element
from amanah.rooms.discipline.opened import Opened
from amanah.rooms.discipline.services.handling import WITHOUT_WORDS, earliest_hearing
from amanah.rooms.discipline.services.starting import tags_of
from amanah.rooms.discipline.workflow import BOTH


@dataclass(frozen=True)
class Writing:
    """One form: which moves it may lead to (the first that the case's state allows is taken), and what is done with it."""

    moves: tuple[str, ...]
    form: type[Any]
    heading: Any
    button: Any
    done: Any
    act: Callable[[Opened, Any, str], Any]


WRITINGS = {
    "summons": Writing(
        ("summon", "summon_again"),
        forms.SummonsForm,
        gettext_lazy("Surat panggilan"),
        gettext_lazy("Segel dan catat panggilan"),
        gettext_lazy("Panggilan tercatat. Susun suratnya, lalu sampaikan kepada yang bersangkutan."),
        lambda opened, form, _move: services.summon(opened, form.paper(), form.cleaned_data["hearing"]),
    ),
    "minutes": Writing(
        ("examine",),
        forms.MinutesForm,
        gettext_lazy("Berita acara pemeriksaan"),
        gettext_lazy("Segel dan selesaikan pemeriksaan"),
        gettext_lazy("Berita acara tersegel; pemeriksaan selesai."),
        lambda opened, form, _move: services.examine(opened, form.paper()),
    ),
    "decision": Writing(
        ("decide",),
        forms.DecisionForm,
        gettext_lazy("Usulan keputusan"),
        gettext_lazy("Kirim usulan"),
        gettext_lazy("Usulan tersimpan dan menunggu pengesahan pengelola disiplin."),
        lambda opened, form, move: services.propose(opened, move, form.paper(), form.level),
    ),
    "no-sanction": Writing(
        ("release",),
        forms.TextForm,
        gettext_lazy("Usulan tanpa hukuman"),
        gettext_lazy("Kirim usulan"),
        gettext_lazy("Usulan tersimpan dan menunggu pengesahan pengelola disiplin."),
        lambda opened, form, move: services.propose(opened, move, form.paper(), "none"),
    ),
    "delivery": Writing(
        ("deliver",),
        forms.DeliveryForm,
        gettext_lazy("Penyampaian keputusan"),
        gettext_lazy("Catat penyampaian"),
        gettext_lazy("Penyampaian tercatat; waktu mengajukan keberatan mulai berjalan."),
        lambda opened, form, _move: services.deliver(opened, form.paper(), form.cleaned_data["day"]),
    ),
    "objection": Writing(
        ("object",),
        forms.TextForm,
        gettext_lazy("Keberatan"),
        gettext_lazy("Catat keberatan"),
        gettext_lazy("Keberatan tercatat."),
        lambda opened, form, move: services.object_to(opened, move, form.paper()),
    ),
    "appeal": Writing(
        ("appeal",),
        forms.TextForm,
        gettext_lazy("Banding administratif"),
        gettext_lazy("Catat banding"),
        gettext_lazy("Banding administratif tercatat."),
        lambda opened, form, move: services.object_to(opened, move, form.paper()),
    ),
    "ruling": Writing(
        ("uphold",),
        forms.RulingForm,
        gettext_lazy("Putusan atas keberatan atau banding"),
        gettext_lazy("Catat putusan"),
        gettext_lazy("Putusan tercatat."),
        lambda opened, form, _move: _rule(opened, form),
    ),
}
"""What is written on a page of its own. A note is written on the case's page and leads nowhere."""


def _rule(opened: Opened, form: Any) -> None:
    move, _colon, level = form.cleaned_data["result"].partition(":")
    services.rule(opened, move, form.paper(), level)


@with_opened
def write(request: HttpRequest, opened: Opened, kind: str) -> HttpResponseBase:
    """Keep one paper. What was typed stays in the form when something is wrong."""
    if kind == "note":
        return _note(request, opened)
    writing = WRITINGS.get(kind)
    if writing is None:
        raise Http404
    kind_of_case, state = opened.case.declared, opened.case.state
    moves = (kind_of_case.move(key) for key in writing.moves)
    move = next((move for move in moves if state in move.sources and holds(opened.viewer, move.roles, opened.case)), None)
    if move is None:
        messages.error(request, cases.Refused("state").sentence)
        return redirect(page_of(opened.case))
    form = writing.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            writing.act(opened, form, move.key)
        except cases.Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, writing.done)
            return redirect(page_of(opened.case))
    return _form_page(request, opened, form, heading=writing.heading, button=writing.button, lead=_lead(kind))


def _lead(kind: str) -> str:
    if kind == "summons":
        earliest = earliest_hearing()
        words = _("Paling awal %(day)s: %(rule)s.")
        return words % {"day": earliest.date.strftime("%d-%m-%Y"), "rule": earliest.provision.citation}
    if kind in {"decision", "no-sanction"}:
        return _("Baru berlaku setelah pengelola disiplin memeriksa kelengkapannya dan mengesahkan.")
    return ""


def _note(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    form = forms.TextForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and holds(opened.viewer, BOTH, opened.case):
        return answer(request, opened.case, lambda: services.note(opened, form.cleaned_data["text"]), _("Catatan tersimpan."))
    return redirect(page_of(opened.case))


@require_POST
@signed_in
def move(request: HttpRequest, number: str, move: str) -> HttpResponseBase:
    """Make a move that needs no words."""
    if move not in WITHOUT_WORDS:
        raise Http404
    case = case_or_404(request, number)
    return answer(request, case, lambda: services.simple_move(case, move, viewer=viewer_of(request)), _("Status perkara diperbarui."))


@with_opened
def appoint(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Say who examines: the superior, whoever stands in for them, or a team."""
    case = opened.case
    if not may_assign(opened.viewer, case):
        raise Http404
    person = queries.content(opened).person
    able = superiors.able(person, tags_of(case)) if person else []
    labels = [(str(one.account.pk), f"{one.account}: {one.post}") for one in able]
    form = forms.AppointForm(request.POST or None, choices=labels)
    if request.method == "POST" and form.is_valid():
        try:
            services.appoint(opened, _appointments(form, able))
        except cases.Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Pemeriksa ditetapkan; kuncinya diserahkan."))
            return redirect(page_of(case))
    lead = _("Atasan ditemukan dari data organisasi. Yang berhalangan, terkait, atau belum mempunyai kunci dilewati tanpa keterangan.")
    return _form_page(request, opened, form, heading=_("Pemeriksa disiplin"), button=_("Tetapkan"), lead=lead)


def _appointments(form: forms.AppointForm, able: list[superiors.Superior]) -> list[tuple[Account, Element]]:
    values = form.cleaned_data
    found = [(one.account, one.element) for one in able if str(one.account.pk) == values["leading"]]
    for name, element in form.OTHERS:
        person: Person | None = values.get(name)
        if person is not None:
            account = Account.objects.filter(person=person).order_by("pk").first()
            if account is None:
                raise cases.Refused("unfit")
            found.append((account, element))
    return found


@require_POST
@signed_in
def approve(request: HttpRequest, number: str) -> HttpResponseBase:
    """Confirm the proposal that waits on this case."""
    case = case_or_404(request, number)
    proposal = get_object_or_404(Proposal, case=case, verdict=Proposal.Verdict.OPEN)
    return answer(request, case, lambda: services.approve(proposal, viewer=viewer_of(request)), _("Usulan disahkan."))


@with_opened
def reject(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Turn the waiting proposal down, with a reason."""
    proposal = get_object_or_404(Proposal, case=opened.case, verdict=Proposal.Verdict.OPEN)
    form = forms.TextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return answer(request, opened.case, lambda: services.reject(opened, proposal, form.cleaned_data["text"]), _("Usulan ditolak."))
    return _form_page(request, opened, form, heading=_("Tolak usulan"), button=_("Tolak usulan"), lead=_("Pengusul membaca alasan ini."))


@require_POST
@signed_in
def release(request: HttpRequest, number: str, account_id: Any) -> HttpResponseBase:
    """End somebody's appointment, so that another takes their place."""
    case = case_or_404(request, number)
    account = get_object_or_404(Account, pk=account_id)
    return answer(request, case, lambda: cases.unassign(case, account, viewer=viewer_of(request)), _("Penunjukan diakhiri."))


@require_POST
@signed_in
def recuse(request: HttpRequest, number: str) -> HttpResponseBase:
    """Step back from the case for good."""
    case = case_or_404(request, number)
    services.recuse(case, viewer=viewer_of(request))
    messages.success(request, _("Anda mundur dari perkara ini. Perkara itu tidak lagi terlihat oleh Anda."))
    return redirect(reverse("cases:work"))


def _form_page(request: HttpRequest, opened: Opened, form: Any, *, heading: Any, button: Any, lead: Any = "") -> HttpResponseBase:
    context = {"case": opened.case, "form": form, "heading": heading, "button": button, "lead": lead, "back": page_of(opened.case)}
    return render(request, "discipline/desk/write.html", context, status=400 if form.errors else 200)
