"""Changing the organisation, one act a page."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from amanah.foundation.organisation import services
from amanah.foundation.organisation.desk.forms import AssignForm, DayForm, MoveForm, NewUnitForm, PersonForm, PostForm, UnitForm
from amanah.foundation.organisation.desk.guard import StaffRequest, administrators, over
from amanah.foundation.organisation.models import Holding, Person, Post, Unit
from amanah.kernel import clock

Words = str | Promise
AnyForm = TypeVar("AnyForm", bound=Form)


def _act(
    request: StaffRequest,
    form: Form,
    act: Callable[[dict[str, Any]], object],
    *,
    title: Words,
    button: Words,
    done: Words,
    back: str,
    lead: Words = "",
) -> HttpResponse:
    """Show the form, or do what it says: `act` gets the cleaned fields. Refusals stand beside their fields.

    Afterwards the page is the one that `act` names by returning its address as a string, else `back`.
    """
    if request.method == "POST" and form.is_valid():
        try:
            made = act(form.cleaned_data)
        except ValidationError as refusal:
            _beside_fields(form, refusal)
        else:
            messages.success(request, str(done))
            return redirect(made if isinstance(made, str) else back)
    return render(request, "organisation/form.html", {"form": form, "title": title, "lead": lead, "button": button, "back": back})


def _beside_fields(form: Form, refusal: ValidationError) -> None:
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for field, errors in refusal.error_dict.items():
        form.add_error(field if field in form.fields else None, errors)


def _form(form_class: type[AnyForm], request: StaffRequest, /, **initial: object) -> AnyForm:
    return form_class(request.POST if request.method == "POST" else None, initial=initial)


def _unit(request: StaffRequest, unit_id: UUID) -> Unit:
    """The unit, if whoever asks administers it."""
    unit = get_object_or_404(Unit, pk=unit_id)
    over(request, unit)
    return unit


def _unit_url(unit_id: object) -> str:
    return reverse("organisation:unit", args=[unit_id])


@administrators
@require_http_methods(["GET", "POST"])
def create_unit(request: StaffRequest, parent_id: UUID) -> HttpResponse:
    """A new unit below another."""
    parent = _unit(request, parent_id)
    return _act(
        request,
        _form(NewUnitForm, request, zone=parent.zone),
        lambda said: _unit_url(services.create_unit(**said, parent=parent, actor=request.viewer.actor).pk),
        title=_("Unit baru"),
        lead=_("Di bawah %(unit)s") % {"unit": parent.name},
        button=_("Buat unit"),
        done=_("Unit dibuat."),
        back=_unit_url(parent.pk),
    )


@administrators
@require_http_methods(["GET", "POST"])
def rename_unit(request: StaffRequest, unit_id: UUID) -> HttpResponse:
    """Another name, code or kind."""
    unit = _unit(request, unit_id)
    form = _form(UnitForm, request, name=unit.name, code=unit.code, kind=unit.kind)
    return _act(
        request,
        form,
        lambda said: services.rename_unit(unit, **said, actor=request.viewer.actor),
        title=_("Ubah nama unit"),
        lead=_("Nama lama tetap tersimpan dalam riwayat unit."),
        button=_("Simpan nama"),
        done=_("Nama unit diubah."),
        back=_unit_url(unit.pk),
    )


@administrators
@require_http_methods(["GET", "POST"])
def move_unit(request: StaffRequest, unit_id: UUID) -> HttpResponse:
    """Another parent."""
    unit = _unit(request, unit_id)
    form = _form(MoveForm, request)

    def act(said: dict[str, Any]) -> None:
        over(request, said["parent"])
        services.move_unit(unit, said["parent"], actor=request.viewer.actor)

    return _act(
        request,
        form,
        act,
        title=_("Pindahkan unit"),
        lead=_("Semua unit di bawahnya ikut pindah. Yang pernah memimpin di atasnya tetap dikecualikan dari laporan tentang unit ini."),
        button=_("Pindahkan"),
        done=_("Unit dipindahkan."),
        back=_unit_url(unit.pk),
    )


@administrators
@require_http_methods(["GET", "POST"])
def close_unit(request: StaffRequest, unit_id: UUID) -> HttpResponse:
    """The unit's last day."""
    unit = _unit(request, unit_id)
    form = _form(DayForm, request, on=clock.today())
    return _act(
        request,
        form,
        lambda said: services.close_unit(unit, **said, actor=request.viewer.actor),
        title=_("Tutup unit"),
        lead=_("Unit yang ditutup tidak dapat dipilih lagi. Riwayatnya tetap ada. Penutupan tidak dapat dibatalkan."),
        button=_("Tutup unit"),
        done=_("Unit ditutup."),
        back=_unit_url(unit.pk),
    )


