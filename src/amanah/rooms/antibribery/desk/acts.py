"""The acts on a scope: a form page each, one POST, and back to the scope."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amanah.engines.risks.exposures import services as exposures
from amanah.engines.risks.exposures.refusals import Refused as NotClassed
from amanah.engines.risks.exposures.services import Decision
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel.refusal import Refusal
from amanah.rooms.antibribery import declare, queries, services
from amanah.rooms.antibribery.desk import forms
from amanah.rooms.antibribery.desk.pages import change_or_404, scope_or_404
from amanah.rooms.antibribery.models import Item, Scope
from amanah.rooms.antibribery.roles import FUNCTION
from amanah.rooms.antibribery.services import Plan, Refused

_FIELD_OF = {
    "side": "unit",
    "parent": "parent",
    "members": "members",
    "top_is_member": "members",
    "future": "decree_on",
    "late": "begins_on",
    "source": "source",
    "edition": "day",
    "days": "until",
}


@signed_in
def new(request: StaffRequest) -> HttpResponse:
    """Open a scope."""
    if not request.viewer.has(FUNCTION.key):
        raise PermissionDenied
    form = forms.NewForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.open_scope(viewer=request.viewer, **form.cleaned_data)
        except Refused as refusal:
            say(form, refusal)
        else:
            messages.success(request, _("Ruang lingkup dibuat. Sekarang tetapkan FKAP dan konteksnya."))
            return redirect("antibribery:scope", made.number)
    return page(request, None, form, _("Buat ruang lingkup"), reverse("antibribery:list"))


@signed_in
def change(request: StaffRequest, number: str) -> HttpResponse:
    """Put something of it right."""
    scope = kept(request, number)
    form = forms.ChangeForm(request.POST or None, viewer=request.viewer, initial=forms.ChangeForm.of(scope))
    return act(request, scope, form, _("Ubah ruang lingkup"), lambda: services.change(scope, viewer=request.viewer, **form.cleaned_data))


@signed_in
def state_anew(request: StaffRequest, number: str) -> HttpResponse:
    """Put the next version of the statement in force."""
    scope = kept(request, number)
    latest = queries.statement(scope)
    initial = {"text": latest.text, "excluded": latest.excluded} if latest is not None else {}
    form = forms.StatementForm(request.POST or None, initial=initial)
    lead = _("Versi sebelumnya tetap dapat dibaca. Bila tinjauan tidak mengubah apa pun, tetapkan kata-kata yang sama dengan alasannya.")
    return act(
        request,
        scope,
        form,
        _("Tetapkan pernyataan baru"),
        lambda: services.state_anew(scope, viewer=request.viewer, **form.cleaned_data),
        lead=lead,
    )


@signed_in
def appoint(request: StaffRequest, number: str) -> HttpResponse:
    """Appoint the function."""
    scope = kept(request, number)
    form = forms.AppointForm(request.POST or None)
    lead = _("Berlaku mulai hari ini; penetapan sebelumnya berakhir kemarin.")
    return act(
        request, scope, form, _("Tetapkan FKAP"), lambda: services.appoint(scope, viewer=request.viewer, **form.cleaned_data), lead=lead
    )


@signed_in
def confirm_transition(request: StaffRequest, number: str) -> HttpResponse:
    """Write down the confirmed day of the transition."""
    scope = kept(request, number)
    form = forms.TransitionForm(request.POST or None, initial={"day": scope.transition_on, "source": scope.transition_source})
    return act(
        request,
        scope,
        form,
        _("Catat tanggal peralihan"),
        lambda: services.confirm_transition(scope, form.cleaned_data["day"], form.cleaned_data["source"], viewer=request.viewer),
    )


@signed_in
def close(request: StaffRequest, number: str) -> HttpResponse:
    """End the scope."""
    scope = kept(request, number)
    form = forms.TextForm(request.POST or None)
    lead = _("Sistem tidak lagi berlaku di sini. Semua catatannya tetap dapat dibaca.")
    return act(
        request,
        scope,
        form,
        _("Tutup ruang lingkup"),
        lambda: services.close(scope, form.cleaned_data["text"], viewer=request.viewer),
        lead=lead,
    )


@signed_in
def climate(request: StaffRequest, number: str) -> HttpResponse:
    """Decide about climate change."""
    scope = kept(request, number)
    form = forms.ClimateForm(request.POST or None)

    def decided() -> None:
        said = form.cleaned_data
        services.decide_climate(scope, relevant=said["relevant"] == "yes", reason=said["reason"], viewer=request.viewer)

    return act(request, scope, form, _("Putuskan relevansi perubahan iklim"), decided, here="antibribery:context")


@signed_in
def add(request: StaffRequest, number: str, sort: str) -> HttpResponse:
    """Write down something that the scope stands in."""
    scope = kept(request, number)
    if sort not in declare.SORTS:
        raise Http404
    form = forms.ItemForm(request.POST or None, sort=sort)

    def added() -> None:
        said = form.cleaned_data
        services.add(scope, sort, said["title"], said["words"], viewer=request.viewer, climate=said.get("climate", False))

    heading = _("Catat: %(sort)s") % {"sort": str(declare.SORTS[sort]).lower()}
    return act(request, scope, form, heading, added, here="antibribery:context")


@signed_in
def end(request: StaffRequest, number: str, item_id: int) -> HttpResponse:
    """End one of them."""
    scope = kept(request, number)
    item = _item(scope, item_id)
    form = forms.TextForm(request.POST or None)
    ended = lambda: services.end(item, form.cleaned_data["text"], viewer=request.viewer)  # noqa: E731 - one line, named for reading
    return act(request, scope, form, _("Akhiri catatan"), ended, lead=item.title, here="antibribery:context")


@signed_in
def classify(request: StaffRequest, number: str, item_id: int) -> HttpResponse:
    """Decide the class of bribery risk of a process."""
    scope = kept(request, number)
    item = _item(scope, item_id)
    if item.sort != declare.PROCESS:
        raise Http404
    form = forms.ClassForm(request.POST or None)

    def decided() -> None:
        decision = Decision(form.cleaned_data["bribery_class"], form.cleaned_data["reason"])
        exposures.decide_thing(queries.SORT, item.title, decision, request.viewer, unit=scope.unit, key=item.exposure)

    return act(request, scope, form, _("Putuskan golongan risiko suap"), decided, lead=item.title, here="antibribery:context")


@signed_in
def propose(request: StaffRequest, number: str) -> HttpResponse:
    """Propose a change."""
    scope = kept(request, number)
    form = forms.PlanForm(request.POST or None)
    lead = _("Orang lain memutuskannya sebelum hari mulainya.")
    proposed = lambda: services.propose(scope, Plan(**form.cleaned_data), viewer=request.viewer)  # noqa: E731 - one line, named for reading
    return act(request, scope, form, _("Usulkan perubahan"), proposed, lead=lead, here="antibribery:changes")


@signed_in
def decide(request: StaffRequest, number: str, change_number: str) -> HttpResponse:
    """Decide about a change."""
    scope = scope_or_404(request, number)
    planned = change_or_404(scope, change_number)
    form = forms.DecideForm(request.POST or None)

    def decided() -> None:
        said = form.cleaned_data
        services.decide(planned, approve=said["verdict"] == "yes", reason=said["reason"], viewer=request.viewer)

    return act(request, scope, form, _("Putuskan perubahan"), decided, lead=planned.title, here="antibribery:changes")


@signed_in
def finish(request: StaffRequest, number: str, change_number: str) -> HttpResponse:
    """Judge what came of a change."""
    scope = scope_or_404(request, number)
    planned = change_or_404(scope, change_number)
    form = forms.TextForm(request.POST or None)
    judged = lambda: services.finish(planned, form.cleaned_data["text"], viewer=request.viewer)  # noqa: E731 - one line, named for reading
    return act(request, scope, form, _("Nilai hasil perubahan"), judged, lead=planned.title, here="antibribery:changes")


def kept(request: StaffRequest, number: str) -> Scope:
    """A scope that the viewer keeps: 404 for who may not know of it, 403 for who may only read it."""
    scope = scope_or_404(request, number)
    if not queries.sides_of(request.viewer, scope).keeps:
        raise PermissionDenied
    return scope


def act(
    request: StaffRequest,
    scope: Scope,
    form: django_forms.Form,
    heading: str,
    done: Callable[[], Any],
    *,
    lead: str = "",
    here: str = "antibribery:scope",
) -> HttpResponse:
    """Show the form; on POST do it, and go back to the page of which it is an act."""
    back = reverse(here, args=[scope.number])
    if request.method == "POST" and form.is_valid():
        try:
            done()
        except (Refused, NotClassed) as refusal:
            say(form, refusal)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect(back)
    return page(request, scope, form, heading, back, lead=lead)


def page(request: StaffRequest, scope: Scope | None, form: django_forms.Form, heading: str, back: str, *, lead: str = "") -> HttpResponse:
    """One form on a page of its own."""
    context = {"scope": scope, "form": form, "heading": heading, "back": back, "lead": lead}
    return render(request, "antibribery/write.html", context, status=400 if form.errors else 200)


def say(form: django_forms.Form, refusal: Refusal) -> None:
    """A refusal beside the field that it is about, or above the form."""
    field = _FIELD_OF.get(refusal.code)
    form.add_error(field if field in form.fields else None, refusal.sentence)


def _item(scope: Scope, item_id: int) -> Item:
    item = get_object_or_404(scope.items, pk=item_id)
    item.scope = scope
    return item