@administrators
@require_http_methods(["GET", "POST"])
def create_post(request: StaffRequest, unit_id: UUID) -> HttpResponse:
    """A new post in a unit."""
    unit = _unit(request, unit_id)
    return _act(
        request,
        _form(PostForm, request),
        lambda said: services.create_post(unit, **said, actor=request.viewer.actor),
        title=_("Jabatan baru"),
        lead=unit.name,
        button=_("Buat jabatan"),
        done=_("Jabatan dibuat."),
        back=_unit_url(unit.pk),
    )


@administrators
@require_http_methods(["GET", "POST"])
def assign_post(request: StaffRequest, post_id: UUID) -> HttpResponse:
    """Somebody takes up a post."""
    post = get_object_or_404(Post.objects.select_related("unit"), pk=post_id)
    over(request, post.unit)
    return _act(
        request,
        _form(AssignForm, request, since=clock.today()),
        lambda said: services.assign_post(post=post, **said, actor=request.viewer.actor),
        title=_("Isi jabatan"),
        lead=_("%(post)s, %(unit)s") % {"post": post.title, "unit": post.unit.name},
        button=_("Tetapkan pemegang jabatan"),
        done=_("Pemegang jabatan ditetapkan."),
        back=_unit_url(post.unit_id),
    )


@administrators
@require_http_methods(["GET", "POST"])
def end_holding(request: StaffRequest, holding_id: int) -> HttpResponse:
    """Somebody leaves a post."""
    holding = get_object_or_404(Holding.objects.select_related("person", "post__unit"), pk=holding_id)
    over(request, holding.post.unit)
    return _act(
        request,
        _form(DayForm, request, on=clock.today()),
        lambda said: services.end_holding(holding, **said, actor=request.viewer.actor),
        title=_("Akhiri jabatan"),
        lead=_("%(person)s sebagai %(post)s") % {"person": holding.person.name, "post": holding.post.title},
        button=_("Akhiri jabatan"),
        done=_("Jabatan diakhiri."),
        back=_unit_url(holding.post.unit_id),
    )


@administrators
@require_http_methods(["GET", "POST"])
def create_person(request: StaffRequest) -> HttpResponse:
    """A new person."""
    return _act(
        request,
        _form(PersonForm, request),
        lambda said: reverse("organisation:person", args=[services.create_person(**said, actor=request.viewer.actor).pk]),
        title=_("Orang baru"),
        button=_("Tambahkan"),
        done=_("Orang ditambahkan."),
        back=reverse("organisation:people"),
    )


@administrators
@require_http_methods(["GET", "POST"])
def update_person(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Corrections to a person."""
    person = get_object_or_404(Person, pk=person_id)
    back = reverse("organisation:person", args=[person.pk])
    form = _form(PersonForm, request, name=person.name, employment=person.employment, nip=person.nip, other_number=person.other_number)
    return _act(
        request,
        form,
        lambda said: services.update_person(person, **said, actor=request.viewer.actor),
        title=_("Perbaiki data orang"),
        button=_("Simpan"),
        done=_("Data diperbaiki."),
        back=back,
    )
